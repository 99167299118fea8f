// Twin: _core/controls/edits.py
/**
 * Kernels of a network written over by hand: cells for the one that is looked at.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { numeral, quoted } from "./parts/checks.js";
import { grid } from "./parts/grid.js";
import { checked, rows } from "./parts/squares.js";

/**
 * @typedef {object} Own
 * @property {[maps: number, channels: number][]} layers
 * @property {number} size
 * @property {string[]} at
 * @property {string} shown
 * @property {string} pins
 * @property {number} min
 * @property {number} max
 * @property {number} step
 *
 * @typedef {(number | null)[]} Value of each kernel a layer, a map, a channel, then its numbers
 * @typedef {Base<any> & Own} Edits
 */

const HEAD = 3;
const DIGITS = 1e4;
const UNDO = 100;

/** @type {Kind<Edits>} */
export const kind = {
  check(control, value) {
    const { name, layers, size, min, max } = control;
    const kernels = layers.map(([maps, channels], i) => `layer ${i + 1}: maps 1 to ${maps}, channels 1 to ${channels}`);
    const allowed =
      `${name} takes kernels, each a layer, a map, a channel (${kernels.join("; ")}), and ${size} by ${size} ` +
      `numbers from ${min} to ${max}, or nothing for one that stays as it was learned`;
    if (!Array.isArray(value)) throw new RangeError(`${allowed}; not ${quoted(value)}`);
    const flat = /** @type {Value} */ (value.flat(Infinity));
    const each = HEAD + size * size;
    while (flat.length % each) flat.push(null); // a link may have lost the commas at its end
    /** @type {Map<number, Value>} */
    const found = new Map();
    for (const kernel of parts(flat, each)) {
      const [head, numbers] = [kernel.slice(0, HEAD), kernel.slice(HEAD)];
      const place = placed(control, head);
      if (place < 0) throw new RangeError(`${allowed}; there is no kernel ${quoted(head)}`);
      if (found.has(place)) throw new RangeError(`${allowed}; not ${quoted(head)} twice`);
      for (const number of numbers)
        if (number !== null && !(typeof number === "number" && number >= min && number <= max))
          throw new RangeError(`${allowed}; not ${quoted(number)}`);
      found.set(place, [...head, ...numbers.map((number) => (number === null ? null : rounded(number)))]);
    }
    const sorted = [...found].sort(([one], [other]) => one - other).map(([, kernel]) => kernel);
    return /** @type {any} */ (sorted.filter((kernel) => kernel.slice(HEAD).some((each) => each !== null)).flat());
  },
  said(control, value) {
    const count = value.length / (HEAD + control.size ** 2);
    return !count ? "none" : count === 1 ? "1 kernel" : `${count} kernels`;
  },
  feed(control, value) {
    const size = control.size ** 2;
    const count = control.layers.reduce((sum, [maps, channels]) => sum + maps * channels, 0);
    const grids = new Float32Array(count * size).fill(NaN);
    for (const kernel of parts(value, HEAD + size))
      grids.set(
        kernel.slice(HEAD).map((each) => each ?? NaN),
        placed(control, kernel) * size,
      );
    return grids;
  },
  read: (text) => (text ? text.split(",").map((part) => (part.trim() ? numeral(part) : null)) : []),
  attach,
};

/** @param {Value} value @param {number} each */
function parts(value, each) {
  return Array.from({ length: value.length / each }, (_, i) => value.slice(i * each, (i + 1) * each));
}

/** @param {unknown} number @param {number} most */
const counts = (number, most) => Number.isInteger(number) && Number(number) >= 1 && Number(number) <= most;

/** Which grid a layer, a map and a channel are, among all of them; -1 where there is none. */
function placed(/** @type {Edits} */ { layers }, /** @type {Value} */ [layer, map, channel]) {
  if (!counts(layer, layers.length)) return -1;
  const [maps, channels] = layers[Number(layer) - 1];
  if (!counts(map, maps) || !counts(channel, channels)) return -1;
  const before = layers.slice(0, Number(layer) - 1).reduce((sum, [maps, channels]) => sum + maps * channels, 0);
  return before + (Number(map) - 1) * channels + Number(channel) - 1;
}

