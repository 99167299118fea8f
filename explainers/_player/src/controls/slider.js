// Twin: _core/controls/slider.py
/**
 * A number on a range input; on a log scale the input holds the exponent.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { number } from "../run/summary.js";
import { numeral, within } from "./parts/checks.js";

/**
 * @typedef {Base<number> & { min: number, max: number, step: number, scale: "linear" | "log", format: string }} Slider
 */

/** @type {Kind<Slider>} */
export const kind = {
  check: ({ name, min, max }, value) => within(name, value, min, max),
  feed: (_, value) => [value],
  read: numeral,
  said: ({ format }, value) => number(value, format),
  attach,
};

/** @param {HTMLElement} box @param {Slider} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const output = /** @type {HTMLOutputElement} */ (box.querySelector("output"));
  const value = () => fromPosition(control, Number(input.value));
  /** @param {number} now */
  const show = (now) => {
    // A knob that already stands for this value stays where the reader put it.
    if (value() !== now) input.value = String(toPosition(control, now));
    output.value = number(now, control.format);
    if (control.scale === "log") input.setAttribute("aria-valuetext", output.value);
  };
  input.addEventListener("input", () => {
    show(value());
    host.set({ [control.name]: value() });
  });
  // The browser may have moved a knob to its nearest step; a reader moves it further.
  const moved = () => Math.abs(input.valueAsNumber - Number(input.defaultValue)) > (Number(input.step) || 1e-6) * 0.6;
  return { show, touched: () => (moved() ? value() : undefined) };
}

/** @param {Slider} control @param {number} position */
export function fromPosition({ min, max, step, scale }, position) {
  if (scale !== "log") return position;
  const rounded = Number((Math.round(10 ** position / step) * step).toPrecision(12));
  return Math.min(Math.max(rounded, min), max);
}

/** @param {Slider} control @param {number} value */
export function toPosition({ scale }, value) {
  return scale === "log" ? Number(Math.log10(value).toPrecision(12)) : value; // as the page has it
}

/**
 * The nearest value of those that a knob may stand for.
 * @param {{ min: number, max: number, step: number }} range
 * @param {number} value
 */
export function nearest({ min, max, step }, value) {
  const steps = Math.round((Math.min(Math.max(value, min), max) - min) / step);
  return Math.min(Number((min + steps * step).toPrecision(12)), max);
}

export const style = `
.dnn-slider { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.75rem; align-items: baseline; }
.dnn-slider input { grid-column: 1 / -1; }
`;
