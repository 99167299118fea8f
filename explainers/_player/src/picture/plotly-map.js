/** Plotly's heatmap and contour traces, which share most of their code; a chunk for pages that have some. */
import contour from "plotly.js/lib/contour";
import heatmap from "plotly.js/lib/heatmap";
import { register } from "./plotly-core.js";

register([contour, heatmap]);
