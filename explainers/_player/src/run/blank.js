/**
 * What a figure shows before its model has run: what is known already, and a 0 for each number that is not.
 * @import {Arrays, Spec} from "../types"
 */
import { empty, size } from "./feeds.js";
import { History } from "./history.js";
import { Tally } from "./tally.js";
import { defaults } from "./values.js";

/** @param {Spec} spec @returns {Arrays} */
export function blank(spec) {
  const outputs = Object.entries(spec.model.outputs).map(([name, shape]) => [name, new Float32Array(size(shape))]);
  return {
    ...empty(spec),
    ...Object.fromEntries(outputs),
    ...History.of(spec).series,
    step: new Float32Array(1),
    ...(spec.tally && new Tally(spec.tally, defaults(spec)).sources),
  };
}
