/** The values of controls: what each kind allows, what the model gets, and how an address spells it. @import {Choice, Nested, Pad, Photo, Pick, Seed, Slider, Spec, Toggle, Value, Valued, Values} from "../types" */
import { decode, encode } from "../controls/parts/ink.js";
import * as photos from "../controls/parts/photos.js";

/**
 * @template C
 * @typedef {object} Kind
 * @property {(control: C, value: unknown) => Value} check The value made canonical; a RangeError says what is allowed.
 * @property {(control: C, value: any) => ArrayLike<number>} feed What the model gets, flat.
 * @property {(text: string) => unknown} read From an address, not checked yet.
 * @property {(control: C, value: any) => Promise<void>} [prepare] Have ready what `feed` needs.
 * @property {(value: any) => boolean} [linked] Whether an address can name it.
 */

/** @type {Kind<Slider>} */
const slider = {
  check: ({ name, min, max }, value) => finite(name, value, min, max),
  feed: (_, value) => [value],
  read: numeral,
};

/** @type {Kind<Choice>} */
const choice = {
  check({ name, options, search }, value) {
    const labels = options.map(({ label }) => label);
    if (typeof value === "string" && labels.includes(value)) return value;
    const folded = search && typeof value === "string" && labels.find((label) => label.toLowerCase() === value.toLowerCase());
    if (folded) return folded;
    const known = search ? `${labels.length} names, such as ${labels.slice(0, 3).join(", ")}` : labels.join(", ");
    throw new RangeError(`${name} takes one of${search ? "" : ":"} ${known}; not ${shown(value)}`);
  },
  feed: ({ options }, value) => flat(/** @type {Nested} */ (options.find(({ label }) => label === value)?.value)),
  read: (text) => text,
};

/** @type {Kind<Toggle>} */
const toggle = {
  check({ name }, value) {
    if (typeof value === "boolean") return value;
    throw new RangeError(`${name} takes true or false, not ${shown(value)}`);
  },
  feed: (_, value) => [+value],
  read: (text) => ({ true: true, false: false })[text] ?? text,
};

/** @type {Kind<Seed>} */
const seed = {
  check({ name, min, max }, value) {
    const number = finite(name, value, min, max);
    if (Number.isInteger(number)) return number;
    throw new RangeError(`${name} takes a whole number from ${min} to ${max}, not ${number}`);
  },
  feed: () => [],
  read: numeral,
};

/** @type {Kind<Pick>} */
const pick = {
  check({ name, fields }, value) {
    if (!Array.isArray(value) || value.length !== fields.length) {
      throw new RangeError(`${name} takes ${fields.length} numbers (${fields.map(({ label }) => label).join(", ")}), not ${shown(value)}`);
    }
    return fields.map(({ label, min, max }, i) => finite(`${name} (${label})`, value[i], min, max));
  },
  feed: (_, value) => value,
  read: (text) => text.split(",").map(numeral),
};

/** @type {Kind<Pad>} */
const pad = {
  check({ name, shape: [height, width], levels, samples }, value) {
    const sample = samples.find(({ label }) => label === value);
    if (sample) return sample.value;
    if (typeof value === "string" && decode(value, height * width)) return value;
    const ink = Array.isArray(value) ? flat(value) : [];
    if (ink.length === height * width && ink.every((shade) => shade >= 0 && shade <= 1)) {
      return encode(Uint8Array.from(ink, (shade) => Math.floor(shade * levels + 0.5)));
    }
    const labels = samples.map(({ label }) => label).join(", ");
    const allowed = `a ${height} by ${width} array of numbers from 0 to 1, a sample (${labels}), or a picture's code`;
    throw new RangeError(`${name} takes ${allowed}; not ${shown(value)}`);
  },
  feed({ shape: [height, width], levels }, value) {
    return Float32Array.from(/** @type {Uint8Array} */ (decode(value, height * width)), (shade) => shade / levels);
  },
  read: (text) => text,
};

/** @type {Kind<Photo>} */
const photo = {
  check: photos.check,
  feed: photos.feed,
  read: (text) => text,
  prepare: photos.prepare,
  linked: photos.linked,
};

/** @type {Record<string, Kind<any>>} */
export const KINDS = { slider, choice, toggle, seed, pick, pad, photo };

/** The controls that have a value; Play has none. @param {Spec} spec @returns {Valued[]} */
export function valued(spec) {
  return /** @type {Valued[]} */ (spec.controls.filter(({ kind }) => kind !== "play"));
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
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, checked(spec, name, value)]));
}

/** @param {Spec} spec @param {string} name @param {unknown} value */
function checked(spec, name, value) {
  const control = find(spec, name);
  return KINDS[control.kind].check(control, value);
}

/** @param {Spec} spec @param {string} name */
export function find(spec, name) {
  const control = valued(spec).find((each) => each.name === name);
  if (control) return control;
  const names = valued(spec).map((each) => each.name);
  throw new RangeError(`${spec.name} has no control "${name}"; its controls are: ${names.join(", ") || "none"}`);
}

/** Have ready what the values need. @param {Spec} spec @param {Values} given */
export async function prepare(spec, given) {
  await Promise.all(Object.entries(given).map(([name, value]) => KINDS[find(spec, name).kind].prepare?.(find(spec, name), value)));
}

/** Whether two canonical values are the same. @param {Value} one @param {Value} other */
export function same(one, other) {
  return String(one) === String(other);
}

/** @param {string} name @param {unknown} value @param {number} low @param {number} high */
function finite(name, value, low, high) {
  if (typeof value === "number" && value >= low && value <= high) return value;
  throw new RangeError(`${name} takes a number from ${low} to ${high}, not ${shown(value)}`);
}

/** A number, or the text itself where it is none. @param {string} text */
function numeral(text) {
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

/** @param {Nested} nested @returns {number[]} */
export function flat(nested) {
  return Array.isArray(nested) ? nested.flatMap(flat) : [nested];
}

/** @param {unknown} value */
function shown(value) {
  const text = typeof value === "string" ? `"${value}"` : Array.isArray(value) ? `[${value}]` : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
