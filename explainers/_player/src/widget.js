/**
 * A figure in a notebook, as anywidget runs it. It is small, since a notebook that keeps the state of its widgets holds
 * this text once for each; the player comes from the kernel, once for all figures of a page.
 * @import {Model} from "./types"
 */

const PLAYER = "standalone.js";
const PATIENCE = 2000; // ms without a word from the kernel until the reader is told

const DAMAGED = "Its program came damaged or cut short, or this browser is too old for it: run the cell again.";
const FORBIDDEN = "This page does not let it load its program: its host can allow that (script-src blob:).";

/** Of a page: the player, which is being loaded or is there. */
const page = /** @type {{ dnnPlayer?: Promise<any> }} */ (globalThis);

/** Reads files of the kernel, part by part. @param {Model} model @param {AbortSignal} signal */
function reader(model, signal) {
  /** @type {Map<string, (answer: { size: number }, bytes: DataView) => void>} */
  const waiting = new Map();
  const answered = (/** @type {any} */ answer, /** @type {DataView[]} */ [bytes]) => {
    waiting.get(answer.id)?.(answer, bytes);
    waiting.delete(answer.id); // other views of the same model have asked for others
  };
  model.on("msg:custom", answered);
  signal.addEventListener("abort", () => model.off("msg:custom", answered));
  return async (/** @type {string} */ file, /** @type {(count: number) => void} */ came = () => {}) => {
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    for (let [at, size] = [0, 1]; at < size; ) {
      /** @type {Uint8Array<ArrayBuffer>} */
      const part = await new Promise((resolve) => {
        const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
        waiting.set(id, (answer, bytes) => {
          size = answer.size;
          resolve(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice());
        });
        model.send({ id, file, at });
      });
      parts.push(part);
      came(part.length);
      at += part.length || size;
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  };
}

/** @param {(file: string) => Promise<Uint8Array<ArrayBuffer>>} read */
async function player(read) {
  const address = URL.createObjectURL(new Blob([await read(PLAYER)], { type: "text/javascript" }));
  return import(address)
    .catch((cause) => {
      throw new Error(cause instanceof SyntaxError ? DAMAGED : FORBIDDEN, { cause });
    })
    .finally(() => URL.revokeObjectURL(address));
}

export default {
  /** @param {{ model: Model, el: HTMLElement }} given */
  async render({ model, el }) {
    const end = new AbortController();
    const read = reader(model, end.signal);
    const told = setTimeout(() => {
      el.textContent = "This figure waits for its kernel. If that is not busy, it is gone: run the cell again.";
    }, PATIENCE);
    // Not awaited: until it is there, a host may want to take the view away again.
    page.dnnPlayer ??= player(read).catch((error) => {
      page.dnnPlayer = undefined;
      throw error;
    });
    page.dnnPlayer
      .then(({ mount }) => !end.signal.aborted && mount({ model, el, read, signal: end.signal }))
      .catch((error) => {
        console.error(error);
        el.textContent = `This figure could not be shown. ${error.message ?? error}`;
      })
      .finally(() => clearTimeout(told));
    return () => end.abort();
  },
};
