/** Plotly with the traces that 2-D figures use; its own chunk, loaded with the first figure that nears the screen. */
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import heatmap from "plotly.js/lib/heatmap";
import image from "plotly.js/lib/image";
import indicator from "plotly.js/lib/indicator";

Plotly.register([bar, contour, heatmap, image, indicator]); // core brings scatter
// At each draw it takes numbers on a color scale for bad colors, and warns of every one.
Plotly.setPlotConfig({ logging: 0 });

export default Plotly;
