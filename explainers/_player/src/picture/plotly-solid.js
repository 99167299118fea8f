/** Plotly's traces in space, and what answers who turns them; a chunk for pages that have some. */
import { open as core } from "./plotly-core.js";

const PARTS = () => [
  require("plotly.js/src/components/fx"),
  require("plotly.js/lib/scatter3d"),
  require("plotly.js/lib/surface"),
];

export const open = () => core().register(PARTS());
