/**
 * New numbers in a figure that Plotly has drawn. `Plotly.react` checks every default and lays out every axis again,
 * which takes several times as long as the drawing. Where only numbers inside traces and shapes change, none of that
 * can come out differently: here Plotly's own modules calculate and plot anew the traces that have changed, and an axis
 * only where its range follows them. This knows Plotly's inside, so it holds for the pinned version;
 * `tests/test_repaint.py` compares its pictures with whole draws.
 * @typedef {{ path: (string | number)[], value: unknown }} Change
 * @typedef {any} Trace of Plotly, all defaults filled in
 */
import { select } from "@plotly/d3";
import annotations from "plotly.js/src/components/annotations";
import { parse, rgb } from "plotly.js/src/components/color";
import {
  dashStyle,
  hideOutsideRangePoint,
  lineGroupStyle,
  textPointStyle,
  translatePoint,
} from "plotly.js/src/components/drawing";
import { appendArrayPointValue } from "plotly.js/src/components/fx/helpers";
import shapes from "plotly.js/src/components/shapes";
import { getPathString } from "plotly.js/src/components/shapes/helpers";
import { isArrayOrTypedArray, texttemplateString } from "plotly.js/src/lib";
import { doAutoRange } from "plotly.js/src/plots/cartesian/autorange";
import { draw } from "plotly.js/src/plots/cartesian/axes";
import { placed } from "./drawing.js";

const STAY = { duration: 0 }; // for scatter, a transition of no time: traces that are not plotted stay as they are

/**
 * Whether what Plotly has drawn in a box can be repainted: panels in which no axis follows another.
 * @param {any} box
 */
export function repaintable({ _fullLayout: layout }) {
  const flat = layout._basePlotModules.every((/** @type {any} */ { name }) => name === "cartesian");
  const fixed = Object.values(layout._plots).every(({ xaxis, yaxis }) => !xaxis.autorange && !yaxis.autorange);
  return (
    flat &&
    layout._zindices.length === 1 &&
    (fixed || !(layout._axisMatchGroups?.length || layout._axisConstraintGroups?.length))
  );
}

/**
 * @param {any} box
 * @param {Change[]} changes of arrays in traces, each as a whole, and of single numbers in traces and shapes
 */
export function repaint(box, changes) {
  const { _fullData: traces, _fullLayout: layout } = box;
  /** What has changed in which trace or shape. @type {Map<any, Set<string | number>>} */
  const changed = new Map();
  /** Points whose texts may be others. @type {Map<Trace, number[]>} */
  const said = new Map();
  for (const { path, value } of changes) {
    const [part, ...rest] = path;
    const item = part === "data" ? traces[rest[0]] : layout.shapes[rest[1]];
    const attribute = part === "data" ? rest[1] : rest[2];
    if (attribute === "customdata") said.set(item, different(item.customdata, /** @type {unknown[]} */ (value)));
    put(box, path, value);
    put(part === "data" ? traces : layout, rest, value);
    // To a line without width Plotly gives no color.
    if (part === "layout" && item.line.width) Object.assign(item.line, { dash: "solid", ...item._input.line });
    changed.set(item, (changed.get(item) ?? new Set()).add(attribute));
  }
  /**
   * Whether a group is one scatter trace of which nothing but these attributes has changed.
   * @param {Trace[]} group
   * @param {string[]} names
   */
  const only = ([trace, ...others], ...names) =>
    ["scatter", "image"].includes(trace.type) &&
    !others.length &&
    changed.has(trace) &&
    [...(changed.get(trace) ?? [])].every((name) => names.includes(String(name)));
  const groups = grouped(traces);
  for (const group of groups)
    if (group[0].type === "image" && only(group, "source"))
      panel(box, group).plot.select(".im image").attr("href", group[0].source);
  const stale = new Set(
    groups.filter(
      (group) =>
        group.some((trace) => changed.has(trace)) && !only(group, "customdata", "opacity") && !only(group, "source"),
    ),
  );
  for (const group of stale) calculate(box, group);

  const following = groups.flatMap((group) => axes(box, group)).filter(({ autorange }) => autorange);
  if (following.length && changes.some(({ path }) => path[0] === "layout")) shapes.calcAutorange(box);
  const moved = new Set(following.filter((axis) => moves(box, axis)));
  const anew = new Set(groups.filter((group) => axes(box, group).some((axis) => moved.has(axis))));
  if (moved.size) {
    draw(
      box,
      [...moved].map((axis) => axis._id),
    );
    annotations.draw(box);
    shapes.draw(box);
  } else {
    const outlines = select(box).selectAll(".shapelayer path")[0];
    for (const outline of outlines) {
      const shape = layout.shapes[outline.dataset.index];
      if (changed.has(shape)) reshape(box, shape, outline, [...(changed.get(shape) ?? [])]);
    }
  }
  for (const group of groups) {
    const [trace] = group;
    if (anew.has(group)) plot(box, group);
    else if (stale.has(group)) (only(group, "x", "y") && alike(trace) && shift(box, trace)) || plot(box, group);
    else if (changed.has(trace)) rewrite(box, trace, said.get(trace) ?? []);
  }
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

/**
 * @param {any} box
 * @param {any} shape
 * @param {SVGPathElement} outline
 * @param {(string | number)[]} attributes that have changed
 */
function reshape(box, shape, outline, attributes) {
  const { color, dash, width } = shape.line;
  if (attributes.some((name) => name !== "line")) outline.setAttribute("d", getPathString(box, shape));
  const { stroke, opacity } = ink(width ? color : "rgba(0,0,0,0)");
  Object.assign(outline.style, {
    stroke,
    strokeOpacity: opacity,
    strokeDasharray: dashStyle(dash, width),
    strokeWidth: `${width}px`,
  });
}

/** Colors as styles, which take Plotly long to tell. @type {Map<string, { stroke: string, opacity: number }>} */
const inks = new Map();

/** @param {string} color */
function ink(color) {
  const known = inks.get(color) ?? { stroke: rgb(color), opacity: parse(color).alpha };
  inks.set(color, known);
  return known;
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
    box.calcdata[trace.index] = placed(points);
  }
  module.crossTraceCalc?.(box, panel(box, group));
}

