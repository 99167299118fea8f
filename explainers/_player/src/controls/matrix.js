// Twin: _core/controls/matrix.py
/**
 * A square of numbers, such as a kernel, that the reader writes: from a sample, cell by cell, or pasted.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { found, hint } from "../run/names.js";
import { quoted } from "./parts/checks.js";
import { style as cells, grid } from "./parts/grid.js";
import { checked, fitting, rows, written } from "./parts/squares.js";

/**
 * @typedef {object} Own
 * @property {number[]} sizes from small to large
 * @property {{ label: string, value: string }[]} samples
 * @property {string} size an input that gets how many rows there are, or ""
 * @property {number} min
 * @property {number} max
 * @property {number} step
 *
 * @typedef {Base<string> & Own} Matrix a sample's label, or rows as text
 */

const UNDO = 100;

/** @type {Kind<Matrix>} */
export const kind = {
  check(control, value) {
    const { name, samples } = control;
    const labels = samples.map(({ label }) => label);
    const sample = typeof value === "string" ? found(value, labels) : undefined;
    if (sample !== undefined) return sample;
    const allowed = `${name} takes ${labels.length ? `a sample (${labels.join(", ")}) or ` : ""}${fitting(control)}`;
    let text;
    try {
      if (typeof value === "string" && !/\d/.test(value))
        throw new RangeError(hint(value, labels) || `not ${quoted(value)}`);
      if (typeof value !== "string" && !(Array.isArray(value) && value.every(Array.isArray)))
        throw new RangeError(`not ${quoted(value)}`);
      text = written(checked(typeof value === "string" ? rows(value) : value, control));
    } catch (error) {
      throw new RangeError(`${allowed}; ${/** @type {Error} */ (error).message}`);
    }
    return samples.find((sample) => sample.value === text)?.label ?? text;
  },
  feed(control, value) {
    const [numbers, size] = [square(control, value), /** @type {number} */ (control.sizes.at(-1))];
    return framed(numbers, size).flat();
  },
  feeds: (control, value) => (control.size ? { [control.size]: [square(control, value).length] } : {}),
  read: (text) => text,
  said: ({ samples }, value) => (samples.some(({ label }) => label === value) ? value : "your own numbers"),
  attach,
};

/** The rows of a checked value. @param {Matrix} control @param {string} value */
function square({ samples }, value) {
  return rows(samples.find(({ label }) => label === value)?.value ?? value);
}

/** A square of another size: with zeros around, or its middle. @param {number[][]} found @param {number} size */
function framed(found, size) {
  const edge = (size - found.length) / 2;
  const places = Array.from({ length: size }, (_, place) => place - edge);
  return places.map((row) => places.map((column) => found[row]?.[column] ?? 0));
}

/** @param {HTMLElement} box @param {Matrix} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  /** Where there are no samples, a hidden field. @type {HTMLSelectElement | HTMLInputElement} */
  const chosen = /** @type {any} */ (box.querySelector(`[name="${control.name}"]`));
  const size = /** @type {HTMLSelectElement | null} */ (box.querySelector(`[name="${control.name}_size"]`));
  const table = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  const fields = [...box.querySelectorAll(".dnn-cells input")].map((each) => /** @type {HTMLInputElement} */ (each));
  let value = control.value;
  /** What there was before. @type {string[]} */
  const past = [];

  const say = (/** @type {string} */ text) => void (said.textContent = text);

  /** @param {unknown} next @param {boolean} [on] whether it goes on with what was begun, as one thing to undo */
  function become(next, on = false) {
    const checked = /** @type {string} */ (kind.check?.(control, next));
    if (checked === value) return;
    if (!on) past.push(value);
    if (past.length > UNDO) past.shift();
    put(checked);
  }

  /** @param {string} next */
  function put(next) {
    show(next);
    host.set({ [control.name]: next });
  }

  function undo() {
    const before = past.pop();
    if (before === undefined) return say("There is nothing to undo.");
    put(before);
  }

  /** @param {string} text */
  function take(text) {
    try {
      become(written(checked(rows(text), control)));
      say("They were taken.");
    } catch (error) {
      say(`This takes ${fitting(control)}: ${/** @type {Error} */ (error).message}.`);
    }
  }

  const shape = grid(/** @type {HTMLElement} */ (box.querySelector(".dnn-cells")), {
    step: control.step,
    change(place, number, on) {
      const found = square(control, value);
      found[Math.floor(place / found.length)][place % found.length] = number;
      become(written(found), on);
    },
    undo,
    take,
    say,
  });

  function normalize() {
    const found = square(control, value);
    const sum = found.flat().reduce((total, number) => total + number, 0);
    if (Math.abs(sum) < 1e-6) return say("Their sum is 0, and nothing can be divided by 0.");
    const next = found.map((cells) => cells.map((number) => number / sum));
    if (next.flat().some((number) => !(number >= control.min && number <= control.max)))
      return say(`Divided by their sum, some would not be from ${control.min} to ${control.max}.`);
    become(written(next));
    say("Now they add up to 1.");
  }

  box.addEventListener("click", (event) => {
    const { name } = /** @type {HTMLButtonElement} */ (event.target);
    if (name === "undo") undo();
    else if (name === "take") take(table.value);
    else if (name === "normalize") normalize();
    else if (name === "flip")
      become(
        written(
          square(control, value)
            .map((cells) => cells.toReversed())
            .toReversed(),
        ),
      );
  });
  chosen.addEventListener("change", () => (chosen.value ? become(chosen.value) : show(value)));
  size?.addEventListener("change", () => become(written(framed(square(control, value), Number(size.value)))));

  /** @param {string} next */
  function show(next) {
    if (next !== value) say("");
    value = next;
    const known = control.samples.some(({ label }) => label === next);
    chosen.value = known || !control.samples.length ? next : "";
    const own = "options" in chosen ? chosen.querySelector("option[value='']") : null;
    if (own) /** @type {HTMLOptionElement} */ (own).disabled = known;
    const found = square(control, next);
    if (size) size.value = String(found.length);
    shape.show(found.flat(), found.length);
  }

  /** What a reader has written into the cells before they came to life, on the numbers as they were. */
  function typed() {
    const found = square(control, control.value);
    for (const [place, { value, defaultValue, validity }] of fields.entries())
      if (place < found.length ** 2 && value !== defaultValue && value !== "" && validity.valid)
        found[Math.floor(place / found.length)][place % found.length] = Number(value);
    return found;
  }

  return {
    show,
    touched() {
      if ("options" in chosen && !chosen.selectedOptions[0]?.defaultSelected && chosen.value) return chosen.value;
      const found = kind.check?.(control, typed());
      return found === control.value ? undefined : found;
    },
  };
}

export const style = `${cells}
.dnn-matrix { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
.dnn-heads { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; }
.dnn-heads > div { display: grid; grid-template-columns: minmax(0, auto); gap: 0.25rem; min-width: 0; }
.dnn-matrix details > * + * { margin-top: 0.5rem; }
.dnn-frame .dnn-matrix details textarea { font-variant-numeric: tabular-nums; }
.dnn-matrix .dnn-said:empty { min-height: 0; }
`;
