/**
 * Models compiled to WebAssembly: `run()`, and the address of each input and output in memory.
 * @import {Arrays, Engine, ModelInfo} from "../types"
 */
import { Failure } from "../page/failure.js";

/**
 * @param {ModelInfo} info
 * @param {(fresh: boolean) => Promise<BufferSource>} bytes
 * @returns {Promise<Engine>}
 */
export async function compiled(info, bytes) {
  required();
  let module = await compile(await bytes(false));
  // A cache may hold the model of yesterday's page.
  if (stale(module, info)) module = await compile(await bytes(true));
  if (stale(module, info)) throw new Failure("This page and its model are of different versions.", "Reload the page.");
  return new Compiled(info, (await WebAssembly.instantiate(module, {})).exports);
}

/** A Failure where the browser has no WebAssembly. */
export function required() {
  if (typeof WebAssembly === "object") return;
  throw new Failure(
    "This browser does not run WebAssembly, which computes this figure.",
    "Try another browser, or switch its strict mode off.",
  );
}

/** @param {BufferSource} bytes */
async function compile(bytes) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    if (/security policy|unsafe-eval|embedder/i.test(String(cause))) {
      throw new Failure(
        "This page is not allowed to run WebAssembly, which computes this figure.",
        "Whoever runs the site can allow it: script-src 'wasm-unsafe-eval'.",
        cause,
      );
    }
    throw new Failure(
      "The model is damaged or cut short.",
      "Try again; if that does not help, reload the page.",
      cause,
    );
  }
}

/** @param {WebAssembly.Module} module @param {ModelInfo} info */
function stale(module, info) {
  const [section] = WebAssembly.Module.customSections(module, "onnx_sha256");
  return !section || new TextDecoder().decode(section).trim() !== info.sha256;
}

/** @implements {Engine} */
class Compiled {
  /** @param {ModelInfo} info @param {WebAssembly.Exports} exports */
  constructor(info, exports) {
    this.info = info;
    this.exports = /** @type {Record<string, any>} */ (exports);
    this.exports._initialize?.();
    this.memory = this.exports.memory.buffer;
    this.inputs = this.#views("input", info.inputs);
    this.outputs = this.#views("output", info.outputs);
  }

  /** @param {Arrays} feeds */
  run(feeds) {
    for (const name in this.inputs) this.inputs[name].set(feeds[name]);
    this.exports.run();
    if (this.memory !== this.exports.memory.buffer) this.#look();
    return this.outputs;
  }

  /** Its memory grew, and moved. */
  #look() {
    this.memory = this.exports.memory.buffer;
    this.inputs = this.#views("input", this.info.inputs);
    this.outputs = this.#views("output", this.info.outputs);
  }

  /**
   * Views of the model's own memory: nothing is copied out.
   * @param {"input" | "output"} side
   * @param {Record<string, number[]>} shapes
   * @returns {Arrays}
   */
  #views(side, shapes) {
    const views = Object.entries(shapes).map(([name, shape]) => {
      const address = this.exports[`${side}_${name}`]?.value;
      if (address === undefined) throw new Failure(`The model has no ${side} "${name}".`, "Reload the page.");
      const size = shape.reduce((product, length) => product * length, 1);
      return [name, new Float32Array(this.exports.memory.buffer, address, size)];
    });
    return Object.fromEntries(views);
  }
}
