// Twin: _core/controls/switches.py
/**
 * Several things, each on or off: a switch for the one that is looked at.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { numeral, quoted } from "./parts/checks.js";
import { looked } from "./parts/looked.js";

/** @typedef {Base<number[]> & { count: number, of: string, first: number, at: string }} Switches */

/** @type {Kind<Switches>} */
export const kind = {
  check({ name, count }, value) {
    const allowed = `${name} takes places from 0 to ${count - 1}, each once`;
    if (!Array.isArray(value)) throw new RangeError(`${allowed}; not ${quoted(value)}`);
    for (const place of value)
      if (!Number.isInteger(place) || place < 0 || place >= count)
        throw new RangeError(`${allowed}; not ${quoted(place)}`);
    if (new Set(value).size < value.length) throw new RangeError(`${allowed}; not ${quoted(value)}`);
    return value.toSorted((one, other) => one - other);
  },
  said: ({ count }, value) => `${value.length} of ${count}`,
  feed: ({ count }, value) => Array.from({ length: count }, (_, place) => +value.includes(place)),
  read: (text) => (text ? text.split(",").map(numeral) : []),
  attach,
};

/** @param {HTMLElement} box @param {Switches} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const none = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  let value = control.value;
  const place = () => (control.at ? host.read(control.at)[0] : looked(host, control.of) - control.first);
  /** @param {number[]} next */
  const become = (next) => host.set({ [control.name]: (value = next) });

  input.addEventListener("change", () => {
    const others = value.filter((each) => each !== place());
    become(input.checked ? [...others, place()].toSorted((one, other) => one - other) : others);
  });
  none.addEventListener("click", () => {
    input.focus();
    become([]);
  });

  return {
    show: (next) => (value = next),
    refresh() {
      const here = place();
      const idle = !(here >= 0 && here < control.count);
      if (input.disabled !== idle) input.disabled = idle;
      input.checked = value.includes(here);
      if (none.hidden === value.length > 0) none.hidden = !value.length;
    },
  };
}

export const style = `
.dnn-switches { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; min-height: 2.25rem; }
.dnn-switches label { cursor: pointer; }
.dnn-switches input:disabled + label { color: var(--dnn-muted); cursor: default; }
@media (pointer: coarse) { .dnn-switches { min-height: 2.75rem; } }
`;
