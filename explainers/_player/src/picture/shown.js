// Twin: _core/picture/shown.py
/**
 * Numbers shown as something else: as words of a list, or, many at once, as the pixels of a picture.
 * @import {Binding} from "../types"
 */

/** The word that a number, rounded, stands for. @param {string[]} words @param {number} number */
export function word(words, number) {
  if (!Number.isFinite(number)) return "";
  return words[Math.min(Math.max(Math.floor(number + 0.5), 0), words.length - 1)];
}

/** @param {string[]} words @param {any} numbers nested @returns {any} */
export function spoken(words, numbers) {
  return Array.isArray(numbers) ? numbers.map((inner) => spoken(words, inner)) : word(words, numbers ?? NaN);
}

/**
 * What a binding last showed, and of which numbers: most pictures of a figure stay as they are.
 * @type {WeakMap<Binding, { numbers: Float32Array, address: string }>}
 */
const last = new WeakMap();

/**
 * A picture as a PNG in a data address.
 * @param {Binding & { offset: number, shape: number[], strides: number[] }} binding of shape (3, height, width)
 * @param {Float32Array} flat
 */
export function drawn(binding, flat) {
  const {
    offset,
    shape: [, height, width],
    strides: [channel, row, column],
  } = binding;
  const before = last.get(binding);
  const numbers = flat.subarray(offset, offset + 2 * channel + (height - 1) * row + (width - 1) * column + 1);
  if (before && same(before.numbers, numbers)) return before.address;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  const image = context.createImageData(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const from = y * row + x * column;
      for (let c = 0; c < 3; c++) image.data[at + c] = Math.floor(numbers[from + c * channel] * 255 + 0.5);
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  const address = canvas.toDataURL("image/png");
  last.set(binding, { numbers: numbers.slice(), address });
  return address;
}

/** @param {Float32Array} one @param {Float32Array} other */
function same(one, other) {
  for (let i = 0; i < one.length; i++)
    if (one[i] !== other[i] && !(Number.isNaN(one[i]) && Number.isNaN(other[i]))) return false;
  return one.length === other.length;
}
