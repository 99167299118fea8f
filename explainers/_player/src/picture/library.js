/** Plotly: its core, and what draws scatter traces, shapes and annotations. Nothing that answers a mouse. */
import annotations from "plotly.js/src/components/annotations";
import colorscale from "plotly.js/src/components/colorscale";
import shapes from "plotly.js/src/components/shapes";
import english from "plotly.js/src/locale-en";
import american from "plotly.js/src/locale-en-us";
import { _storeDirectGUIEdit, setPlotConfig } from "plotly.js/src/plot_api/plot_api";
import { register } from "plotly.js/src/registry";
import scatter from "plotly.js/src/traces/scatter";
import { clear, draw } from "./drawing.js";
import { repaint, repaintable } from "./repaint.js";

// To see how far a note reaches Plotly draws them all twice. None reaches beyond a panel whose axes stay where they
// are.
const notes = {
  ...annotations,
  calcAutorange: (/** @type {any} */ box) => follows(box) && annotations.calcAutorange(box),
};

/** Whether an axis follows the notes in its panel. @param {any} box */
function follows({ _fullLayout: layout }) {
  const refs = layout.annotations.flatMap((/** @type {any} */ { xref, yref }) => [
    `xaxis${xref.slice(1)}`,
    `yaxis${yref.slice(1)}`,
  ]);
  return refs.some((/** @type {string} */ name) => layout[name]?.autorange);
}

// Of many shapes even the defaults take long, so that `draw` supplies them apart.
const forms = { ...shapes, supplyLayoutDefaults() {} };

// What a reader turned, and a range that follows its data, its modules keep by a method that they look up by name.
register([
  scatter,
  notes,
  forms,
  colorscale,
  english,
  american,
  { moduleType: "apiMethod", name: "_storeDirectGUIEdit", fn: _storeDirectGUIEdit },
]);
// At each draw it takes numbers on a color scale for bad colors, and warns of every one.
setPlotConfig({ logging: 0 });

export { clear, draw, register, repaint, repaintable };
