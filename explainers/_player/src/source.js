/** Where specs and models come from: inside the page, where it stands alone, else files beside the player. @import {Spec} from "./types" */
import { Failure, missing } from "./failure.js";

/**
 * @param {string} name
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<Spec>}
 */
export async function spec(name, fresh) {
  const inline = document.querySelector(`script[data-explainer="${name}"]`);
  const text = inline ? inline.textContent : await (await get(`${name}.json`, `The description of "${name}"`, fresh)).text();
  try {
    const found = JSON.parse(text);
    if (found.format === 1) return found;
  } catch (cause) {
    throw new Failure(`The description of "${name}" is cut short.`, "Try again.", cause);
  }
  throw new Failure(`This page and its description of "${name}" are of different versions.`, "Reload the page.");
}

/** Bytes that figures of one model share. @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
const models = new Map();

/**
 * The bytes of a compiled model, fetched once for all figures on a page. `fresh` asks again, and past the browser's cache.
 * @param {string} name
 * @param {boolean} fresh
 */
export function model(name, fresh) {
  const known = fresh ? undefined : models.get(name);
  if (known) return known;
  const asked = bytes(name, fresh);
  models.set(name, asked);
  asked.catch(() => models.delete(name)); // for the next figure to try again
  return asked;
}

/** @param {string} name @param {boolean} fresh */
async function bytes(name, fresh) {
  const inline = document.querySelector(`script[data-model="${name}"]`);
  if (inline) return Uint8Array.from(atob(inline.textContent.trim()), (letter) => letter.charCodeAt(0));
  const response = await get(`${name}.wasm`, "The model", fresh);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw missing("The model", cause);
  }
}

/** @param {string} file @param {string} what @param {boolean} [fresh] */
async function get(file, what, fresh) {
  let response;
  try {
    response = await fetch(new URL(file, import.meta.url), { cache: fresh ? "reload" : "default" });
  } catch (cause) {
    throw missing(what, cause);
  }
  if (response.ok) return response;
  if (response.status === 404) throw new Failure(`${what} is not on this site.`, "Reload the page; it may have moved.");
  throw missing(what, response.status);
}
