/** Plotly's traces in space; a chunk for pages that turn something there. */
import scatter3d from "plotly.js/lib/scatter3d";
import surface from "plotly.js/lib/surface";
import { register } from "./plotly-core.js";

register([scatter3d, surface]);
