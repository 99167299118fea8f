/** On or off. @import {Handle, Host, Toggle} from "../types" */

/** @param {HTMLElement} box @param {Toggle} control @param {Host} host @returns {Handle} */
export function toggle(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  input.addEventListener("change", () => host.set({ [control.name]: input.checked }));
  return {
    show: (value) => (input.checked = value),
    touched: () => (input.checked === input.defaultChecked ? undefined : input.checked),
  };
}
