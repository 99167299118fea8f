/** The player with all that it needs, in one file: for a page that stands alone, and for a notebook. */
export { mount } from "./page/notebook.js";
export * from "./player.js";
