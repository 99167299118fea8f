/**
 * What a figure needs, fetched: the code that draws it, its model, its data, its photograph.
 * @import {Engine, Spec} from "../types"
 */
import { load } from "../engines/engine.js";
import { loaded, preload } from "../picture/plot.js";
import { ready } from "../run/data.js";
import { defaults, prepare } from "../run/values.js";
import * as source from "./source.js";
import { Voice } from "./voice.js";

// ms that a model, its data and a photograph wait for what draws: on a slow line that comes sooner without them, and is
// at work while they are on their way. They do not wait until it is here, as to be asked for takes a while, too.
const LEAD = 300;

/**
 * @param {HTMLElement} root
 * @param {Promise<Spec>} described
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<Engine>} that runs the model, once its data and its photograph are here, too
 */
export async function fetched(root, described, fresh) {
  preload();
  const spec = await described;
  preload(spec);
  if (spec.ahead) await Promise.race([loaded(spec), new Promise((done) => setTimeout(done, LEAD))]);
  const report = (/** @type {number | null} */ share) => new Voice(root).progress(share);
  const bytes = (/** @type {string} */ file, /** @type {boolean} */ anew) =>
    source.bytes(file, "The model", anew || fresh);
  const [engine] = await Promise.all([
    load(spec.model, bytes, report, fresh),
    ready(spec, fresh),
    prepare(spec, defaults(spec)),
  ]);
  return engine;
}
