// Twin: _core/controls/retouch.py
/**
 * Pixels of a picture whose numbers are written over: a range input for each number of the pixel that the figure is
 * about. What the numbers are now, the model says.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { numeral, quoted } from "./parts/checks.js";

/**
 * @typedef {object} Own
 * @property {[number, number]} shape
 * @property {string[]} names
 * @property {string[]} at
 * @property {string} shown
 * @property {number} top
 * @property {number} room
 *
 * @typedef {Base<number[]> & Own} Retouch
 */

const UNDO = 100;

/** @type {Kind<Retouch>} */
export const kind = {
  check({ name, names, room, shape: [height, width], top }, value) {
    const long = 2 + names.length;
    const allowed =
      `${name} takes up to ${room} pixels, each a column from 0 to ${width - 1}, a row from 0 to ${height - 1}, and ` +
      `${names.join(", ")}, whole numbers from 0 to ${top}`;
    if (!Array.isArray(value)) throw new RangeError(`${allowed}; not ${quoted(value)}`);
    if (value.length % long || value.length > long * room)
      throw new RangeError(`${allowed}; not ${value.length} numbers`);
    const highest = [width - 1, height - 1, ...names.map(() => top)];
    const found = new Map();
    for (const pixel of pixels(value, long)) {
      if (!pixel.every((each, i) => Number.isInteger(each) && each >= 0 && each <= highest[i]))
        throw new RangeError(`${allowed}; not ${quoted(pixel)}`);
      found.set(`${pixel.slice(0, 2)}`, pixel);
    }
    return [...found.values()].flat();
  },
  feed: ({ names, room }, value) => {
    const rows = new Float32Array((2 + names.length) * room).fill(-1);
    rows.set(value);
    return rows;
  },
  read: (text) => (text ? text.split(",").map(numeral) : []),
  said({ names }, value) {
    const count = value.length / (2 + names.length);
    return count === 1 ? "1 pixel" : `${count} pixels`;
  },
  attach,
};

/** @param {number[]} value @param {number} long */
function pixels(value, long) {
  return Array.from({ length: value.length / long }, (_, i) => value.slice(i * long, (i + 1) * long));
}

/** @param {HTMLElement} box @param {Retouch} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const inputs = [...box.querySelectorAll("input")];
  const outputs = [...box.querySelectorAll("output")];
  const undo = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  const long = 2 + control.names.length;
  let value = control.value;
  /** What it was before each stroke of a slider. @type {number[][]} */
  const past = [];
  /** The input that is being slid, and at which pixel. */
  let stroke = "";

  const place = () => (control.at.length ? control.at.map((name) => host.read(name)[0]) : [0, 0]);
  const numbers = () => (control.shown ? [...host.read(control.shown)].map(Math.round) : undefined);

  /** @param {number[]} found */
  const write = (found) => {
    for (const [i, number] of found.entries()) {
      if (Number(inputs[i].value) !== number) inputs[i].value = String(number);
      outputs[i].value = String(number);
    }
  };
  /** @param {number[]} next */
  const set = (next) => {
    value = next;
    undo.disabled = !past.length;
    host.set({ [control.name]: next });
  };
  for (const [i, input] of inputs.entries()) {
    input.addEventListener("input", () => {
      const at = place();
      const others = pixels(value, long).filter(([column, row]) => column !== at[0] || row !== at[1]);
      said.textContent = "";
      if (others.length === control.room) {
        said.textContent = `There is room for ${control.room} pixels; undo one first.`;
        return refresh();
      }
      const here = `${i} at ${at}`;
      if (here !== stroke) past.push(value);
      if (past.length > UNDO) past.shift();
      stroke = here;
      const now = inputs.map((each) => Number(each.value));
      write(now);
      set([...others.flat(), ...at, ...now]);
    });
    input.addEventListener("change", () => (stroke = ""));
  }
  undo.addEventListener("click", () => {
    const before = past.pop();
    said.textContent = "";
    if (before) set(before);
  });

  function refresh() {
    const found = numbers();
    if (found && !stroke) write(found); // what is being slid is ahead of the model
  }

  return {
    show(now) {
      if (String(now) !== String(value)) past.length = 0; // a link, or a new start: not what was written here
      value = now;
      undo.disabled = !past.length;
      if (!control.shown)
        write((pixels(now, long).find(([x, y]) => !x && !y) ?? [0, 0, ...inputs.map(() => 0)]).slice(2));
    },
    refresh,
  };
}

export const style = `
.dnn-retouch { display: grid; gap: 0.25rem; }
`;
