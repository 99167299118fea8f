/** Plotly's own core and what draws: scatter traces, shapes and annotations. Nothing that answers a mouse. */
import annotations from "plotly.js/src/components/annotations";
import colorscale from "plotly.js/src/components/colorscale";
import fx from "plotly.js/src/components/fx";
import modebar from "plotly.js/src/components/modebar";
import shapes from "plotly.js/src/components/shapes";
import english from "plotly.js/src/locale-en";
import american from "plotly.js/src/locale-en-us";
import api from "plotly.js/src/plot_api/plot_api";
import { register } from "plotly.js/src/registry";
import scatter from "plotly.js/src/traces/scatter";
import "plotly.js/build/plotcss";

register(Object.entries(api).map(([name, fn]) => ({ moduleType: "apiMethod", name, fn })));
register([scatter, annotations, shapes, colorscale, fx, modebar, english, american]);

const { newPlot, react, setPlotConfig } = api;
export { newPlot, react, register, setPlotConfig };
