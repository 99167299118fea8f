/**
 * New numbers in a figure that Plotly has drawn. `Plotly.react` checks every default and lays out every axis again, which
 * takes several times as long as the drawing. Where only numbers inside traces and shapes change, none of that can come
 * out differently: here Plotly's own modules calculate and plot anew the traces that have changed, and an axis only where
 * its range follows them. This knows Plotly's inside, so it holds for the pinned version; `tests/test_repaint.py` compares
 * its pictures with whole draws.
 * @typedef {{ path: (string | number)[], value: unknown }} Change
 * @typedef {any} Trace of Plotly, all defaults filled in
 */
import { select } from "@plotly/d3";
import annotations from "plotly.js/src/components/annotations";
import { stroke } from "plotly.js/src/components/color";
import { dashLine, lineGroupStyle } from "plotly.js/src/components/drawing";
import shapes from "plotly.js/src/components/shapes";
import { getPathString } from "plotly.js/src/components/shapes/helpers";
import { doAutoRange } from "plotly.js/src/plots/cartesian/autorange";
import { draw } from "plotly.js/src/plots/cartesian/axes";

const STAY = { duration: 0 }; // for scatter, a transition of no time: traces that are not plotted stay as they are

/** Whether what Plotly has drawn in a box can be repainted: panels in which no axis follows another. @param {any} box */
export function repaintable({ _fullLayout: layout }) {
  const flat = layout._basePlotModules.every((/** @type {any} */ { name }) => name === "cartesian");
  const fixed = Object.values(layout._plots).every(({ xaxis, yaxis }) => !xaxis.autorange && !yaxis.autorange);
  return flat && layout._zindices.length === 1 && (fixed || !(layout._axisMatchGroups?.length || layout._axisConstraintGroups?.length));
}

/**
 * @param {any} box
 * @param {Change[]} changes of arrays in traces, each as a whole, and of single numbers in traces and shapes
 */
export function repaint(box, changes) {
  const { _fullData: traces, _fullLayout: layout } = box;
  const changed = new Set();
  for (const { path, value } of changes) {
    const [part, ...rest] = path;
    put(box, path, value);
    put(part === "data" ? traces : layout, rest, value);
    const item = part === "data" ? traces[rest[0]] : layout.shapes[rest[1]];
    // To a line without width Plotly gives no color.
    if (part === "layout" && item.line.width) Object.assign(item.line, { dash: "solid", ...item._input.line });
    changed.add(item);
  }
  const groups = grouped(traces);
  const stale = new Set(groups.filter((group) => group.some((trace) => changed.has(trace))));
  for (const group of stale) calculate(box, group);

  if (changes.some(({ path }) => path[0] === "layout")) shapes.calcAutorange(box);
  const moved = new Set(groups.flatMap((group) => axes(box, group)).filter((axis) => moves(box, axis)));
  if (moved.size) {
    draw(box, [...moved].map((axis) => axis._id));
    for (const group of groups) if (axes(box, group).some((axis) => moved.has(axis))) stale.add(group);
    annotations.draw(box);
    shapes.draw(box);
  } else {
    const outlines = select(box).selectAll(".shapelayer path")[0];
    for (const outline of outlines) {
      const shape = layout.shapes[outline.dataset.index];
      if (changed.has(shape)) reshape(box, shape, select(outline));
    }
  }
  for (const group of stale) plot(box, group);
}

/**
 * The traces that are plotted together, as they may stand on each other: those of one type in one panel. Only scatter
 * traces can be plotted one by one, unless one is filled down to the next.
 * @param {Trace[]} traces
 * @returns {Trace[][]}
 */
function grouped(traces) {
  const groups = new Map();
  for (const trace of traces) {
    if (trace.visible !== true) continue;
    const alone = trace.type === "scatter" && !trace.stackgroup && !trace.fill.startsWith("tonext");
    const key = [trace.type, trace.xaxis, trace.yaxis, alone && trace.index].join();
    groups.set(key, [...(groups.get(key) ?? []), trace]);
  }
  return [...groups.values()];
}

/** @param {any} box @param {any} shape @param {any} outline */
function reshape(box, shape, outline) {
  const { color, dash, width } = shape.line;
  outline.attr("d", getPathString(box, shape)).call(stroke, width ? color : "rgba(0,0,0,0)").call(dashLine, dash, width);
}

/** @param {any} box @param {Trace[]} group */
function panel(box, [{ xaxis, yaxis }]) {
  return box._fullLayout._plots[xaxis + yaxis];
}

/** @param {any} box @param {Trace[]} group @returns {any[]} */
function axes(box, group) {
  const { xaxis, yaxis } = panel(box, group);
  return [xaxis, yaxis];
}

/** Let an axis follow its traces; whether its range is another now. @param {any} box @param {any} axis */
function moves(box, axis) {
  const before = String(axis.range);
  doAutoRange(box, axis);
  return String(axis.range) !== before;
}

/** @param {any} box @param {Trace[]} group */
function calculate(box, group) {
  const [{ _module: module }] = group;
  for (const trace of group) {
    const points = module.calc(box, trace);
    points[0].t ??= {};
    points[0].trace = trace;
    box.calcdata[trace.index] = points;
  }
  module.crossTraceCalc?.(box, panel(box, group));
}

/** @param {any} box @param {Trace[]} group */
function plot(box, group) {
  const [{ _module: module, type }] = group;
  const { plot: frame } = panel(box, group);
  const layer = frame.selectAll(`.${module.layerName ?? `${module.name}layer`}`);
  const points = group.map(({ index }) => box.calcdata[index]);
  module.plot(box, panel(box, group), points, layer, type === "scatter" ? STAY : undefined);
  if (type !== "scatter") return module.style(box);
  // Its style function would lay out every text of the figure once more; all that plotting leaves to it is this.
  for (const { uid, opacity } of group) {
    layer.selectAll(`.trace${uid}`).style("opacity", opacity).selectAll("path.js-line").call(lineGroupStyle);
  }
}

/** @param {any} place @param {(string | number)[]} path @param {unknown} value */
function put(place, path, value) {
  for (const part of path.slice(0, -1)) place = place[part];
  place[/** @type {string} */ (path.at(-1))] = value;
}
