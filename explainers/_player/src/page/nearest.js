/**
 * The figure of that name which is nearest: in the innermost part of the page around an element that has one. A talk
 * may show a figure on several slides.
 * @param {Element | null} element
 * @param {string} name
 */
export function nearest(element, name) {
  for (let around = element; around; around = around.parentElement) {
    const found = around.querySelector(`dnn-explainer[name="${name}"]`);
    if (found) return found;
  }
  return null;
}
