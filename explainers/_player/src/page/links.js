/**
 * Words in prose that set a figure: `<a href="#descent?learning_rate=1.1">`; and addresses, as the page opens and
 * later. Such words are a step for the back button, what the reader does with a figure is none: the address follows it.
 */
import { refusal } from "../run/names.js";
import { parse } from "./address.js";
import { LINKED } from "./before.js";
import { DnnExplainer } from "./element.js";
import { nearest } from "./nearest.js";
import { hosted } from "./source.js";
import { still } from "./theme.js";
import { joined, replace, settleAll, spoken, told } from "./told.js";
import { Voice } from "./voice.js";

/** The place on this page that a link has just led to. */
let place = "";

/** Answer such links, wherever on the page they are, and the page's own address. */
export function install() {
  const opened = [...spoken(location.hash).keys()].map((name) => own(nearest(document.body, name)));
  // They read the address themselves; the large network still waits for the reader's touch.
  for (const figure of opened) if (figure && !figure.querySelector(".dnn-wake")) figure.ready.catch(() => {});
  if (opened[0]) show(opened[0]);
  strange(spoken(location.hash));
  document.addEventListener(
    "click",
    (event) => {
      const link = /** @type {Element} */ (event.target).closest?.("a[href]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      const { hash, pathname, search, host, dataset } = /** @type {HTMLAnchorElement} */ (link);
      const here = host === location.host && pathname === location.pathname && search === location.search;
      // Off, as its figure is.
      if (here && link.getAttribute("aria-disabled") === "true") return event.preventDefault();
      settleAll(); // what the reader has set is there to go back to
      if (!here) return;
      if (!go(hash, "exact" in dataset, link)) return void (place = hash === location.hash ? "" : hash);
      event.preventDefault();
      event.stopPropagation(); // the theme would take it for a change of page
      history.pushState(history.state, "", joined(hash));
    },
    { capture: true },
  );
  addEventListener("hashchange", arrive);
}

/**
 * Set the figures as the address tells: exactly, where it tells of one else than it did.
 * @param {HashChangeEvent} event
 */
function arrive({ oldURL, newURL }) {
  const [old, hash] = [oldURL, newURL].map((url) => new URL(url).hash);
  const [before, now] = [spoken(old), spoken(hash)];
  const led = place && hash === place;
  place = "";
  // A place on the page was gone to, and figures stay as they are: so does what the address tells of them.
  if (led && !now.size) return before.size ? replace(old) : undefined;
  const followed = [];
  for (const figure of document.querySelectorAll("dnn-explainer")) {
    const name = figure.getAttribute("name") ?? "";
    const texts = told(now, name) ?? new URLSearchParams();
    if (String(texts) === String(told(before, name) ?? "")) continue;
    // One that sleeps reads the address as it wakes.
    if (own(figure)?.dataset.state !== "still") followed.push(own(figure)?.follow(texts, true));
  }
  const first = own(nearest(document.body, [...now.keys()][0] ?? ""));
  if (first) show(first);
  Promise.allSettled(followed).then(() => strange(now));
}

/**
 * Say which figures an address tells of that are not on this page, where the first figure is.
 * @param {Map<string, URLSearchParams>} now
 */
function strange(now) {
  const figures = [...document.querySelectorAll("dnn-explainer")].map(own).filter((figure) => figure !== null);
  const others = [...now.keys()].filter((name) => !own(nearest(document.body, name)));
  const [first] = figures;
  if (!first || !others.length) return;
  const names = [...new Set(figures.map(({ name }) => name))];
  const known = `The figures of this page: ${names.join(", ")}.`;
  const said = others.map(
    (name) => `The address tells of "${name}", which is not here; ${refusal(name, names, known)}`,
  );
  new Voice(first).note(said.join(" "));
  first.scrollIntoView({ block: "nearest" });
}

/**
 * Set the figure that a link names, and bring it into view if it is not. Focus stays where it is.
 * @param {string} hash
 * @param {boolean} exact
 * @param {Element} link
 * @returns whether there is such a figure on this page
 */
function go(hash, exact, link) {
  const address = parse(hash);
  const figure = own(address && nearest(link, address.name));
  if (!address || !figure) return false;
  figure.dispatchEvent(new Event(LINKED));
  figure.follow(address.texts, exact).catch(() => {});
  show(figure);
  return true;
}

/** A figure, if the page's address is its own. @param {Element | null} figure */
const own = (figure) => (figure instanceof DnnExplainer && !hosted(figure) ? figure : null);

/** Scroll to a figure, unless at least half of its picture is on the screen. @param {Element} figure */
function show(figure) {
  const { top, bottom } = (figure.querySelector(".dnn-plot") ?? figure).getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  if (seen < (bottom - top) / 2) figure.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
}
