/** Where specs and models come from: inside the page, where it stands alone, else files beside the player. @import {Report, Spec} from "./types" */
import { Failure, missing } from "./failure.js";

const WORKER = "onnx-worker.js";
const PATIENCE = 30_000; // ms until a photograph that does not come is given up, as its figure waits for it

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
  const inside = inline(`${name}.wasm`);
  if (inside) return inside;
  const response = await get(`${name}.wasm`, "The model", fresh);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw missing("The model", cause);
  }
}

/**
 * Large files, side by side. A file is asked for by its content's hash, so that a browser may keep it for good.
 * @param {[file: string, hash: string, size: number][]} wanted size: in bytes, 0 where the answer says it
 * @param {Report} report
 * @param {boolean} fresh
 */
export async function files(wanted, report, fresh) {
  const parts = wanted.map(([, , size]) => ({ size, loaded: 0 }));
  const tell = () => report(Math.min(parts.reduce((sum, { loaded }) => sum + loaded, 0) / parts.reduce((sum, { size }) => sum + size, 0), 1));
  return Promise.all(wanted.map(async ([file, hash], index) => {
    const inside = inline(file);
    if (inside) return unpacked(new Blob([inside]).stream(), () => {});
    /** @param {boolean} past any cache */
    const came = async (past) => {
      const response = await get(hash ? `${file}?v=${hash.slice(0, 16)}` : file, "The network", past);
      parts[index].size ||= Number(response.headers.get("content-length"));
      parts[index].loaded = 0;
      return unpacked(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body), (count) => {
        parts[index].loaded += count;
        tell();
      });
    };
    for (const past of new Set([fresh, true])) {
      const bytes = await came(past);
      if (await hashed(bytes, hash)) return bytes;
    }
    throw new Failure("The files of the network are damaged, or of different versions.", "Reload the page.");
  }));
}

/** Whether bytes are those of a hash; true where none is given, or the browser cannot tell. @param {Uint8Array<ArrayBuffer>} bytes @param {string} hash */
async function hashed(bytes, hash) {
  if (!hash || !globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

/**
 * The bytes of a stream; what is packed with gzip is unpacked while it comes, since some hosts would send it as it is.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {(count: number) => void} came is told of bytes as they come
 */
async function unpacked(stream, came) {
  const reader = stream.getReader();
  /** @type {unknown} */
  let broken;
  const next = async () => {
    const { value } = await reader.read().catch((cause) => Promise.reject((broken = missing("The network", cause))));
    if (value) came(value.length);
    return value;
  };
  try {
    const first = await next();
    const packed = first?.[0] === 0x1f && first[1] === 0x8b;
    /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
    const whole = new ReadableStream({
      start: (into) => first && into.enqueue(first),
      pull: async (into) => {
        const piece = await next();
        if (piece) into.enqueue(piece);
        else into.close();
      },
    });
    return new Uint8Array(await new Response(packed ? whole.pipeThrough(new DecompressionStream("gzip")) : whole).arrayBuffer());
  } catch (cause) {
    throw broken ?? new Failure("The network is damaged or cut short.", "Try again.", cause);
  }
}

/** A file that a page which stands alone carries inside. @param {string} file */
function inline(file) {
  const script = document.querySelector(`script[data-file="${file}"]`);
  return script && Uint8Array.from(atob(script.textContent.trim()), (letter) => letter.charCodeAt(0));
}

/** The thread that runs the large network. */
export function worker() {
  const inside = inline(WORKER);
  const address = inside ? URL.createObjectURL(new Blob([inside], { type: "text/javascript" })) : new URL(WORKER, import.meta.url);
  return new Worker(address);
}

/** A sample photograph. @param {string} name */
export async function photo(name) {
  const inside = inline(`${name}.webp`);
  return inside ? new Blob([inside], { type: "image/webp" }) : (await get(`photo-${name}.webp`, "The photograph", false, PATIENCE)).blob();
}

/** The address of a sample photograph made small. @param {string} name */
export function small(name) {
  const inside = inline(`${name}.webp`);
  return inside ? URL.createObjectURL(new Blob([inside], { type: "image/webp" })) : new URL(`photo-${name}-small.webp`, import.meta.url).href;
}

/** @param {string} file @param {string} what @param {boolean} [fresh] @param {number} [patience] ms */
async function get(file, what, fresh, patience) {
  let response;
  try {
    response = await fetch(new URL(file, import.meta.url), { cache: fresh ? "reload" : "default", signal: patience ? AbortSignal.timeout(patience) : undefined });
  } catch (cause) {
    throw missing(what, cause);
  }
  if (response.ok) return response;
  if (response.status === 404) throw new Failure(`${what} is not on this site.`, "Reload the page; it may have moved.");
  throw missing(what, response.status);
}
