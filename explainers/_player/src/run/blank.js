/**
 * What a figure shows before its model has run: what is known already, nothing where there may be nothing, and a 0 for
 * each number else.
 * @import {Arrays, Binding, Spec} from "../types"
 */
import { empty, size } from "./feeds.js";
import { unrun } from "./history.js";
import { Tally } from "./tally.js";
import { defaults } from "./values.js";

/** @param {Spec} spec @returns {Arrays} */
export function blank(spec) {
  const bindings = Object.values(spec.figures).flatMap((form) => form.bindings);
  const single = new Set(bindings.filter(one).map(({ source }) => source));
  const outputs = Object.entries(spec.model.outputs).map(([name, shape]) => {
    const unknown = spec.gaps.includes(name) && !single.has(name) ? NaN : 0;
    return [name, new Float32Array(size(shape)).fill(unknown)];
  });
  return {
    ...empty(spec),
    ...Object.fromEntries(outputs),
    ...unrun(spec),
    step: new Float32Array(1),
    ...(spec.tally && new Tally(spec.tally, defaults(spec)).sources),
  };
}

/** Whether a single number is bound, in whose place nothing cannot be repainted. @param {Binding} binding */
const one = (binding) => "shape" in binding && !binding.shape.length;
