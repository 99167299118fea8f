// Twin: _core/controls/seed.py
/** Which random numbers: a number, and a button for the next one. @import {Base, Handle, Host, Kind} from "../types" */
import { numeral, within } from "./parts/checks.js";

/** @typedef {Base<number> & { min: number, max: number }} Seed */

/** @type {Kind<Seed>} */
export const kind = {
  check({ name, min, max }, value) {
    const number = within(name, value, min, max);
    if (Number.isInteger(number)) return number;
    throw new RangeError(`${name} takes a whole number from ${min} to ${max}, not ${number}`);
  },
  feed: () => [],
  read: numeral,
  attach,
};

/** @param {HTMLElement} box @param {Seed} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const button = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  const { name, min, max } = control;
  const valid = () => input.validity.valid && input.value !== "";
  input.addEventListener("input", () => {
    if (valid()) host.set({ [name]: input.valueAsNumber });
  });
  button.addEventListener("click", () => {
    const next = valid() && input.valueAsNumber < max ? input.valueAsNumber + 1 : min;
    input.value = String(next);
    host.set({ [name]: next });
  });
  return {
    show(value) {
      if (input.valueAsNumber !== value) input.value = String(value);
    },
    touched: () => (input.value === input.defaultValue || !valid() ? undefined : input.valueAsNumber),
  };
}

export const style = `
.dnn-seed { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; }
.dnn-seed label { flex: 1 0 100%; }
.dnn-frame .dnn-seed input { width: 4.5rem; }
`;
