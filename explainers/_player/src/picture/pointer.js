/**
 * Where a pointer is from the corner of a box, in the box's own px: a slide shows it larger or smaller.
 * @param {{ clientX: number, clientY: number }} event
 * @param {HTMLElement} box
 * @returns {[number, number]}
 */
export function within(event, box) {
  const { left, top, width } = box.getBoundingClientRect();
  const scale = width / box.offsetWidth || 1;
  return [(event.clientX - left) / scale, (event.clientY - top) / scale];
}
