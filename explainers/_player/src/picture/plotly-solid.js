/** The same Plotly with the 3-D traces added; a chunk for pages that turn something in space. */
import Plotly from "./plotly-flat.js";
import scatter3d from "plotly.js/lib/scatter3d";
import surface from "plotly.js/lib/surface";

Plotly.register([scatter3d, surface]);

export default Plotly;
