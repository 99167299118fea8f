// Twin: _core/picture/shown.py
/**
 * What is drawn on one canvas that stays under the figure, since Plotly would take long for it. Pictures of arrays,
 * many at once: an array becomes pixels through the colors of a scale, or as red, green and blue; nothing is packed
 * into a file for the browser to unpack. And areas: traces that are nothing but filled outlines, with gaps between.
 * @import {Arrays, Binding} from "../types"
 */
import { gather } from "./bindings.js";

const COLORS = 256;
const HALF = 0.5 + 1e-9; // what is halfway but for rounding goes up
const OPAQUE = 0xff000000;

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
 * @typedef {object} Area
 * @property {number} index of the trace
 * @property {Record<string, any>} trace what the figure says of it
 * @property {Place} x
 * @property {Place} y
 *
 * @typedef {object} Outlines which are to be seen.
 * @property {number} index of the trace
 * @property {Float32Array} x
 * @property {Float32Array} y
 *
 * @typedef {HTMLCanvasElement & { drawn: Drawn[], outlines: Outlines[] }} Sheet which says to whoever looks at the page
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
    const channel = binding.strides[0];
    const byte = (/** @type {number} */ value) => Math.min(Math.max(Math.floor(value * 255 + 0.5), 0), 255) | 0;
    for (let y = 0; y < rows; y++)
      for (let x = 0, at = binding.offset + y * down; x < columns; x++, at += right) {
        const [red, green, blue] = [byte(flat[at]), byte(flat[at + channel]), byte(flat[at + 2 * channel])];
        sheet[(top + y) * across + x] = OPAQUE | (blue << 16) | (green << 8) | red;
      }
    return;
  }
  const [low, high] = ends(binding, sources, flat);
  for (let y = 0; y < rows; y++)
    for (let x = 0, at = binding.offset + y * down; x < columns; x++, at += right) {
      const value = flat[at];
      const share = high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1) : 0.5;
      sheet[(top + y) * across + x] = Number.isNaN(value) ? 0 : colors[Math.floor(share * (COLORS - 1) + HALF)];
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

/**
 * Whether a trace is nothing but filled outlines that follow the model.
 * @param {any} trace
 * @param {Binding[]} bindings
 */
export function isArea({ type = "scatter", mode, fill }, bindings) {
  return (
    type === "scatter" &&
    mode === "none" &&
    fill === "toself" &&
    ["x", "y"].every((name) =>
      bindings.some(({ path, ...place }) => path[2] === name && path.length === 3 && "strides" in place),
    )
  );
}

export class Canvas {
  /** @type {Picture[]} */
  #pictures = [];
  /** @type {Area[]} */
  #areas = [];
  #canvas = /** @type {Sheet} */ (
    Object.assign(document.createElement("canvas"), { className: "dnn-pictures", drawn: [], outlines: [] })
  );
  #sheet = document.createElement("canvas");
  /** @type {ImageData | undefined} */
  #pixels;

  /**
   * Take over the pictures and areas of a drawing, in a theme's colors.
   * @param {Record<string, any>[]} images painted
   * @param {{ index: number, trace: any }[]} areas painted
   * @param {Binding[]} bindings of the drawing, painted
   */
  dress(images, areas, bindings) {
    this.#areas = areas.map(({ index, trace }) => {
      const [x, y] = ["x", "y"].map((name) =>
        bindings.find(({ path }) => path[0] === "data" && path[1] === index && path[2] === name),
      );
      return { index, trace, x: /** @type {Place} */ (x), y: /** @type {Place} */ (y) };
    });
    let [rows, columns] = [0, 0];
    this.#pictures = images.map((image, i) => {
      const own = bindings.filter(({ path }) => path[1] === "images" && path[2] === i);
      const binding = /** @type {Shown} */ (own.find(({ path }) => path[3] === "source"));
      const [height, width] = binding.shape.slice(-2);
      const top = rows;
      rows += height;
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
    if (!this.#pictures.length && !this.#areas.length) return this.#canvas.remove();
    if (box.firstChild !== this.#canvas) box.prepend(this.#canvas);
    const layout = box._fullLayout;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    Object.assign(this.#canvas.style, { width: `${layout.width}px`, height: `${layout.height}px` });
    if (this.#pictures.length) {
      const pixels = /** @type {ImageData} */ (this.#pixels);
      const sheet = new Uint32Array(pixels.data.buffer);
      for (const { binding, colors, top } of this.#pictures) tint(binding, sources, colors, sheet, pixels.width, top);
      /** @type {CanvasRenderingContext2D} */ (this.#sheet.getContext("2d")).putImageData(pixels, 0, 0);
    }
    const context = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, layout.width, layout.height);
    this.#canvas.outlines = this.#areas.map((area) => this.#fill(context, layout, area, sources));
    this.#canvas.drawn = this.#pictures.flatMap((picture) => this.#place(context, layout, picture, sources));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {any} layout
   * @param {Area} area
   * @param {Arrays} sources
   * @returns {Outlines}
   */
  #fill(context, layout, { index, trace, x, y }, sources) {
    const [across, down] = [layout[`xaxis${trace.xaxis.slice(1)}`], layout[`yaxis${trace.yaxis.slice(1)}`]];
    const [xs, ys] = [x, y].map(({ source, offset, shape }) => sources[source].subarray(offset, offset + shape[0]));
    const [left, top] = [across._offset + across.c2p(0), down._offset + down.c2p(0)];
    const [right, below] = [across.c2p(1) - across.c2p(0), down.c2p(1) - down.c2p(0)];
    context.save();
    context.globalAlpha = trace.opacity ?? 1;
    context.fillStyle = trace.fillcolor;
    context.beginPath();
    for (let i = 0, drawing = false; i < xs.length; i++) {
      const seen = xs[i] - xs[i] === 0 && ys[i] - ys[i] === 0; // both are finite
      if (!seen) drawing = false;
      else if (drawing) context.lineTo(left + right * xs[i], top + below * ys[i]);
      else {
        context.moveTo(left + right * xs[i], top + below * ys[i]);
        drawing = true;
      }
    }
    context.fill();
    context.restore();
    return { index, x: xs, y: ys };
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
