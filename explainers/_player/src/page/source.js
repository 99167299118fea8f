/**
 * Where specs and models come from: a host that hands over bytes, such as a notebook; inside the page, where it stands
 * alone; else files beside the player.
 * @import {Beside, Spec, Supply} from "../types"
 */
import { learn } from "../controls/parts/learn.js";
import { Failure, missing } from "./failure.js";
import { answered, kept, placed, why } from "./why.js";

const WORKER = "onnx-worker.js";
const PATIENCE = 30_000; // ms until a photograph that does not come is given up, as its figure waits for it

/** What hosts hand over, by the figures that they show. @type {Map<Element, Supply>} */
const supplies = new Map();

/** Have a host supply a figure; the function returned ends that. @param {Element} figure @param {Supply} supply */
export function supplied(figure, supply) {
  supplies.set(figure, supply);
  return () => supplies.delete(figure);
}

/** Whether a host supplies a figure: then the page's address is not the figure's. @param {Element} figure */
export const hosted = (figure) => supplies.has(figure);

/** The hash that says how a figure opens: the page's address has it, or its host. @param {Element} figure */
export const opening = (figure) => supplies.get(figure)?.link() ?? location.hash;

/** The values that a figure opens with instead of its defaults. @param {HTMLElement} figure */
export const given = (figure) => supplies.get(figure)?.values() ?? JSON.parse(figure.dataset.values ?? "{}");

/**
 * @param {Element} figure
 * @param {string} name
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<Spec>}
 */
export async function spec(figure, name, fresh) {
  const found = await described(figure, name, name, fresh);
  await learn(found);
  return found;
}

/** How an explainer draws runs side by side. @param {Element} figure @param {string} name @returns {Promise<Beside>} */
export async function beside(figure, name) {
  return described(figure, `${name}-beside`, name, false);
}

/**
 * @param {Element} figure
 * @param {string} file without its ending
 * @param {string} name of the explainer that it describes
 * @param {boolean} fresh
 */
async function described(figure, file, name, fresh) {
  const inline = document.querySelector(`script[data-explainer="${file}"]`);
  const supply = supplies.get(figure);
  const text = supply
    ? new TextDecoder().decode(await supply.file(`${file}.json`))
    : inline
      ? inline.textContent
      : await (await get(`${file}.json`, `The description of "${name}"`, fresh)).text();
  try {
    const found = JSON.parse(text);
    if (found.format === 1) return found;
  } catch (cause) {
    throw new Failure(`The description of "${name}" is damaged or cut short.`, "Try again.", cause);
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
  const inside = await held(file);
  if (inside) return inside;
  const response = await get(file, what, fresh);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw missing(what, cause);
  }
}

/**
 * A file that need not be fetched: its host hands it over, or the page carries it inside.
 * @param {string} file
 * @param {(count: number) => void} [came] is told of bytes as they come
 */
export async function held(file, came) {
  const inside = inline(file);
  if (inside) return inside;
  const supply = [...supplies.values()].findLast(({ files }) => files.includes(file)); // an earlier one may be gone
  return supply?.file(file, came);
}

/**
 * A file that is here: a page which stands alone carries it inside, or a host handed it over before.
 * @param {string} file
 */
function inline(file) {
  for (const { early } of supplies.values()) if (early.has(file)) return early.get(file);
  const script = document.querySelector(`script[data-file="${file}"]`);
  return script && Uint8Array.from(atob(script.textContent.trim()), (letter) => letter.charCodeAt(0));
}

const THREAD = "The program that runs the network";

/** A Failure where there are no threads. */
export function threaded() {
  if (typeof Worker !== "function")
    throw new Failure(
      "This browser does not let a page start a thread of its own (Worker), and the network runs in one.",
      "Try another browser, or switch its strict mode off.",
    );
}

/** The thread that runs the large network. A Failure where a page may start none. */
export function worker() {
  threaded();
  const inside = inline(WORKER);
  const address = inside
    ? URL.createObjectURL(new Blob([inside], { type: "text/javascript" }))
    : new URL(WORKER, import.meta.url);
  try {
    return new Worker(address);
  } catch (cause) {
    throw (
      placed(THREAD, inside ? [] : [address], cause) ??
      new Failure(
        `${THREAD} may not be started: a policy of this site, or the frame around the page, forbids threads (Worker).`,
        "Open the page by itself; whoever runs the site can allow them.",
        cause,
      )
    );
  }
}

/** Why that thread did not start, or has ended. @param {unknown} cause */
export const unstarted = (cause) => why(THREAD, [inline(WORKER) ? "blob:" : new URL(WORKER, import.meta.url)], cause);

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
  const address = new URL(file, import.meta.url);
  let response;
  try {
    response = await fetch(address, {
      cache: fresh ? "reload" : "default",
      signal: patience ? AbortSignal.timeout(patience) : undefined,
    });
  } catch (cause) {
    throw (await kept(what, [address], cause)) ?? missing(what, cause);
  }
  const wrong = answered(what, response);
  if (wrong) throw wrong;
  return response;
}
