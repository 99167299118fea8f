/**
 * What the figure says in words: its summary, what went wrong, and what it could not use.
 * @import {Failure} from "./failure.js"
 */

/**
 * A live region that changes many times a second would never let a screen reader finish: it is busy until this many ms
 * of quiet.
 */
const QUIET = 700;

export class Voice {
  /** @param {HTMLElement} root of the explainer */
  constructor(root) {
    /** @type {(name: string) => HTMLElement} */
    const find = (name) => /** @type {HTMLElement} */ (root.querySelector(`.dnn-${name}`));
    this.summary = find("summary");
    this.error = find("error");
    this.notice = find("notice");
    this.timer = 0;
    this.root = root;
  }

  /** @param {string} text */
  summarize(text) {
    if (this.summary.textContent === text) return;
    this.summary.setAttribute("aria-busy", "true");
    this.summary.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.summary.removeAttribute("aria-busy"), QUIET);
  }

  /** How much of a long download is there, from 0 to 1; null when nothing is loaded. @param {number | null} share */
  progress(share) {
    if (share !== null && this.root.dataset.state === "error") return; // of what comes after another part has failed
    const [wake, loading] = [".dnn-wake", ".dnn-loading"].map(
      (name) => /** @type {HTMLElement | null} */ (this.root.querySelector(name)),
    );
    const held = [wake, loading].some((part) => part?.contains(document.activeElement));
    wake?.toggleAttribute("hidden", true);
    loading?.toggleAttribute("hidden", share === null);
    // Focus stays in the figure when what has it goes.
    const next = share === null ? this.root.querySelector(".dnn-controls :is(input, select, button)") : loading;
    if (held) /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
    if (!loading || share === null) return;
    /** @type {HTMLProgressElement} */ (loading.querySelector("progress")).value = share;
    const text = share < 1 ? `Loading the network: ${Math.floor(share * 100)} %` : "Setting up the network …";
    const place = /** @type {HTMLElement} */ (loading.querySelector("p"));
    if (place.textContent !== text) place.textContent = text;
  }

  /** @param {Failure | null} failure it stands in the place of all, where there is no markup */
  fail(failure) {
    if (!this.error) {
      const said = Object.assign(document.createElement("p"), { role: "alert", textContent: failure?.message });
      return this.root.replaceChildren(said);
    }
    if (failure) this.progress(null);
    this.error.hidden = !failure;
    const place = /** @type {HTMLElement} */ (this.error.querySelector("p"));
    place.textContent = failure ? failure.message : "";
  }

  /** @param {string} text nothing: the notice goes */
  note(text) {
    this.notice.hidden = !text;
    this.notice.textContent = text;
  }
}
