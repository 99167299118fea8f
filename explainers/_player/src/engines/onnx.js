/**
 * The large network, or a reader's own that is not compiled, on onnxruntime-web in a worker. Figures of one model share
 * one session; when the last of them goes, or the reader leaves the page, its memory is given back, and a figure that
 * is used again loads it again.
 * @import {Arrays, Engine, ModelInfo, Report} from "../types"
 */

import { Failure } from "../page/failure.js";
import * as source from "../page/source.js";
import { download } from "./download.js";
import { kept, runtime } from "./runtime.js";
import { FORBIDDEN, required } from "./wasm.js";

/** What a task that the worker could not do is called. @type {Record<string, [what: string, advice: string]>} */
const TROUBLE = {
  start: [
    "The program that runs the network could not be started: the memory of this device may be full.",
    "Close other pages, then try again.",
  ],
  open: [
    "The network could not be set up: a file may be damaged, or the memory of this device full.",
    "Close other pages, then try again.",
  ],
  run: ["The network has stopped: the memory of this device may be full.", "Close other pages, then try again."],
};
/** Why a task has ended when the reader left the page; once they are back, it is done again. */
const LEFT = new Failure("The network was put away when the page was left.", "Try again.");
const CLOSED = new Failure("The network was put away.", "Try again.");

/** @type {Worker | undefined} */
let worker;
let count = 0;
/** Whether the worker has been given its runtime. @type {Promise<boolean> | undefined} */
let begun;
/** Whether a network has been opened on it. */
let running = false;
/** Counts up whenever all memory is given back, and why that was. */
let life = 0;
/** @type {unknown} */
let ended;
/** Resolves when the reader is on the page. @type {Promise<unknown>} */
let here = Promise.resolve();
/** @type {Map<number, { task: string, resolve: (result: any) => void, reject: (error: unknown) => void }>} */
const waiting = new Map();
/**
 * Sessions by model, and the figures that use each.
 * @type {Map<string, { opened: Promise<void>, users: Set<object> }>}
 */
const sessions = new Map();

/** @param {string} task @param {object} given @param {Transferable[]} [transfer] @returns {Promise<any>} */
function ask(task, given, transfer = []) {
  worker ??= started();
  const id = ++count;
  const answer = new Promise((resolve, reject) => waiting.set(id, { task, resolve, reject }));
  worker.postMessage({ id, task, given }, transfer);
  return answer;
}

function started() {
  const fresh = source.worker();
  fresh.addEventListener("message", ({ data: { id, result, error, forbidden } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (forbidden) asked?.reject(new Failure(...FORBIDDEN, error));
    else if (error) asked?.reject(new Failure(...(TROUBLE[asked.task] ?? TROUBLE.run), error));
    else asked?.resolve(result);
  });
  fresh.addEventListener("error", async (event) => {
    const why = await source.unstarted(event.message);
    if (fresh === worker) stop(why);
  });
  return fresh;
}

/**
 * Start the worker, and its runtime too where the browser has kept it: neither need wait for a network. Whether the
 * runtime is there.
 * @param {boolean} fresh past the browser's cache
 */
export function begin(fresh) {
  const mine = life;
  worker ??= started();
  begun ??= (fresh ? Promise.resolve(undefined) : kept()).then((address) => {
    if (!address || mine !== life) return false;
    ask("start", { runtime: address }).catch(() => {}); // what is opened on it fails then, and says so
    return true;
  });
  return begun;
}

/** End the worker, and with it all that it holds. */
function quit() {
  worker?.terminate();
  worker = begun = undefined;
  running = false;
}

/** Give all memory back. Whoever still waits is told why. @param {unknown} why */
function stop(why) {
  quit();
  life++;
  ended = why;
  sessions.clear();
  for (const { reject } of waiting.values()) reject(why);
  waiting.clear();
}

// A page that may come back says so; one that is gone for good has nobody left to tell.
globalThis.addEventListener?.("pagehide", ({ persisted }) => {
  if (persisted) here = new Promise((resolve) => addEventListener("pageshow", resolve, { once: true }));
  else waiting.clear();
  stop(LEFT);
});

/**
 * Do a task, and once more whenever leaving the page has ended it.
 * @template T
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
async function lasting(task) {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (error !== LEFT) throw error;
      await here;
    }
  }
}

/** Models are opened one after the other, since the first may bring the runtime. @type {Promise<unknown>} */
let turn = Promise.resolve();

/**
 * @param {ModelInfo} info
 * @param {Report} report
 * @param {boolean} fresh past the browser's cache
 * @returns {Promise<void>}
 */
function open(info, report, fresh) {
  const mine = life;
  const opened = turn.then(() => fetched(info, report, fresh, mine));
  turn = opened.catch(() => {});
  return opened;
}

/**
 * @param {ModelInfo} info
 * @param {Report} report
 * @param {boolean} fresh
 * @param {number} mine the life that it belongs to
 */
async function fetched(info, report, fresh, mine) {
  if (mine !== life) throw ended;
  const { file, sha256 } = info.files[0];
  const wanted = [{ file, hash: sha256, size: 0 }];
  if (info.weights) wanted.push({ file: info.weights.file, hash: info.weights.sha256, size: info.weights.bytes });
  try {
    const known = wanted.length;
    if (!(await begin(fresh))) wanted.push(runtime());
    const found = await download(wanted, report, fresh);
    const [model, ...numbers] = found.slice(0, known);
    const brought = found[known];
    if (mine !== life) throw ended;
    report(1);
    if (brought) {
      const address = await kept(brought.from);
      if (mine !== life) throw ended;
      begun = Promise.resolve(true);
      await (address
        ? ask("start", { runtime: address })
        : ask("start", { runtime: brought.bytes.buffer }, [brought.bytes.buffer]));
    }
    const weights = numbers.map(({ bytes }, index) => ({ path: wanted[index + 1].file, data: bytes }));
    const opening = { name: info.name, model: model.bytes, weights };
    await ask("open", opening, [model.bytes.buffer, ...numbers.map(({ bytes }) => bytes.buffer)]);
    running = true;
  } catch (error) {
    if (mine !== life) throw ended;
    if (!running) quit(); // a runtime that did not start cannot be started there again
    throw error;
  }
}

/**
 * The session of a model, opened for its first user.
 * @param {ModelInfo} info
 * @param {Report} report
 * @param {boolean} fresh
 * @param {object} user
 */
function session(info, report, fresh, user) {
  let known = sessions.get(info.name);
  if (!known) {
    const mine = (known = { opened: open(info, report, fresh), users: new Set() });
    sessions.set(info.name, mine);
    // For the next figure to try again
    mine.opened.catch(() => sessions.get(info.name) === mine && sessions.delete(info.name));
  }
  known.users.add(user);
  return known.opened;
}

/** @param {ModelInfo} info @param {Report} report @param {boolean} fresh @returns {Promise<Engine>} */
export async function interpreted(info, report, fresh) {
  required();
  const user = {};
  await lasting(() => session(info, report, fresh, user));
  return {
    /** @param {Arrays} feeds */
    run: (feeds) =>
      lasting(async () => {
        const away = !sessions.has(info.name); // put away, when the reader left the page
        await session(info, report, false, user);
        if (away) report(null);
        return ask("run", { name: info.name, feeds, shapes: info.inputs });
      }),
    close() {
      const known = sessions.get(info.name);
      if (!known?.users.delete(user) || known.users.size) return;
      sessions.delete(info.name);
      if (sessions.size) ask("close", { name: info.name }).catch(() => {});
      else stop(CLOSED);
    },
  };
}
