/**
 * Plotly without what no figure here uses. Its package is source for many kinds of bundle, and much of it is weight
 * that no reader needs: the words of its documentation, all that answers a mouse (a control is a native input here, and
 * flat figures do not listen), color spaces other than rgb and hsl, dates, its own drawing of one figure over another
 * (`picture/drawing.js` does that), and all of d3 but what selects and draws. acorn parses the source, so that texts
 * are cut where JavaScript has them and nowhere else. `tests/test_repaint.py` compares what is left with Plotly as its
 * makers publish it.
 * @import { Plugin } from "esbuild"
 */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "acorn";
import { full, simple } from "acorn-walk";

/** Files left out, and the names that the rest asks them for. @type {[RegExp, string[]][]} */
const LEFT_OUT = [
  [/components.fx.hover\.js$/, ["hover", "loneHover"]],
  [/components.annotations.click\.js$/, ["hasClickToShow", "onClick"]],
  [/components.fx.calc\.js$/, []],
  [/components.fx.click\.js$/, []],
  [/components.modebar.(buttons|manage)\.js$/, []],
  [/components.selections.index\.js$/, ["clearOutline"]],
  [/components.selections.select\.js$/, []],
  [/components.shapes.display_outlines\.js$/, []],
  [/components.shapes.draw_newshape.attributes\.js$/, ["activeshape", "newshape"]],
  [/components.shapes.draw_newshape.defaults\.js$/, []],
  [/lib.notifier\.js$/, []],
  [/plots.cartesian.dragbox\.js$/, ["makeDragBox"]],
  [/plots.cartesian.graph_interact\.js$/, ["initInteractions", "updateFx"]],
  [/plots.cartesian.transition_axes\.js$/, []],
  [/plots.command\.js$/, ["manageCommandObserver"]],
  [/traces.(scatter|bar|heatmap|contour|image).(hover|select|event_data)\.js$/, ["hoverPoints"]],
  [/traces.histogram2d.calc\.js$/, []],
  [/traces.scatter.cross_trace_calc\.js$/, []],
];

/**
 * Functions that no figure here calls, by file: for dates, histograms, angles, color bars, MathJax and animation, to
 * edit a figure, and to draw a part of it again. Their bodies go; should one be called after all, it says its name.
 * What a figure may have some day, such as patterns, arrows and minor ticks, stays.
 * @type {Record<string, string>}
 */
const UNCALLED = {
  "components/colorbar/defaults": "colorbarDefaults",
  "components/dragelement/index": "init",
  "components/drawing/index": `makeSelectedPointStyleFns makeSelectedTextStyleFns selectedPointStyle selectedTextStyle
    setPointGroupScale setScale setTextPointsScale`,
  "components/fx/helpers": `appendArrayMultiPointValues c2dApply getClosest getDistanceFunction inbox isTraceInSubplots
    makeEventData p2c quadrature`,
  "components/shapes/draw": "activateShape deactivateShape eraseActiveShape movePath setupDragElement",
  "components/shapes/draw_newshape/helpers": `ellipseOver fixDatesForPaths handleEllipse pointsOnEllipse
    pointsOnRectangle readPaths writePaths`,
  "lib/angles": "_path",
  "lib/dates": `cleanDate dateTick0 findExactDates formatDate formatTime incrementMonth modDateFormat ms2DateTime
    ms2DateTimeLocal`,
  "lib/dom": "addRelatedStyleRule deleteRelatedStyleRule setStyleOnHover",
  "lib/index": `expandObjectPaths fillText getPositionFromD3Event getTargetArray minExtend objectFromPath OptionControl
    smooth swapAttrs tagSelected`,
  "lib/keyed_container": "keyedContainer",
  "lib/svg_text_utils": "makeEditable texToSVG",
  "plot_api/plot_schema": `formatArrayContainers formatAttributes get getFramesAttributes getLayoutAttributes
    getTraceAttributes handleBasePlotModule insertAttrs layoutHeadAttr stringify`,
  "plot_api/plot_template": "arrayEditor",
  "plot_api/subroutines": `doCamera doModeBar doTicksRelayout doTraceStyle drawData drawMarginPushers
    redrawReglTraces`,
  "plots/cartesian/axes": `adjustPeriodDelta autoBin autoShiftMonthBins autoShiftNumericBins formatAngle formatDate
    positionPeriodTicks redrawComponents saveShowSpikeInitial swap swapAxisAttrs swapAxisGroup`,
  "plots/cartesian/axis_defaults": "rangebreaksDefaults",
  "plots/cartesian/index": "rangePlot toSVG",
  "plots/cartesian/set_convert": "locateBreaks maskBreaks setupMultiCategory",
  "plots/plots": `_transition cleanBasePlot computeFrame extendObjectWithContainers generalUpdatePerTraceModule
    graphJson modifyFrames plotBasePlot recomputeFrameHash redrawText reselect resize sendDataToCloud
    supplyAnimationDefaults supplyAnimationFrameDefaults supplyAnimationTransitionDefaults supplyFrameDefaults
    transition transitionFromReact`,
};

/** What takes another's place. @type {Record<string, string>} */
const INSTEAD = { culori: "colors", "d3-time-format": "dates", events: "events", "gl-mat4": "matrices" };

/** The parts of d3 that are left, as its own list names them. */
const D3 = [
  "start",
  "arrays/extent",
  "core/rebind",
  "event/dispatch",
  "format/round",
  "scale/linear",
  "selection/",
  "end",
];

/** What those import all the same, and nobody needs: motion from one figure to another. */
const D3_LEFT_OUT = ["selection/interrupt", "selection/transition"];

