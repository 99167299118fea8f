// Twin: _core/controls/_photographs.py
/**
 * Photographs as numbers: samples from the site, and the reader's own, which never leave the page. What the model gets
 * is a square part, made as small as it wants it; the same sums as in Python.
 */
import { Failure } from "../../page/failure.js";
import { photo as sample } from "../../page/source.js";
import { faithful } from "../../picture/faithful.js";
import { found } from "../../run/names.js";

/**
 * @import {Base} from "../../types"
 *
 * @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Picture red, green, blue, opacity of each pixel
 *
 * @typedef {object} Own
 * @property {number} size px of the square that the model gets
 * @property {boolean} live whether the camera gives a film
 * @property {{ name: string, label: string, alt: string }[]} samples
 * @property {number} smallest px that the shorter side needs
 * @property {number} largest pixels that can be opened
 * @property {number} least share of the shorter side that must be seen
 *
 * @typedef {Base<string> & Own} Photo
 */

const OWN = "own";
const HALF = 0.5 + 1e-6; // what is halfway but for rounding goes up, in Python as here
const SIDE = 1024; // px that are kept of an own photo's shorter side, so that there is something to zoom into
const AREA = 4e6; // px that are kept of it altogether
const PART = /^([a-z_0-9]+)(?:@(\d(?:\.\d+)?),(\d(?:\.\d+)?),(\d(?:\.\d+)?))?$/;

/** Samples that have been fetched, for all figures of a page. @type {Map<string, Promise<Picture>>} */
const asked = new Map();
/** @type {Map<string, Picture>} */
const here = new Map();
/** The reader's own photos, the last one of each figure. @type {WeakMap<Photo, { name: string, picture: Picture }>} */
const own = new WeakMap();
/** Whose they are. @type {Map<string, WeakRef<Photo>>} */
const owners = new Map();
let count = 0;

/**
 * Its name and its square: left and top as shares of width and height, side as a share of the shorter side.
 * @param {string} value
 */
export function parts(value) {
  const [, name, ...square] = PART.exec(value) ?? [];
  return { name, square: square[0] === undefined ? null : square.map(Number) };
}

/** @param {string} name @param {number[] | null} square */
export function spelled(name, square) {
  return square ? `${name}@${square.map((part) => Number(part.toFixed(3))).join()}` : name;
}

/** A value with the name of the sample that it means. @param {Photo} control @param {string} value */
function named({ samples }, value) {
  const [typed, ...rest] = value.split("@");
  const names = samples.map(({ name }) => name);
  return [found(typed, names) ?? typed, ...rest].join("@").trim();
}

/** The value made canonical; a RangeError says what is allowed. @param {Photo} control @param {unknown} value */
export function check(control, value) {
  // A host hands over one of the reader's own.
  if (typeof value === "object" && value instanceof ImageData) return keep(control, value);
  const { name, square } = typeof value === "string" ? parts(named(control, value)) : { name: undefined, square: null };
  if (isOwn(name) && own.get(control)?.name !== name)
    throw new RangeError(`${control.name}: a photo of one's own is on its owner's device only`);
  if (!isOwn(name) && !control.samples.some((sample) => sample.name === name)) {
    const names = control.samples.map((sample) => sample.name).join(", ");
    throw new RangeError(`${control.name} takes one of: ${names}; not ${JSON.stringify(value)}`);
  }
  if (square && (square[0] > 1 || square[1] > 1 || square[2] < control.least || square[2] > 1)) {
    throw new RangeError(
      `${control.name} takes a part @across,down,side, from 0 to 1, and side from ${control.least}; not ${value}`,
    );
  }
  return spelled(/** @type {string} */ (name), square);
}

/** Have the photo's pixels ready for `feed`. @param {Photo} _control @param {string} value */
export async function prepare(_control, value) {
  const { name } = parts(value);
  if (isOwn(name) || here.has(name)) return;
  if (!asked.has(name))
    asked.set(
      name,
      fetched(name).finally(() => asked.delete(name)),
    );
  here.set(name, await /** @type {Promise<Picture>} */ (asked.get(name)));
}

/** @param {string} name */
async function fetched(name) {
  const blob = await sample(name);
  const image = await createImageBitmap(blob).catch((cause) => {
    throw new Failure("This photograph is damaged or cut short.", "Try another one.", cause);
  });
  return pixels(image);
}

/**
 * The pixels of a bitmap, on white, no larger than the model could use. A Failure where the browser keeps them back.
 * @param {ImageBitmap | HTMLVideoElement} image
 * @returns {Picture}
 */
