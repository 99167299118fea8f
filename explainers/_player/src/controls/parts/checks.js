// Twin: _core/controls/_control.py
/** What kinds of controls check and read values with. @import {Nested} from "../../types" */
import { number } from "../../run/names.js";

/**
 * The value, if it is a number in a range; a RangeError names the control.
 * @param {string} name
 * @param {unknown} value
 * @param {number} low
 * @param {number} high
 */
export function within(name, value, low, high) {
  if (typeof value === "number" && value >= low && value <= high) return value;
  throw new RangeError(`${name} takes a number from ${low} to ${high}, not ${quoted(value)}`);
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** A number, or the text itself where it is none. @param {string} text */
export function numeral(text) {
  const plain = number(text);
  return NUMBER.test(plain) ? Number(plain) : text;
}

/** @param {Nested} nested @returns {number[]} */
export function flat(nested) {
  return Array.isArray(nested) ? nested.flatMap(flat) : [nested];
}

/** A value that is refused, as an error shows it. @param {unknown} value */
export function quoted(value) {
  const text = typeof value === "string" ? `"${value}"` : Array.isArray(value) ? `[${value}]` : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
