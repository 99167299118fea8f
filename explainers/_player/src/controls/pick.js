// Twin: _core/controls/pick.py, _core/html.py
/**
 * A place in the figure: a click or a tap there, or a range input for each of its numbers.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { number } from "../run/summary.js";
import { numeral, quoted, within } from "./parts/checks.js";
import { stray } from "./parts/hold.js";
import { pixelAt } from "./view.js";

/**
 * @typedef {object} Own
 * @property {[string, string][]} panels
 * @property {{ label: string, min: number, max: number, step: number }[]} fields
 * @property {boolean} hover whether what the mouse is over is picked while it is there
 * @property {string} follows an output that says where a run stands, which moves on by itself; or ""
 * @property {string} [view] that says which part of a picture is seen
 *
 * @typedef {Base<number[]> & Own} Pick
 */

/** @type {Kind<Pick>} */
export const kind = {
  check({ name, fields }, value) {
    if (!Array.isArray(value) || value.length !== fields.length) {
      const labels = fields.map(({ label }) => label).join(", ");
      throw new RangeError(`${name} takes ${fields.length} numbers (${labels}), not ${quoted(value)}`);
    }
    return fields.map(({ label, min, max }, i) => within(`${name} (${label})`, value[i], min, max));
  },
  feed: (_, value) => value,
  read: (text) => text.split(",").map(numeral),
  said: ({ fields }, value) =>
    fields.map(({ label, step }, i) => `${label} ${number(value[i], `.${decimals(step)}f`)}`).join(", "),
  attach,
};

/** @param {HTMLElement} box @param {Pick} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const inputs = [...box.querySelectorAll("input")];
  const outputs = [...box.querySelectorAll("output")];
  const entered = () => inputs.map((input) => Number(input.value));
  /** @param {number[]} value */
  const show = (value) => {
    value.forEach((part, i) => {
      inputs[i].value = String(part);
      outputs[i].value = number(part, `.${decimals(control.fields[i].step)}f`);
    });
  };
  for (const input of inputs) {
    input.addEventListener("input", () => {
      show(entered());
      host.set({ [control.name]: entered() });
    });
  }
  /** What is picked while the mouse is over nothing. */
  let kept = control.value;
  /** What the mouse is over. @type {number[] | null} */
  let under = null;
  /** @param {MouseEvent} event */
  const at = (event) =>
    picked(control, (panel) => {
      const place = host.locate(event, panel);
      const view = control.view && /** @type {number[]} */ (host.values()[control.view]);
      return place && view ? pixelAt(view, place).map((each) => each - 0.5) : place; // the middle of a pixel is whole
    });
  /** @param {number[] | null} value */
  function over(value) {
    if (String(value) === String(under)) return;
    under = value;
    host.set({ [control.name]: under ?? kept });
  }
  host.stage.classList.add("dnn-pickable");
  host.stage.addEventListener("click", (event) => {
    if (stray(event) || !host.applies(control)) return;
    const value = at(event);
    if (value) host.set({ [control.name]: (kept = value) });
  });
  /** Whether a run has taken it along: then it is not the mouse that says where it is. */
  const moving = () => Boolean(control.follows && host.step());
  if (control.hover) {
    /** @param {PointerEvent} event */
    const moved = (event) => event.pointerType === "mouse" && !event.buttons && !moving() && over(at(event));
    host.stage.addEventListener("pointermove", moved);
    host.stage.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !moving() && over(null));
  }
  return {
    show(value) {
      if (String(value) !== String(under)) kept = value;
      show(value);
    },
    refresh() {
      if (!control.follows) return;
      const place = [...host.read(control.follows)];
      if (moving()) [kept, under] = [place, null];
      if (String(place) !== String(entered())) show(place);
    },
    touched: () => (inputs.every((input) => input.value === input.defaultValue) ? undefined : entered()),
  };
}

/**
 * The value for a click: where it fell in the first panel that it fell in, to the nearest step. Where a value says
 * which, panels count from 1.
 * @param {Pick} control
 * @param {(panel: [string, string]) => number[] | null} locate
 */
export function picked({ panels, fields }, locate) {
  for (const [index, panel] of panels.entries()) {
    const place = locate(panel);
    if (place)
      return (fields.length > place.length ? [index + 1, ...place] : place).map((part, i) => settle(fields[i], part));
  }
  return null;
}

/** @param {Pick["fields"][number]} field @param {number} value */
export function settle({ min, max, step }, value) {
  const steps = Math.round((Math.min(Math.max(value, min), max) - min) / step);
  return Math.min(Number((min + steps * step).toPrecision(12)), max);
}

/** @param {number} step */
export function decimals(step) {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

export const style = `
.dnn-pick { display: grid; gap: 0.25rem; }
.dnn-pickable { cursor: crosshair; touch-action: manipulation; }
`;
