/** One of a few named options. @import {Choice, Handle, Host} from "../types" */

/** @param {HTMLElement} box @param {Choice} control @param {Host} host @returns {Handle} */
export function choice(box, control, host) {
  const select = /** @type {HTMLSelectElement} */ (box.querySelector("select"));
  select.addEventListener("change", () => host.set({ [control.name]: select.value }));
  return {
    show: (value) => (select.value = value),
    touched: () => (select.selectedOptions[0]?.defaultSelected ? undefined : select.value),
  };
}
