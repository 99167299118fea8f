/**
 * Builds of the site on this device. Each has a cache of its own, with the list of its files (`build.json`, which
 * `explainers/_site/offline.py` writes) and those of the files that are kept. A page is of one build, and so is all
 * that it is given.
 */

export const LIST = "build.json";
export const NAME = "build.txt";

/**
 * @typedef {object} Listed
 * @property {string} build its name
 * @property {[path: string, hash: string, bytes: number][]} files
 * @property {Record<string, { title: string, files: number[] }>} pages
 * @property {number[]} always what any page may ask for
 * @property {number[]} linked what pages offer as a file
 * @property {number[]} large what the large network needs
 * @property {Record<string, string>} packed a path, and that of the same packed with gzip
 */

/** A build, as its list describes it. */
export class Build {
  /** @param {URL} base where the site lies @param {Listed} listed */
  constructor(base, listed) {
    this.base = base;
    this.listed = listed;
    this.name = listed.build;
    this.files = new Map(listed.files.map(([path, hash, bytes]) => [path, { hash, bytes }]));
  }

  /** @param {string} path */
  address(path) {
    return new URL(path.split("/").map(encodeURIComponent).join("/"), this.base).href;
  }

  cache() {
    return caches.open(`${prefix(this.base)}${this.name}`);
  }

  /** @param {Iterable<number>} numbers */
  paths(numbers) {
    return [...numbers].map((number) => this.listed.files[number][0]);
  }

  /** What a page asks for, but for the large network. @param {string} page */
  needed(page) {
    return [...this.paths(this.listed.pages[page].files), ...this.paths(this.listed.always)];
  }

  /** The whole course, but for the large network. */
  get course() {
    const { pages, always, linked } = this.listed;
    return this.paths(new Set([...always, ...linked, ...Object.values(pages).flatMap(({ files }) => files)]));
  }

  get large() {
    return this.paths(this.listed.large);
  }

  /** Of these files, the bytes. @param {Iterable<string>} paths */
  bytes(paths) {
    return [...new Set(paths)].reduce((sum, path) => sum + (this.files.get(path)?.bytes ?? 0), 0);
  }

  /** The paths of the files that are kept. */
  async kept() {
    const start = this.base.pathname.length;
    const keys = await (await this.cache()).keys();
    return new Set(keys.map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(start))));
  }

  /** The pages that are kept with all that they ask for. @param {Set<string>} kept */
  whole(kept) {
    return Object.keys(this.listed.pages).filter((page) => this.needed(page).every((path) => kept.has(path)));
  }

  /** Have a cache with its list. */
  async begin() {
    const cache = await this.cache();
    if (!(await cache.match(this.address(LIST))))
      await cache.put(this.address(LIST), answer(JSON.stringify(this.listed), "application/json"));
    return cache;
  }
}

/** @param {BodyInit | null} body @param {string} type */
export function answer(body, type) {
  return new Response(body, { headers: { "content-type": type } });
}

/** How the names of a site's caches begin. @param {URL} base */
export function prefix(base) {
  return `dnn-build:${base.pathname}:`;
}

/** The names of the builds on this device, the newest first. @param {URL} base */
export async function names(base) {
  const start = prefix(base);
  const found = (await caches.keys()).filter((name) => name.startsWith(start));
  return found.map((name) => name.slice(start.length)).reverse();
}

/** A build on this device. @param {URL} base @param {string} name @returns {Promise<Build | undefined>} */
export async function open(base, name) {
  if (!(await caches.has(prefix(base) + name))) return undefined;
  const response = await (await caches.open(prefix(base) + name)).match(new URL(LIST, base).href);
  return response && new Build(base, await response.json());
}

/** All builds on this device, the newest first. @param {URL} base @returns {Promise<Build[]>} */
export async function all(base) {
  const found = await Promise.all((await names(base)).map((name) => open(base, name)));
  return found.filter((build) => build !== undefined);
}

/** The build that the host has now; undefined where it cannot be asked, or is being changed. @param {URL} base */
export async function current(base) {
  try {
    const response = await fetch(new URL(LIST, base), { cache: "no-cache" });
    return response.ok ? new Build(base, await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A file as a build has it, from any build on this device that has the same.
 * @param {Build} build
 * @param {string} path
 * @param {Iterable<Build>} others
 */
export async function found(build, path, others) {
  for (const each of new Set([build, ...others])) {
    if (each.files.get(path)?.hash !== build.files.get(path)?.hash) continue;
    const response = await caches.match(build.address(path), { cacheName: prefix(build.base) + each.name });
    if (response) return response;
  }
  return undefined;
}

/** The file that an address names: of a folder, its page. @param {string} path from where the site lies */
export function place(path) {
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** Bytes' hash as lists have it. @param {ArrayBuffer} bytes */
export async function hashed(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
