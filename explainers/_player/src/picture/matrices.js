/** The two operations on matrices that Plotly needs to know how the page has scaled its box. */
export { default as invert } from "gl-mat4/invert";
export { default as multiply } from "gl-mat4/multiply";
