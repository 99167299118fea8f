/** The parts of Plotly that are bundled, and used from within; they come without types. */
declare module "plotly.js/*";
declare module "@plotly/d3";
declare module "culori/fn";
declare module "gl-mat4/*";
/** As esbuild knows it: what is required runs when it is asked for. */
declare function require(path: string): any;
