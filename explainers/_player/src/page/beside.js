/**
 * Several runs drawn side by side, the run now first, and what there is to say of each of the others.
 * @import {Arrays, Beside, Binding} from "../types"
 * @import {Session} from "../run/session.js"
 * @import {Live} from "./live.js"
 */
import { Plot } from "../picture/plot.js";
import { differences } from "../run/differences.js";
import { summarize } from "../run/summary.js";
import { settings } from "../run/values.js";
import * as source from "./source.js";
import { mode } from "./theme.js";

export class SideBySide {
  /** How runs are drawn, by their number. @type {Beside["figures"]} */
  #figures = {};
  /** @type {Plot | undefined} */
  #plot;
  /** The places of runs, and the names of their arrays, that are drawn. @type {[number, string][]} */
  #wanted = [];
  /** What is drawn of the run now, as it last was. @type {Arrays} */
  #now = {};

  /**
   * @param {Live} live
   * @param {HTMLElement} section
   * @param {HTMLElement[]} items one for each run that may be kept
   */
  constructor(live, section, items) {
    this.live = live;
    this.section = section;
    this.items = items;
    this.box = /** @type {HTMLElement} */ (section.querySelector(".dnn-live"));
  }

  /** Have here what it takes to draw. */
  async ready() {
    if (this.#plot) return;
    const { spec } = this.live;
    const { figures, words, solid } = await source.beside(this.live.root, spec.name);
    this.#figures = figures;
    this.#plot = new Plot({ ...spec, words, solid }, this.box);
  }

  /** Whether its box has another width than what is drawn. */
  get resized() {
    return Boolean(this.#plot?.measure() && this.#plot.form);
  }

  /** Show so many kept runs. @param {number} count */
  show(count) {
    this.section.hidden = !count;
    this.box.hidden = false; // in a section that may be
    for (const [index, item] of this.items.entries()) item.hidden = index >= count;
    if (!count || !this.#plot) return;
    const figures = this.#figures[count + 1];
    const names = Object.values(figures).flatMap(({ bindings }) => bindings.flatMap(sourcesOf));
    this.#wanted = [...new Set(names)].map((name) => [Number(name.split("/")[0]), name.slice(name.indexOf("/") + 1)]);
    for (const [form, { height }] of Object.entries(figures))
      this.box.parentElement?.style.setProperty(`--dnn-${form}-height`, `${height}px`);
    Object.assign(this.#plot, { spec: { ...this.#plot.spec, figures }, form: "" });
  }

  /** Take over what the run now shows: by the time of the drawing it may be on its way to another step. */
  look() {
    const { sources } = this.live.session;
    this.#now = this.#arrays((place, name) => (place ? undefined : sources[name].slice()));
  }

  /** @param {(place: number, name: string) => Float32Array | undefined} array @returns {Arrays} */
  #arrays(array) {
    const found = this.#wanted.map(([place, name]) => [`${place}/${name}`, array(place, name)]);
    return Object.fromEntries(found.filter(([, numbers]) => numbers));
  }

  /** @param {Session[]} sessions of the kept runs */
  async draw(sessions) {
    const { spec, session: now, root } = this.live;
    for (const [index, session] of sessions.entries()) {
      say(this.items[index], ".dnn-differences", `${differences(settings(spec), session, now)}.`);
      say(this.items[index], ".dnn-hint", summarize(spec.summary, session.sources, spec.words));
    }
    const kept = this.#arrays((place, name) => (place ? sessions[place - 1].sources[name] : undefined));
    await this.#plot?.draw({ ...this.#now, ...kept }, mode(root));
  }
}

/** Put words into a place, if they are others. @param {HTMLElement} item @param {string} place @param {string} text */
function say(item, place, text) {
  const found = /** @type {HTMLElement} */ (item.querySelector(place));
  if (found.textContent !== text) found.textContent = text;
}

/** The names of the arrays that a binding shows. @param {any} binding @returns {string[]} */
function sourcesOf({ source, ends = [] }) {
  const bound = ends.filter((/** @type {number | Binding} */ end) => typeof end === "object");
  return [source, ...bound.flatMap(sourcesOf)];
}
