/**
 * A whole figure, drawn by Plotly's own modules in Plotly's own order. `Plotly.newPlot` does it all in one go, for
 * which a phone needs a fifth of a second in which it answers nobody; here the caller may rest between one part and the
 * next. What figures of this site never have is left out: legends, color bars, margins that grow with what stands in
 * them. Like `repaint.js` this knows Plotly's inside, so it holds for the pinned version; `tests/test_repaint.py`
 * compares its pictures with those of the Plotly that its makers publish.
 * @import {Rest} from "../types"
 */
import { select } from "@plotly/d3";
import {
  fillGroupStyle,
  initGradients,
  initPatterns,
  lineGroupStyle,
  makeTester,
} from "plotly.js/src/components/drawing";
import shapes from "plotly.js/src/components/shapes";
import { init } from "plotly.js/src/lib/events";
import { applyUIRevisions, makePlotFramework, setPlotContext } from "plotly.js/src/plot_api/plot_api";
import { doAutoRangeAndConstraints, layoutStyles } from "plotly.js/src/plot_api/subroutines";
import axes from "plotly.js/src/plots/cartesian/axes";
import plots from "plotly.js/src/plots/plots";
import { getComponentMethod } from "plotly.js/src/registry";

/**
 * Draw a figure into a box, or another one over it.
 * @param {any} box
 * @param {object[]} data
 * @param {object} layout
 * @param {object} config
 * @param {Rest} [rest] without it all is done in one task
 */
export async function draw(box, data, layout, config, rest = () => {}) {
  const first = !box._fullLayout;
  if (first) open(box, config);
  else applyUIRevisions(data, layout, box._fullData, box._fullLayout); // what the reader turned stays turned
  Object.assign(box, { data, layout, calcdata: undefined });
  await rest();
  plots.supplyDefaults(box);
  await rest();
  shapes.supplyLayoutDefaults(layout, box._fullLayout);
  await rest();

  frame(box, first);
  await rest();
  for (const axis of axes.list(box, "", true)) axis._emptyCategories?.();
  plots.doCalcdata(box);
  box.calcdata = box.calcdata.map(placed);
  await rest();

  for (const module of modules(box)) module.drawFramework?.(box);
  margins(box);
  shapes.calcAutorange(box);
  await getComponentMethod("annotations", "calcAutorange")(box);
  doAutoRangeAndConstraints(box);
  if (first) axes.saveRangeInitial(box);
  // To place a title beside its labels Plotly measures them all, even for one that is not there.
  for (const { _id, title } of axes.list(box, "", true))
    if (title.text === box._fullLayout._dfltTitle[_id[0]]) delete title.standoff;
  await rest();

  await layoutStyles(box);
  for (const part of first ? axes.listIds(box).map((/** @type {string} */ id) => [id]) : ["redraw"]) {
    await rest();
    await axes.draw(box, part);
  }
  for (const module of modules(box)) {
    for (const panel of module.name === "cartesian" ? [...box._fullLayout._subplots.cartesian] : [undefined]) {
      await rest();
      trace(box, module, panel);
    }
  }
  await rest();
  style(box);
  await overlay(box, first, rest);
  box._fullLayout._replotting = false;
  await plots.previousPromises(box);
}

/**
 * What Plotly has calculated of a trace, without the points that have no place, where nothing runs through them: it
 * would make a node for each, give it its style, and lay out its words, before it takes it away again.
 * @param {any[]} points of which the first says what holds for all
 */
export function placed(points) {
  const [{ t, trace }] = points;
  if (trace.type !== "scatter" || /lines|none/.test(trace.mode)) return points;
  const found = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (!found.length) return points.slice(0, 1);
  return found[0] === points[0] ? found : [Object.assign(found[0], { t, trace }), ...found.slice(1)];
}

/** Make a box as it was before there was a figure in it. @param {any} box */
export function clear(box) {
  plots.cleanPlot([], {}, box._fullData, box._fullLayout);
  plots.purge(box);
}

/** Make a box one of Plotly's. @param {any} box @param {object} config */
function open(box, config) {
  init(box);
  setPlotContext(box, config);
  box.classList.add("js-plotly-plot");
  box._promises = [];
  makeTester();
}

/** The layers that everything is drawn in. @param {any} box @param {boolean} first */
function frame(box, first) {
  const layout = box._fullLayout;
  layout._replotting = true;
  if (first || layout._shouldCreateBgLayer) makePlotFramework(box);
  delete layout._shouldCreateBgLayer;
  initGradients(box);
  initPatterns(box);
}

/** The kinds of panels in a figure: flat ones, and those in space. @param {any} box @returns {any[]} */
function modules(box) {
  return box._fullLayout._basePlotModules;
}

/** @param {any} box */
function margins(box) {
  plots.clearAutoMarginIds(box);
  axes.allowAutoMargin(box);
  plots.doAutoMargin(box);
}

/**
 * Draw the traces of one panel, or, without one, of all.
 * @param {any} box
 * @param {any} module
 * @param {string | undefined} panel
 */
function trace(box, module, panel) {
  const { _subplots: panels } = box._fullLayout;
  if (!panel) return module.plot(box);
  const all = panels.cartesian;
  panels.cartesian = [panel]; // of those that it knows it would empty the others
  module.plot(box);
  panels.cartesian = all;
}

/**
 * The looks that plotting has left to it. For scatter traces Plotly's own function would give every mark its style once
 * more, and lay out every text.
 * @param {any} box
 */
function style(box) {
  for (const module of box._fullLayout._visibleModules) if (module.name !== "scatter") module.style?.(box);
  const traces = select(box).selectAll("g.trace.scatter");
  traces.style("opacity", (/** @type {any} */ [{ trace }]) => trace.opacity);
  traces.selectAll("path.js-line").call(lineGroupStyle);
  traces.selectAll("path.js-fill").call(fillGroupStyle, box, false);
}

/** What lies on the axes: shapes, and notes on them. @param {any} box @param {boolean} first @param {Rest} rest */
async function overlay(box, first, rest) {
  if (!first) shapes.draw(box);
  for (const index of first ? box._fullLayout.shapes.keys() : []) {
    await rest();
    shapes.drawOne(box, index);
  }
  await rest();
  getComponentMethod("annotations", "draw")(box);
}
