/** Whether a canvas gives back the pixels that were put into it: some browsers make them up, so as to hide a reader. */
import { Failure } from "../page/failure.js";

const SIDE = 32; // px of what is put in to see what comes back
const OFF = 3; // of 256 shades: so much as a browser changes a photograph without its being another

/** A Failure where it gives back others. */
export function faithful() {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const given = new ImageData(SIDE, SIDE);
  for (let i = 0; i < given.data.length; i++) given.data[i] = i % 4 < 3 ? (i * 37 + (i >> 4) * 11) % 256 : 255;
  context?.putImageData(given, 0, 0);
  const found = context?.getImageData(0, 0, SIDE, SIDE).data;
  if (found?.every((shade, i) => Math.abs(shade - given.data[i]) <= OFF)) return;
  throw new Failure(
    "This browser gives the page made-up pixels instead of a photograph's, to protect you from being recognized, and " +
      "a network would guess at noise.",
    "Allow this site to read from canvases: in Firefox, by the sign beside the address.",
  );
}
