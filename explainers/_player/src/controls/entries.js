// Twin: _core/controls/entries.py
/**
 * Numbers written over by hand, of what is carried while it runs, or of an input: fields for what comes into the thing
 * that is looked at.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { numeral, quoted } from "./parts/checks.js";
import { stray } from "./parts/hold.js";

/**
 * @typedef {object} Own
 * @property {number} count
 * @property {number[]} start what the numbers are, where nothing else feeds them; then a value stays
 * @property {string} of
 * @property {string[]} shown
 * @property {string} places
 * @property {string} origins
 * @property {string} last
 * @property {{ output: string, words: string[] } | null} form
 * @property {string[]} lines
 * @property {string} line_places
 * @property {string} line_ends
 * @property {[string, string]} panel
 *
 * @typedef {Base<number[]> & Own} Entries
 */

const MOST = 1000; // as large as a number may be, either way
const NEAR = 8; // px from the middle of a line that a tap may miss it by
const UNDO = 100;

/** @type {Kind<Entries>} */
export const kind = {
  momentary: ({ start }) => !start.length,
  check({ name, count }, value) {
    const allowed = `${name} takes places from 0 to ${count - 1}, each with a number from ${-MOST} to ${MOST}`;
    if (!Array.isArray(value) || value.length % 2) throw new RangeError(`${allowed}; not ${quoted(value)}`);
    const found = new Map();
    for (const [place, number] of pairs(value)) {
      if (
        !(
          Number.isInteger(place) &&
          place >= 0 &&
          place < count &&
          typeof number === "number" &&
          Math.abs(number) <= MOST
        )
      )
        throw new RangeError(`${allowed}; not ${quoted([place, number])}`);
      found.set(place, number);
    }
    return [...found].flat();
  },
  said: (_, value) => (value.length === 2 ? "1 number" : `${value.length / 2} numbers`),
  put({ start }, value, array) {
    if (start.length) array.set(start);
    for (const [place, number] of pairs(value)) array[place] = number;
  },
  read: (text) => (text ? text.split(",").map(numeral) : []),
  attach,
};

/** @param {any[]} value */
function pairs(value) {
  return Array.from({ length: value.length / 2 }, (_, i) => [value[2 * i], value[2 * i + 1]]);
}

