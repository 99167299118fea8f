// Twin: _core/words/mended.py
/**
 * Addresses as they come back from chats, mails and documents: encoded once more, broken, or with a sign at their end.
 * A right address means what it always did: a part is mended only where it cannot be understood as it stands.
 */
import { found, UNSEEN } from "../run/names.js";

/** @typedef {[name: string, text: string]} Pair */

const OFTEN = 4; // as often as one may have been encoded
const PARTED = /\?(.*)$/s;
const CUT = /(?:…|\.{3,})[^\p{L}\p{N}_]*$/u; // a chat shows the beginning of a long address
// What sites add to the links that are clicked on in them, to follow readers.
const FOLLOWED = /^(?:utm_\w+|[a-z]{0,3}clid|msclkid|_g[al]|mc_[ce]id|igsh(?:id)?|ref_\w+)$/;
const LEFT = /^[#\w]+;$/; // of an entity, such as &gt; at the end

/** A text decoded once; what is no encoding stays. @param {string} text */
const decoded = (text) => new URLSearchParams(`x=${text.replaceAll("+", "%2B").replaceAll("&", "%26")}`).get("x") ?? "";

/** A name without what writing it for HTML has left before it. @param {string} name */
export const bared = (name) => name.replace(UNSEEN, "").replace(/^(?:amp;)+/, "");

/** The name and the query of an address after its #; null where it has no such form. @param {string} text */
export function split(text) {
  for (let often = 0; often < OFTEN; often++) {
    const [, query] = PARTED.exec(text) ?? [];
    if (query !== undefined && (/[=&]/.test(query) || !query.includes("%"))) break;
    // Only the question mark was encoded, or all was.
    const next = text.includes("=") && query === undefined ? text.replace(/%(?:25)*3F/i, "?") : decoded(text);
    if (next === text) break;
    text = next;
  }
  const query = PARTED.exec(text)?.[1];
  const name = decoded(text.split("?", 1)[0]).replace(UNSEEN, "").replaceAll("\\", "").trim();
  return query !== undefined && /^[\w-]+$/.test(name) ? { name, query } : null;
}

/**
 * The pairs of a query. What cannot be understood, and not be mended, stays as it is; where it was cut short, is left
 * out, and said.
 * @param {URLSearchParams} query
 * @param {string[]} known the names that it may have
 * @param {(name: string, text: string) => boolean} fits whether such a pair can be understood
 * @param {string[]} problems what is said is added to them
 */
export function pairs(query, known, fits, problems) {
  const parsed = [...query];
  return parsed.flatMap(([name, text], place) => {
    const last = place === parsed.length - 1;
    const cut = last && CUT.test(text || name);
    if (cut) problems.push(`the address was cut short at "${text || name}"; copy the whole of it`);
    return cut ? [] : mended(name, text, last, known, fits, OFTEN);
  });
}

/**
 * The pairs that a pair stands for: itself, if it fits.
 * @param {string} name
 * @param {string} given
 * @param {boolean} last
 * @param {string[]} known
 * @param {(name: string, text: string) => boolean} fits
 * @param {number} often
 * @returns {Pair[]}
 */
function mended(name, given, last, known, fits, often) {
  const text = given.replace(UNSEEN, "");
  const bare = bared(name);
  /** @type {Pair} */
  const pair = [found(bare, known) ?? bare, text];
  if (fits(...pair)) return [pair];
  if (FOLLOWED.test(bare) || (last && !text && LEFT.test(bare))) return [];
  for (const query of often ? candidates(bare, text, last) : []) {
    const parts = query.flatMap((part, place) =>
      mended(...part, last && place === query.length - 1, known, fits, often - 1),
    );
    if (parts.length && parts.every((each) => fits(...each))) return parts;
  }
  return [pair];
}

/** Lists of pairs that a pair may have been. @param {string} name @param {string} text @param {boolean} last */
function* candidates(name, text, last) {
  const at = text ? -1 : name.indexOf("=");
  if (at >= 0) yield/** @type {Pair[]} */ ([[name.slice(0, at), name.slice(at + 1)]]);
  /** @type {(text: string) => Pair[]} */
  const one = (text) => [[name, text]];
  if (text.startsWith("3D")) yield one(text.slice(2)); // mails write = as =3D
  /** @type {Pair[]} */
  const again = [...new URLSearchParams((text ? `${name}=${text}` : name).replaceAll("?", "&"))];
  if (again.length && String(again) !== String([[name, text]])) yield again;
  if (/[\s\\]/.test(text)) yield one(text.replace(/[\s\\]/g, "")); // broken over lines, or escaped for Markdown
  const [end] = (last && /[^a-z0-9]{1,8}$/i.exec(text)) || [""];
  for (let more = 1; more <= end.length; more++) yield one(text.slice(0, -more));
}
