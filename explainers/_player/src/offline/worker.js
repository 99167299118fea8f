/**
 * The site's service worker. It gives each page what belongs to that page's build, from this device or from the host,
 * and where there is no network it gives the pages that are kept. It keeps nothing itself: pages do (`keep.js`).
 *
 * A page comes from the host while there is one, so that a new build shows at the next page, and at no time before: who
 * is open stays with the build that it began with, even after the host has changed.
 * @import { Asked, Scope } from "./worker"
 */
import { answer, Build, current, found, hashed, LIST, NAME, names, open, place, prefix } from "./builds.js";

const scope = /** @type {Scope} */ (/** @type {unknown} */ (self));
const BASE = new URL(scope.registration.scope);
const OWN = ["worker.js", NAME];
const PINS = `dnn-clients:${BASE.pathname}`;
const ELSEWHERE = "offline/";
const MISSING = "404.html";
const PATIENCE = 4000; // ms until a host that does not answer counts as none, where the page is kept
const MEMORY = 100; // pages that were closed last, whose build is known still: going back may bring them
const LARGE = 1e6; // bytes from which a file is handed on while it comes: who asks for it looks at its hash

/** The build of each open page or thread, "" for none, and whether it has been seen open. */
const pins = /** @type {Map<string, { build: string, seen: boolean }>} */ (new Map());

/** @param {string} client @param {string} build */
async function pin(client, build) {
  if (!client) return;
  pins.set(client, { build, seen: false });
  const kept = await caches.open(PINS).catch(() => undefined);
  await kept?.put(new URL(client, BASE).href, answer(build, "text/plain")).catch(() => {}); // there may be no room
}

/**
 * The name of the build that a client is of, "" for none; undefined where it has not been said. A worker that the
 * browser has stopped in between has it written down.
 * @param {string} client
 */
async function pinned(client) {
  const known = pins.get(client);
  if (known || !client) return known?.build;
  const written = await caches.match(new URL(client, BASE).href, { cacheName: PINS });
  if (!written) return undefined;
  const build = await written.text();
  pins.set(client, { build, seen: true });
  return build;
}

/** Lists that have been read. @type {Map<string, Build>} */
const lists = new Map();

/** A build on this device. @param {string} name */
async function build(name) {
  const known = lists.get(name) ?? (name ? await open(BASE, name) : undefined);
  if (known) lists.set(name, known);
  return known;
}

/** All builds on this device, the newest first. */
async function builds() {
  return (await Promise.all((await names(BASE)).map(build))).filter((each) => each !== undefined);
}

/** The build that the host has now; asked for its list only where that is not known. */
async function hosted() {
  const response = await fetch(new URL(NAME, BASE), { cache: "no-cache" });
  const name = response.ok ? (await response.text()).trim() : "";
  if (!/^[0-9a-f]{16}$/.test(name)) return undefined;
  const known = await build(name);
  if (known) return known;
  const fresh = await current(BASE);
  if (fresh?.name !== name) return undefined;
  await fresh.begin();
  lists.set(name, fresh);
  return fresh;
}

/**
 * The build of a page that has come from the host.
 * @param {string} path
 * @param {ArrayBuffer} bytes
 * @param {Build} [now] that which the host has
 */
async function recognized(path, bytes, now) {
  const hash = await hashed(bytes);
  return [...(now ? [now] : []), ...(await builds())].find((each) => each.files.get(path)?.hash === hash);
}

/** A page that is opened. @param {Asked} event @param {string} path */
async function page(event, path) {
  const file = place(path);
  const asked = Promise.all([fetch(event.request), hosted().catch(() => undefined)]);
  const here = await kept(file).catch(() => undefined);
  const late = here && new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const came = await Promise.race([asked.catch(() => undefined), late ?? asked.catch(() => undefined)]);
  const [response, now] = /** @type {[Response, Build | undefined] | [undefined]} */ (came ?? [undefined]);
  if (here && !(response && response.status < 500)) {
    await pin(event.resultingClientId, here.build.name);
    return here.response;
  }
  if (!response) return missing(event, path);
  if (response.ok && response.type === "basic") {
    const bytes = await response.clone().arrayBuffer();
    const own = await recognized(file, bytes, now).catch(() => undefined);
    await pin(event.resultingClientId, own?.name ?? "").catch(() => {});
  }
  return response;
}

/** A page that is kept, of the newest build that has all that it asks for, else of the newest. @param {string} path */
async function kept(path) {
  let part;
  for (const each of await builds()) {
    const have = await each.kept();
    if (!have.has(path) || !(path in each.listed.pages)) continue;
    const response = await found(each, path, []);
    if (!response) continue;
    if (each.needed(path).every((file) => have.has(file))) return { build: each, response };
    part ??= { build: each, response };
  }
  return part;
}

/** What is shown, without a network, in place of a page that is not kept. @param {Asked} event @param {string} path */
async function missing(event, path) {
  const known = await builds().catch(() => []);
  if (known.some((each) => `${path}/index.html` in each.listed.pages)) {
    const { origin, pathname, search } = new URL(event.request.url);
    return Response.redirect(`${origin}${pathname}/${search}`);
  }
  const listed = known.some((each) => place(path) in each.listed.pages);
  if (listed && path !== ELSEWHERE && (await kept(place(ELSEWHERE))))
    return Response.redirect(`${new URL(ELSEWHERE, BASE)}?wanted=${encodeURIComponent(path)}`);
  for (const each of listed ? [] : known) {
    const response = await found(each, MISSING, []);
    if (!response) continue;
    await pin(event.resultingClientId, each.name);
    return new Response(response.body, { status: 404, headers: response.headers });
  }
  return Response.error();
}

