// Twin: _core/picture/shown.py
/**
 * Pictures of arrays, drawn on one canvas that stays under the figure, since Plotly would take long for them. An array
 * becomes pixels through the colors of a scale, or as red, green and blue, many at once; nothing is packed into a file
 * for the browser to unpack.
 * @import {Arrays, Binding} from "../types"
 */
import { gather } from "./bindings.js";

const COLORS = 256;
const HALF = 0.5 + 1e-9; // what is halfway but for rounding goes up
const OPAQUE = 0xff000000;
const EDGE = 2; // rows around each picture on the sheet

/**
 * @typedef {Binding & { offset: number, shape: number[], strides: number[], crisp: boolean }} Place of its numbers
 * @typedef {Place & { ends?: (number | Binding)[], scale?: [number, string][] }} Shown
 * @typedef {object} Picture
 * @property {Shown} binding of its pixels
 * @property {Record<string, any>} image what the figure says of it
 * @property {Binding[]} bound numbers of that
 * @property {Uint32Array} [colors] of its scale
 * @property {number} top row of the sheet where its pixels are
 */

/**
 * @typedef {object} Drawn One that is to be seen.
 * @property {Record<string, any>} image what the figure says of it, with its numbers
 * @property {[number, number, number, number]} place left, top, width and height in px
 * @property {number} rows of its array
 * @property {() => Uint8ClampedArray} pixels of that, row by row
 *
 * @typedef {HTMLCanvasElement & { drawn: Drawn[] }} Sheet which says to whoever looks at the page
 *   what is drawn on it
 */

