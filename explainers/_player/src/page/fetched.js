/**
 * What a figure needs, fetched: the code that draws it, its model, its data.
 * @import {Engine, Spec} from "../types"
 */
import { load } from "../engines/engine.js";
import { preload } from "../picture/plot.js";
import { ready } from "../run/data.js";
import * as source from "./source.js";
import { Voice } from "./voice.js";

/**
 * @param {HTMLElement} root
 * @param {Promise<Spec>} described
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<Engine>} that runs the model, once its data is here, too
 */
export async function fetched(root, described, fresh) {
  preload();
  const spec = await described;
  preload(spec);
  const report = (/** @type {number | null} */ share) => new Voice(root).progress(share);
  const bytes = (/** @type {string} */ file, /** @type {boolean} */ anew) =>
    source.bytes(file, "The model", anew || fresh);
  const [engine] = await Promise.all([load(spec.model, bytes, report, fresh), ready(spec, fresh)]);
  return engine;
}
