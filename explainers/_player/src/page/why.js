/**
 * Why a file of the site did not come, or did not run: what a page can find out about that, in words that a reader can
 * act on.
 */
import { Failure, missing } from "./failure.js";

const PATIENCE = 10_000; // ms until a host that does not answer is said to be out of reach
const TOLD = 50; // ms within which a browser tells of what a policy has refused, after that has failed

/** What policies have refused: the directive that did, by address. @type {Map<string, string>} */
const refused = new Map();
globalThis.document?.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) =>
  refused.set(bare(blockedURI), effectiveDirective),
);

/** An address as a policy's violation names it. @param {string} address */
const bare = (address) => (address.startsWith("blob:") ? "blob" : address.split(/[?#]/)[0]);

/** Those that did not come with the page. @param {(string | URL)[]} addresses */
const outside = (addresses) => addresses.filter((each) => !String(each).startsWith("blob:"));

/**
 * What keeps files from this page, whatever the host has: a policy, or where the page stands. Null where nothing does.
 * @param {string} what the reader knows them as, as a sentence begins with it
 * @param {(string | URL)[]} addresses one that begins with blob: was in the page
 * @param {unknown} cause
 */
export async function kept(what, addresses, cause) {
  await new Promise((resolve) => setTimeout(resolve, TOLD));
  for (const address of addresses) {
    const directive = refused.get(bare(String(address)));
    if (directive)
      return new Failure(
        `${what} is refused by a policy of this site (${directive}).`,
        "Whoever runs the site can allow it.",
        cause,
      );
  }
  return placed(what, outside(addresses), cause);
}

/**
 * Why a script did not come, or did not run.
 * @param {string} what
 * @param {(string | URL)[]} addresses of its files
 * @param {unknown} [cause]
 * @returns {Promise<Failure>}
 */
export async function why(what, addresses, cause) {
  const held = await kept(what, addresses, cause);
  if (held) return held;
  for (const address of outside(addresses)) {
    const response = await fetch(address, { cache: "reload", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    if (!response) return missing(what, cause);
    response.body?.cancel();
    const found = answered(what, response) ?? typed(what, response);
    if (found) return found;
  }
  return new Failure(
    `${what} is damaged or cut short, or this browser is too old for it.`,
    "Reload the page; if that does not help, try another browser.",
    cause,
  );
}

/**
 * Where the page itself stands so that its files are kept from it.
 * @param {string} what
 * @param {(string | URL)[]} addresses
 * @param {unknown} cause
 */
export function placed(what, addresses, cause) {
  if (!addresses.length) return null;
  if (location.protocol === "file:")
    return new Failure(
      `${what} could not be loaded: this page was opened as a file, and from there a browser loads no such program.`,
      "Open it on its site. Or serve its folder, with python3 -m http.server, and open http://localhost:8000.",
      cause,
    );
  if (globalThis.origin === "null")
    return new Failure(
      `${what} could not be loaded: the frame around this page keeps it from its own site (a sandbox without ` +
        "allow-same-origin).",
      "Open the page by itself; whoever made the frame can allow it.",
      cause,
    );
  return null;
}

/** What is wrong with an answer; null where nothing is. @param {string} what @param {Response} response */
export function answered(what, response) {
  const { ok, status, headers } = response;
  if ([404, 410].includes(status))
    return new Failure(`${what} is not on this site.`, "Reload the page; it may have moved.");
  if (!ok)
    return new Failure(`${what} could not be loaded: the site answers with error ${status}.`, "Try again in a while.");
  if (/^text\/html/i.test(headers.get("content-type") ?? ""))
    return new Failure(`${what} did not come: the site sent a web page in its place.`, "Reload the page.");
  return null;
}

/** What is wrong with a script's type. @param {string} what @param {Response} response */
function typed(what, { headers }) {
  const type = headers.get("content-type") ?? "";
  if (/(java|ecma)script/i.test(type)) return null;
  return new Failure(
    `${what} was sent as ${type.split(";")[0] || "a file without a type"}, and browsers run only what is sent as ` +
      "JavaScript.",
    "Whoever runs the site can have it send files that end in .js as text/javascript.",
  );
}
