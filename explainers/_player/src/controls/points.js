// Twin: _core/controls/points.py
/**
 * Points in a plane, each of a class or with a value: those of a sample, or the reader's own, who taps into the figure,
 * drags, chooses from a list with keys, or pastes a table.
 * @import {Base, Handle, Host, Kind, Stored} from "../types"
 * @import {Cloud, Point} from "./parts/codes.js"
 */
import { within } from "../picture/pointer.js";
import { fetched, stored } from "../run/data.js";
import { found } from "../run/names.js";
import { quoted } from "./parts/checks.js";
import { byte, cloud, decode, encode, fed, LETTERS, PLANE, spoken, TOP } from "./parts/codes.js";
import { holdable } from "./parts/hold.js";
import { arrow, ours } from "./parts/keys.js";
import { checked, rows } from "./parts/tables.js";

/** @typedef {{ label: string, kind: Cloud["kind"], points: Stored }} Sample */
/** @typedef {Base<string> & { samples: Sample[], room: number, panel: [string, string] }} Points */

const UNDO = 100;
const NEAR = 14; // px: a finger that comes down so near to a point takes it
const STRIDE = 4; // of a byte: how far an arrow moves a point

/** A byte as a place in the plane. @param {number} byte */
const number = (byte) => (2 * byte) / TOP - 1;

/** @type {Kind<Points>} */
export const kind = {
  check({ name, samples, room }, value) {
    const labels = samples.map(({ label }) => label);
    const allowed = `${name} takes a sample (${labels.join(", ")}) or 2 to ${room} points (x, y, class)`;
    if (typeof value === "string") {
      const sample = found(value, labels);
      if (sample !== undefined) return sample;
      const points = decode(value);
      if (!points || points.points.length > room) throw new RangeError(`${allowed}; not ${quoted(value)}`);
      return encode(points);
    }
    if (!Array.isArray(value) || !value.length || !value.every(Array.isArray))
      throw new RangeError(`${allowed}; not ${quoted(value)}`);
    try {
      return encode(
        cloud(
          checked(
            value.map((row, i) => [i + 1, row]),
            room,
          ),
        ),
      );
    } catch (error) {
      throw new RangeError(`${allowed}; ${/** @type {Error} */ (error).message}`);
    }
  },
  feeds(control, value) {
    const sample = control.samples.find(({ label }) => label === value);
    return fed(seen(control, value), control.room, Boolean(sample));
  },
  read: (text) => text,
  said: ({ samples }, value) => (samples.some(({ label }) => label === value) ? value : "your own points"),
  async prepare({ samples }) {
    await Promise.all(samples.map(({ points }) => fetched(points)));
  },
  attach,
};

/**
 * The points that a value stands for; of a sample, once they are here.
 * @param {Points} control
 * @param {string} value
 * @returns {Cloud}
 */
function seen({ samples }, value) {
  const sample = samples.find(({ label }) => label === value);
  if (!sample) return /** @type {Cloud} */ (decode(value));
  const bytes = stored(sample.points);
  const points = Array.from({ length: bytes.length / 3 }, (_, i) => [...bytes.subarray(3 * i, 3 * i + 3)]);
  return { kind: sample.kind, ends: [], labels: [], points: /** @type {Point[]} */ (points) };
}

