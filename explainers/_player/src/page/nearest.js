import { found } from "../run/names.js";

/**
 * The figure of that name which is nearest: in the innermost part of the page around an element that has one. A talk
 * may show a figure on several slides.
 * @param {Element | null} element
 * @param {string} name
 */
export function nearest(element, name) {
  for (let around = element; around; around = around.parentElement) {
    const all = [...around.querySelectorAll("dnn-explainer")];
    const names = all.map((each) => each.getAttribute("name") ?? "");
    const figure = all[names.indexOf(found(name, [...new Set(names)]) ?? "")];
    if (figure) return figure;
  }
  return null;
}