/** @param {HTMLElement} box @param {Entries} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const inputs = [...box.querySelectorAll("input")];
  const undo = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  const formula = /** @type {HTMLElement} */ (box.querySelector(".dnn-formula"));
  const labels = () => host.control(control.of).options.map((/** @type {any} */ { label }) => label);
  const lasting = control.start.length > 0;
  /** What was written at this step. @type {{ step: number, value: number[] }} */
  let now = { step: 0, value: [] };
  /** What each number was before it was written over. @type {[number, number][]} */
  const past = [];

  /** The carried number of each field; NaN where there is none. */
  const places = () => (control.places ? host.read(control.places) : inputs.map(() => NaN));
  const numbers = () => control.shown.flatMap((name) => [...host.read(name)]);

  /** A number in its field; one that moves keeps its width. @param {number} number */
  const written = (number) => (lasting ? String(Number(number.toFixed(2))) : number.toFixed(2));

  /** @param {number} place @param {number} number */
  function write(place, number) {
    const known = lasting ? host.values()[control.name] : host.step() === now.step ? now.value : [];
    const before = /** @type {number[]} */ (known);
    now = { step: host.step(), value: /** @type {number[]} */ (kind.check?.(control, [...before, place, number])) };
    host.set({ [control.name]: now.value });
  }

  for (const [i, input] of inputs.entries())
    input.addEventListener("change", () => {
      const place = places()[i];
      const number = input.value.trim() ? Number(input.value) : NaN;
      if (Number.isNaN(place) || !(Math.abs(number) <= MOST)) return refresh(true);
      const before = numbers()[i];
      past.push([place, lasting ? Number(before.toPrecision(7)) : before]); // as it was typed, not in single precision
      if (past.length > UNDO) past.shift();
      write(place, number);
    });
  undo.addEventListener("click", () => {
    const before = past.pop();
    if (before) write(...before);
  });

  /** The line under a pointer, or -1. @param {MouseEvent} event */
  function line(event) {
    const at = control.lines.length && host.locate(event, control.panel);
    if (!at) return -1;
    const [x, ...sides] = control.lines.map((name) => host.read(name));
    const each = x.length / host.read(control.line_places).length;
    const half = (each - 1) / 2; // points there, as many back, a gap
    const pixel = /** @type {[number, number]} */ (host.place(at, control.panel))[1];
    let [found, nearest] = [-1, NEAR];
    for (let i = 0, first = 0; first < x.length; i++, first += each)
      for (const y of sides)
        for (let j = first; j < first + half - 1; j++) {
          if (!(x[j] <= at[0] && at[0] < x[j + 1]) || Number.isNaN(y[j])) continue;
          const back = 2 * first + each - 2 - j;
          const [start, end] = [(y[j] + y[back]) / 2, (y[j + 1] + y[back - 1]) / 2];
          const middle = start + ((end - start) * (at[0] - x[j])) / (x[j + 1] - x[j]);
          const far = Math.abs(/** @type {[number, number]} */ (host.place([at[0], middle], control.panel))[1] - pixel);
          if (far < nearest) [found, nearest] = [i, far];
        }
    return found;
  }
  host.stage.addEventListener("click", async (event) => {
    const found = event.defaultPrevented || stray(event) ? -1 : line(event);
    if (found < 0) return;
    const place = host.read(control.line_places)[found];
    const end = host.read(control.line_ends)[found];
    const option = host.control(control.of).options.find((/** @type {any} */ { value }) => value === end);
    await host.set({ [control.of]: option.label });
    const input = inputs[places().indexOf(place)];
    // By itself it would go to the middle of the screen, and what was clicked out of it.
    input?.focus({ preventScroll: true });
    input?.scrollIntoView({ block: "nearest" });
  });

  /** @param {boolean} [all] the field that is being written in, too */
  function refresh(all = false) {
    if (undo.disabled === past.length > 0) undo.disabled = !past.length;
    if (!control.places) return;
    const [found, known, origins, names] = [numbers(), places(), host.read(control.origins), labels()];
    const word = control.form ? control.form.words[host.read(control.form.output)[0]] : "";
    const said = Number.isNaN(known.at(-1)) ? "It is what the network is given, so nothing comes into it." : word;
    if (formula.textContent !== said) formula.textContent = said;
    for (const [i, input] of inputs.entries()) {
      const field = /** @type {HTMLElement} */ (input.parentElement);
      const gone = Number.isNaN(known[i]);
      if (field.hidden !== gone) field.hidden = gone;
      const name = gone ? "" : i < origins.length ? `× ${names[origins[i] + 1]}` : control.last;
      const span = /** @type {HTMLElement} */ (field.firstChild);
      if (span.textContent !== name) span.textContent = name;
      if (!all && !gone && document.activeElement === input) continue;
      const text = gone ? "" : written(found[i]);
      if (input.value !== text) input.value = text;
    }
  }

  /** @param {number[]} value */
  function show(value) {
    if (!value.length) past.length = 0; // another run has begun
    if (String(value) !== String(now.value)) now = { step: NaN, value: [] }; // it is not what was written here
  }

  return { show, refresh: () => refresh() };
}

export const style = `
.dnn-group:has(> .dnn-entries) {
  display: flex;
  flex-wrap: wrap;
  grid-column: 1 / -1;
  gap: 0.5rem 1.5rem;
  align-items: end;
}
.dnn-group:has(> .dnn-entries) legend { flex-basis: 100%; }
.dnn-entries { display: grid; flex-basis: 100%; gap: 0.25rem; }
.dnn-entry { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
.dnn-entry label { display: grid; font-size: 0.8rem; }
.dnn-entry label[hidden] { display: none; }
.dnn-frame .dnn-entry input {
  width: 5.25rem;
  padding: 0.25rem 0.5rem;
  scroll-margin-block: 0.75rem;
  font-variant-numeric: tabular-nums;
}
`;
