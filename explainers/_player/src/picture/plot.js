/**
 * The live figure: Plotly, drawn in a box at the box's own width, in the page's theme.
 * @import {Arrays, Binding, Drawing, Figure, Mode, Rest, Spec} from "../types"
 */

import { paint } from "../page/theme.js";
import { why } from "../page/why.js";
import { blank } from "../run/blank.js";
import { Areas, isArea } from "./areas.js";
import { bind, equal, Fills, follow, places } from "./bindings.js";
import { Canvas } from "./canvas.js";
import { within } from "./pointer.js";

const CONFIG = { displayModeBar: false, doubleClick: false, responsive: false, scrollZoom: false, showTips: false };
const STILL = { staticPlot: true }; // nothing to turn: Plotly need not listen to the pointer, nor lay out for it

/**
 * @typedef {{ open: () => any, ahead?: (() => unknown)[] }} Part of Plotly, downloaded, that runs when it is opened;
 *   some of it may run ahead of that
 */

/** What draws traces of each type; scatter traces are in the core. @type {Record<string, () => Promise<Part>>} */
const PARTS = {
  bar: () => import("./plotly-bar.js"),
  contour: () => import("./plotly-map.js"),
  image: () => import("./plotly-image.js"),
  scatter3d: () => import("./plotly-solid.js"),
  surface: () => import("./plotly-solid.js"),
};

/** The types of traces in a spec's figures. @param {Spec} spec */
function types({ figures }) {
  const traces = Object.values(figures).flatMap(({ figure }) => figure.data);
  return [...new Set(traces.map(({ type }) => type ?? "scatter"))];
}

/** The addresses of what draws every figure, or a spec's figures. @param {Spec} [spec] */
function files(spec) {
  const named = ["scatter", ...(spec ? types(spec) : [])].flatMap((type) => PLOTLY_FILES[type] ?? []);
  return [...new Set(named)].map((file) => new URL(file, import.meta.url).href);
}

