/**
 * Bring the native inputs of a control to life. They are in the markup already.
 * @import {Handle, Host, Valued} from "../../types"
 */
import { KINDS } from "../index.js";

/** @param {HTMLElement} root of the explainer @param {Valued} control @param {Host} host @returns {Handle} */
export function attach(root, control, host) {
  const box = /** @type {HTMLElement} */ (root.querySelector(`[data-control="${control.name}"]`));
  return /** @type {NonNullable<import("../../types").Kind["attach"]>} */ (KINDS[control.kind].attach)(
    box,
    control,
    host,
  );
}
