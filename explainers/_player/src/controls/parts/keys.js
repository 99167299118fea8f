/** Keys that a control takes. With Alt, Ctrl or Meta they belong to the browser: to go back, or to the page's end. */

const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/** Whether a key is the page's to take. @param {KeyboardEvent} event */
export const ours = ({ altKey, ctrlKey, metaKey, isComposing }) => !(altKey || ctrlKey || metaKey || isComposing);

/** Which way an arrow key points, [right, up]; undefined for another key. @param {KeyboardEvent} event */
export const arrow = (event) => (ours(event) ? ARROWS[event.key] : undefined);
