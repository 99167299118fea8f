/**
 * Large files: side by side, with their progress, unpacked, and compared with their hashes.
 * @import {Report} from "../types"
 */
import { Failure, missing } from "../page/failure.js";
import { get, held } from "../page/source.js";

/**
 * @typedef {object} Wanted
 * @property {string} file
 * @property {string} hash SHA-256 of its content, by which it is asked for, so that a browser may keep it for good
 * @property {number} size bytes to download, 0 where the answer says it
 * @property {{ file: string, ratio: number }} [packed] the same file packed with gzip, for a host that sends what it
 *   has as it is,
 *   and how many times smaller that is
 */

/**
 * The content of files, and the address that each came from: "" from inside the page, or from its host.
 * @param {Wanted[]} wanted
 * @param {Report} report
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<{ bytes: Uint8Array<ArrayBuffer>, from: string }[]>}
 */
export async function download(wanted, report, fresh) {
  const parts = wanted.map(({ size }) => ({ size, loaded: 0 }));
  const tell = () =>
    report(
      Math.min(parts.reduce((sum, { loaded }) => sum + loaded, 0) / parts.reduce((sum, { size }) => sum + size, 0), 1),
    );
  return Promise.all(
    wanted.map(async ({ file, hash, packed }, index) => {
      const inside = await held(packed?.file ?? file, (count) => {
        parts[index].loaded += count;
        tell();
      });
      if (inside) return { bytes: await unpacked(new Blob([inside]).stream(), () => {}), from: "" };
      for (const past of new Set([fresh, true])) {
        const { response, shrink } = await answer(file, hash, packed, past);
        parts[index].size ||= Number(response.headers.get("content-length"));
        parts[index].loaded = 0;
        const bytes = await unpacked(
          /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body),
          (count) => {
            parts[index].loaded += count / shrink;
            tell();
          },
        );
        if (await hashed(bytes, hash)) return { bytes, from: response.url };
      }
      throw new Failure("The files of the network are damaged, or of different versions.", "Reload the page.");
    }),
  );
}

/** @param {string} file @param {string} hash @param {Wanted["packed"]} packed @param {boolean} past any cache */
async function answer(file, hash, packed, past) {
  const ask = (/** @type {string} */ name) => get(`${name}?v=${hash.slice(0, 16)}`, "The network", past);
  const response = await ask(file);
  if (!packed) return { response, shrink: 1 };
  if (response.headers.has("content-encoding")) return { response, shrink: packed.ratio };
  await response.body?.cancel();
  return { response: await ask(packed.file), shrink: 1 };
}

/**
 * Whether bytes are those of a hash; true where the browser cannot tell.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} hash
 */
async function hashed(bytes, hash) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

/**
 * The bytes of a stream; what is packed with gzip is unpacked while it comes.
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
    return new Uint8Array(
      await new Response(packed ? whole.pipeThrough(new DecompressionStream("gzip")) : whole).arrayBuffer(),
    );
  } catch (cause) {
    throw broken ?? new Failure("The network is damaged or cut short.", "Try again.", cause);
  }
}