/** What a page asks for. @param {Asked} event @param {string} path */
async function file(event, path) {
  const { request } = event;
  const name = await pinned(event.clientId);
  if (name) await pin(event.resultingClientId, name); // a thread is of the build of its page
  const own = name ? ((await build(name)) ?? (await again(name))) : undefined;
  if (name && !own) return gone();
  const version = new URL(request.url).searchParams.get("v");
  const known = own || version ? await builds() : [];
  // An address with a hash means the same in every build.
  const from = own ?? known.find((each) => version && each.files.get(path)?.hash.startsWith(version));
  const unpacked = from ?? known.find((each) => path in each.listed.packed);
  if (unpacked && path in unpacked.listed.packed) {
    // The browser keeps it compiled as the host sent it, and so is asked first.
    return fetch(request).catch(async (cause) => (await unpack(unpacked, path, known)) ?? Promise.reject(cause));
  }
  const listed = from?.files.get(place(path));
  if (!from || !listed) return fetch(request);
  const here = await found(from, place(path), known);
  if (here) return part(request, here);
  if (request.method === "HEAD" || request.headers.has("range")) return fetch(request);
  for (const each of [request, new Request(request, { cache: "reload" })]) {
    const response = await fetch(each);
    if (!response.ok || listed.bytes > LARGE) return response;
    const bytes = await response.arrayBuffer();
    if ((await hashed(bytes)) === listed.hash) return new Response(bytes, { headers: response.headers });
  }
  return gone();
}

/**
 * A build that this device has let go, while a page of it was put aside, if the host still has it.
 * @param {string} name
 */
async function again(name) {
  const now = await current(BASE);
  return now?.name === name ? now : undefined;
}

/** What a page is told when there is nothing of its build any more: never is it given another's. */
const gone = () => new Response("The site has changed since this page was opened.", { status: 410 });

/** The list of the build that the host has, else of the newest on this device. @param {Asked} event */
async function list({ request }) {
  return fetch(request).catch(async (cause) => {
    const [newest] = await builds();
    return newest ? answer(JSON.stringify(newest.listed), "application/json") : Promise.reject(cause);
  });
}

/**
 * What is kept packed, as a host sends it that packs.
 * @param {Build} from
 * @param {string} path
 * @param {Build[]} known
 */
async function unpack(from, path, known) {
  const packed = await found(from, from.listed.packed[path], known);
  const stream = packed?.body?.pipeThrough(new DecompressionStream("gzip"));
  return (
    stream && new Response(stream, { headers: { "content-type": "application/wasm", "content-encoding": "gzip" } })
  );
}

/**
 * What a request wants of a file: all, a range of its bytes, or only what it is.
 * @param {Request} request
 * @param {Response} whole
 */
async function part(request, whole) {
  if (request.method === "HEAD") return new Response(null, { headers: whole.headers });
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return whole;
  const content = await whole.blob();
  const start = Number(range[1]);
  if (start >= content.size)
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${content.size}` } });
  const end = Math.min(range[2] ? Number(range[2]) + 1 : content.size, content.size);
  const headers = new Headers(whole.headers);
  headers.set("content-range", `bytes ${start}-${end - 1}/${content.size}`);
  return new Response(content.slice(start, end), { status: 206, headers });
}

/** Let builds go that no open page is of, but for one. @param {string} newest */
async function tidy(newest) {
  const written = await caches.open(PINS);
  const there = new Set((await scope.clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id));
  const [used, keys] = [new Set([newest]), await written.keys()];
  for (const [place, key] of keys.entries()) {
    const client = key.url.slice(BASE.href.length);
    const name = await pinned(client);
    const known = pins.get(client);
    if (known && there.has(client)) known.seen = true;
    if (there.has(client) || (known && !known.seen)) used.add(name ?? "");
    else if (place < keys.length - MEMORY) await written.delete(key).then(() => pins.delete(client));
  }
  for (const name of await names(BASE)) {
    if (used.has(name)) continue;
    lists.delete(name);
    await caches.delete(prefix(BASE) + name);
  }
}

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
// No navigation preload: where it fails, for want of a network, Firefox (153) shows no page, whatever a worker answers.
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, pathname } = new URL(request.url);
  if (!["GET", "HEAD"].includes(request.method) || !href.startsWith(BASE.href)) return;
  const path = decoded(pathname.slice(BASE.pathname.length));
  if (path === undefined || OWN.includes(path)) return;
  // Whatever is wrong with what is kept, the host is still there.
  const asked = path === LIST ? list : request.mode === "navigate" ? page : file;
  event.respondWith(asked(event, path).catch(() => fetch(request)));
});
scope.addEventListener("message", (event) => {
  const { task, build: name } = event.data;
  const client = event.source?.id ?? "";
  event.waitUntil(task === "tidy" ? tidy(name) : told(client, name));
});

/**
 * A page says of which build it is: on a first visit it was there before its worker.
 * @param {string} client
 * @param {string} name
 */
async function told(client, name) {
  if (!(await pinned(client))) await pin(client, name);
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
