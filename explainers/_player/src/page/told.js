/**
 * What the page's address tells of its figures: of the one that was changed last, `#descent?step=3`, and behind `also`
 * of each other that stands elsewhere than where the page opens. So an address is the whole page: going back and
 * forward, a reload and a bookmark lead to the same.
 */
import { encoded, leads, parse } from "./address.js";
import { bared } from "./mended.js";
import { hosted } from "./source.js";

const ALSO = "also";
const SETTLED = 400; // ms without a change before the address follows

/** What the address is to tell soon. @type {Map<Element, { timer: number, hash: () => string }>} */
const due = new Map();

/**
 * What a hash tells of each figure, by name.
 * @param {string} hash
 * @returns {Map<string, URLSearchParams>}
 */
export function spoken(hash) {
  const found = new Map();
  const first = parse(hash);
  if (!first) return found;
  const [own, others] = [new URLSearchParams(), /** @type {ReturnType<typeof parse>[]} */ ([])];
  for (const [name, text] of first.texts)
    if (bared(name) === ALSO) others.push(parse(`#${text}`));
    else own.append(name, text);
  first.texts = own;
  for (const each of [first, ...others]) if (each && !found.has(each.name)) found.set(each.name, each.texts);
  return found;
}

/** What is said of a figure. @param {Map<string, URLSearchParams>} all as `spoken` gives it @param {string} name */
export function told(all, name) {
  return [...all].find(([named]) => leads(named, name))?.[1];
}

/**
 * The hash of the whole page once a figure has its own.
 * @param {string} own
 */
export function joined(own) {
  const figure = own.slice(1).split("?")[0];
  const also = [...spoken(location.hash)]
    .filter(([name, texts]) => !leads(name, figure) && texts.size)
    .map(([name, texts]) => `${name}?${[...texts].map(([key, text]) => `${key}=${encoded(text)}`).join("&")}`);
  if (!also.length) return own;
  return `${own}${own.includes("?") ? "&" : "?"}${also.map((text) => `${ALSO}=${encoded(text)}`).join("&")}`;
}

/**
 * Have the page's address tell where a figure stands, without a step for the back button; not that of a host's page,
 * nor where it names a slide.
 * @param {Element} figure
 * @param {string} hash the figure's own
 */
export function settle(figure, hash) {
  drop(figure);
  if (!hosted(figure) && !("slides" in document.documentElement.dataset)) replace(joined(hash));
}

/** The same once nothing has changed for a while. @param {Element} figure @param {() => string} hash */
export function settleSoon(figure, hash) {
  drop(figure);
  due.set(figure, { timer: window.setTimeout(() => settle(figure, hash()), SETTLED), hash });
}

/** Do now what is due: the address is about to become another one. */
export function settleAll() {
  for (const [figure, { hash }] of due) settle(figure, hash());
}

/** What is due of a figure is not its state any more. @param {Element} figure */
export function drop(figure) {
  clearTimeout(due.get(figure)?.timer);
  due.delete(figure);
}

/** @param {string} hash */
export function replace(hash) {
  try {
    history.replaceState(history.state, "", hash);
  } catch {
    // A page inside a frame may have no address of its own.
  }
}
