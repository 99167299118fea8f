/**
 * Keeping files of a build on this device, by the page that is open: what it needs itself, what a former build had, and
 * what its reader asks for. A file is kept only if it has the hash that the build's list says.
 */
import { all, answer, Build, current, found, hashed, place } from "./builds.js";

/** Where the site lies: this file is in its assets. */
export const BASE = new URL("../../", import.meta.url);
const WISHES = `dnn-offline:${BASE.pathname}`;
const TOGETHER = 4; // files that are fetched at once for a reader who waits

/** @typedef {"course" | "large"} Part what a reader may ask for: the whole course, the large network */
/** @typedef {(bytes: number) => void} Tell */

/** Why something could not be kept, in words. */
export class Unkept extends Error {}

/** What the reader has asked for, on any page. @returns {Part[]} */
export function wishes() {
  try {
    return JSON.parse(localStorage.getItem(WISHES) ?? "[]");
  } catch {
    return []; // refused, or not ours
  }
}

/** @param {Part} part @param {boolean} wanted */
export function wish(part, wanted) {
  const left = wishes().filter((each) => each !== part);
  try {
    localStorage.setItem(WISHES, JSON.stringify(wanted ? [...left, part] : left));
  } catch {
    // Then it is not remembered: a new build brings what is here already, and nothing more.
  }
}

/** The build that the host has now, else the newest that is kept. */
export async function newest() {
  return (await current(BASE)) ?? (await all(BASE).catch(() => []))[0];
}

/** Whether this very page is of a build: the browser still has the bytes that it was read from. @param {Build} build */
export async function own(build) {
  const path = here();
  try {
    const response = await fetch(location.href.split("#")[0], { cache: "force-cache" });
    return path !== undefined && (await hashed(await response.arrayBuffer())) === build.files.get(path)?.hash;
  } catch {
    return false;
  }
}

/** The file of this page, from where the site lies. */
export function here() {
  return place(decodeURIComponent(location.pathname.slice(BASE.pathname.length)));
}

/** When this page asks for the large network, which its reader has started. @param {Build} build */
export function started(build) {
  const sizes = new Map(build.large.map((path) => [build.address(path), build.bytes([path])]));
  const largest = Math.max(...sizes.values());
  return new Promise((resolve) => {
    const watch = new PerformanceObserver((list) => {
      if (!list.getEntries().some(({ name }) => sizes.get(name.split("?")[0]) === largest)) return;
      watch.disconnect();
      resolve(undefined);
    });
    watch.observe({ type: "resource", buffered: true });
  });
}

/**
 * What pages of this device must have: this one, those that a former build has whole, and what was asked for.
 * @param {Build} build
 * @param {boolean} mine whether this page is to be kept
 * @param {Part[]} parts that were asked for
 */
export async function wanted(build, mine, parts) {
  const pages = new Set(mine ? [here()] : []);
  let large = parts.includes("large");
  for (const each of await all(BASE)) {
    const have = await each.kept();
    for (const page of each.whole(have)) if (page in build.listed.pages) pages.add(page);
    large ||= each.large.length > 0 && each.large.every((path) => have.has(path));
  }
  const course = parts.includes("course") ? build.course : [];
  const paths = [...course, ...[...pages].flatMap((page) => build.needed(page)), ...(large ? build.large : [])];
  return [...new Set(paths)];
}

/**
 * Have files of a build here. Only one page of the site does so at a time.
 * @param {Build} build
 * @param {string[]} paths
 * @param {object} options
 * @param {Tell} [options.tell] is told of bytes that have come
 * @param {AbortSignal} [options.signal]
 * @param {() => Promise<unknown>} [options.turn] when the next file may be fetched; one by one, where it is given
 */
export async function keep(build, paths, { tell = () => {}, signal, turn } = {}) {
  const task = () => fetched(build, paths, tell, signal, turn);
  try {
    await (navigator.locks ? navigator.locks.request(`dnn-keep:${BASE.pathname}`, { signal }, task) : task());
  } catch (error) {
    signal?.throwIfAborted();
    throw said(error);
  }
}

/**
 * @param {Build} build
 * @param {string[]} paths
 * @param {Tell} tell
 * @param {AbortSignal} [signal]
 * @param {() => Promise<unknown>} [turn]
 */
async function fetched(build, paths, tell, signal, turn) {
  const cache = await build.begin();
  const have = await build.kept();
  const others = (await all(BASE)).filter(({ name }) => name !== build.name);
  const missing = paths.filter((path) => !have.has(path));
  const fail = new AbortController(); // when one fails, the others stop
  signal?.throwIfAborted();
  signal?.addEventListener("abort", () => fail.abort(signal.reason));
  const next = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) {
      await turn?.();
      fail.signal.throwIfAborted();
      const response = (await found(build, path, others)) ?? (await brought(build, path, fail.signal));
      await cache.put(build.address(path), response);
      tell(build.bytes([path]));
    }
  };
  const working = Array.from({ length: turn ? 1 : TOGETHER }, next);
  await Promise.all(working).catch(async (error) => {
    fail.abort();
    await Promise.allSettled(working);
    throw error;
  });
}

/** A file as the build has it, from the host. @param {Build} build @param {string} path @param {AbortSignal} signal */
async function brought(build, path, signal) {
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await fetch(build.address(path), { cache, priority: "low", signal });
    if (!response.ok) break;
    const bytes = await response.arrayBuffer();
    if ((await hashed(bytes)) === build.files.get(path)?.hash)
      return answer(bytes, response.headers.get("content-type") ?? "application/octet-stream");
  }
  throw new Unkept("The site has just changed. Reload the page, then try again.");
}

/** @param {unknown} error */
function said(error) {
  if (error instanceof Unkept) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError")
    return new Unkept("This device has no room for more. Free some, then try again: what has come stays.");
  if (name === "TypeError")
    return new Unkept("The connection was lost. Try again once it is back: what has come stays.");
  return new Unkept("This browser does not let the site keep anything: a private window, or its settings, forbid it.");
}

/**
 * Let go of a part, but for what is of the other, too, if that is here.
 * @param {Build} build
 * @param {Part} part
 */
export async function remove(build, part) {
  wish(part, false);
  const other = part === "course" ? "large" : "course";
  const have = await build.kept();
  const spared = new Set(build[other].every((path) => have.has(path)) ? build[other] : []);
  for (const each of await all(BASE)) {
    const cache = await each.cache();
    for (const path of each[part]) if (!spared.has(path)) await cache.delete(each.address(path));
  }
}

/** The files of the pages that are here with all that they ask for, of whichever build. */
export async function pages() {
  const found = await Promise.all((await all(BASE)).map(async (build) => build.whole(await build.kept())));
  return new Set(found.flat());
}
