// Twin: _core/words/listing.py
/**
 * A program that follows the settings of a figure: Python has read its template, this fills it.
 * @import {Arrays, Field, Listing, Part, Piece, Spec, Value, Values} from "../types"
 */
import { begin, constant, empty, size } from "./feeds.js";
import { holds } from "./judge.js";

const WHOLE = 1e15; // smaller whole numbers are written without a point
const [LEAST, MOST] = [1e-4, 1e16]; // beyond them Python writes a number with an exponent

/**
 * The pieces of the program for values whose data are here.
 * @param {Spec} spec
 * @param {Listing} listing
 * @param {Values} values
 * @returns {Piece[]}
 */
export function program(spec, { parts }, values) {
  const used = parts.flatMap(({ when, pieces }) => [...when.flat(), ...pieces]).flatMap(named);
  const feeds = Object.fromEntries(Object.entries(empty(spec)).filter(([name]) => used.includes(name)));
  begin(spec, feeds, constant(spec), values);
  return fill(parts, values, feeds, spec.model.inputs);
}

/** The inputs that something names. @param {unknown} each @returns {string[]} */
function named(each) {
  const { of, name, cuts = [] } = /** @type {Field} */ (each);
  return [...(of === "input" ? [name] : []), ...cuts.flat().flatMap(named)];
}

/**
 * The template filled, pieces of one kind in a row as one.
 * @param {Part[]} parts
 * @param {Values} values
 * @param {Arrays} feeds
 * @param {Record<string, number[]>} shapes of them
 * @returns {Piece[]}
 */
export function fill(parts, values, feeds, shapes) {
  const moment = { values, sources: feeds, step: 0 };
  /** @type {Piece[]} */
  const found = [];
  for (const { when, pieces } of parts) {
    if (!when.some((each) => holds(each, moment))) continue;
    for (const piece of pieces) {
      const [text, kind] = understood(piece, values, feeds, shapes);
      const last = found.at(-1);
      if (last?.[1] === kind) last[0] += text;
      else found.push([text, kind]);
    }
  }
  return found;
}

/**
 * @param {Part["pieces"][number]} piece
 * @param {Values} values
 * @param {Arrays} feeds
 * @param {Record<string, number[]>} shapes
 * @returns {Piece}
 */
function understood(piece, values, feeds, shapes) {
  if (typeof piece === "string") return [piece, ""];
  if (Array.isArray(piece)) return piece;
  return [filled(piece, values, feeds, shapes), piece.packed ? "packed" : "set"];
}

/**
 * A field as text.
 * @param {Field} field
 * @param {Values} values
 * @param {Arrays} feeds
 * @param {Record<string, number[]>} shapes
 */
function filled({ of, name, cuts, packed }, values, feeds, shapes) {
  if (of === "control") return written(values[name]);
  let [array, shape] = [feeds[name], shapes[name]];
  for (const cut of cuts) {
    const [length, ...rest] = shape;
    const up = (/** @type {number | Field} */ end) =>
      typeof end === "number" ? end : Math.trunc(Number(filled(end, values, feeds, shapes)));
    const [low, high] = Array.isArray(cut) ? [cut[0], Math.min(up(cut[1]), length)] : [cut, cut + 1];
    array = array.subarray(low * size(rest), high * size(rest));
    shape = Array.isArray(cut) ? [Math.max(high - low, 0), ...rest] : rest;
  }
  return packed ? base64(array) : written(nested(array, shape));
}

/** @param {Float32Array} array @returns {string} of its bytes, as they lie in memory */
function base64(array) {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @typedef {Value | Listed[]} Listed */

/** @param {Float32Array} array @param {number[]} shape @returns {Listed} */
function nested(array, [length, ...rest]) {
  if (length === undefined) return array[0];
  return Array.from({ length }, (_, i) => nested(array.subarray(i * size(rest), (i + 1) * size(rest)), rest));
}

/** A value as Python writes it; a whole number as one. @param {Listed} value @returns {string} */
export function written(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  const large = Math.abs(value);
  if (Number.isInteger(value) && large < WHOLE) return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (large >= LEAST && large < MOST) return Number.isInteger(value) ? `${value}.0` : String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}
