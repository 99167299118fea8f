/** A photograph on a canvas, and the square of it that counts. @import {Picture} from "./photos.js" */

const VIEW = 480; // canvas px of the longer side

/** Canvases of pictures, so that each is made once. @type {WeakMap<object, HTMLCanvasElement>} */
const canvases = new WeakMap();

/** @param {Picture} found */
export function drawn(found) {
  const known = canvases.get(found);
  if (known) return known;
  const canvas = Object.assign(document.createElement("canvas"), { width: found.width, height: found.height });
  canvas.getContext("2d")?.putImageData(/** @type {ImageData} */ (found), 0, 0);
  canvases.set(found, canvas);
  return canvas;
}

/**
 * Draw a picture on a canvas, with all but its square in the shade.
 * @param {HTMLCanvasElement} canvas
 * @param {{ found: Picture, left: number, top: number, side: number }} part in px of the picture
 */
export function show(canvas, { found, left, top, side }) {
  const scale = VIEW / Math.max(found.width, found.height);
  Object.assign(canvas, { width: found.width * scale, height: found.height * scale });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(drawn(found), 0, 0, canvas.width, canvas.height);
  context.fillStyle = "rgb(0 0 0 / 55%)";
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  context.rect(left * scale, top * scale, side * scale, side * scale);
  context.fill("evenodd");
  context.strokeStyle = "white";
  context.lineWidth = 3;
  context.strokeRect(left * scale + 1.5, top * scale + 1.5, side * scale - 3, side * scale - 3);
}
