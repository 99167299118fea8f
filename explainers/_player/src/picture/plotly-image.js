/** Plotly's image traces; a chunk for pages that have some. */
import image from "plotly.js/lib/image";
import { register } from "./plotly-core.js";

register([image]);
