/**
 * The chunk of Plotly that every figure needs. To run its code, once it is there, takes a phone long: who asks for it
 * says when, by `open`. (Only what is required runs no sooner; what is imported runs as it comes, be a finger scrolling
 * or not.)
 */
export const open = () => require("./library.js");

/** What may be run before, one after the other: its lower floors, which take about as long as what stands on them. */
export const ahead = [() => require("plotly.js/src/lib"), () => require("plotly.js/src/plots/plots")];
