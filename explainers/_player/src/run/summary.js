// Twin: _core/words/summary.py
/**
 * A figure in one sentence, from the model's own numbers; the same rules as in Python.
 * @import {Arrays} from "../types"
 */
import { word } from "../picture/shown.js";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const FIELD = /\{([a-z_0-9]+)(?:\[(\d+)\])?(?::([^}|]*)|\|((?:[^{}]|\{[^{}]*\})*))?\}/g;
const BETWEEN = /\|(?![^{}]*\})/; // words, and not those of a field within them

/**
 * A number as a reader expects it: halves away from zero, a true minus, words for what is not finite.
 * @param {number} value
 * @param {string} [format] such as ".2f" or ".0%"
 * @returns {string}
 */
export function number(value, format) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "minus infinity";
  const minus = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size >= 1e6) {
    const [mantissa, exponent] = size.toExponential(1).split("e");
    return `${minus}${mantissa} × 10${[...String(+exponent)].map((digit) => SUPERSCRIPTS[+digit]).join("")}`;
  }
  if (format === "d") return number(value, ".0f").replaceAll("\u2009", ""); // as a year is written
  const [, places, kind] = /^\.(\d+)([f%])$/.exec(format || ".2f") ?? [];
  if (!kind) throw new Error(`unknown number format "${format}"; use .0f, .2f, .0%, d and the like`);
  const text = kind === "%" ? percent(size, +places) : grouped(size.toFixed(+places));
  return /[1-9]/.test(text) ? minus + text : text;
}

/**
 * Scaled by moving the point, not by multiplying, which would round first.
 * @param {number} size
 * @param {number} places
 */
function percent(size, places) {
  const digits = size
    .toFixed(places + 2)
    .replace(".", "")
    .replace(/^0+(?=\d)/, "")
    .padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return `${grouped(places ? `${whole}.${digits.slice(-places)}` : whole)}%`;
}

/** Thin spaces between thousands. @param {string} text */
function grouped(text) {
  const [whole, rest] = text.split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}

/**
 * The template with its fields filled: `{name}`, `{name:.1f}`, `{name[3]:.0%}`, and `{name|zero|one|two}`, the word
 * that the rounded number picks, which may hold fields in its turn.
 * @param {string} template
 * @param {Arrays} sources
 * @param {Record<string, string[]>} [lists] of words: `{name:LIST}` is a word of one
 * @returns {string}
 */
export function summarize(template, sources, lists = {}) {
  return template.replace(FIELD, (_, name, index, format, words) => {
    const value = sources[name][+(index ?? 0)];
    if (words === undefined) return lists[format] ? word(lists[format], value) : number(value, format);
    const choices = words.split(BETWEEN);
    const position = Number.isNaN(value) ? 0 : Math.floor(value + 0.5);
    return summarize(choices[Math.min(Math.max(position, 0), choices.length - 1)], sources, lists);
  });
}
