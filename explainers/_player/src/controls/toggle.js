// Twin: _core/controls/toggle.py
/** On or off. @import {Base, Handle, Host, Kind} from "../types" */
import { words } from "../run/names.js";
import { quoted } from "./parts/checks.js";

/** @type {Record<string, boolean>} */
const YES_NO = { true: true, false: false, on: true, off: false };

/** @typedef {Base<boolean>} Toggle */

/** @type {Kind<Toggle>} */
export const kind = {
  check({ name }, value) {
    if (typeof value === "boolean") return value;
    throw new RangeError(`${name} takes true or false, not ${quoted(value)}`);
  },
  feed: (_, value) => [+value],
  read: (text) => YES_NO[words(text).join("")] ?? text,
  said: (_, value) => (value ? "on" : "off"),
  attach,
};

/** @param {HTMLElement} box @param {Toggle} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  input.addEventListener("change", () => host.set({ [control.name]: input.checked }));
  return {
    show: (value) => (input.checked = value),
    touched: () => (input.checked === input.defaultChecked ? undefined : input.checked),
  };
}

export const style = `
.dnn-toggle { display: flex; gap: 0.6rem; align-items: center; min-height: 2.25rem; }
.dnn-toggle label { cursor: pointer; }
@media (pointer: coarse) { .dnn-toggle { min-height: 2.75rem; } }
`;