/** With four decimals; halves go up, as in Python. @param {number} number */
const rounded = (number) => Math.floor(number * DIGITS + 0.5) / DIGITS;

/** @param {HTMLElement} box @param {Edits} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const button = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (box.querySelector(`button[name=${name}]`));
  const [undo, one, all] = ["undo", "one", "all"].map(button);
  const which = /** @type {HTMLElement} */ (box.querySelector(".dnn-which"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  const each = HEAD + control.size ** 2;
  /** @type {Value} */
  let value = control.value;
  /** @type {Value[]} */
  const past = [];
  let drawn = ""; // what the cells show

  const say = (/** @type {string} */ text) => void (said.textContent = text);
  const head = () => (control.at.length ? control.at.map((name, i) => host.read(name)[0] + +(i > 0)) : [1, 1, 1]);
  const same = (/** @type {Value} */ kernel) => head().every((number, i) => number === kernel[i]);
  const mine = () => parts(value, each).find(same)?.slice(HEAD);
  const others = () => parts(value, each).filter((kernel) => !same(kernel));

  /** The numbers in the cells: those that were written as they were, not in single precision. */
  const numbers = () => {
    const written = mine();
    const shown = control.shown ? host.read(control.shown) : new Float32Array(control.size ** 2);
    return Array.from(shown, (number, i) => written?.[i] ?? number);
  };

  /** @param {unknown} next @param {boolean} [on] whether it goes on with what was begun, as one thing to undo */
  function become(next, on = false) {
    const edits = /** @type {any} */ (kind.check?.(control, next));
    if (String(edits) === String(value)) return;
    if (!on) past.push(value);
    if (past.length > UNDO) past.shift();
    put(edits);
  }

  /** @param {Value} next */
  function put(next) {
    say("");
    value = next;
    const channel = head()[2];
    const { options } = control.pins ? host.control(control.pins) : { options: [] };
    const pinned = options.find((/** @type {any} */ option) => option.value === channel);
    host.set({ [control.name]: /** @type {any} */ (next), ...(pinned ? { [control.pins]: pinned.label } : {}) });
  }

  /** Write numbers over the kernel that is looked at. @param {Value} kernel @param {boolean} [on] */
  const write = (kernel, on) => become([...others().flat(), ...head(), ...kernel], on);

  const shape = grid(/** @type {HTMLElement} */ (box.querySelector(".dnn-cells")), {
    step: control.step,
    change(place, number, on) {
      const next = numbers().with(place, number);
      const kernel = mine() ?? next.map(() => null);
      write(kernel.with(place, number), on);
      shape.show(next, control.size);
    },
    undo: back,
    take(text) {
      try {
        write(checked(rows(text), { ...control, sizes: [control.size] }).flat());
      } catch (error) {
        say(/** @type {Error} */ (error).message);
      }
    },
    say,
  });

  function back() {
    const before = past.pop();
    if (before) put(before);
  }

  undo.addEventListener("click", back);
  one.addEventListener("click", () => become(others().flat()));
  all.addEventListener("click", () => become([]));

  function refresh() {
    const [layer, map, channel] = head();
    const written = mine();
    const words = `Layer ${layer}, map ${map}, channel ${channel}${written ? ": changed" : ""}`;
    if (which.textContent !== words) which.textContent = words;
    for (const [button, off] of /** @type {const} */ ([
      [undo, !past.length],
      [one, !written],
      [all, !value.length],
    ]))
      if (button.disabled !== off) button.disabled = off;
    const now = numbers();
    if (drawn === `${words} ${now}`) return;
    drawn = `${words} ${now}`;
    shape.show(now, control.size);
  }

  /** @param {Value} next whoever has set it */
  function show(next) {
    if (String(next) === String(value)) return;
    value = next;
    if (!next.length) past.length = 0; // all as it was learned, by a link or from the start
    say("");
  }

  return { show, refresh };
}

export const style = `
.dnn-edits { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
.dnn-which { margin: 0; font-weight: 600; }
.dnn-edits .dnn-said:empty { min-height: 0; }
`;
