/**
 * Where specs and models come from: inside the page, where it stands alone, else files beside the player.
 * @import {Beside, Spec} from "../types"
 */
import { Failure, missing } from "./failure.js";

const WORKER = "onnx-worker.js";
const PATIENCE = 30_000; // ms until a photograph that does not come is given up, as its figure waits for it

/**
 * @param {string} name
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<Spec>}
 */
export async function spec(name, fresh) {
  return described(name, name, fresh);
}

/** How an explainer draws runs side by side. @param {string} name @returns {Promise<Beside>} */
export async function beside(name) {
  return described(`${name}-beside`, name, false);
}

/**
 * @param {string} file without its ending
 * @param {string} name of the explainer that it describes
 * @param {boolean} fresh
 */
async function described(file, name, fresh) {
  const inline = document.querySelector(`script[data-explainer="${file}"]`);
  const text = inline
    ? inline.textContent
    : await (await get(`${file}.json`, `The description of "${name}"`, fresh)).text();
  try {
    const found = JSON.parse(text);
    if (found.format === 1) return found;
  } catch (cause) {
    throw new Failure(`The description of "${name}" is cut short.`, "Try again.", cause);
  }
  throw new Failure(`This page and its description of "${name}" are of different versions.`, "Reload the page.");
}

/** Files that figures share. @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
const files = new Map();

/**
 * The bytes of a file, such as one of a compiled model, fetched once for all figures on a page. `fresh` asks again, and
 * past the browser's cache.
 * @param {string} file
 * @param {string} what what the reader knows it as
 * @param {boolean} fresh
 */
export function bytes(file, what, fresh) {
  const known = fresh ? undefined : files.get(file);
  if (known) return known;
  const asked = content(file, what, fresh);
  files.set(file, asked);
  asked.catch(() => files.delete(file)); // for the next figure to try again
  return asked;
}

/** @param {string} file @param {string} what @param {boolean} fresh */
async function content(file, what, fresh) {
  const inside = inline(file);
  if (inside) return inside;
  const response = await get(file, what, fresh);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw missing(what, cause);
  }
}

/** A file that a page which stands alone carries inside. @param {string} file */
export function inline(file) {
  const script = document.querySelector(`script[data-file="${file}"]`);
  return script && Uint8Array.from(atob(script.textContent.trim()), (letter) => letter.charCodeAt(0));
}

/** The thread that runs the large network. */
export function worker() {
  const inside = inline(WORKER);
  const address = inside
    ? URL.createObjectURL(new Blob([inside], { type: "text/javascript" }))
    : new URL(WORKER, import.meta.url);
  return new Worker(address);
}

/** A sample photograph. @param {string} name */
export async function photo(name) {
  const inside = inline(`photo-${name}.webp`);
  return inside
    ? new Blob([inside], { type: "image/webp" })
    : (await get(`photo-${name}.webp`, "The photograph", false, PATIENCE)).blob();
}

/** The address of a sample photograph made small. @param {string} name */
export function small(name) {
  const inside = inline(`photo-${name}.webp`);
  return inside
    ? URL.createObjectURL(new Blob([inside], { type: "image/webp" }))
    : new URL(`photo-${name}-small.webp`, import.meta.url).href;
}

/**
 * @param {string} file
 * @param {string} what what the reader knows it as
 * @param {boolean} [fresh]
 * @param {number} [patience] ms
 */
export async function get(file, what, fresh, patience) {
  let response;
  try {
    response = await fetch(new URL(file, import.meta.url), {
      cache: fresh ? "reload" : "default",
      signal: patience ? AbortSignal.timeout(patience) : undefined,
    });
  } catch (cause) {
    throw missing(what, cause);
  }
  if (response.ok) return response;
  if ([404, 410].includes(response.status))
    throw new Failure(`${what} is not on this site.`, "Reload the page; it may have moved.");
  throw missing(what, response.status);
}
