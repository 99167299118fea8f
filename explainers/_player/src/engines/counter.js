/**
 * Who counts over a data set: a thread of its own, so that a figure answers meanwhile. Where a page may start none, it
 * is done in parts, between two pictures.
 * @import {Arrays, Engine, Tallied} from "../types"
 */
import { Failure } from "../page/failure.js";
import { breath } from "../page/frame.js";
import { bytes, held } from "../page/source.js";
import { fetched, numbers } from "../run/data.js";
import { count } from "./counting.js";
import { compiled } from "./wasm.js";

const WORKER = "tally-worker.js";
const WHAT = "What counts over the test data";

/** @typedef {{ count(taken: Arrays): Promise<Arrays>, close(): void }} Counter */

/** Who counts. A Failure says what did not come. @param {Tallied} tally */
export async function counter(tally) {
  try {
    return await opened(tally, false);
  } catch {
    return opened(tally, true); // a cache may hold yesterday's
  }
}

/** @param {Tallied} tally @param {boolean} fresh past the browser's cache @returns {Promise<Counter>} */
async function opened(tally, fresh) {
  await Promise.all(Object.values(tally.data).map((array) => fetched(array, fresh)));
  const data = Object.fromEntries(Object.entries(tally.data).map(([name, array]) => [name, numbers(array)]));
  const named = tally.model.files.map(({ file }) => file);
  const contents = await Promise.all(named.map((file) => bytes(file, WHAT, fresh)));
  const files = Object.fromEntries(named.map((file, place) => [file, contents[place]]));
  return threaded({ tally, files, data }).catch(() => here({ tally, files, data }));
}

/** @typedef {import("./tally-worker.js").Opening} Opening */

/** Count here, and let the page breathe between two batches. @param {Opening} opening @returns {Promise<Counter>} */
async function here({ tally, files, data }) {
  const engine = /** @type {Required<Engine>} */ (await compiled(tally.model, async (file) => files[file]));
  return { count: (taken) => count(engine, tally, data, taken, breath), close() {} };
}

/** Count in a thread. An error where the page may start none, or it cannot run there. @param {Opening} opening */
async function threaded(opening) {
  const inside = await held(WORKER);
  const address = inside
    ? URL.createObjectURL(new Blob([inside], { type: "text/javascript" }))
    : new URL(WORKER, import.meta.url);
  const worker = new Worker(address);
  /** Who waits, by the number of the question. @type {Map<number, { done: (found: any) => void, failed: Function }>} */
  const waiting = new Map();
  worker.addEventListener("message", ({ data: { id, found, error } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.failed(new Error(error));
    else asked?.done(found);
  });
  worker.addEventListener("error", () => {
    for (const { failed } of waiting.values()) failed(new Failure(`${WHAT} has stopped.`, "Try again."));
  });
  let id = 0;
  /** @param {object} question @returns {Promise<Arrays>} */
  const ask = (question) =>
    new Promise((done, failed) => {
      waiting.set(++id, { done, failed });
      worker.postMessage({ id, ...question });
    });
  const close = () => worker.terminate();
  await ask({ opening }).catch((error) => {
    close();
    throw error;
  });
  return { count: (/** @type {Arrays} */ taken) => ask({ taken }), close };
}
