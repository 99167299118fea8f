/**
 * Words in prose that set a figure: `<a href="#descent?learning_rate=1.1">`; and addresses, as the page opens and
 * later.
 */
import { parse } from "./address.js";
import { DnnExplainer } from "./element.js";
import { nearest } from "./nearest.js";
import { hosted } from "./source.js";
import { still } from "./theme.js";

/** Answer such links, wherever on the page they are, and the page's own address. */
export function install() {
  const opened = named(location.hash, document.body);
  if (opened) {
    // It reads the address itself; the large network still waits for the reader's touch.
    if (!opened.figure.querySelector(".dnn-wake")) opened.figure.ready.catch(() => {});
    show(opened.figure);
  }
  document.addEventListener(
    "click",
    (event) => {
      const link = /** @type {Element} */ (event.target).closest?.("a[href]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      const { hash, pathname, search, host, dataset } = /** @type {HTMLAnchorElement} */ (link);
      const here = host === location.host && pathname === location.pathname && search === location.search;
      // Off, as its figure is.
      if (here && link.getAttribute("aria-disabled") === "true") return event.preventDefault();
      if (!here || !go(hash, "exact" in dataset, link)) return;
      event.preventDefault();
      event.stopPropagation(); // the theme would take it for a change of page
      history.pushState(history.state, "", hash);
    },
    { capture: true },
  );
  // A name alone is the address of the page's defaults.
  addEventListener("hashchange", () => go(location.hash.includes("?") ? location.hash : `${location.hash}?`, true));
}

/**
 * Set the figure that a hash names, and bring it into view if it is not. Focus stays where it is.
 * @param {string} hash
 * @param {boolean} exact
 * @param {Element} link where that stands
 * @returns whether there is such a figure on this page
 */
function go(hash, exact, link = document.body) {
  const found = named(hash, link);
  if (!found) return false;
  found.figure.follow(found.texts, exact).catch(() => {});
  show(found.figure);
  return true;
}

/**
 * The figure on this page that a hash names, and what the hash says of it.
 * @param {string} hash
 * @param {Element} link
 */
function named(hash, link) {
  const address = parse(hash);
  if (!address) return null;
  const figure = nearest(link, address.name);
  return figure instanceof DnnExplainer && !hosted(figure) ? { figure, texts: address.texts } : null;
}

/** Scroll to a figure, unless at least half of its picture is on the screen. @param {Element} figure */
function show(figure) {
  const { top, bottom } = (figure.querySelector(".dnn-plot") ?? figure).getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  if (seen < (bottom - top) / 2) figure.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
}
