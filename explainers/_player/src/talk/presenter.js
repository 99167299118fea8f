/**
 * What the speaker sees, in a window of its own: the notes, what comes next, and the time. The window holds no script,
 * so that it works from a file, and under a policy that forbids scripts within pages.
 * @import { Api } from "./types"
 */
import { ours } from "../controls/parts/keys.js";

const SIZE = "width=960,height=720";
const BLOCKED = "The browser did not open the window with the notes. Allow pop-ups for this page, and press S again.";
const SHOWN = 6000; // ms
const TOKENS = ["ink", "paper", "surface", "muted", "line", "accent"].map((token) => `--dnn-${token}`);

const STYLE = `
  body { margin: 0; padding: 1.5rem 2rem; font: 1.25rem/1.5 system-ui, sans-serif }
  body { color: var(--dnn-ink); background: var(--dnn-paper) }
  header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; font-variant-numeric: tabular-nums }
  h1 { flex: 1; margin: 0; font-size: 1.1rem }
  h2 { margin: 1.5rem 0 .25rem; font-size: 1rem; color: var(--dnn-muted) }
  time { font-size: 2.25rem; font-weight: 600 }
  main { max-width: 44rem; font-size: 1.5rem }
  main p { margin: 0 0 .7em }
  ul, ol { margin: 0 0 .7em; padding-left: 1.3em }
  a { color: inherit; text-decoration: none; font-weight: 600 }
  section { padding: .75rem 1rem; background: var(--dnn-surface); border-radius: .5rem }
  section p { margin: 0 }
  button { padding: .4rem 1rem; font: inherit; font-size: 1rem; color: inherit; background: var(--dnn-surface);
    border: 1px solid var(--dnn-line); border-radius: .5rem; cursor: pointer }
  button:focus-visible { outline: 3px solid var(--dnn-accent) }
`;

export class Presenter {
  /** @type {Window | null} */
  #window = null;
  /** When the talk began, or how long it had lasted when the clock was stopped; ms. */
  #clock = { begun: 0, lasted: 0, runs: false };

  /** @param {Api} deck */
  constructor(deck) {
    this.deck = deck;
  }

  /** Open the window, or bring it to the front. */
  open() {
    if (this.#window && !this.#window.closed) return this.#window.focus();
    this.#window = window.open("", "notes", SIZE);
    if (!this.#window) return notice(BLOCKED);
    const { document: page } = this.#window;
    page.title = `Notes: ${document.title}`;
    page.documentElement.lang = document.documentElement.lang;
    // Not a style element, which a policy may forbid.
    const sheet = new /** @type {any} */ (this.#window).CSSStyleSheet();
    sheet.replaceSync(STYLE);
    page.adoptedStyleSheets = [sheet];
    const colors = getComputedStyle(document.documentElement);
    for (const name of TOKENS) page.documentElement.style.setProperty(name, colors.getPropertyValue(name));
    page.body.replaceChildren(...this.#parts(page));
    this.#window.addEventListener("keydown", (event) => this.#key(event));
    this.#clock = { begun: performance.now(), lasted: 0, runs: true };
    const timer = setInterval(() => (this.#window?.closed ? clearInterval(timer) : this.#tick()), 500);
    this.show();
    this.#tick();
  }

  /** @param {Document} page */
  #parts(page) {
    const make = (
      /** @type {string} */ element,
      /** @type {object} */ given,
      /** @type {(Node | string)[]} */ ...inside
    ) => {
      const made = Object.assign(page.createElement(element), given);
      made.append(...inside);
      return made;
    };
    const button = (/** @type {string} */ textContent, /** @type {() => void} */ onclick) =>
      make("button", { type: "button", textContent, onclick });
    return [
      make(
        "header",
        {},
        make("h1", { id: "where" }),
        make("time", { id: "lasted" }),
        make("span", { id: "now" }),
        button("Pause or go on", () => this.#pause()),
        button("From 0", () => this.#begin()),
      ),
      make("h2", { textContent: "Notes" }),
      make("main", { id: "notes" }),
      make("h2", { textContent: "Next" }),
      make("section", {}, make("p", { id: "next" })),
      make(
        "p",
        {},
        button("Back", () => this.deck.prev()),
        " ",
        button("Next", () => this.deck.next()),
      ),
    ];
  }

  /** Say where the talk is. */
  show() {
    const page = this.#window && !this.#window.closed ? this.#window.document : null;
    const slide = this.deck.getCurrentSlide();
    if (!page || !slide) return;
    const slides = this.deck.getSlides();
    const place = slides.indexOf(slide);
    const steps = [...slide.querySelectorAll(".fragment")];
    const step = steps.find((each) => !each.classList.contains("visible"));
    const following = slides[place + 1];
    write(page, "where", `${place + 1} of ${slides.length}: ${heading(slide)}`);
    const said = next(step, following);
    write(page, "next", said);
    const notes = slide.querySelector("aside.notes");
    const copies = [...(notes?.childNodes ?? [])].map((node) => page.importNode(node, true));
    page.getElementById("notes")?.replaceChildren(...(copies.length ? copies : ["This slide has no notes."]));
  }

  #lasted() {
    return this.#clock.lasted + (this.#clock.runs ? performance.now() - this.#clock.begun : 0);
  }

  #pause() {
    this.#clock = { begun: performance.now(), lasted: this.#lasted(), runs: !this.#clock.runs };
    this.#tick();
  }

  #begin() {
    this.#clock = { begun: performance.now(), lasted: 0, runs: true };
    this.#tick();
  }

  #tick() {
    const page = this.#window?.document;
    if (!page) return;
    const seconds = Math.floor(this.#lasted() / 1000);
    write(page, "lasted", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    write(page, "now", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!ours(event)) return;
    const pressed = /** @type {Element | null} */ (event.target)?.closest?.("button");
    if (/^(ArrowRight|ArrowDown|PageDown)$/.test(event.key) || (event.key === " " && !pressed)) this.deck.next();
    else if (/^(ArrowLeft|ArrowUp|PageUp)$/.test(event.key)) this.deck.prev();
    else return;
    event.preventDefault();
  }
}

/**
 * What comes next: a step of this slide, or the slide after it.
 * @param {Element | undefined} step
 * @param {Element | undefined} slide
 */
function next(step, slide) {
  if (step) return `Step: ${step.textContent?.trim()}`;
  if (!slide) return "This is the last slide.";
  const figure = slide.querySelector("figure")?.getAttribute("aria-label");
  return `${heading(slide)}${figure ? ` (figure: ${figure})` : ""}`;
}

/** @param {Element} slide */
const heading = (slide) => slide.querySelector("h1, h2")?.textContent?.trim() ?? "";

/** @param {Document} page @param {string} id @param {string} text */
function write(page, id, text) {
  const place = page.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
}

/** Say something over the slides, for a while. @param {string} text */
function notice(text) {
  const place = Object.assign(document.createElement("p"), { className: "talk-notice", textContent: text });
  place.setAttribute("role", "alert");
  document.body.append(place);
  setTimeout(() => place.remove(), SHOWN);
}