/** @param {HTMLElement} box @param {Points} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  /** @template {Element} T @param {string} selector @returns {T} */
  const find = (selector) => /** @type {T} */ (box.querySelector(selector));
  /** Where there are no samples, a hidden field. @type {HTMLSelectElement | HTMLInputElement} */
  const select = find(`[name="${control.name}"]`);
  const list = /** @type {HTMLSelectElement} */ (find(".dnn-point-list"));
  const said = /** @type {HTMLElement} */ (find(".dnn-said"));
  const editing = /** @type {HTMLDetailsElement} */ (find(".dnn-editing"));
  const table = /** @type {HTMLTextAreaElement} */ (find("textarea"));
  const given = /** @type {HTMLInputElement} */ (find(".dnn-values input"));
  const classes = /** @type {HTMLInputElement[]} */ ([...box.querySelectorAll(".dnn-classes input")]);
  const ring = Object.assign(document.createElement("span"), { className: "dnn-ring", hidden: true });
  let value = control.value;
  /** What there was before. @type {string[]} */
  const past = [];

  /** @returns {Cloud} */
  const here = () => seen(control, value);
  const chosen = () => list.selectedIndex;
  const full = `There is room for ${control.room} points.`;
  const third = () => (here().kind === "v" ? Number(given.value) : classes.findIndex(({ checked }) => checked));

  /** @param {string} next @param {boolean} [same] whether it goes on with what was begun, as one thing to undo */
  function become(next, same = false) {
    if (next === value) return;
    if (!same) past.push(value);
    if (past.length > UNDO) past.shift();
    value = next;
    show(next);
    host.set({ [control.name]: next });
  }

  /** @param {(points: Point[]) => Point[]} change @param {boolean} [same] */
  function edit(change, same) {
    const now = here();
    const points = change(now.points.map((point) => /** @type {Point} */ ([...point])));
    become(encode({ ...now, points }), same);
  }

  const say = (/** @type {string} */ text) => void (said.textContent = text);

  /** @param {string} next */
  function show(next) {
    value = next;
    const known = control.samples.some(({ label }) => label === next);
    select.value = known || !control.samples.length ? next : "";
    const now = here();
    const index = chosen();
    const texts = now.points.map((point, i) => `${i + 1}: ${spoken(point, now)}`);
    for (const [i, text] of texts.entries()) {
      const option = list.options[i] ?? list.appendChild(document.createElement("option"));
      if (option.textContent !== text) option.textContent = text;
    }
    while (list.options.length > texts.length) list.options[list.options.length - 1].remove();
    list.selectedIndex = Math.min(index, texts.length - 1);
    find(".dnn-classes").toggleAttribute("hidden", now.kind === "v");
    find(".dnn-values").toggleAttribute("hidden", now.kind !== "v");
    for (const [i, input] of classes.entries()) {
      /** @type {HTMLElement} */ (input.parentElement).hidden = i >= Number(now.kind);
      /** @type {ChildNode} */ (input.nextSibling).textContent = now.labels[i] ?? LETTERS[i];
    }
    mark();
  }

  /** A ring around the point that is chosen. */
  function mark() {
    host.stage.classList.toggle("dnn-draggable", editing.open);
    const point = editing.open && here().points[chosen()];
    const place = point && host.place([number(point[0]), number(point[1])], control.panel);
    ring.hidden = !place;
    if (!place) return;
    if (ring.parentElement !== host.stage) host.stage.append(ring);
    Object.assign(ring.style, { left: `${place[0]}px`, top: `${place[1]}px` });
  }

  /** @param {PointerEvent} event @returns {[number, number] | null} bytes */
  function at(event) {
    const place = host.locate(event, control.panel);
    return place && [byte(place[0], PLANE), byte(place[1], PLANE)];
  }

  /** The point under a pointer, or -1. @param {PointerEvent} event */
  function under(event) {
    const [left, top] = within(event, host.stage);
    let [best, nearest] = [-1, NEAR];
    for (const [i, [x, y]] of here().points.entries()) {
      const place = host.place([number(x), number(y)], control.panel);
      const far = place ? Math.hypot(left - place[0], top - place[1]) : NEAR;
      if (far < nearest) [best, nearest] = [i, far];
    }
    return best;
  }

  select.addEventListener("change", () => {
    if (select.value) become(select.value);
    else {
      editing.open = true;
      become(encode(here()));
    }
  });
  editing.addEventListener("toggle", mark);
  list.addEventListener("change", mark);
  list.addEventListener("keydown", (event) => {
    const index = chosen();
    const way = event.shiftKey && arrow(event);
    if (index < 0) return;
    if (way) {
      event.preventDefault();
      edit((points) => {
        for (const i of [0, 1]) points[index][i] = Math.min(Math.max(points[index][i] + STRIDE * way[i], 0), TOP);
        return points;
      }, true);
      say(spoken(here().points[index], here()));
    } else if (ours(event) && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      remove();
    }
  });
  for (const [i, input] of classes.entries())
    input.addEventListener("change", () => {
      const index = chosen();
      if (index >= 0 && input.checked) edit((points) => ((points[index][2] = i), points));
    });
  given.addEventListener("input", () => {
    const index = chosen();
    if (index >= 0) edit((points) => ((points[index][2] = Number(given.value)), points), true);
  });

  function remove() {
    const index = chosen();
    if (index < 0) return say("Choose a point first.");
    edit((points) => points.toSpliced(index, 1));
    say(`${here().points.length} points are left.`);
  }

  function take() {
    try {
      const found = rows(table.value, control.room);
      if (found[0].length === 2) {
        const now = here();
        const [x, y] = [0, 1].map((i) => (now.ends.length ? now.ends.slice(2 * i, 2 * i + 2) : PLANE));
        const which = third();
        if (now.points.length + found.length > control.room) throw new RangeError(full);
        edit((points) => [
          ...points,
          ...found.map((row) => /** @type {Point} */ ([byte(Number(row[0]), x), byte(Number(row[1]), y), which])),
        ]);
      } else become(encode(cloud(found)));
      say(`${found.length} points were taken from the table.`);
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    }
  }

  box.addEventListener("click", (event) => {
    const { name } = /** @type {HTMLButtonElement} */ (event.target);
    if (name === "remove") remove();
    else if (name === "clear") edit(() => []);
    else if (name === "take") take();
    else if (name === "undo") undo();
  });

  function undo() {
    const before = past.pop();
    if (before === undefined) return say("There is nothing to undo.");
    show(before);
    host.set({ [control.name]: before });
  }

  holdable(host.stage, (event) => {
    const place = editing.open && at(event);
    if (!place) return;
    event.preventDefault();
    let held = under(event);
    if (held < 0) {
      if (here().points.length === control.room) return say(full);
      edit((points) => [...points, [...place, third()]]);
      held = here().points.length - 1;
    } else past.push(value);
    list.selectedIndex = held;
    mark();
    return {
      move(event) {
        const place = at(event);
        if (place) edit((points) => ((points[held] = [...place, points[held][2]]), points), true);
      },
      back: undo,
    };
  });
  for (const type of ["dragover", "drop"])
    box.addEventListener(type, (event) => {
      const { dataTransfer } = /** @type {DragEvent} */ (event);
      if (!dataTransfer) return;
      event.preventDefault();
      if (type !== "drop") return;
      const [file] = dataTransfer.files;
      if (/^(image|audio|video)\//.test(file?.type ?? "")) return say("This file is no table: drop one as text.");
      const text = file ? file.text() : Promise.resolve(dataTransfer.getData("text"));
      text.then((content) => ((table.value = content), take()));
    });

  return {
    show,
    touched: () => ("options" in select && !select.selectedOptions[0]?.defaultSelected && select.value) || undefined,
    close: () => ring.remove(),
  };
}

export const style = `
.dnn-points { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
.dnn-editing { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
.dnn-editing > * + * { margin-top: 0.5rem; }
.dnn-editing:not([open]) ~ .dnn-said { min-height: 0; }
.dnn-classes { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.dnn-classes label { display: inline-flex; gap: 0.4rem; align-items: center; min-height: 2.25rem; }
.dnn-frame .dnn-point-list { width: 100%; height: auto; padding: 0.25rem; }
.dnn-draggable { cursor: crosshair; touch-action: none; }
.dnn-ring {
  position: absolute;
  width: 1.5rem;
  height: 1.5rem;
  margin: -0.75rem;
  border: 2px solid var(--dnn-ink);
  border-radius: 50%;
  box-shadow: 0 0 0 2px var(--dnn-paper);
  pointer-events: none;
}
`;
