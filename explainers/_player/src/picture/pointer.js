/**
 * Where a pointer is from the corner of a box, in the box's own px, whatever shows it larger, smaller or turned: the
 * scale of a slide, a page's `zoom`, a transform of anything around it.
 * @param {{ clientX: number, clientY: number }} event
 * @param {HTMLElement} box
 * @returns {[number, number]}
 */
export function within(event, box) {
  const { left, top, width, height } = box.getBoundingClientRect();
  const { offsetWidth: across, offsetHeight: down } = box;
  const { a, b, c, d } = directions(box);
  // What zooms does so in all directions alike; of it, the box's size tells.
  const zoom = width / (Math.abs(a) * across + Math.abs(c) * down) || 1;
  const [x, y] = [event.clientX - left - width / 2, event.clientY - top - height / 2]; // the middle stays the middle
  const area = (a * d - b * c) * zoom;
  return [(d * x - c * y) / area + across / 2, (a * y - b * x) / area + down / 2];
}

/** How many px of the screen a px of a box takes from top to bottom. @param {HTMLElement} box */
export const enlarged = (box) => box.getBoundingClientRect().height / box.offsetHeight || 1;

/** What transforms make of directions in a box. @param {Element} box */
function directions(box) {
  let whole = new DOMMatrix();
  for (let each = /** @type {Element | null} */ (box); each; each = around(each)) {
    const { rotate, scale, transform } = getComputedStyle(each);
    const own = [
      !rotate || rotate === "none" || rotate.includes(" ") ? "" : `rotate(${rotate})`, // around no other axis
      !scale || scale === "none" ? "" : `scale(${scale.split(" ").slice(0, 2)})`,
      transform === "none" ? "" : transform,
    ].join(" ");
    if (own.trim()) whole = new DOMMatrix(own).multiply(whole);
  }
  return whole;
}

/** @param {Element} element @returns {Element | null} */
function around(element) {
  return element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null;
}
