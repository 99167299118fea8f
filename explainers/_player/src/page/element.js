/**
 * `<dnn-explainer name="…">`: a still picture that comes alive. What it needs is fetched when it nears the screen; then
 * it wakes in many short tasks, once the page has nothing else to do and no finger scrolls, or at once when the reader
 * touches it.
 * @import {Engine, Spec, Values} from "../types"
 */

import { begin } from "../engines/engine.js";
import { Plot } from "../picture/plot.js";
import { Judge } from "../run/judge.js";
import { Session } from "../run/session.js";
import { check, defaults } from "../run/values.js";
import { onSight, pauses, stir } from "./calm.js";
import { saveImage, share } from "./carry.js";
import { Early } from "./early.js";
import { failure } from "./failure.js";
import { fetched } from "./fetched.js";
import { lit } from "./lit.js";
import { Live } from "./live.js";
import { outputs } from "./outputs.js";
import { allow, drawable, refusal } from "./refusal.js";
import { keepInSight } from "./sight.js";
import * as source from "./source.js";
import { mode, still } from "./theme.js";
import { spoken, told } from "./told.js";
import { Voice } from "./voice.js";

const NEAR = "800px 0px"; // about what a phone scrolls while a figure loads
const CONTROLS = ".dnn-controls, .dnn-pickable"; // where a finger works; elsewhere it may want to scroll
const OWN = ["defaults", "save", "share"]; // buttons of no control, which are answered here

/** Figures that nobody has touched wake one after another. */
let queue = Promise.resolve();

export class DnnExplainer extends HTMLElement {
  /** @type {Live | undefined} */
  #live;
  /** @type {Promise<void> | undefined} */
  #ready;
  /** @type {Promise<Spec> | undefined} */
  #spec;
  /** @type {Promise<Engine> | undefined} */
  #engine;
  #here = false; // whether its engine is, and its data
  #untouched = true;
  #near = false;
  #asked = false; // whether the reader waits for it
  #rest = pauses(() => this.#asked);
  #early = new Early();
  #bound = false; // whether its controls answer; it lives only once there is a picture
  #fresh = false; // past the browser's cache
  /** Ends keeping the panel that answers in sight. */
  #sight = () => {};
  /** What ends with this element's time on the page. @type {AbortController | undefined} */
  #presence;
  /** Judges goals; ask it after an `explainer-update`. */
  judge = new Judge();

