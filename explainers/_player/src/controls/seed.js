/** Which random numbers: a number, and a button for the next one. @import {Handle, Host, Seed} from "../types" */

/** @param {HTMLElement} box @param {Seed} control @param {Host} host @returns {Handle} */
export function seed(box, control, host) {
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
