// Twin: _core/controls/_tables.py
/** Tables of points as a reader pastes them: x and y, and perhaps a class or a value, a point a row. */
import { number } from "../../run/names.js";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i; // the decimal sign of many countries
const MOST_CLASSES = 3;

/** @typedef {number | string} Cell */

/**
 * The rows of a table as text: numbers where they are some, else texts; without a header. Cells are parted by tabs,
 * semicolons, commas or spaces, whichever comes first in this order; with the first two a comma is a decimal sign. A
 * RangeError names the row that is wrong, counted from 1, a header and empty lines included.
 * @param {string} text
 * @param {number} most
 * @returns {Cell[][]}
 */
export function rows(text, most) {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, i) => /** @type {const} */ ([i + 1, line.trim()]))
    .filter(([, line]) => line);
  if (!lines.length) throw new RangeError("the table is empty; a row holds x and y, and perhaps a class or a value");
  const parting = ["\t", ";", ","].find((sign) => lines.some(([, line]) => line.includes(sign)));
  /** @type {[number, Cell[]][]} */
  const table = lines.map(([number, line]) => [
    number,
    line.split(parting ?? /\s+/).map((part) => cell(part, parting)),
  ]);
  if (table.length > 1 && table[0][1].slice(0, 2).every((each) => typeof each === "string")) table.shift(); // a header
  return checked(table, most);
}

/** A cell as a number, if it is one, else as text without quotes. @param {string} part @param {string} [parting] */
export function cell(part, parting) {
  const text = part
    .trim()
    .replace(/^["“”]+|["“”]+$/g, "")
    .trim();
  const plain = number(text);
  if (NUMBER.test(plain)) return Number(plain);
  return parting !== "," && COMMA.test(plain) ? Number(plain.replace(",", ".")) : text;
}

/**
 * The rows. A RangeError for one that is no point, or for too many.
 * @param {[number, Cell[]][]} table each with its number
 * @param {number} most
 */
export function checked(table, most) {
  const [first, { length: width }] = table[0];
  if (width !== 2 && width !== 3)
    throw new RangeError(`row ${first} has ${width} columns; a row holds x and y, and perhaps a class or a value`);
  for (const [number, cells] of table) {
    if (cells.length !== width)
      throw new RangeError(`row ${number} has ${cells.length} columns, but the first has ${width}`);
    for (const [i, name] of ["x", "y"].entries())
      if (typeof cells[i] === "string")
        throw new RangeError(`row ${number}: ${name} is "${cells[i]}", which is no number`);
  }
  if (table.length > most)
    throw new RangeError(
      `the table has ${table.length} rows; there can be at most ${most}: row ${table[most][0]} is too many`,
    );
  return table.map(([, cells]) => cells);
}

/**
 * The classes of a third column, in the order of their numbers or names, and for each row which it is; or values.
 * @param {Cell[]} cells
 * @returns {{ labels: Cell[] | null, third: number[] }}
 */
export function classified(cells) {
  const labels = [...new Set(cells)].sort(
    (one, other) => Number(typeof one === "string") - Number(typeof other === "string") || (one < other ? -1 : 1),
  );
  if (labels.length === 1)
    throw new RangeError(`the table has one class only, ${shown(labels[0])}; to learn from there must be two or three`);
  if (labels.length <= MOST_CLASSES) return { labels, third: cells.map((each) => labels.indexOf(each)) };
  if (labels.some((label) => typeof label === "string")) {
    const known = labels.slice(0, 5).map(shown).join(", ");
    throw new RangeError(`the third column has ${labels.length} classes, ${known}, …; there can be two or three`);
  }
  return { labels: null, third: /** @type {number[]} */ (cells) };
}

/** A class as a reader wrote it. @param {Cell} label */
export function shown(label) {
  return typeof label === "number" ? numeral(label) : label;
}

/** A number with six figures, and never with an exponent. @param {number} number */
export const numeral = (number) => number.toLocaleString("en", { maximumSignificantDigits: 6, useGrouping: false });
