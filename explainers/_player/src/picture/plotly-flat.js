/** Plotly with the traces that 2-D figures use, and a faster way to redraw them; its own chunk, loaded with the first figure that nears the screen. */
import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import heatmap from "plotly.js/lib/heatmap";
import image from "plotly.js/lib/image";
import { newPlot, react, register, setPlotConfig } from "./plotly-core.js";
import { repaint, repaintable } from "./repaint.js";

register([bar, contour, heatmap, image]);
// At each draw it takes numbers on a color scale for bad colors, and warns of every one.
setPlotConfig({ logging: 0 });

export default { newPlot, react, register, repaint, repaintable };
