/** Plotly's contour traces; a chunk for pages that have some. */
import { open as core } from "./plotly-core.js";

export const open = () => core().register([require("plotly.js/lib/contour")]);
