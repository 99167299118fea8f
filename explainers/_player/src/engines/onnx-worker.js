/** The large network's own thread: onnxruntime-web, one session for each model that figures of the page use. */
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { compiles } from "./compiles.js";

/** @type {Map<string, InferenceSession>} */
const sessions = new Map();

/** A network of one node, which gives back its number (ONNX, 65 bytes): opening it starts the runtime. */
const IDENTITY = "CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCBAoAEBE=";

/** @typedef {{ name: string, model: Uint8Array, weights: { path: string, data: Uint8Array }[] }} Opening */
/** @typedef {{ name: string, feeds: Record<string, Float32Array>, shapes: Record<string, number[]> }} Running */

/** @type {Record<string, (given: any) => Promise<Record<string, Float32Array> | void>>} */
const TASKS = {
  /** @param {{ runtime: ArrayBuffer | string }} given WebAssembly, or the address where the browser keeps it */
  async start({ runtime }) {
    env.wasm.numThreads = 1; // more need headers that most hosts do not send
    env.wasm.proxy = false;
    if (typeof runtime === "string") env.wasm.wasmPaths = { wasm: runtime };
    else env.wasm.wasmBinary = runtime;
    await (await created(Uint8Array.from(atob(IDENTITY), (letter) => letter.charCodeAt(0)))).release();
  },
  /** @param {Opening} opening */
  async open({ name, model, weights }) {
    sessions.set(name, await created(model, weights));
  },
  /** @param {Running} running */
  async run({ name, feeds, shapes }) {
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([input, numbers]) => [input, new Tensor("float32", numbers, shapes[input])]),
    );
    const found = await /** @type {InferenceSession} */ (sessions.get(name)).run(tensors);
    return Object.fromEntries(
      Object.entries(found).map(([output, tensor]) => [output, /** @type {Float32Array} */ (tensor.data)]),
    );
  },
  /** @param {{ name: string }} closing */
  async close({ name }) {
    await sessions.get(name)?.release();
    sessions.delete(name);
  },
};

/** @param {Uint8Array} model @param {{ path: string, data: Uint8Array }[]} [externalData] */
function created(model, externalData = []) {
  return InferenceSession.create(model, { executionProviders: ["wasm"], externalData, logSeverityLevel: 3 });
}

/** One after the other: a session answers one question at a time. @type {Promise<unknown>} */
let turn = Promise.resolve();

addEventListener("message", ({ data: { id, task, given } }) => {
  turn = turn.then(async () => {
    try {
      const result = await TASKS[task](given);
      const arrays = result ? Object.values(result).map((array) => array.buffer) : [];
      postMessage({ id, result }, { transfer: [...new Set(arrays)] });
    } catch (error) {
      postMessage({ id, error: String(error), forbidden: !compiles() });
    }
  });
});