  connectedCallback() {
    this.dataset.state ??= "still";
    this.#presence = new AbortController();
    const { signal } = this.#presence;
    const near = new IntersectionObserver(
      ([entry]) => {
        this.#near = entry.isIntersecting;
        if (this.#near) this.#approach();
        else if (!this.getClientRects().length) this.#live?.pause(); // its slide has gone
      },
      { rootMargin: NEAR },
    );
    near.observe(this);
    signal.addEventListener("abort", () => (near.disconnect(), this.#sight()));
    this.#look();
    if (refusal(this, this.#large)) this.#ask(); // who waits is told at once, and offered no button in vain
    const listen = (/** @type {string} */ types, /** @type {(event: any) => void} */ answer) => {
      for (const type of types.split(" ")) this.addEventListener(type, answer, { signal });
    };
    listen("pointerdown keydown focusin", (event) => this.#large || this.#touched(event));
    listen("click input change", (event) => this.#touched(event));
    listen("pointerdown pointermove pointerup pointercancel", (event) => this.#live || this.#early.draw(event));
    listen("click", (event) => this.#clicked(event));
    listen("dragover drop paste", (event) => this.#given(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.#live?.pause(), { signal });
  }

  disconnectedCallback() {
    if (source.hosted(this))
      this.#live?.pause(); // a notebook takes out of its page what is out of sight, and puts it back
    else this.#letGo();
    this.#presence?.abort();
  }

  #letGo() {
    this.#live?.close();
    this.#engine?.then((engine) => engine.close?.()).catch(() => {});
  }

  /** Keep the panel that answers in sight, and have the controls on, once there is anything to be seen. */
  #look() {
    this.#sight();
    lit(this, this.dataset.state !== "error");
    if (this.querySelector(".dnn-stage") && !source.hosted(this)) this.#sight = keepInSight(this);
  }

  /** Whether it needs the large network, which is loaded only when the reader asks for it. */
  get #large() {
    return Boolean(this.querySelector(".dnn-wake"));
  }

  /** The name of the explainer. */
  get name() {
    return this.getAttribute("name") ?? "";
  }

  /** Resolves when the figure is alive; rejects with words when it cannot be. Asking wakes it. */
  get ready() {
    return this.#ask();
  }

  /** Every control's value. @returns {Values} */
  get values() {
    return this.#live?.values ?? {};
  }

  /** The model's named outputs, and what is counted, as nested arrays. */
  get outputs() {
    return this.#live ? outputs(this.#live.session) : {};
  }

  /** Resolves when what is counted over a data set is that of these settings, and painted. */
  get counted() {
    return this.#live?.session.tally?.working;
  }

  /**
   * Set controls by name; resolves when that is painted. Rejects with a RangeError that says what is allowed.
   * @param {Record<string, unknown>} values
   */
  async set(values) {
    const live = await this.#use();
    await live.set(check(live.spec, values));
  }

  /** Take n steps at once; resolves when the last is painted, or a pause has ended them. */
  async step(n = 1) {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`step takes a whole number from 0, not ${n}`);
    await (await this.#use()).step(n);
  }

  /** To step 0; where there are no steps, every control to its default. */
  async reset() {
    await (await this.#use()).reset();
  }

  /** Go where the texts of an address say; see `Live.follow`. @param {URLSearchParams} texts @param {boolean} exact */
  async follow(texts, exact) {
    await (await this.#use()).follow(texts, exact);
  }

  async #use() {
    this.#takeOver();
    await this.#ask();
    return /** @type {Live} */ (this.#live);
  }

  /** Whoever is first to touch a figure that plays by itself ends that. */
  #takeOver() {
    if (!this.#untouched) return;
    this.#untouched = false;
    this.#live?.pause();
  }

  /** Wake it for someone who waits: what else there is to do comes later. */
  #ask() {
    this.#asked = true;
    stir();
    return this.#wake();
  }

  #wake() {
    this.#ready ??= this.#load().catch((error) => {
      this.#fail(error);
      throw error;
    });
    this.#ready.catch(() => {}); // said in the figure's place
    return this.#ready;
  }

  /**
   * Fetch what it needs, and wake it in its turn, if it is still near by then. Without a picture that stands in,
   * someone waits.
   */
  #approach() {
    if (this.#large || this.#ready) return;
    if (!this.firstElementChild) {
      // Written by hand, with nothing in it: only its spec tells whether it may wake by itself.
      this.#described().then(
        () => this.firstElementChild && this.#approach(),
        (error) => this.#fail(error),
      );
      return;
    }
    if (!this.querySelector(".dnn-still img")) return void this.#ask();
    const inTurn = () => {
      queue = queue.then(() => this.#rest()).then(() => (this.#near ? this.#wake() : undefined));
      queue = queue.catch(() => {});
    };
    this.#fetch().then(inTurn, (error) => this.#fail(error));
  }

  #described() {
    this.#spec ??= source.spec(this, this.name, this.#fresh).then((spec) => {
      if (this.firstElementChild) return spec;
      this.innerHTML = spec.markup ?? "";
      this.#look();
      return spec;
    });
    return this.#spec;
  }

  #fetch() {
    this.#engine ??= fetched(this, this.#described(), this.#fresh).then((engine) => ((this.#here = true), engine));
    this.#engine.catch(() => {}); // said in the figure's place
    return this.#engine;
  }

  async #load() {
    this.dataset.state = "loading";
    allow(this, this.#large);
    if (this.#large) {
      new Voice(this).progress(0);
      begin(this.#fresh);
    }
    const fetching = this.#fetch();
    const spec = await this.#described();
    await drawable(spec);
    const box = /** @type {HTMLElement} */ (this.querySelector(".dnn-live"));
    box.hidden = false;
    const plot = new Plot(spec, box);
    if (spec.ahead && !this.#large && !this.#here) plot.ahead(mode(this), this.#rest, () => this.#here);
    const engine = await fetching;
    await this.#rest();
    // A frame without an address of its own, and a figure in a host's page, have no link to copy.
    if (location.protocol === "about:" || source.hosted(this))
      this.querySelector("[name=share]")?.setAttribute("hidden", "");
    const given = { ...defaults(spec), ...check(spec, source.given(this)) };
    const session = new Session(spec, engine);
    await this.#rest();
    const live = new Live(this, session, plot, given, (error) => this.#fail(error), this.judge);
    this.#bound = true;
    const texts = told(spoken(source.opening(this)), this.name);
    await live
      .start(texts ?? new URLSearchParams(), this.#rest, () => {
        this.#live = live;
        this.dataset.state = "live";
        new Voice(this).progress(null);
      })
      .catch((error) => {
        live.close();
        throw error;
      });
    this.#early.replay(this);
    if (!texts && !still()) onSight(box, () => this.#untouched && live.autoplay());
  }

  /** @param {unknown} error */
  #fail(error) {
    console.error(error);
    this.#live?.pause();
    this.dataset.state = "error";
    lit(this, false);
    new Voice(this).fail(failure(error, "This figure has stopped."));
  }

  /** @param {Event} event */
  #touched(event) {
    const target = /** @type {HTMLButtonElement} */ (event.target);
    const finger = event.type === "pointerdown" && /** @type {PointerEvent} */ (event).pointerType === "touch";
    if (finger && !target.closest(CONTROLS)) return; // it may be about to scroll; a tap becomes a click
    this.#ask();
    if (target.name === "play")
      this.#untouched = false; // it plays or pauses itself
    else this.#takeOver();
  }

  /** A photo that comes before there is anyone to take it wakes the figure. @param {Event} event */
  #given(event) {
    if (!this.#live && this.querySelector(".dnn-photo") && this.#early.give(event)) this.#touched(event);
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button || button.name === "wake") return;
    if (button.name === "retry") this.#retry();
    else if (!this.#live) {
      if (!this.#bound || OWN.includes(button.name)) this.#early.press(button); // a control's button has its answer
    } else if (button.name === "defaults") this.#live.startOver();
    else if (button.name === "save") saveImage(this.#live, this.name);
    else if (button.name === "share")
      share(this.#live, /** @type {HTMLInputElement} */ (this.querySelector(".dnn-address")));
  }

  /** From the beginning, with copies of the same inputs, to which nothing old is listening. */
  #retry() {
    this.#letGo();
    this.replaceChildren(.../** @type {Element} */ (this.cloneNode(true)).children);
    this.querySelector(".dnn-live")?.replaceChildren();
    new Voice(this).fail(null);
    this.#live = this.#ready = this.#spec = this.#engine = undefined;
    this.#early = new Early();
    [this.#bound, this.#here, this.#fresh] = [false, false, true];
    this.#ask();
    this.#look();
  }
}
