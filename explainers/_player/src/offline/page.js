/**
 * Without a network: once a page is loaded and at rest, it has the site's service worker begin, and keeps what it needs
 * itself. Where no worker can be, nothing happens, and the site is as it was.
 */
import { card } from "./card.js";
import { BASE, keep, newest, own, started, wanted, wishes } from "./keep.js";

const PAUSE = 1000; // ms that a page, or a figure that loads, is given

/** Whether there can be a worker: not in a file, on an insecure host, or in a frame of another site. */
function allowed() {
  try {
    return (
      isSecureContext &&
      location.protocol.startsWith("http") &&
      "serviceWorker" in navigator &&
      "caches" in globalThis &&
      top?.location.origin === location.origin
    );
  } catch {
    return false;
  }
}

/** Whether the reader has told the browser to save data: then nothing is kept that was not asked for. */
const frugal = () => Boolean(/** @type {any} */ (navigator).connection?.saveData); // Safari and Firefox do not say

/** Until the page is loaded, no figure is on its way, and the browser has nothing to do. @returns {Promise<void>} */
async function rest() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  while (document.querySelector('dnn-explainer[data-state="loading"]')) await pause();
  const idle = globalThis.requestIdleCallback ?? setTimeout; // Safari has none
  await new Promise((done) => idle(done, { timeout: 2 * PAUSE })); // while a film plays, the browser may never be idle
}

/** @returns {Promise<void>} */
const pause = () => new Promise((done) => setTimeout(done, PAUSE));

async function begin() {
  if (!allowed()) return;
  await rest();
  await pause(); // figures in view begin to load now
  await rest();
  await navigator.serviceWorker.register(new URL("worker.js", BASE), { scope: BASE.pathname });
  const worker = (await navigator.serviceWorker.ready).active;
  const build = await newest();
  if (!build) return;
  const shown = card(build);
  await shown?.look();
  const mine = await own(build);
  if (mine) {
    await build.begin();
    worker?.postMessage({ task: "mine", build: build.name });
  }
  await keep(build, await wanted(build, mine && !frugal(), shown ? [] : wishes()), { turn: rest });
  worker?.postMessage({ task: "tidy", build: build.name });
  await shown?.look();
  if (mine && build.large.length)
    started(build)
      .then(() => keep(build, build.large, { turn: rest }))
      .catch(() => {});
  await shown?.resume();
}

/** Settles when what this page needs is kept, or cannot be. */
export const ready = begin().catch(() => {});
