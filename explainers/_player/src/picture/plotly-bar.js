/** Plotly's bar traces; a chunk for pages that have some. */
import bar from "plotly.js/lib/bar";
import { register } from "./plotly-core.js";

register([bar]);
