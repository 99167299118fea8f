/**
 * The values of a spec's controls; what each kind allows, and what the model gets, its own file says.
 * @import {Spec, Value, Valued, Values} from "../types"
 */
import { KINDS } from "../controls/index.js";
import { found, refusal } from "./names.js";

/**
 * The kind of a control of this name, and the control. A RangeError names one that is not there.
 * @param {Spec} spec
 * @param {string} name
 */
export function kindOf(spec, name) {
  const control = find(spec, name);
  return { control, kind: /** @type {Required<import("../types").Kind>} */ (KINDS[control.kind]) };
}

/** The controls that have a value; Play has none. @param {Spec} spec @returns {Valued[]} */
export function valued(spec) {
  return /** @type {Valued[]} */ (spec.controls.filter(({ kind }) => KINDS[kind].check));
}

/** The controls that are worked each for itself. @param {Spec} spec @returns {Valued[]} */
export function attached(spec) {
  return /** @type {Valued[]} */ (spec.controls.filter(({ kind }) => KINDS[kind].attach));
}

/** The controls on whose values a run depends. @param {Spec} spec */
export function settings(spec) {
  return valued(spec).filter(({ aside }) => !aside);
}

/** Every control's value as the page opens. @param {Spec} spec @returns {Values} */
export function defaults(spec) {
  return Object.fromEntries(valued(spec).map(({ name, value }) => [name, value]));
}

/**
 * The given values made canonical. A RangeError names an unknown control, or a value that is not allowed.
 * @param {Spec} spec
 * @param {Record<string, unknown>} given
 * @returns {Values}
 */
export function check(spec, given) {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => checked(spec, name, value)));
}

/** @param {Spec} spec @param {string} name @param {unknown} value */
function checked(spec, name, value) {
  const { control, kind } = kindOf(spec, name);
  return /** @type {const} */ ([control.name, kind.check(control, value)]);
}

/** The control that a name means, however it is typed. @param {Spec} spec @param {string} name */
export function find(spec, name) {
  const controls = valued(spec);
  const names = controls.map((each) => each.name);
  const control = controls[names.indexOf(found(name, names) ?? "")];
  if (control) return control;
  const known = refusal(name, names, `its controls are: ${names.join(", ") || "none"}`);
  throw new RangeError(`${spec.name} has no control "${name}"; ${known}`);
}

/** What else a reader sets, who sets these by hand. @param {Spec} spec @param {Values} values @returns {Values} */
export function cleared(spec, values) {
  const names = Object.keys(values).flatMap((name) => find(spec, name).clears ?? []);
  return Object.fromEntries(names.map((name) => [name, find(spec, name).value]));
}

/**
 * Whether a control is seen while the controls have these values.
 * @param {{ when: [string, ...import("../types").Value[]] | null }} control
 * @param {Values} values
 */
export function applies({ when }, values) {
  return !when || when.slice(1).includes(values[when[0]]);
}

/** Have ready what the values need. @param {Spec} spec @param {Values} given */
export async function prepare(spec, given) {
  await Promise.all(Object.entries(given).map(([name, value]) => ready(spec, name, value)));
}

/** Have ready what one value needs. @param {Spec} spec @param {string} name @param {Value} value */
export async function ready(spec, name, value) {
  const { control, kind } = kindOf(spec, name);
  await kind.prepare?.(control, value);
}

/**
 * Whether a value makes a difference to the values that there are; to what is carried the same one does, later.
 * @param {Spec} spec
 * @param {Values} values
 * @param {string} name
 * @param {Value} value
 */
export function matters(spec, values, name, value) {
  const control = find(spec, name);
  if (KINDS[control.kind].momentary?.(control)) return !same(value, control.value);
  return !same(value, values[name]) || (control.input !== null && control.input in spec.carry);
}

/** Whether two canonical values are the same. @param {Value} one @param {Value} other */
export function same(one, other) {
  return String(one) === String(other);
}
