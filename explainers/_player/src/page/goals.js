/**
 * `<dnn-goal for="NAME" data-goal='{…}'>`: what a page asks of its reader. Its figure judges it; this says how it
 * stands, in `data-state`: open, shown (its solution was) or reached. Each change is told as an `explainer-goal` event.
 * Whoever keeps it for another visit cancels the event, and sets `data-state` and `data-record` again later.
 * @import {Watch} from "../run/judge.js"
 */
import { number } from "../run/summary.js";
import { DnnExplainer } from "./element.js";
import { nearest } from "./nearest.js";

const SEEN = 8000; // ms for which the word that a goal is reached stays on the screen
const STATES = /** @type {Record<string, string>} */ ({ shown: "solution shown", reached: "reached" });
const GIVEN = "It is met, but not by you. Change something yourself, and meet it again.";
const SHOWN = "To reach it yourself, change something until it is no longer met, and then meet it again.";
const UNKEPT = "Nothing is kept on this device: it will be open again when you come back.";

export class DnnGoal extends HTMLElement {
  static observedAttributes = ["data-state", "data-record"];
  /** @type {Watch | undefined} */
  #watch;
  /** @type {AbortController | undefined} */
  #presence;
  /** Whether it is known that nobody keeps what is reached. */
  #unkept = false;

  connectedCallback() {
    this.#presence = new AbortController();
    const { signal } = this.#presence;
    const figure = nearest(this, this.getAttribute("for") ?? "");
    if (!(figure instanceof DnnExplainer)) return;
    prepare();
    const watch = figure.judge.watch(JSON.parse(this.dataset.goal ?? ""));
    this.#watch = watch;
    if (this.dataset.record) watch.record = Number(this.dataset.record);
    signal.addEventListener("abort", () => figure.judge.leave(watch));
    figure.addEventListener("explainer-update", () => this.#look(watch), { signal });
    const solution = /** @type {HTMLDetailsElement | null} */ (this.querySelector(".dnn-goal-solution"));
    const shown = () => solution?.open && this.state === "open" && this.#become("shown");
    solution?.addEventListener("toggle", shown, { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#presence?.abort();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#watch) return;
    if (name === "data-record") this.#watch.record = now === null ? null : Number(now);
    // Forgotten: what has been reached is to be reached anew.
    else if (now === "open") Object.assign(this.#watch, { open: false, reached: false });
    this.#draw();
  }

  get state() {
    return this.dataset.state ?? "open";
  }

  /** @param {Watch} watch */
  #look(watch) {
    const { reached, record } = watch;
    const beaten = reached && record !== null && String(record) !== this.dataset.record;
    if (beaten) this.dataset.record = String(record);
    if (reached && this.state !== "reached") {
      this.#become("reached");
      const text = this.querySelector(".dnn-goal-text")?.textContent?.trim();
      announce(`Goal reached: ${text} ${this.#unkept ? UNKEPT : ""}`);
    } else if (beaten) this.#tell();
    this.#draw();
  }

  /** @param {"shown" | "reached"} state */
  #become(state) {
    this.dataset.state = state;
    this.#tell();
    this.#draw();
  }

  #tell() {
    const { state, dataset } = this;
    const detail = { key: dataset.key, explainer: this.getAttribute("for"), state, record: dataset.record ?? null };
    this.#unkept = this.dispatchEvent(new CustomEvent("explainer-goal", { bubbles: true, cancelable: true, detail }));
  }

  #draw() {
    const { label, record } = this.dataset;
    this.#say("said", STATES[this.state] ?? "");
    this.#say("note", this.#note());
    this.#say("record", record ? `${label}: ${figures(Number(record))}` : "");
  }

  #note() {
    if (this.state === "shown") return SHOWN;
    if (this.state === "reached") return this.#unkept ? UNKEPT : "";
    return this.#watch?.met && !this.#watch.open ? GIVEN : "";
  }

  /** @param {string} part @param {string} text */
  #say(part, text) {
    const place = /** @type {HTMLElement | null} */ (this.querySelector(`.dnn-goal-${part}`));
    if (!place || place.textContent === text) return;
    place.textContent = text;
    place.hidden = !text;
  }
}

/** A number with three figures. @param {number} value */
function figures(value) {
  const decimals = value && Math.abs(value) < 100 ? 2 - Math.floor(Math.log10(Math.abs(value))) : 0;
  return Number.isInteger(value) ? number(value, ".0f") : number(value, `.${Math.max(0, decimals)}f`);
}

/** Where it is said that a goal is reached, wherever on the page the reader is. @type {HTMLElement | undefined} */
let place;
let timer = 0;

/** Have that place before there is something to say: a live region that comes with its words is not read. */
function prepare() {
  place ??= Object.assign(document.createElement("p"), { className: "dnn-reached", role: "status" });
  if (!place.isConnected) document.body.append(place);
}

/** @param {string} text */
function announce(text) {
  if (!place) return;
  clearTimeout(timer);
  place.textContent = text.trim();
  place.classList.add("dnn-seen");
  timer = window.setTimeout(() => place?.classList.remove("dnn-seen"), SEEN);
}
