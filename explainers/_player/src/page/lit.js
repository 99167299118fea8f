/** What works a figure, on or off: its controls, and the words of the page that set it. */
import { nearest } from "./nearest.js";

/** @param {Element} figure @param {boolean} on */
export function lit(figure, on) {
  figure.querySelector(".dnn-silent")?.toggleAttribute("hidden", true); // a script runs, with or without a style sheet
  for (const part of /** @type {NodeListOf<HTMLFieldSetElement>} */ (figure.querySelectorAll(".dnn-works"))) {
    part.disabled = !on;
    for (const pad of part.querySelectorAll("canvas[tabindex]")) pad.toggleAttribute("inert", !on);
  }
  const name = figure.getAttribute("name") ?? "";
  for (const words of document.querySelectorAll(`a.setter[href^="#${name}?"]`)) {
    if (nearest(words, name) !== figure) continue;
    if (on) words.removeAttribute("aria-disabled");
    else words.setAttribute("aria-disabled", "true");
  }
}
