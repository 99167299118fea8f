/**
 * Engines run models. The player knows only `run(feeds) → outputs`, at once or as a promise; which engine runs a model,
 * its spec says. An engine that is a download of its own is imported here when it is first asked for.
 * @import {Engine, ModelInfo} from "./types"
 */
import { Failure } from "./failure.js";
import { compiled } from "./wasm.js";

/** @type {Record<string, (info: ModelInfo, bytes: (fresh: boolean) => Promise<BufferSource>) => Promise<Engine>>} */
const ENGINES = { wasm: compiled };

/**
 * @param {ModelInfo} info
 * @param {(fresh: boolean) => Promise<BufferSource>} bytes where the model comes from; fresh: past any cache
 */
export async function load(info, bytes) {
  const engine = ENGINES[info.engine];
  if (engine) return engine(info, bytes);
  throw new Failure(`The model needs an engine "${info.engine}"; this player has: ${Object.keys(ENGINES).join(", ")}.`, "Reload the page.");
}