/** 256 colors along a scale, as a canvas has them in its memory. @param {[number, string][]} scale */
export function palette(scale) {
  const stops = scale.map(([place, color]) => [place, ...[1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16))]);
  return Uint32Array.from({ length: COLORS }, (_, i) => {
    const along = i / (COLORS - 1);
    const after = stops.findIndex(([place], k) => k > 0 && (along <= place || k === stops.length - 1));
    const [one, other] = [stops[after - 1], stops[after]];
    const share = other[0] > one[0] ? Math.min(Math.max((along - one[0]) / (other[0] - one[0]), 0), 1) : 1;
    const [red, green, blue] = [1, 2, 3].map((c) => Math.floor(one[c] + share * (other[c] - one[c]) + HALF));
    return (OPAQUE | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

/**
 * The pixels of a picture, into a sheet as wide as `across`, from a row on.
 * @param {Shown} binding
 * @param {Arrays} sources
 * @param {Uint32Array | undefined} colors
 * @param {Uint32Array} sheet
 * @param {number} across
 * @param {number} top
 */
export function tint(binding, sources, colors, sheet, across, top) {
  const flat = sources[binding.source];
  const [rows, columns] = binding.shape.slice(-2);
  const [down, right] = binding.strides.slice(-2);
  if (!colors) {
    const [channel] = binding.strides.slice(-3);
    const clear = binding.shape.at(-3) === 4; // its fourth number says how much it covers
    const byte = (/** @type {number} */ value) => Math.min(Math.max(Math.floor(value * 255 + 0.5), 0), 255) | 0;
    for (let y = 0; y < rows; y++)
      for (let x = 0, at = binding.offset + y * down; x < columns; x++, at += right) {
        const [red, green, blue] = [byte(flat[at]), byte(flat[at + channel]), byte(flat[at + 2 * channel])];
        const alpha = clear ? byte(flat[at + 3 * channel]) << 24 : OPAQUE;
        sheet[(top + y) * across + x] = alpha | (blue << 16) | (green << 8) | red;
      }
    return;
  }
  const [low, high] = ends(binding, sources, flat);
  for (let y = 0; y < rows; y++)
    for (let x = 0, at = binding.offset + y * down, to = (top + y) * across; x < columns; x++, at += right, to++) {
      const share = high > low ? (flat[at] - low) / (high - low) : 0.5;
      const index = share > 0 ? (share < 1 ? (share * (COLORS - 1) + HALF) | 0 : COLORS - 1) : 0;
      sheet[to] = Number.isNaN(flat[at]) ? 0 : colors[index];
    }
}

/**
 * Go on with a picture's first and last row beyond it: browsers that smooth look there, and would see its neighbors.
 * @param {Uint32Array} sheet @param {number} across @param {number} top @param {number} rows
 */
function widen(sheet, across, top, rows) {
  for (let edge = 1; edge <= EDGE; edge++) {
    sheet.copyWithin((top - edge) * across, top * across, (top + 1) * across);
    sheet.copyWithin((top + rows - 1 + edge) * across, (top + rows - 1) * across, (top + rows) * across);
  }
}

/** @param {Shown} binding @param {Arrays} sources @param {Float32Array} flat @returns {number[]} */
function ends({ ends = [], offset, shape, strides }, sources, flat) {
  if (ends.length) return ends.map((end) => (typeof end === "number" ? end : Number(gather(end, sources[end.source]))));
  let largest = 0;
  for (let y = 0; y < shape[0]; y++)
    for (let x = 0; x < shape[1]; x++) {
      const size = Math.abs(flat[offset + y * strides[0] + x * strides[1]]);
      if (size > largest && size < Infinity) largest = size;
    }
  return [-largest, largest];
}

export class Canvas {
  /** @type {Picture[]} */
  #pictures = [];
  #canvas = /** @type {Sheet} */ (
    Object.assign(document.createElement("canvas"), { className: "dnn-pictures", drawn: [] })
  );
  #sheet = document.createElement("canvas");
  /** @type {ImageData | undefined} */
  #pixels;

  /**
   * Take over the pictures of a drawing, in a theme's colors.
   * @param {Record<string, any>[]} images painted
   * @param {Binding[]} bindings of the drawing, painted
   */
  dress(images, bindings) {
    let [rows, columns] = [0, 0];
    this.#pictures = images.map((image, i) => {
      const own = bindings.filter(({ path }) => path[1] === "images" && path[2] === i);
      const binding = /** @type {Shown} */ (own.find(({ path }) => path[3] === "source"));
      const [height, width] = binding.shape.slice(-2);
      const top = rows + EDGE;
      rows += height + 2 * EDGE;
      columns = Math.max(columns, width);
      const bound = own.filter((each) => each !== binding);
      return { binding, image, bound, top, colors: binding.scale && palette(binding.scale) };
    });
    if (!rows) return;
    Object.assign(this.#sheet, { width: columns, height: rows });
    this.#pixels = new ImageData(columns, rows);
  }

  /**
   * Draw them where Plotly has put their panels.
   * @param {any} box
   * @param {Arrays} sources
   */
  draw(box, sources) {
    if (!this.#pictures.length) return this.#canvas.remove();
    if (this.#canvas.parentNode !== box) box.prepend(this.#canvas);
    const layout = box._fullLayout;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    Object.assign(this.#canvas.style, { width: `${layout.width}px`, height: `${layout.height}px` });
    const pixels = /** @type {ImageData} */ (this.#pixels);
    const sheet = new Uint32Array(pixels.data.buffer);
    for (const { binding, colors, top } of this.#pictures) {
      tint(binding, sources, colors, sheet, pixels.width, top);
      widen(sheet, pixels.width, top, /** @type {number} */ (binding.shape.at(-2)));
    }
    /** @type {CanvasRenderingContext2D} */ (this.#sheet.getContext("2d")).putImageData(pixels, 0, 0);
    const context = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, layout.width, layout.height);
    this.#canvas.drawn = this.#pictures.flatMap((picture) => this.#place(context, layout, picture, sources));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {any} layout
   * @param {Picture} picture
   * @param {Arrays} sources
   * @returns {Drawn[]}
   */
  #place(context, layout, { binding, image, bound, top }, sources) {
    const at = { ...image };
    for (const each of bound) at[each.path[3]] = gather(each, sources[each.source]);
    if (at.x === null || at.y === null) return [];
    const [x, y] = [layout[`xaxis${at.xref.slice(1)}`], layout[`yaxis${at.yref.slice(1)}`]];
    const [[left, right], [above, below]] = [span(x, at.x, at.sizex), span(y, at.y, at.sizey)];
    const [rows, columns] = binding.shape.slice(-2);
    context.save();
    context.beginPath();
    context.rect(x._offset, y._offset, x._length, y._length);
    context.clip();
    context.globalAlpha = at.opacity ?? 1;
    context.imageSmoothingEnabled = !binding.crisp;
    context.drawImage(this.#sheet, 0, top, columns, rows, left, above, right - left, below - above);
    context.restore();
    const pixels = () =>
      /** @type {CanvasRenderingContext2D} */ (this.#sheet.getContext("2d")).getImageData(0, top, columns, rows).data;
    return [{ image: at, place: [left, above, right - left, below - above], rows, pixels }];
  }
}

/**
 * From where to where a picture goes along an axis, in px.
 * @param {any} axis
 * @param {number} middle
 * @param {number} size
 */
function span(axis, middle, size) {
  const ends = [-0.5, 0.5].map((side) => axis._offset + axis.c2p(middle + side * size));
  return ends.sort((one, other) => one - other);
}
