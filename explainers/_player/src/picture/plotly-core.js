/**
 * The chunk of Plotly that every figure needs. To run its code, once it is there, takes a phone long: who asks for it
 * says when, by `open`. (Only what is required runs no sooner; what is imported runs as it comes, be a finger scrolling
 * or not.)
 */
export const open = () => require("./library.js");