/** @param {any} box @param {Trace[]} group */
function plot(box, group) {
  const [{ _module: module, type }] = group;
  const { plot: frame } = panel(box, group);
  const layer = frame.selectAll(`.${module.layerName ?? `${module.name}layer`}`);
  const points = group.map(({ index }) => box.calcdata[index]);
  // Of an empty text Plotly takes the node away, and would not make it again.
  for (const { uid } of group)
    for (const place of layer.selectAll(`.trace${uid} .textpoint`).flat()) if (!place.firstChild) place.remove();
  module.plot(box, panel(box, group), points, layer, type === "scatter" ? STAY : undefined);
  if (type !== "scatter") return module.style(box);
  // Its style function would lay out every text of the figure once more; all that plotting leaves to it is this.
  for (const { uid, opacity } of group) {
    layer.selectAll(`.trace${uid}`).style("opacity", opacity).selectAll("path.js-line").call(lineGroupStyle);
  }
}

/** The points at which two arrays say different things. @param {unknown[]} one @param {unknown[]} other */
function different(one, other) {
  return [...one.keys()].filter((point) => String(one[point]) !== String(other[point]));
}

/**
 * Give a scatter trace its opacity, and some of its points their texts, where they stand.
 * @param {any} box
 * @param {Trace} trace
 * @param {number[]} points
 */
function rewrite(box, trace, points) {
  const { xaxis, yaxis, plot: frame } = panel(box, [trace]);
  const layer = frame.selectAll(`.trace${trace.uid}`).style("opacity", trace.opacity);
  for (const text of layer.selectAll(".textpoint text").flat()) {
    const point = text.__data__;
    if (!points.includes(point.i) || reword(box, trace, text)) continue;
    select(text)
      .call(textPointStyle, trace, box)
      .selectAll("tspan.line")
      .attr({ x: xaxis.c2p(point.x), y: yaxis.c2p(point.y) });
  }
}

/**
 * Put other words in the places of a point's, where the tags between them stay; whether that could be done.
 * @param {any} box
 * @param {Trace} trace
 * @param {any} text
 */
function reword(box, trace, text) {
  const values = {};
  appendArrayPointValue(values, trace, text.__data__.i);
  const { texttemplate, texttemplatefallback: fallback } = trace;
  const template = Array.isArray(texttemplate) ? texttemplate[text.__data__.i] : texttemplate;
  if (!template) return false;
  const labels = trace._module.formatLabels(text.__data__, trace, box._fullLayout);
  const words = texttemplateString({
    data: [values, text.__data__, trace._meta],
    fallback,
    labels,
    locale: box._fullLayout._d3locale,
    template,
  });
  const [before, after] = [text.getAttribute("data-unformatted") ?? "", words].map((each) => each.split(TAG));
  if (/[&$]/.test(words) || before.map(kind).join() !== after.map(kind).join()) return false;
  const places = texts(text);
  const said = after.filter((/** @type {string} */ part, /** @type {number} */ i) => part && i % 2 === 0);
  if (places.length !== said.length) return false;
  places.forEach((place, i) => (place.data = said[i]));
  text.setAttribute("data-unformatted", words);
  return true;
}

const TAG = /(<[^<>]*>)/;

/**
 * What must be the same: tags, and spaces between them; other words may stand for words.
 * @param {string} part
 * @param {number} i
 */
const kind = (part, i) => (i % 2 || !part.trim() ? JSON.stringify(part) : "words");

/** The texts in a node, in their order. @param {Node} node @returns {Text[]} */
function texts(node) {
  return node instanceof Text ? [node] : [...node.childNodes].flatMap(texts);
}

/** Whether a trace is nothing but markers, one like the other. @param {Trace} trace */
function alike({ mode, marker }) {
  return (
    mode === "markers" &&
    [...Object.values(marker), ...Object.values(marker.line)].every((value) => !isArrayOrTypedArray(value))
  );
}

/**
 * Put the markers of such a trace where their points are; whether there was a marker to go by.
 * @param {any} box
 * @param {Trace} trace
 */
function shift(box, trace) {
  const { xaxis, yaxis, plot: frame, layerClipId } = panel(box, [trace]);
  const layer = frame.select(`.trace${trace.uid} .points`);
  /** @type {any[]} */
  const markers = [...(layer.node()?.children ?? [])];
  if (!markers.length) return false;
  const points = box.calcdata[trace.index].filter(
    (/** @type {any} */ { x, y }) => Number.isFinite(xaxis.c2p(x)) && Number.isFinite(yaxis.c2p(y)),
  );
  for (const [i, point] of points.entries()) {
    const marker = markers[i] ?? layer.node().appendChild(markers[0].cloneNode());
    const before = marker.__data__;
    marker.__data__ = point;
    if (before?.x === point.x && before.y === point.y) continue;
    translatePoint(point, select(marker), xaxis, yaxis);
    if (layerClipId) hideOutsideRangePoint(point, select(marker), xaxis, yaxis);
  }
  for (const marker of markers.slice(points.length)) marker.remove();
  return true;
}

/** @param {any} place @param {(string | number)[]} path @param {unknown} value */
function put(place, path, value) {
  for (const part of path.slice(0, -1)) place = place[part];
  place[/** @type {string} */ (path.at(-1))] = value;
}
