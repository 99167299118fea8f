// Twin: _core/controls/_squares.py
/** Squares of numbers, such as kernels, as a reader pastes them and as an address has them. */
import { cell } from "./tables.js";

const FINEST = 1e9; // parts of 1: nine decimals of a number are kept

/** What is allowed. @typedef {{ sizes: number[], min: number, max: number }} Limits */

/** What is allowed, in words. @param {Limits} limits */
export function fitting({ sizes, min, max }) {
  return `${sizes.map((size) => `${size} by ${size}`).join(" or ")} numbers from ${min} to ${max}`;
}

/**
 * The rows of numbers in a text: a line a row, or `;` between the rows of one line; with brackets, or without. Cells
 * are parted by tabs, semicolons, commas or blanks, whichever comes first in this order; a comma is a decimal sign with
 * all but commas, as a spreadsheet writes it in many countries. A RangeError names what is no number.
 * @param {string} text
 */
export function rows(text) {
  let lines = parted(
    text
      .replace(/[[({]/g, " ")
      .replace(/[\])}]/g, "\n")
      .split(/\r\n|\r|\n/),
  );
  if (lines.length === 1) lines = parted(lines[0].split(";"));
  let parting = ["\t", ";", ","].find((sign) => lines.some((line) => line.includes(sign)));
  const blank = (/** @type {string} */ line) => line.split(",").some((part) => /\S\s+\S/.test(part));
  if (parting === "," && lines.some(blank)) parting = undefined;
  const found = lines.map((line) => line.split(parting ?? /\s+/).map((part) => cell(part, parting)));
  for (const [row, cells] of found.entries())
    for (const [column, each] of cells.entries())
      if (typeof each === "string")
        throw new RangeError(`row ${row + 1}, column ${column + 1}: "${each}" is no number`);
  return /** @type {number[][]} */ (found);
}

/** Lines without what parts them from others, and without empty ones. @param {string[]} lines */
function parted(lines) {
  return lines.map((line) => line.replace(/^[ \t,;]+|[ \t,;]+$/g, "")).filter(Boolean);
}

/**
 * Rows of numbers, each as it is kept. A RangeError for what is no square of one of these sizes, and for a number that
 * is not between low and high.
 * @param {number[][]} found
 * @param {Limits} limits
 */
export function checked(found, { sizes, min, max }) {
  const width = found[0]?.length ?? 0;
  for (const [row, { length }] of found.entries())
    if (length !== width)
      throw new RangeError(`row ${row + 1} has ${counted(length, "number")}, but the first has ${width}`);
  if (found.length !== width || !sizes.includes(width))
    throw new RangeError(`there are ${counted(found.length, "row")} of ${counted(width, "number")}`);
  for (const [row, cells] of found.entries())
    for (const [column, number] of cells.entries())
      if (!(typeof number === "number" && number >= min && number <= max))
        throw new RangeError(`row ${row + 1}, column ${column + 1}: ${number} is not from ${min} to ${max}`);
  return found.map((cells) => cells.map(kept));
}

const counted = (/** @type {number} */ count, /** @type {string} */ what) =>
  `${count} ${what}${count === 1 ? "" : "s"}`;

/** A number with nine decimals; never -0. @param {number} number */
export const kept = (number) => Math.floor(number * FINEST + 0.5) / FINEST;

/** Rows as an address has them: 0,-1,0;-1,5,-1;0,-1,0. @param {number[][]} found */
export const written = (found) =>
  found.map((cells) => cells.map((number) => number.toFixed(9).replace(/\.?0+$/, "")).join(",")).join(";");
