/** The large network's own thread: onnxruntime-web, one session for each model that figures of the page use. */
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

/** @type {Map<string, InferenceSession>} */
const sessions = new Map();

/** @typedef {{ name: string, runtime?: ArrayBuffer, model: Uint8Array, weights: { file: string, bytes: Uint8Array } }} Opening */
/** @typedef {{ name: string, feeds: Record<string, Float32Array>, shapes: Record<string, number[]> }} Running */

/** @type {Record<string, (given: any) => Promise<Record<string, Float32Array> | void>>} */
const TASKS = {
  /** @param {Opening} opening */
  async open({ name, runtime, model, weights }) {
    env.wasm.numThreads = 1; // more need headers that most hosts do not send
    env.wasm.proxy = false;
    if (runtime) env.wasm.wasmBinary = runtime;
    const externalData = [{ path: weights.file, data: weights.bytes }];
    sessions.set(name, await InferenceSession.create(model, { executionProviders: ["wasm"], externalData, logSeverityLevel: 3 }));
  },
  /** @param {Running} running */
  async run({ name, feeds, shapes }) {
    const tensors = Object.fromEntries(Object.entries(feeds).map(([input, numbers]) => [input, new Tensor("float32", numbers, shapes[input])]));
    const found = await /** @type {InferenceSession} */ (sessions.get(name)).run(tensors);
    return Object.fromEntries(Object.entries(found).map(([output, tensor]) => [output, /** @type {Float32Array} */ (tensor.data)]));
  },
  /** @param {{ name: string }} closing */
  async close({ name }) {
    await sessions.get(name)?.release();
    sessions.delete(name);
  },
};

/** One after the other: a session answers one question at a time. @type {Promise<unknown>} */
let turn = Promise.resolve();

addEventListener("message", ({ data: { id, task, given } }) => {
  turn = turn.then(async () => {
    try {
      const result = await TASKS[task](given);
      const arrays = result ? Object.values(result).map((array) => array.buffer) : [];
      postMessage({ id, result }, { transfer: [...new Set(arrays)] });
    } catch (error) {
      postMessage({ id, error: String(error) });
    }
  });
});
