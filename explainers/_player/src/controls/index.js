/** The kinds of controls: one file each, and this table. A new kind is a file, a line here, and one in `values.js`. @import {Control, Handle, Host} from "../types" */
import { choice } from "./choice.js";
import { pad } from "./pad.js";
import { photo } from "./photo.js";
import { pick } from "./pick.js";
import { search } from "./search.js";
import { seed } from "./seed.js";
import { slider } from "./slider.js";
import { toggle } from "./toggle.js";

/** @type {Record<string, (box: HTMLElement, control: any, host: Host) => Handle>} */
const KINDS = { slider, choice: (box, control, host) => (control.search ? search : choice)(box, control, host), toggle, seed, pick, pad, photo };

/**
 * Bring the native inputs of a control to life. They are in the markup already.
 * @param {HTMLElement} root of the explainer
 * @param {Control} control
 * @param {Host} host
 */
export function attach(root, control, host) {
  const box = /** @type {HTMLElement} */ (root.querySelector(`[data-control="${control.name}"]`));
  return KINDS[control.kind](box, control, host);
}
