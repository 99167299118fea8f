/** Plotly's traces in space; and what answers who turns them; a chunk for pages that have some. */
import fx from "plotly.js/src/components/fx";
import scatter3d from "plotly.js/lib/scatter3d";
import surface from "plotly.js/lib/surface";
import { register } from "./plotly-core.js";

register([fx, scatter3d, surface]);
