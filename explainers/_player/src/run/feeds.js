/**
 * What the model gets: constants, random numbers, and what controls say.
 * @import {Arrays, Spec, Values} from "../types"
 */
import { numbers } from "./data.js";
import { randomize } from "./random.js";
import { kindOf, valued } from "./values.js";

/** @param {number[]} shape */
export const size = (shape) => shape.reduce((product, length) => product * length, 1);

/** Empty ones. @param {Spec} spec @returns {Arrays} */
export function empty({ model }) {
  return Object.fromEntries(Object.entries(model.inputs).map(([name, shape]) => [name, new Float32Array(size(shape))]));
}

/** The constants as arrays; those of a data set must be here. @param {Spec} spec @returns {Arrays} */
export function constant({ constants }) {
  return Object.fromEntries(Object.entries(constants).map(([name, array]) => [name, numbers(array)]));
}

/**
 * Fill them as a run begins.
 * @param {Spec} spec
 * @param {Arrays} feeds
 * @param {Arrays} constants
 * @param {Values} values
 */
export function begin(spec, feeds, constants, values) {
  for (const [name, feed] of Object.entries(feeds)) {
    feed.fill(0);
    if (constants[name]) feed.set(constants[name]);
    if (name in spec.random) draw(spec, feeds, name, values, 0);
  }
  for (const { name } of valued(spec)) put(spec, feeds, name, values);
}

/**
 * The random numbers of an input at a step.
 * @param {Spec} spec
 * @param {Arrays} feeds
 * @param {string} name
 * @param {Values} values
 * @param {number} step
 */
export function draw({ random }, feeds, name, values, step) {
  randomize(feeds[name], name, random[name], Number(values[random[name].seed]), step);
}

/** What a control says. @param {Spec} spec @param {Arrays} feeds @param {string} name @param {Values} values */
export function put(spec, feeds, name, values) {
  const { control, kind } = kindOf(spec, name);
  const input = control.input && feeds[control.input];
  if (input && kind.put) kind.put(control, values[name], input);
  else if (input) input.set(kind.feed(control, values[name]), control.index ?? 0);
  const several = kind.feeds?.(control, values[name]) ?? {};
  for (const each in several) feeds[each]?.set(several[each]);
}

/**
 * What chooses a case of the model, with other values of some controls.
 * @param {Spec} spec
 * @param {Arrays} feeds
 * @param {Values} given
 * @returns {Arrays}
 */
export function choosing(spec, feeds, given) {
  const found = Object.fromEntries(Object.keys(spec.model.cases).map((name) => [name, feeds[name].slice()]));
  for (const name in given) put(spec, found, name, given);
  return found;
}
