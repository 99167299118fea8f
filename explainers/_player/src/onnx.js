/**
 * The large network, on onnxruntime-web in a worker. Figures of one model share one session; when the last of them goes,
 * or the reader leaves the page, its memory is given back, and a figure that is used again loads it again.
 * @import {Arrays, Engine, ModelInfo, Report} from "./types"
 */
import { Failure, missing } from "./failure.js";
import * as source from "./source.js";
import { required } from "./wasm.js";

/** @type {Worker | undefined} */
let worker;
let count = 0;
/** Whether the worker has its runtime. */
let running = false;
/** @type {Map<number, { resolve: (result: any) => void, reject: (error: unknown) => void }>} */
const waiting = new Map();
/** Sessions by model, and how many figures use each. @type {Map<string, { opened: Promise<void>, users: number }>} */
const sessions = new Map();

/** @param {string} task @param {object} given @param {Transferable[]} [transfer] @returns {Promise<any>} */
function ask(task, given, transfer = []) {
  worker ??= started();
  const id = ++count;
  const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ id, task, given }, transfer);
  return answer;
}

function started() {
  const fresh = source.worker();
  fresh.addEventListener("message", ({ data: { id, result, error } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Failure("The network has stopped: the memory of this device may be full.", "Close other pages, then try again.", error));
    else asked?.resolve(result);
  });
  fresh.addEventListener("error", (event) => stop(missing("The program that runs the network", event.message)));
  return fresh;
}

/** Give all memory back. Whoever still waits is told. @param {unknown} error */
function stop(error) {
  worker?.terminate();
  worker = undefined;
  running = false;
  sessions.clear();
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

// A page that may come back says so; one that is gone for good has nobody left to tell.
globalThis.addEventListener?.("pagehide", ({ persisted }) => {
  if (!persisted) waiting.clear();
  stop(new Failure("The network was put away when the page was left.", "Try again."));
});

/** Models are opened one after the other, since the first brings the runtime. @type {Promise<unknown>} */
let turn = Promise.resolve();

/** @param {ModelInfo} info @param {Report} report @param {boolean} fresh past the browser's cache @returns {Promise<void>} */
function open(info, report, fresh) {
  const opened = turn.then(() => fetched(info, report, fresh));
  turn = opened.catch(() => {});
  return opened;
}

/** @param {ModelInfo} info @param {Report} report @param {boolean} fresh */
async function fetched(info, report, fresh) {
  const weights = /** @type {NonNullable<ModelInfo["weights"]>} */ (info.weights);
  const wanted = [[`${info.name}.onnx`, info.sha256, 0], [weights.file, weights.sha256, weights.bytes], ...(running ? [] : [["onnxruntime.bin", "", 0]])];
  running = true;
  worker ??= started(); // its program loads beside what it will run
  try {
    const [model, numbers, runtime] = await source.files(/** @type {[string, string, number][]} */ (wanted), report, fresh);
    report(1);
    const opening = { name: info.name, model, weights: { file: weights.file, bytes: numbers }, runtime: runtime?.buffer };
    await ask("open", opening, [model.buffer, numbers.buffer, ...(runtime ? [runtime.buffer] : [])]);
  } catch (error) {
    running = false;
    throw error;
  }
}

/** @param {ModelInfo} info @param {Report} report @param {boolean} fresh */
function session(info, report, fresh) {
  let known = sessions.get(info.name);
  if (!known) {
    known = { opened: open(info, report, fresh), users: 0 };
    sessions.set(info.name, known);
    known.opened.catch(() => sessions.delete(info.name)); // for the next figure to try again
  }
  return known;
}

/** @param {ModelInfo} info @param {Report} report @param {boolean} fresh @returns {Promise<Engine>} */
export async function interpreted(info, report, fresh) {
  required();
  const mine = session(info, report, fresh);
  mine.users++;
  await mine.opened;
  return {
    /** @param {Arrays} feeds */
    async run(feeds) {
      const put = !sessions.has(info.name); // away, when the reader left the page
      await session(info, report, false).opened;
      if (put) report(null);
      return ask("run", { name: info.name, feeds, shapes: info.inputs });
    },
    close() {
      const known = sessions.get(info.name);
      if (!known || --known.users > 0) return;
      sessions.delete(info.name);
      if (sessions.size) ask("close", { name: info.name }).catch(() => {});
      else stop(new Failure("The network was put away.", "Try again."));
    },
  };
}
