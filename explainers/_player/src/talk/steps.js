/**
 * Words that set a figure are the steps of their slide: each next step sets it as the next words say; going back, it is
 * set anew from the slide's start. Words may be clicked, too.
 * @import { Api } from "./types"
 * @import { DnnExplainer } from "../page/element.js"
 */
import { parse } from "../page/address.js";
import { nearest } from "../page/nearest.js";

export class Steps {
  /** How many steps of a slide have been taken. @type {Map<Element, number>} */
  #taken = new Map();

  /** @param {Api} deck */
  constructor(deck) {
    this.deck = deck;
    // Before the page's own answer, which would write the figure's address over the slide's.
    addEventListener("click", (event) => this.#clicked(event), { capture: true });
  }

  /** Take, or take back, the steps that the slide has been moved by. */
  look() {
    const slide = this.deck.getCurrentSlide();
    if (!slide) return;
    const links = steps(slide);
    const [before, now] = [this.#taken.get(slide) ?? 0, links.filter((link) => link.matches(".visible")).length];
    this.#taken.set(slide, now);
    if (now < before) for (const figure of new Set(links.map(figureOf))) figure.follow(new URLSearchParams(), true);
    for (const link of links.slice(now < before ? 0 : before, now)) set(link);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a.setter");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    set(/** @type {HTMLAnchorElement} */ (link));
    /** @type {HTMLElement} */ (link).blur(); // the next key is for the slides
  }
}

/** The words of a slide that are its steps. @param {Element} slide @returns {HTMLAnchorElement[]} */
const steps = (slide) => [
  .../** @type {NodeListOf<HTMLAnchorElement>} */ (slide.querySelectorAll("a.setter.fragment")),
];

/** @param {HTMLAnchorElement} link */
function figureOf(link) {
  const name = parse(link.hash)?.name ?? "";
  return /** @type {DnnExplainer} */ (nearest(link, name));
}

/** Set the figure that words are about. What fails is said in the figure's place. @param {HTMLAnchorElement} link */
function set(link) {
  const texts = parse(link.hash)?.texts ?? new URLSearchParams();
  figureOf(link)
    .follow(texts, "exact" in link.dataset)
    .catch(() => {});
}
