// Twin: _core/run/data.py
/**
 * Arrays that come with a spec: in it, as base64, or in the binary file of a data set, fetched once for all figures.
 * @import {Packed, Spec, Stored} from "../types"
 */
import { Failure } from "../page/failure.js";
import { bytes } from "../page/source.js";

/** Shades are kept in whole numbers up to these. @type {Record<string, number>} */
const LARGEST = { uint4: 15, uint8: 255 };
const BYTES = { uint4: 1 / 2, uint8: 1, float32: 4 };

/** Files that are here. @type {Map<string, Uint8Array>} */
const files = new Map();

/**
 * The numbers of an array in a spec. One of a data set must be here.
 * @param {Packed | Stored} array
 * @returns {Float32Array}
 */
export function numbers(array) {
  if ("base64" in array) {
    const content = Uint8Array.from(atob(array.base64), (letter) => letter.charCodeAt(0));
    return new Float32Array(content.buffer);
  }
  const part = stored(array);
  const largest = LARGEST[array.dtype];
  return largest ? Float32Array.from(part, (shade) => Math.fround(shade / largest)) : new Float32Array(part);
}

/**
 * An array of a data set as it is stored, each number by itself.
 * @param {Stored} array
 * @returns {Uint8Array | Float32Array}
 */
export function stored({ file, dtype, shape, offset }) {
  const content = files.get(file);
  if (!content) throw new Error(`${file} is not here yet`);
  const size = count(shape);
  if (dtype === "uint4")
    return Uint8Array.from({ length: size }, (_, i) => {
      const pair = content[offset + (i >> 1)];
      return i & 1 ? pair & 15 : pair >> 4;
    });
  return dtype === "uint8"
    ? content.subarray(offset, offset + size)
    : new Float32Array(content.slice(offset, offset + 4 * size).buffer);
}

/** @param {number[]} shape */
const count = (shape) => shape.reduce((product, length) => product * length, 1);

/** Have a data set here. @param {Stored} array @param {boolean} [fresh] past the browser's cache */
export async function fetched({ file, dtype, shape, offset }, fresh = false) {
  const end = offset + count(shape) * BYTES[dtype];
  for (const past of new Set([fresh, true])) {
    if (Number(files.get(file)?.length) >= end) return;
    files.set(file, await bytes(file, "The data", past));
  }
  if (Number(files.get(file)?.length) >= end) return;
  throw new Failure("The data of this figure is damaged or cut short.", "Try again.");
}

/** Have here all that a spec's constants need. @param {Spec} spec @param {boolean} fresh */
export async function ready({ constants }, fresh) {
  const needed = Object.values(constants).filter((array) => "file" in array);
  await Promise.all(needed.map((array) => fetched(/** @type {Stored} */ (array), fresh)));
}
