/**
 * What a reader carries away: a link to the state of a figure, and the image that its model makes.
 * @import {Live} from "./live.js"
 */
import { tint } from "../picture/canvas.js";
import { faithful } from "../picture/faithful.js";
import { whole } from "./address.js";

/** Save the image that the model makes as a file. @param {Live} live @param {string} name of the explainer */
export function saveImage({ session: { spec, sources, step }, voice }, name) {
  try {
    faithful();
  } catch (error) {
    return voice.note(`Not saved. ${/** @type {Error} */ (error).message}`);
  }
  const source = /** @type {string} */ (spec.image); // without one there is no button
  const [height, width] = spec.model.outputs[source].slice(-2);
  const binding = { path: [], source, offset: 0, shape: [3, height, width], strides: [height * width, width, 1] };
  const pixels = new ImageData(width, height);
  tint({ ...binding, crisp: false }, sources, undefined, new Uint32Array(pixels.data.buffer), width, 0);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(pixels, 0, 0);
  const link = { href: canvas.toDataURL("image/png"), download: `${name}-${step}.png` };
  Object.assign(document.createElement("a"), link).click();
}

/**
 * Copy the link, or where the browser refuses, show it.
 * @param {Live} live
 * @param {HTMLInputElement} field to show it in
 */
export async function share(live, field) {
  const address = new URL(live.hash, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    const own = whole(live.spec, live.values) ? "" : " Your own photo is not in it.";
    live.voice.note(`The link to this state is copied.${own}`);
  } catch {
    field.hidden = false;
    field.value = address;
    field.select();
    live.voice.note("Copy the link to this state.");
  }
}
