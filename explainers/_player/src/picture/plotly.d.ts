/** The parts of Plotly that are bundled, and used from within; they come without types. */
declare module "plotly.js/*";
declare module "@plotly/d3";
declare module "culori/fn";
declare module "gl-mat4/*";
