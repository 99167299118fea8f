/**
 * Who counts over a data set: a thread of its own, so that a figure answers meanwhile. Where a page may start none, it
 * is done in parts, between two pictures.
 * @import {Arrays, Engine, Tallied} from "../types"
 */
import { breath } from "../page/frame.js";
import { bytes, held } from "../page/source.js";
import { fetched, numbers } from "../run/data.js";
import { count } from "./counting.js";
import { compiled } from "./wasm.js";

const WORKER = "tally-worker.js";
const WHAT = "What counts over the test data";

/** A function that counts. A Failure says what did not come. @param {Tallied} tally */
export async function counter(tally) {
  try {
    return await opened(tally, false);
  } catch {
    return opened(tally, true); // a cache may hold yesterday's
  }
}

/** @param {Tallied} tally @param {boolean} fresh past the browser's cache */
async function opened(tally, fresh) {
  await Promise.all(Object.values(tally.data).map((array) => fetched(array, fresh)));
  const data = Object.fromEntries(Object.entries(tally.data).map(([name, array]) => [name, numbers(array)]));
  const named = tally.model.files.map(({ file }) => file);
  const contents = await Promise.all(named.map((file) => bytes(file, WHAT, fresh)));
  const files = Object.fromEntries(named.map((file, place) => [file, contents[place]]));
  return (await threaded({ tally, files, data })) ?? here({ tally, files, data });
}

/** @typedef {import("./tally-worker.js").Opening} Opening */

/** Count here, and let the page breathe between two batches. @param {Opening} opening */
async function here({ tally, files, data }) {
  const engine = /** @type {Required<Engine>} */ (await compiled(tally.model, async (file) => files[file]));
  return (/** @type {Arrays} */ taken) => count(engine, tally, data, taken, breath);
}

/** Count in a thread; undefined where the page may start none. @param {Opening} opening */
async function threaded(opening) {
  const inside = await held(WORKER);
  const address = inside
    ? URL.createObjectURL(new Blob([inside], { type: "text/javascript" }))
    : new URL(WORKER, import.meta.url);
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(address);
  } catch {
    return;
  }
  /** Who waits, by the number of the question. @type {Map<number, { done: (found: any) => void, failed: Function }>} */
  const waiting = new Map();
  worker.addEventListener("message", ({ data: { id, found, error } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.failed(new Error(error));
    else asked?.done(found);
  });
  let unstarted = false;
  worker.addEventListener("error", () => {
    unstarted = true;
    for (const { failed } of waiting.values()) failed(new Error(`${WHAT} has stopped.`));
  });
  let id = 0;
  /** @param {object} question @returns {Promise<Arrays>} */
  const ask = (question) =>
    new Promise((done, failed) => {
      waiting.set(++id, { done, failed });
      worker.postMessage({ id, ...question });
    });
  try {
    await ask({ opening });
  } catch (error) {
    worker.terminate();
    if (unstarted) return; // refused, or it did not come
    throw error;
  }
  return (/** @type {Arrays} */ taken) => ask({ taken });
}