/** Download that; it runs only when they are drawn. @param {Spec} [spec] */
export function preload(spec) {
  for (const href of files(spec)) {
    if (document.head.querySelector(`link[href="${href}"]`)) continue;
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
}

/** What has been opened, the core first. @type {Map<Part, any>} */
const opened = new Map();

/** The parts of Plotly that a spec's figures use. @param {Spec} spec @returns {Promise<(Part | undefined)[]>} */
const parts = (spec) => Promise.all([import("./plotly-core.js"), ...types(spec).map((type) => PARTS[type]?.())]);

/** Resolves when they are here, or do not come, which is said once they are to draw. @param {Spec} spec */
export const loaded = (spec) => parts(spec).catch(() => {});

/** Plotly, with the traces that a spec's figures use. @param {Spec} spec @param {Rest} rest */
async function plotly(spec, rest) {
  try {
    for (const part of await parts(spec)) {
      if (!part || opened.has(part)) continue;
      for (const run of part.ahead ?? []) {
        await rest();
        run();
      }
      await rest();
      opened.set(part, part.open());
    }
    return opened.values().next().value;
  } catch (cause) {
    // Browsers remember that an import has failed, and do not try it again.
    throw await why("The code that draws", files(spec), cause);
  }
}

export class Plot {
  /**
   * @param {Spec} spec
   * @param {HTMLElement} box
   */
  constructor(spec, box) {
    /** Plotly, from the first draw on. @type {any} */
    this.library = undefined;
    this.spec = spec;
    this.box = box;
    this.config = spec.solid ? CONFIG : STILL;
    this.form = "";
    this.width = 0;
    /** @type {Mode | ""} */
    this.mode = "";
    this.drawn = false;
    this.repaintable = false;
    /** The figure as it is before any numbers. @type {Figure | undefined} */
    this.base = undefined;
    /** Resolves when what is drawn ahead of the numbers is there. @type {Promise<void> | undefined} */
    this.begun = undefined;
    this.fills = new Fills();
    /** Those that Plotly draws; the canvas and the areas have the others. @type {Binding[]} */
    this.bindings = [];
    this.canvas = new Canvas();
    this.areas = new Areas();
    /** The traces that are areas. @type {Set<number>} */
    this.filled = new Set();
  }

  /**
   * Look how wide the box is; whether that is not drawn yet. To look at each draw would have the browser lay out the
   * page twice.
   */
  measure() {
    const before = this.width;
    this.width = this.box.clientWidth || before || this.spec.narrow_below;
    return this.width !== before;
  }

  /**
   * While the model is on its way, and nobody sees it yet, draw the figure with a 0 for each number: most of a first
   * draw is frames, axes and words, and numbers are repainted in a part of the time.
   * @param {Mode} mode
   * @param {Rest} rest between its parts
   * @param {() => boolean} late whether the numbers are here before it could begin
   */
  ahead(mode, rest, late) {
    const begin = async () => {
      this.library = await plotly(this.spec, rest);
      if (!late()) await this.#draw(blank(this.spec), mode, rest);
    };
    this.begun = begin().catch(() => {}); // who draws the numbers will meet it, too
  }

  /**
   * @param {Arrays} sources
   * @param {Mode} mode
   * @param {Rest} [rest] between the parts of a whole figure
   * @returns {Promise<boolean>} whether it was drawn as a whole, so that what stands in it may stand elsewhere now
   */
  async draw(sources, mode, rest = () => {}) {
    const { begun } = this;
    this.begun = undefined;
    await begun;
    return (await this.#draw(sources, mode, rest)) || Boolean(begun);
  }

  /** @param {Arrays} sources @param {Mode} mode @param {Rest} rest */
  async #draw(sources, mode, rest) {
    this.library ??= await plotly(this.spec, rest);
    const { figures, narrow_below } = this.spec;
    if (!this.form) this.measure();
    const { width } = this;
    const form = width < narrow_below && figures.narrow ? "narrow" : "wide";
    const drawing = /** @type {Drawing} */ (figures[form]);
    const anew = form !== this.form;
    const dressed = anew || mode !== this.mode || width !== this.base?.layout.width;
    if (dressed) {
      Object.assign(this, { form, mode });
      this.base = this.#dress(drawing, mode, width);
      this.bindings = drawing.bindings.filter(
        ({ path }) =>
          path[1] !== "images" &&
          !(path[0] === "data" && this.filled.has(Number(path[1])) && /^[xy]$/.test(String(path[2]))),
      );
      this.fills = new Fills();
      this.places = places(drawing.figure, this.bindings);
      await rest();
    }
    const figure = bind(/** @type {Figure} */ (this.base), this.bindings, sources, this.spec.words, this.fills);
    if (!dressed && this.#repaint(figure)) {
      this.#underlie(sources);
      return false;
    }
    await rest();
    const { data, layout } = figure;
    if (anew && this.drawn) this.library.clear(this.box);
    await this.library.draw(this.box, data, layout, this.config, rest);
    this.drawn = true;
    this.repaintable = this.library.repaintable(this.box);
    await rest();
    this.#underlie(sources);
    return true;
  }

  /** Draw what lies under what Plotly has drawn. @param {Arrays} sources */
  #underlie(sources) {
    this.canvas.draw(this.box, sources);
    this.areas.draw(this.box, sources);
  }

  /** Paint only what differs from what is drawn; whether that could be done. @param {Figure} figure */
  #repaint(figure) {
    if (!this.repaintable) return false;
    /** @type {{ path: (string | number)[], value: any }[]} */
    const changes = [];
    for (const path of /** @type {(string | number)[][]} */ (this.places)) {
      const [value, drawn] = [follow(figure, path), follow(this.box, path)];
      if (equal(value, drawn)) continue;
      if (value === null || drawn === null) return false; // in its place Plotly puts a default
      if (path[0] === "layout" && path[1] !== "shapes") return false; // what else there is moves other things along
      changes.push({ path, value });
    }
    this.library.repaint(this.box, changes);
    return true;
  }

  /**
   * The figure in a theme's colors, at its size. What the reader turned stays turned.
   * @param {Drawing} drawing
   * @param {Mode} mode
   * @param {number} width
   * @returns {Figure}
   */
  #dress({ figure, bindings, height }, mode, width) {
    const { colors, template } = this.spec.theme[mode];
    const { data, layout } = paint(figure, colors);
    const { images = [], ...rest } = layout;
    const bound = (/** @type {number} */ index) =>
      bindings.filter(({ path }) => path[0] === "data" && path[1] === index);
    this.filled = new Set([...data.keys()].filter((index) => isArea(data[index], bound(index))));
    const areas = [...this.filled].map((index) => ({ index, trace: data[index] }));
    this.canvas.dress(images, paint(bindings, colors));
    this.areas.dress(areas, bindings);
    for (const { index, trace } of areas) data[index] = { ...trace, x: [null], y: [null] };
    return { data, layout: { ...rest, template: paint(template, colors), width, height, uirevision: "kept" } };
  }

  /**
   * The data coordinates under a pointer, or null beside the panel.
   * @param {MouseEvent} event
   * @param {[string, string]} panel axes, such as ["x2", "y2"]
   * @returns {[number, number] | null}
   */
  locate(event, panel) {
    const [x, y] = this.#axes(panel);
    if (!x || !y) return null;
    const [left, top] = within(event, this.box);
    const [across, down] = [left - x._offset, top - y._offset];
    if (across < 0 || down < 0 || across > x._length || down > y._length) return null;
    return [x.p2d(across), y.p2d(down)];
  }

  /**
   * Where a place in a panel is, in px from the box's corner; null while nothing is drawn.
   * @param {[number, number]} at
   * @param {[string, string]} panel
   * @returns {[number, number] | null}
   */
  place(at, panel) {
    const [x, y] = this.#axes(panel);
    return x && y ? [x._offset + x.c2p(at[0]), y._offset + y.c2p(at[1])] : null;
  }

  /** @param {[string, string]} panel */
  #axes(panel) {
    const layout = /** @type {any} */ (this.box)._fullLayout;
    return panel.map((id) => layout?.[`${id[0]}axis${id.slice(1)}`]);
  }
}
