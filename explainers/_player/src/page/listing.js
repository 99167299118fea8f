/**
 * A program under the figure that follows its settings while it is open, and is copied at a touch.
 * @import {Piece} from "../types"
 * @import {Session} from "../run/session.js"
 */
import { program } from "../run/listing.js";
import { same } from "../run/values.js";

export class Listing {
  /** What it shows. @type {import("../types").Values} */
  #shown = {};

  /** @param {HTMLDetailsElement} box @param {Session} session */
  constructor(box, session) {
    this.box = box;
    this.session = session;
    /** @type {(name: string) => HTMLElement} */
    const find = (name) => /** @type {HTMLElement} */ (box.querySelector(name));
    this.code = find("code");
    this.said = find("[role=status]");
    box.addEventListener("toggle", () => this.follow());
    find("[name=copy]").addEventListener("click", () => this.#copy());
  }

  /** Of an explainer that has one. @param {HTMLElement} root @param {Session} session */
  static of(root, session) {
    const box = /** @type {HTMLDetailsElement | null} */ (root.querySelector(".dnn-listing"));
    return box && new Listing(box, session);
  }

  /** Show the settings as they are, if anyone looks. */
  follow() {
    const { spec, values } = this.session;
    if (!this.box.open || !spec.listing) return;
    if (Object.keys(values).every((name) => name in this.#shown && same(values[name], this.#shown[name]))) return;
    this.#shown = { ...values };
    this.said.textContent = "";
    this.code.replaceChildren(...program(spec, spec.listing, values).map(shown));
  }

  async #copy() {
    this.follow();
    try {
      await navigator.clipboard.writeText(/** @type {string} */ (this.code.textContent));
      this.said.textContent = "Copied.";
    } catch {
      getSelection()?.selectAllChildren(this.code);
      this.said.textContent = "The program is selected: copy it.";
    }
  }
}

/** A piece as it stands in the page; packed numbers are nothing to read out. @param {Piece} piece */
function shown([text, kind]) {
  if (!kind) return text;
  const span = Object.assign(document.createElement("span"), { className: `dnn-code-${kind}`, textContent: text });
  if (kind === "packed") span.setAttribute("aria-hidden", "true");
  return span;
}
