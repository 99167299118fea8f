// Twin: _core/controls/pad.py
/** A small picture to draw, with a pointer, a finger, or keys. @import {Base, Handle, Host, Kind} from "../types" */
import { within } from "../picture/pointer.js";
import { found } from "../run/names.js";
import { flat, quoted } from "./parts/checks.js";
import { holdable } from "./parts/hold.js";
import { decode, encode, stroke } from "./parts/ink.js";
import { arrow, ours } from "./parts/keys.js";

/**
 * @typedef {object} Own
 * @property {[number, number]} shape
 * @property {number} levels
 * @property {{ label: string, value: string }[]} samples
 * @property {number} pen how wide its stroke is, in px of the picture
 *
 * @typedef {Base<string> & Own} Pad
 */

const CELL = 12; // canvas px for a pixel of the picture, at least
const SIDE = 336; // canvas px of the picture, about
const UNDO = 50;

/** @type {Kind<Pad>} */
export const kind = {
  check({ name, shape: [height, width], levels, samples }, value) {
    const labels = samples.map(({ label }) => label);
    const chosen = typeof value === "string" ? found(value, labels) : undefined;
    if (chosen !== undefined) return samples[labels.indexOf(chosen)].value;
    const drawn = typeof value === "string" && decode(value, height * width);
    if (drawn) return encode(drawn.map((shade) => Math.min(shade, levels))); // it may end in bits that say nothing
    const ink = Array.isArray(value) ? flat(value) : [];
    if (ink.length === height * width && ink.every((shade) => shade >= 0 && shade <= 1)) {
      return encode(Uint8Array.from(ink, (shade) => Math.floor(shade * levels + 0.5)));
    }
    const known = labels.join(", ");
    const allowed = `a ${height} by ${width} array of numbers from 0 to 1, a sample (${known}), or a picture's code`;
    throw new RangeError(`${name} takes ${allowed}; not ${quoted(value)}`);
  },
  said: ({ samples }, value) => samples.find((sample) => sample.value === value)?.label ?? "your own drawing",
  feed({ shape: [height, width], levels }, value) {
    return Float32Array.from(/** @type {Uint8Array} */ (decode(value, height * width)), (shade) => shade / levels);
  },
  read: (text) => text,
  attach,
};

