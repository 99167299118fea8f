/**
 * When work that nobody waits for may go on: while the page is idle, no finger is on the screen and nothing scrolls.
 * Work that the reader waits for goes on while a finger is down, as it may be the one that asked; only a scroll is
 * never disturbed.
 * @import {Rest} from "../types"
 */
import { breath, nextFrame } from "./frame.js";

// ms of work after which the browser gets its turn; while the reader waits, frames in between would only cost time
const SPAN = { unasked: 8, asked: 40 };
const STOPPED = 150; // ms after the last move of a scroll, where the browser does not say that it has ended

let fingers = 0;
let scrolling = false;
let timer = 0;
/** Those who wait for one of these to change. @type {Set<() => void>} */
const waiting = new Set();

const options = { capture: true, passive: true };
for (const type of /** @type {const} */ (["touchstart", "touchend", "touchcancel"])) {
  document.addEventListener(type, ({ touches }) => stir((fingers = touches.length)), options);
}
document.addEventListener(
  "scroll",
  () => {
    scrolling = true;
    clearTimeout(timer);
    timer = setTimeout(stopped, STOPPED);
  },
  options,
);
document.addEventListener("scrollend", stopped, options);

function stopped() {
  clearTimeout(timer);
  stir((scrolling = false));
}

/** Have those who wait look again. @param {unknown} [_] what has changed */
export function stir(_) {
  for (const look of waiting) look();
  waiting.clear();
}

/** Resolves at the next stir. @returns {Promise<void>} */
const change = () => new Promise((resolve) => waiting.add(resolve));

/**
 * Resolves when the browser has nothing else to do, or, where it does not tell, has painted a frame.
 * @returns {Promise<unknown>}
 */
const idle = () =>
  "requestIdleCallback" in window ? new Promise((resolve) => requestIdleCallback(resolve)) : nextFrame().then(breath);

/** Resolves when no finger is on the screen and nothing scrolls. */
export async function calm() {
  while (fingers || scrolling) await change();
}

/**
 * Pauses between the parts of some work, so that no task of it is long. A pause ends as soon as it may.
 * @param {() => boolean} asked whether someone waits for this work; after that has become true, call `stir`
 * @returns {Rest}
 */
export function pauses(asked) {
  const held = () => scrolling || (fingers > 0 && !asked());
  let begun = -Infinity;
  return async () => {
    if (performance.now() - begun < SPAN[asked() ? "asked" : "unasked"]) return;
    for (let free = false; !free; ) {
      if (held()) await change();
      else free = Boolean(await (asked() ? breath().then(yes) : Promise.race([idle().then(yes), change()]))) && !held();
    }
    begun = performance.now();
  };
}

const yes = () => true;

/** Call once half of an element is in view. @param {Element} element @param {() => void} call */
export function onSight(element, call) {
  const sight = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      sight.disconnect();
      call();
    },
    { threshold: 0.5 },
  );
  sight.observe(element);
}