/** What `picture/drawing.js` uses of the file in which Plotly draws. */
const DRAWING = ["applyUIRevisions", "makePlotFramework", "setPlotConfig", "setPlotContext", "_storeDirectGUIEdit"];

/** Cut the texts out of definitions such as {valType: "number", description: "…"}. @param {string} source */
function wordless(source) {
  if (!source.includes("description")) return source;
  /** @type {[number, number][]} */
  const cuts = [];
  full(parse(source, { ecmaVersion: "latest", sourceType: "script" }), (node) => {
    const { properties } = /** @type {any} */ (node);
    if (node.type !== "ObjectExpression" || !properties.some(named("valType", "editType", "role"))) return;
    for (const { value } of properties.filter(named("description"))) cuts.push([value.start, value.end]);
  });
  for (const [start, end] of cuts.sort(([a], [b]) => b - a)) source = `${source.slice(0, start)}""${source.slice(end)}`;
  return source;
}

/**
 * A file whose functions of these names do no more than to say that they are gone.
 * @param {string} file
 * @param {string} source
 * @param {string[]} names
 */
function emptied(file, source, names) {
  /** @type {Map<string, { start: number, end: number }>} */
  const bodies = new Map();
  /** @param {string | undefined} name @param {any} value */
  const note = (name, value) => {
    if (name && names.includes(name) && /^Function/.test(value?.type)) bodies.set(name, value.body);
  };
  full(parse(source, { ecmaVersion: "latest", sourceType: "script" }), (/** @type {any} */ node) => {
    if (node.type === "AssignmentExpression") note(node.left.property?.name, node.right);
    if (node.type.startsWith("Function")) note(node.id?.name, node);
  });
  const missing = names.filter((name) => !bodies.has(name));
  if (missing.length) throw new Error(`slim.mjs: Plotly's ${file} has no function ${missing.join(", ")}`);
  for (const [name, { start, end }] of [...bodies].sort(([, a], [, b]) => b.start - a.start)) {
    const gone = `{ throw Error("Plotly's ${name} is left out: see slim.mjs"); }`;
    source = `${source.slice(0, start)}${gone}${source.slice(end)}`;
  }
  return source;
}

/** @param {...string} names */
const named =
  (...names) =>
  (/** @type {any} */ { key }) =>
    names.includes(key?.name);

/**
 * The top of a file, without what some of its names do not need; it exports those.
 * @param {string} source
 * @param {string[]} names
 */
function only(source, names) {
  /** @type {Map<string, { text: string, uses: Set<string> }>} */
  const parts = new Map();
  for (const statement of /** @type {any[]} */ (parse(source, { ecmaVersion: "latest", sourceType: "script" }).body)) {
    for (const part of statement.type === "VariableDeclaration" ? statement.declarations : [statement]) {
      if (!part.id) continue;
      const uses = /** @type {Set<string>} */ (new Set());
      simple(part, { Identifier: ({ name }) => void uses.add(name) });
      parts.set(part.id.name, {
        text: part === statement ? source.slice(part.start, part.end) : `var ${source.slice(part.start, part.end)};`,
        uses,
      });
    }
  }
  const needed = new Set(names);
  for (const name of needed) for (const used of parts.get(name)?.uses ?? []) if (parts.has(used)) needed.add(used);
  return [
    ...[...parts].filter(([name]) => needed.has(name)).map(([, { text }]) => text),
    ...names.map((name) => `exports.${name} = ${name};`),
  ].join("\n");
}

/**
 * A file of d3's source with those that it imports, each once, as d3 is put together: in one scope.
 * @param {string} file
 * @param {Set<string>} seen
 * @returns {string}
 */
function joined(file, seen) {
  const path = file.endsWith("/") ? `${file}index.js` : `${file}.js`;
  if (seen.has(path)) return "";
  seen.add(path);
  return readFileSync(path, "utf8").replace(/^import "(.+)";$/gm, (_, other) =>
    joined(join(dirname(path), other), seen),
  );
}

/** @type {Plugin} */
export const slim = {
  name: "slim",
  setup({ onLoad, onResolve, resolve }) {
    for (const [filter, names] of LEFT_OUT) {
      onLoad({ filter }, () => ({
        contents: [
          "const none = module.exports = () => {};",
          `Object.assign(none, { ${names.map((name) => `${name}: none`)} });`,
        ].join("\n"),
      }));
    }
    // Plotly's own reads every kind of image file there is.
    onLoad({ filter: /traces.image.helpers\.js$/ }, () => ({
      contents: 'export * from "./src/picture/picture-size.js";',
      resolveDir: import.meta.dirname,
    }));
    onLoad({ filter: /@plotly.d3.d3\.js$/ }, ({ path }) => {
      const source = join(dirname(path), "src");
      const seen = new Set(D3_LEFT_OUT.map((file) => join(source, `${file}.js`)));
      return { contents: D3.map((file) => joined(join(source, file), seen)).join("\n") };
    });
    onLoad({ filter: /plot_api.plot_api\.js$/ }, async ({ path }) => ({
      contents: only(await readFile(path, "utf8"), DRAWING),
    }));
    onLoad({ filter: /plotly\.js.src.*\.js$/ }, async ({ path }) => {
      const source = wordless(await readFile(path, "utf8"));
      const file = path.replace(/^.*plotly\.js.src.|\.js$/g, "").replaceAll("\\", "/");
      return { contents: file in UNCALLED ? emptied(file, source, UNCALLED[file].split(/\s+/)) : source };
    });
    onResolve({ filter: RegExp(`^(${Object.keys(INSTEAD).join("|")})$`) }, ({ path }) =>
      resolve(`./src/picture/${INSTEAD[path]}.js`, { kind: "require-call", resolveDir: import.meta.dirname }),
    );
  },
};
