/** Plotly's heatmap and contour traces, which share most of their code; a chunk for pages that have some. */
import { open as core } from "./plotly-core.js";

export const open = () => core().register([require("plotly.js/lib/contour"), require("plotly.js/lib/heatmap")]);
