/**
 * What the large network runs on: onnxruntime's WebAssembly, 14 MB. A browser keeps it compiled, which saves half a
 * second of each visit, if it takes it from its own cache, at its address, as the host sent it: not from bytes that a
 * page unpacked.
 * @import {Wanted} from "./download.js"
 */

const FILE = "onnxruntime.wasm";
const KEPT = "dnn-onnxruntime";

/** @returns {Wanted} */
export function runtime() {
  const { sha256, bytes, packed } = ONNXRUNTIME;
  return { file: FILE, hash: sha256, size: packed, packed: { file: "onnxruntime.bin", ratio: bytes / packed } };
}

/**
 * The address of the runtime, where the browser has it in its cache.
 * @param {string} [from] the address that it has just come from; without it, only a browser that had it before is
 *   asked,
 *   as browsers complain of questions for what they do not have
 */
export async function kept(from) {
  try {
    if (from ? !from.includes(FILE) : localStorage.getItem(KEPT) !== ONNXRUNTIME.sha256) return undefined;
    const address = from ?? new URL(`${FILE}?v=${ONNXRUNTIME.sha256.slice(0, 16)}`, import.meta.url).href;
    const { headers, body } = await fetch(address, { cache: "only-if-cached", mode: "same-origin" });
    await body?.cancel();
    if (!headers.get("content-type")?.startsWith("application/wasm")) return undefined; // of a type that may not run
    localStorage.setItem(KEPT, ONNXRUNTIME.sha256);
    return address;
  } catch {
    return undefined; // nothing is kept, or nothing may be
  }
}
