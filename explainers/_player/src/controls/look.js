// Twin: _core/controls/look.py
/**
 * One of the things that stand in the figure: chosen from a list, tapped, or under the mouse.
 * @import {Handle, Host, Kind} from "../types"
 * @import {Choice} from "./choice.js"
 */
import { within } from "../picture/pointer.js";
import { kind as choice } from "./choice.js";
import { stray } from "./parts/hold.js";

/** @typedef {Choice & { at: [string, string] | null, panel: [string, string], reach: number }} Look */

/** @type {Kind<Look>} */
export const kind = { ...choice, attach };

/** @param {HTMLElement} box @param {Look} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const select = /** @type {HTMLSelectElement} */ (box.querySelector("select"));
  const labels = control.options.map(({ label }) => label);
  /** What is looked at while the mouse is over nothing. */
  let chosen = control.value;
  /** What the mouse is over. @type {string | undefined} */
  let under;

  /** The label of what is near a pointer, if anything is. @param {MouseEvent} event */
  function near(event) {
    if (!control.at || !host.locate(event, control.panel)) return;
    const [left, top] = within(event, host.stage);
    const [x, y] = control.at.map((name) => host.read(name));
    let [found, nearest] = [-1, control.reach];
    for (let i = 0; i < Math.min(x.length, labels.length - 1); i++) {
      const place = Number.isFinite(x[i] + y[i]) && host.place([x[i], y[i]], control.panel);
      const far = place ? Math.hypot(left - place[0], top - place[1]) : Infinity;
      if (far < nearest) [found, nearest] = [i, far];
    }
    return found < 0 ? undefined : labels[found + 1];
  }

  /** @param {string} label */
  const look = (label) => label !== select.value && host.set({ [control.name]: (select.value = label) });

  select.addEventListener("change", () => host.set({ [control.name]: (chosen = select.value) }));
  host.stage.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    under = near(event);
    host.stage.classList.toggle("dnn-over", under !== undefined);
    look(under ?? chosen);
  });
  host.stage.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "mouse" || under === undefined) return;
    under = undefined;
    look(chosen);
  });
  host.stage.addEventListener("click", (event) => {
    const found = stray(event) ? undefined : near(event);
    if (!found) return;
    event.preventDefault(); // this click has its answer
    under = undefined;
    chosen = found === chosen ? labels[0] : found;
    look(chosen);
  });

  return {
    show(value) {
      select.value = value;
      if (value !== under) chosen = value;
    },
    refresh() {
      if (!control.at) return;
      const [x, y] = control.at.map((name) => host.read(name));
      for (let i = 0; i < Math.min(x.length, labels.length - 1); i++) {
        const option = select.options[i + 1];
        const gone = Number.isNaN(x[i] + y[i]);
        if (option.hidden !== gone) option.hidden = option.disabled = gone;
      }
    },
    touched: () => (select.selectedOptions[0]?.defaultSelected ? undefined : select.value),
  };
}

export const style = `
.dnn-look { display: grid; gap: 0.25rem; justify-items: start; }
.dnn-look select { min-width: min(9rem, 100%); }
.dnn-over { cursor: pointer; }
`;
