/**
 * Areas: traces that are nothing but filled outlines that follow the model, with gaps between. Plotly would look at
 * each of their corners several times; here one path of an SVG that lies under the figure's pictures has them all.
 * @import {Arrays, Binding} from "../types"
 * @import {Place} from "./canvas.js"
 */

const FINE = 10; // corners stand at whole tenths of a px, which are soon written and soon read
const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {object} Area
 * @property {number} index of the trace
 * @property {Record<string, any>} trace what the figure says of it
 * @property {Place} x
 * @property {Place} y
 * @property {SVGPathElement} path
 *
 * @typedef {object} Outlines which are to be seen.
 * @property {number} index of the trace
 * @property {Float32Array} x
 * @property {Float32Array} y
 *
 * @typedef {SVGSVGElement & { outlines: Outlines[] }} Sheet which says to whoever looks at the page what is on it
 */

/**
 * Whether a trace is one.
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

export class Areas {
  /** @type {Area[]} */
  #areas = [];
  #sheet = /** @type {Sheet} */ (Object.assign(document.createElementNS(SVG, "svg"), { outlines: [] }));

  constructor() {
    this.#sheet.setAttribute("class", "dnn-areas");
  }

  /**
   * Take over the areas of a drawing, in a theme's colors.
   * @param {{ index: number, trace: any }[]} areas painted
   * @param {Binding[]} bindings of the drawing
   */
  dress(areas, bindings) {
    this.#areas = areas.map(({ index, trace }) => {
      const [x, y] = ["x", "y"].map((name) =>
        bindings.find(({ path }) => path[0] === "data" && path[1] === index && path[2] === name),
      );
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("fill", trace.fillcolor);
      path.setAttribute("opacity", trace.opacity ?? 1);
      path.setAttribute("transform", `scale(${1 / FINE})`);
      return { index, trace, x: /** @type {Place} */ (x), y: /** @type {Place} */ (y), path };
    });
    this.#sheet.replaceChildren(...this.#areas.map(({ path }) => path));
  }

  /**
   * Draw them where Plotly has put their panels.
   * @param {any} box
   * @param {Arrays} sources
   */
  draw(box, sources) {
    if (!this.#areas.length) return this.#sheet.remove();
    if (box.firstChild !== this.#sheet) box.prepend(this.#sheet);
    const { width, height } = box._fullLayout;
    if (Number(this.#sheet.getAttribute("width")) !== width) this.#sheet.setAttribute("width", width);
    if (Number(this.#sheet.getAttribute("height")) !== height) this.#sheet.setAttribute("height", height);
    this.#sheet.outlines = this.#areas.map((area) => fill(box._fullLayout, area, sources));
  }
}

/** @param {any} layout @param {Area} area @param {Arrays} sources @returns {Outlines} */
function fill(layout, { index, trace, x, y, path }, sources) {
  const [across, down] = [layout[`xaxis${trace.xaxis.slice(1)}`], layout[`yaxis${trace.yaxis.slice(1)}`]];
  const [xs, ys] = [x, y].map(({ source, offset, shape }) => sources[source].subarray(offset, offset + shape[0]));
  const [left, top] = [FINE * (across._offset + across.c2p(0)), FINE * (down._offset + down.c2p(0))];
  const [right, below] = [FINE * (across.c2p(1) - across.c2p(0)), FINE * (down.c2p(1) - down.c2p(0))];
  let drawn = "";
  for (let i = 0, open = false; i < xs.length; i++) {
    const seen = xs[i] - xs[i] === 0 && ys[i] - ys[i] === 0; // both are finite
    if (seen) drawn += `${open ? "L" : "M"}${Math.round(left + right * xs[i])} ${Math.round(top + below * ys[i])}`;
    open = seen;
  }
  path.setAttribute("d", drawn);
  return { index, x: xs, y: ys };
}