/** @param {HTMLElement} box @param {Pad} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const { shape, levels, pen } = control;
  const [height, width] = shape;
  const fine = pen <= 1; // from the middle of a pixel to that of another
  const cell = Math.max(CELL, Math.round(SIDE / width));
  const middle = (/** @type {number} */ at) => (fine ? Math.floor(at) + 0.5 : at);
  const canvas = /** @type {HTMLCanvasElement} */ (box.querySelector("canvas"));
  const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  canvas.width = width * cell;
  canvas.height = height * cell;

  /** @type {Uint8Array} */
  let shades = shadesOf(field.value);
  /** @type {Uint8Array[]} */
  const past = [];
  /** The pen of the keyboard, in pixels. */
  const cursor = { x: middle(width / 2), y: middle(height / 2), down: false, seen: false };

  /** @param {string} code */
  function shadesOf(code) {
    return decode(code, height * width) ?? new Uint8Array(height * width);
  }

  function paint() {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const style = getComputedStyle(canvas);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = style.color;
    shades.forEach((shade, at) => {
      if (!shade) return;
      context.globalAlpha = shade / levels;
      context.fillRect((at % width) * cell, Math.floor(at / width) * cell, cell, cell);
    });
    context.globalAlpha = 1;
    if (!cursor.seen) return;
    context.strokeStyle = style.outlineColor;
    context.lineWidth = cursor.down ? 5 : 2.5;
    context.beginPath();
    context.arc(cursor.x * cell, cursor.y * cell, cell * 1.3, 0, 2 * Math.PI);
    context.stroke();
  }

  function changed() {
    field.value = encode(shades);
    paint();
    host.set({ [control.name]: field.value });
  }

  function remember() {
    past.push(shades.slice());
    if (past.length > UNDO) past.shift();
  }

  /** @param {[number, number]} from @param {[number, number]} to @param {boolean} erase */
  function draw(from, to, erase) {
    stroke(shades, shape, from, to, { levels, width: erase && !fine ? 2 * pen : pen, erase });
    changed();
  }

  function undo() {
    const before = past.pop();
    if (!before) return;
    shades = before;
    changed();
  }

  /** @param {Uint8Array} next */
  function replace(next) {
    remember();
    shades = next;
    changed();
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  const place = (event) => {
    const [left, top] = within(event, canvas);
    return [middle((left / canvas.offsetWidth) * width), middle((top / canvas.offsetHeight) * height)];
  };
  holdable(canvas, (event) => {
    remember();
    cursor.seen = false;
    let last = place(event);
    draw(last, last, event.shiftKey);
    return {
      move(event) {
        const parts = event.getCoalescedEvents?.() ?? [];
        for (const each of parts.length ? parts : [event]) {
          const next = place(each);
          const erase = event.shiftKey;
          stroke(shades, shape, last, next, { levels, width: erase && !fine ? 2 * pen : pen, erase });
          last = next;
        }
        changed();
      },
      back: undo,
    };
  });

  canvas.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way && !(ours(event) && (event.key === " " || event.key === "Enter"))) return;
    event.preventDefault();
    cursor.seen = true;
    if (way) {
      /** @type {[number, number]} */
      const from = [cursor.x, cursor.y];
      const edge = middle(0);
      cursor.x = Math.min(Math.max(cursor.x + way[0], edge), width - edge);
      cursor.y = Math.min(Math.max(cursor.y - way[1], edge), height - edge);
      if (event.shiftKey) remember();
      if (event.shiftKey || cursor.down) draw(from, [cursor.x, cursor.y], event.shiftKey);
    } else {
      cursor.down = !cursor.down;
      if (cursor.down) {
        remember();
        draw([cursor.x, cursor.y], [cursor.x, cursor.y], false);
      }
    }
    paint();
    const [across, down] = [cursor.x, cursor.y].map(Math.ceil);
    said.textContent = `Pen ${cursor.down ? "down" : "up"}, ${across} across, ${down} down.`;
  });
  canvas.addEventListener("focus", () => {
    cursor.seen = canvas.matches(":focus-visible");
    paint();
  });
  canvas.addEventListener("blur", () => {
    Object.assign(cursor, { seen: false, down: false });
    paint();
  });

  box.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button?.name === "clear") replace(new Uint8Array(height * width));
    if (button?.name === "undo") undo();
    if (button?.dataset.sample) replace(shadesOf(control.samples[+button.dataset.sample].value));
  });

  const lists = [...box.querySelectorAll("select")];
  for (const list of lists)
    list.addEventListener("change", () => list.value && replace(shadesOf(control.samples[+list.value].value)));

  return {
    show(value) {
      for (const list of lists) {
        const shown = control.samples.findIndex((sample) => sample.value === value);
        list.value = [...list.options].some((option) => option.value === `${shown}`) ? `${shown}` : "";
      }
      if (field.value !== value) {
        field.value = value;
        shades = shadesOf(value);
      }
      paint(); // in any case: the theme may have changed
    },
  };
}

export const style = `
/* Drawing on it does not scroll the page; around it, a finger still does. */
.dnn-pad { display: grid; gap: 0.5rem; }
.dnn-pad canvas {
  display: block;
  width: min(100%, 17.5rem);
  aspect-ratio: 1;
  color: var(--dnn-ink);
  background: var(--dnn-paper);
  border: 1px solid var(--dnn-muted);
  border-radius: 0.5rem;
  outline-color: var(--dnn-accent);
  cursor: crosshair;
  touch-action: none;
  user-select: none;
  -webkit-user-select: none;
}
@media (forced-colors: active) {
  .dnn-pad canvas { outline-color: Highlight; forced-color-adjust: none; } /* ink on paper */
}
.dnn-samples button { min-width: 2.25rem; padding: 0.25rem 0.5rem; }
.dnn-samples select { flex: 1 1 8rem; width: 8rem; }
@media (pointer: coarse) { .dnn-samples button { min-width: 2.75rem; } }
`;
