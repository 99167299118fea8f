// Twin: _core/controls/points.py
/**
 * Points as text: of how many classes they are, or of values; the reader's own numbers at the ends of the plane; the
 * names of the classes; and three bytes a point. "2~0,10,0,5~cat|dog~AAAA".
 * @import {Cell} from "./tables.js"
 */
import { stream } from "../../run/random.js";
import { classified, numeral, shown } from "./tables.js";

export const TOP = 255; // of the byte that a number is kept in
export const LETTERS = ["A", "B", "C"]; // classes without a name
export const PLANE = [-1, 1];
const CODE = /^([23v])~([^~]*)~([^~]*)~([\w-]*)$/;
const ROOM = 0.9; // of the plane is what a table of other numbers fills

/** @typedef {[number, number, number]} Point x, y, and class or value, each a byte */
/** @typedef {{ kind: "2" | "3" | "v", ends: number[], labels: string[], points: Point[] }} Cloud */

/** What a text says; null when it is no code. @param {string} text @returns {Cloud | null} */
export function decode(text) {
  const [, kind, ends, labels, code] = CODE.exec(text) ?? [];
  if (!kind) return null;
  const points = unpacked(code);
  const numbers = ends ? ends.split(",").map(Number) : [];
  const wanted = kind === "v" ? 6 : 4;
  if (!points || (ends && (numbers.length !== wanted || !numbers.every(Number.isFinite)))) return null;
  if (kind !== "v" && points.some(([, , which]) => which >= Number(kind))) return null;
  const names = labels ? labels.split("|").map(decodeURIComponent) : [];
  return { kind: /** @type {Cloud["kind"]} */ (kind), ends: numbers, labels: names, points };
}

/** A point in words. @param {Point} point @param {Cloud} cloud */
export function spoken([x, y, which], { kind, ends, labels }) {
  const [across, up, level] = [x, y, which].map((each, i) => {
    const [low, high] = ends.length ? ends.slice(2 * i, 2 * i + 2) : PLANE;
    return Number((low + (each / TOP) * (high - low)).toPrecision(3));
  });
  return `x ${across}, y ${up}, ${kind === "v" ? `value ${level}` : `class ${labels[which] ?? LETTERS[which]}`}`;
}

/** @param {Cloud} cloud */
export function encode({ kind, ends, labels, points }) {
  const bytes = String.fromCharCode(...points.flat());
  const text = btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${kind}~${ends.map(numeral).join(",")}~${labels.map(named).join("|")}~${text}`;
}

/** @param {string} label */
const named = (label) =>
  encodeURIComponent(label).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** @param {string} code @returns {Point[] | null} */
function unpacked(code) {
  let bytes;
  try {
    bytes = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  if (bytes.length % 3) return null;
  return Array.from({ length: bytes.length / 3 }, (_, i) => [
    bytes.charCodeAt(3 * i),
    bytes.charCodeAt(3 * i + 1),
    bytes.charCodeAt(3 * i + 2),
  ]);
}

/**
 * Rows of x, y, and class or value as a cloud. A RangeError for one class only, for too many, for no third column.
 * @param {Cell[][]} rows
 * @returns {Cloud}
 */
export function cloud(rows) {
  if (rows[0].length < 3) throw new RangeError("a row holds x, y, and a class or a value");
  const { labels, third } = classified(rows.map(([, , cell]) => cell));
  const columns = [0, 1].map((i) => rows.map((row) => /** @type {number} */ (row[i])));
  if (!labels) columns.push(third);
  const ends = columns.map(limits);
  const scaled = ends.some(([low, high]) => low !== -1 || high !== 1);
  const shares = columns.map((column, i) => column.map((number) => byte(number, ends[i])));
  const points = rows.map(
    (_, i) => /** @type {Point} */ ([shares[0][i], shares[1][i], labels ? third[i] : shares[2][i]]),
  );
  const kind = /** @type {Cloud["kind"]} */ (labels ? String(labels.length) : "v");
  const names = labels && !plain(labels) ? labels.map(shown) : [];
  return { kind, ends: scaled ? ends.flat() : [], labels: names, points };
}

/** Whether classes need not be named: 0, 1, ...; -1 and 1; A, B, ... @param {Cell[]} labels */
function plain(labels) {
  const same = (/** @type {Cell[]} */ others) => labels.every((label, i) => label === others[i]);
  return same([0, 1, 2]) || same(LETTERS) || (labels.length === 2 && same([-1, 1]));
}

/**
 * What -1 and 1 of the plane are in the reader's numbers: themselves, where all lie there, else a little around.
 * @param {number[]} numbers
 * @returns {[number, number]}
 */
function limits(numbers) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (low >= -1 && high <= 1) return [-1, 1];
  const [middle, half] = [(low + high) / 2, (high - low) / 2 / ROOM || 1];
  return [Number((middle - half).toPrecision(6)), Number((middle + half).toPrecision(6))];
}

/** A number between two ends in a byte. @param {number} number @param {number[]} ends */
export function byte(number, [low, high]) {
  return Math.min(Math.max(Math.floor(((number - low) / (high - low)) * TOP + 0.5), 0), TOP);
}

/**
 * What the model gets of points.
 * @param {Cloud} cloud
 * @param {number} room
 * @param {boolean} mixed whether they are mixed already
 * @returns {Record<string, ArrayLike<number>>}
 */
export function fed({ kind, ends, points }, room, mixed) {
  const [places, targets] = [new Float32Array(2 * room), new Float32Array(room)];
  const number = (/** @type {number} */ each) => each * (2 / TOP) - 1;
  const mixing = mixed ? null : order(points.length);
  for (let i = 0; i < points.length; i++) {
    const [x, y, third] = points[mixing ? mixing[i] : i];
    places.set([number(x), number(y)], 2 * i);
    targets[i] = kind === "2" ? 2 * third - 1 : kind === "3" ? third : number(third);
  }
  const units = [0, 2, 4].flatMap((i) => (ends[i] === undefined ? [-1, 1] : [ends[i], ends[i + 1]]));
  return {
    points: places,
    targets,
    point_count: [points.length],
    classes: [kind === "3" ? 3 : 1],
    regression: [kind === "v" ? 1 : 0],
    ends: units,
  };
}

/** The places 0 to count - 1 in an order mixed by chance, always the same. @param {number} count */
export function order(count) {
  const uniform = stream(`order/${count}`);
  const places = Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    [places[last], places[other]] = [places[other], places[last]];
  }
  return places;
}
