/**
 * What a figure showed before words on the page set it: a button brings that back, one link after the other.
 * @import {Values} from "../types"
 * @import {Live} from "./live.js"
 */
import { valued } from "../run/values.js";
import { parse, said } from "./address.js";

/** What happens to a figure that words on the page are about to set. */
export const LINKED = "explainer-linked";

export class Before {
  /** As addresses, and what those cannot say; the newest last. @type {{ hash: string, unsaid: Values }[]} */
  #states = [];
  #presence = new AbortController();

  /** @param {Live} live */
  constructor(live) {
    const { root } = (this.live = live);
    /** @param {string} name */
    const button = (name) => /** @type {HTMLButtonElement} */ (root.querySelector(`[name=${name}]`));
    this.undo = button("before");
    this.defaults = button("defaults");
    const { signal } = this.#presence;
    root.addEventListener(LINKED, () => this.#keep(), { signal });
    this.undo.addEventListener("click", () => this.#restore(), { signal });
    this.defaults.addEventListener("click", () => this.#have([]), { signal });
  }

  /** Be no longer on the page. */
  close() {
    this.#presence.abort();
  }

  #keep() {
    const { spec, values, hash } = this.live;
    const unsaid = valued(spec).filter(({ name }) => !said(spec, values, name));
    const state = { hash, unsaid: Object.fromEntries(unsaid.map(({ name }) => [name, values[name]])) };
    this.#have([...this.#states, state]);
  }

  #restore() {
    const { hash = "", unsaid } = this.#states.at(-1) ?? {};
    const texts = parse(hash)?.texts ?? new URLSearchParams();
    this.live.follow(texts, true, unsaid).catch(() => {}); // said in the figure's place
    this.#have(this.#states.slice(0, -1));
  }

  /** @param {{ hash: string, unsaid: Values }[]} states */
  #have(states) {
    this.#states = states;
    if (!states.length && this.undo === document.activeElement) this.defaults.focus({ preventScroll: true });
    this.undo.hidden = !states.length;
  }
}
