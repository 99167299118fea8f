/** Words in prose that set a figure: `<a href="#descent?learning_rate=1.1">`, and addresses that arrive later. */
import { parse } from "./address.js";
import { DnnExplainer } from "./element.js";
import { still } from "./theme.js";

/** Answer such links, wherever on the page they are. */
export function install() {
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    const { hash, pathname, search, host } = /** @type {HTMLAnchorElement} */ (link);
    const here = host === location.host && pathname === location.pathname && search === location.search;
    if (!here || !go(hash, false)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would take it for a change of page
    history.pushState(history.state, "", hash);
  }, { capture: true });
  addEventListener("hashchange", () => go(location.hash, true));
}

/**
 * Set the figure that a hash names, and bring it into view if it is not. Focus stays where it is.
 * @param {string} hash
 * @param {boolean} exact
 * @returns whether there is such a figure on this page
 */
function go(hash, exact) {
  const address = parse(hash);
  const figure = address && document.querySelector(`dnn-explainer[name="${address.name}"]`);
  if (!address || !(figure instanceof DnnExplainer)) return false;
  figure.follow(address.texts, exact).catch(() => {});
  if (!visible(figure)) figure.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
  return true;
}

/** Whether at least half of its picture is on the screen. @param {Element} figure */
function visible(figure) {
  const { top, bottom } = (figure.querySelector(".dnn-plot") ?? figure).getBoundingClientRect();
  return Math.min(bottom, innerHeight) - Math.max(top, 0) >= (bottom - top) / 2;
}
