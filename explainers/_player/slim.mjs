/**
 * Plotly without what no figure here uses. Its package is source for many kinds of bundle, and three things in it are
 * most of the weight that no reader needs: the words of its documentation, all that answers a mouse (a control is a native
 * input here, and flat figures do not listen), and color spaces other than rgb and hsl. acorn parses the source, so that
 * texts are cut where JavaScript has them and nowhere else.
 * @import { Plugin } from "esbuild"
 */
import { parse } from "acorn";
import { full } from "acorn-walk";
import { readFile } from "node:fs/promises";

/** Files left out, and the names that the rest asks them for. @type {[RegExp, string[]][]} */
const LEFT_OUT = [
  [/components.fx.hover\.js$/, ["hover", "loneHover"]],
  [/components.fx.click\.js$/, []],
  [/components.modebar.(buttons|manage)\.js$/, []],
  [/components.selections.index\.js$/, ["clearOutline"]],
  [/components.selections.select\.js$/, []],
  [/components.shapes.display_outlines\.js$/, []],
  [/plots.cartesian.dragbox\.js$/, ["makeDragBox"]],
  [/plots.cartesian.transition_axes\.js$/, []],
  [/plots.command\.js$/, ["manageCommandObserver"]],
  [/traces.(scatter|bar|heatmap|contour|image).(hover|select|event_data)\.js$/, ["hoverPoints"]],
  [/traces.histogram2d.calc\.js$/, []],
];

/** Cut the texts out of definitions such as {valType: "number", description: "…"}. @param {string} source */
function wordless(source) {
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

/** @param {...string} names */
const named = (...names) => (/** @type {any} */ { key }) => names.includes(key?.name);

/** @type {Plugin} */
export const slim = {
  name: "slim",
  setup({ onLoad, onResolve, resolve }) {
    for (const [filter, names] of LEFT_OUT) {
      onLoad({ filter }, () => ({ contents: `const none = module.exports = () => {};\nObject.assign(none, { ${names.map((name) => `${name}: none`)} });` }));
    }
    // Plotly's own reads every kind of image file there is.
    onLoad({ filter: /traces.image.helpers\.js$/ }, () => ({ contents: 'export * from "./src/picture/picture-size.js";', resolveDir: import.meta.dirname }));
    onLoad({ filter: /plotly\.js.src.*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return source.includes("description") ? { contents: wordless(source) } : undefined;
    });
    onResolve({ filter: /^culori$/ }, () => resolve("./src/picture/colors.js", { kind: "require-call", resolveDir: import.meta.dirname }));
  },
};
