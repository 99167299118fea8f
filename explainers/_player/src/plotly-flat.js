/** Plotly with the traces that 2-D figures use, and a faster way to redraw them; its own chunk, loaded with the first figure that nears the screen. */
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import heatmap from "plotly.js/lib/heatmap";
import image from "plotly.js/lib/image";
import indicator from "plotly.js/lib/indicator";
import { repaint, repaintable } from "./repaint.js";

Plotly.register([bar, contour, heatmap, image, indicator]); // core brings scatter
// At each draw it takes numbers on a color scale for bad colors, and warns of every one.
Plotly.setPlotConfig({ logging: 0 });

export default { newPlot: Plotly.newPlot, react: Plotly.react, register: Plotly.register, repaint, repaintable };