export function pixels(image) {
  faithful();
  const [across, down] =
    image instanceof HTMLVideoElement ? [image.videoWidth, image.videoHeight] : [image.width, image.height];
  const scale = Math.min(1, SIDE / Math.min(across, down), Math.sqrt(AREA / (across * down)));
  const [width, height] = [across, down].map((length) => Math.max(1, Math.round(length * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** Keep the reader's own photo; the value that means it. @param {Photo} control @param {Picture} picture */
export function keep(control, picture) {
  const name = `${OWN}${++count}`;
  owners.delete(own.get(control)?.name ?? ""); // a film would leave thousands
  own.set(control, { name, picture });
  owners.set(name, new WeakRef(control));
  return name;
}

/** What the model gets of a photo of the reader's own, as pixels; nothing of a sample. @param {unknown} value */
export function sent(value) {
  const control = owners.get(parts(String(value)).name)?.deref();
  if (!control) return undefined;
  const flat = feed(control, String(value));
  const plane = control.size ** 2;
  const pixels = Uint8Array.from({ length: 3 * plane }, (_, i) =>
    Math.round(flat[(i % 3) * plane + Math.floor(i / 3)] * 255),
  );
  return { size: control.size, pixels };
}

/** Controls whose camera gives a film just now. @type {WeakSet<Photo>} */
export const filming = new WeakSet();

/** Whether a value is a frame of a film that still runs. @param {unknown} value */
export function moving(value) {
  const control = owners.get(parts(String(value)).name)?.deref();
  return Boolean(control && filming.has(control));
}

/** @param {string | undefined} name */
function isOwn(name) {
  return /^own\d+$/.test(name ?? "");
}

/** Whether an address can name it. @param {string} value */
export function linked(value) {
  return !isOwn(parts(value).name);
}

/** The picture that a value means, when it is here. @param {Photo} control @param {string} value */
export function picture(control, value) {
  const { name } = parts(value);
  return isOwn(name) ? own.get(control)?.picture : here.get(name);
}

/** What the model gets: (1, 3, size, size), from 0 to 1. @param {Photo} control @param {string} value */
export function feed(control, value) {
  const found = picture(control, value);
  if (!found) throw new Error(`${value} is not prepared`);
  return resampled(found, square(found, parts(value).square), control.size);
}

/**
 * Put that into the model's input. What is of the right size already, as a film's frames are, is quickly done.
 * @param {Photo} control
 * @param {string} value
 * @param {Float32Array} input
 */
export function put(control, value, input) {
  const { size } = control;
  const { width, height, data } = picture(control, value) ?? {};
  if (!data || width !== size || height !== size || parts(value).square) return input.set(feed(control, value));
  const plane = size * size;
  for (let i = 0, at = 0; i < plane; i++, at += 4) {
    input[i] = data[at] / 255;
    input[i + plane] = data[at + 1] / 255;
    input[i + 2 * plane] = data[at + 2] / 255;
  }
}

/**
 * Left, top and side in px, moved until it lies within the picture; by default the largest in the middle.
 * @param {{ width: number, height: number }} picture
 * @param {number[] | null} part
 */
export function square({ width, height }, part) {
  const [across, down, share] = part ?? [null, null, 1];
  const side = Math.min(width, height) * /** @type {number} */ (share);
  const left = across === null ? (width - side) / 2 : across * width;
  const top = down === null ? (height - side) / 2 : down * height;
  return { left: Math.min(left, width - side), top: Math.min(top, height - side), side };
}

/**
 * A triangle filter, as wide as a pixel of the result where that is larger.
 * @param {Picture} picture
 * @param {{ left: number, top: number, side: number }} part
 * @param {number} size
 */
export function resampled({ width, height, data }, { left, top, side }, size) {
  const [columns, rows] = [blend(left, side, size, width), blend(top, side, size, height)];
  const flat = new Float32Array(3 * size * size);
  const line = new Float64Array(width * 3);
  rows.forEach(({ from, weights }, y) => {
    line.fill(0);
    weights.forEach((weight, row) => {
      const start = (from + row) * width * 4;
      for (let x = 0; x < width; x++) for (let c = 0; c < 3; c++) line[x * 3 + c] += weight * data[start + x * 4 + c];
    });
    columns.forEach(({ from: first, weights: shares }, x) => {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let i = 0; i < shares.length; i++) sum += shares[i] * line[(first + i) * 3 + c];
        flat[(c * size + y) * size + x] = Math.floor(sum + HALF) / 255;
      }
    });
  });
  return flat;
}

/**
 * For each pixel of the result: from which pixel on, and how much of each.
 * @param {number} start
 * @param {number} side
 * @param {number} size
 * @param {number} count
 */
function blend(start, side, size, count) {
  const scale = side / size;
  const reach = Math.max(scale, 1);
  return Array.from({ length: size }, (_, i) => {
    const center = start + (i + 0.5) * scale;
    const from = Math.max(0, Math.floor(center - reach - 0.5));
    const to = Math.min(count - 1, Math.ceil(center + reach - 0.5));
    const weights = Array.from({ length: to - from + 1 }, (_, j) =>
      Math.max(0, 1 - Math.abs(center - (from + j) - 0.5) / reach),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { from, weights: weights.map((weight) => weight / total) };
  });
}
