/**
 * Engines run models. The player knows only `run(feeds) → outputs`, at once or as a promise, and what else an `Engine`
 * may have; which engine runs a model, its spec says.
 * @import {Engine, ModelInfo, Report} from "../types"
 */
import { Failure } from "../page/failure.js";
import { begin, interpreted } from "./onnx.js";
import { compiled } from "./wasm.js";

/** @typedef {(file: string, fresh: boolean) => Promise<BufferSource>} Bytes */

/** @type {Record<string, (info: ModelInfo, bytes: Bytes, report: Report, fresh: boolean) => Promise<Engine>>} */
const ENGINES = {
  wasm: compiled,
  onnxruntime: (info, _, report, fresh) => interpreted(info, report, fresh),
};

/**
 * @param {ModelInfo} info
 * @param {Bytes} bytes where a file of a compiled model comes from; fresh: past any cache
 * @param {Report} [report] is told how much of a long download is there
 * @param {boolean} [fresh] past any cache
 */
export async function load(info, bytes, report = () => {}, fresh = false) {
  const engine = ENGINES[info.engine];
  if (engine) return engine(info, bytes, report, fresh);
  throw new Failure(
    `The model needs an engine "${info.engine}"; this player has: ${Object.keys(ENGINES).join(", ")}.`,
    "Reload the page.",
  );
}

export { begin };
