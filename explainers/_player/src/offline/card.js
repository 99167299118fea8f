/**
 * What a page says of being kept: "Keep the course on this device", with the network for photographs apart, and, where
 * a page that is not here was asked for, what is.
 */
import { BASE, keep, pages, remove, wish, wishes } from "./keep.js";

/** @import { Build } from "./builds.js" @import { Part } from "./keep.js" */

const CALM = 600; // ms for which a button that has just changed does nothing, so that a second click does no harm

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** One part that a reader may keep, and what is to be seen of it. */
class Kept {
  /** @type {AbortController | undefined} */
  #going;
  #changed = 0;
  #have = 0;
  #partly = false;

  /** @param {HTMLElement} root @param {Build} build */
  constructor(root, build) {
    this.build = build;
    this.part = /** @type {Part} */ (root.dataset.part);
    this.paths = build[this.part];
    this.all = build.bytes(this.paths);
    /** @template {Element} T @param {string} selector @param {new () => T} _kind @returns {T} */
    const one = (selector, _kind) => /** @type {T} */ (root.querySelector(selector));
    this.main = one("[name=keep]", HTMLButtonElement);
    this.remove = one("[name=remove]", HTMLButtonElement);
    this.bar = one("progress", HTMLProgressElement);
    this.count = one(".keep-count", HTMLElement);
    this.status = one("[role=status]", HTMLElement);
    this.label = this.main.textContent;
    this.main.addEventListener("click", () => this.#calm(() => (this.#going ? this.#stop() : this.start())));
    this.remove.addEventListener("click", () => this.#calm(() => this.#removed()));
  }

  /** @param {() => void} act */
  #calm(act) {
    if (performance.now() - this.#changed > CALM) act();
  }

  /** See what is here; whether that is all. */
  async look() {
    try {
      const have = await this.build.kept();
      this.#have = this.build.bytes(this.paths.filter((path) => have.has(path)));
    } catch {
      this.#have = 0; // nothing may be kept: said once it is tried
    }
    const done = this.#have === this.all;
    if (done && !this.#going) this.status.textContent = this.status.dataset.done ?? "";
    this.#show();
    return done;
  }

  /** Fetch what is missing. */
  async start() {
    const going = (this.#going = new AbortController());
    wish(this.part, true);
    navigator.storage?.persist?.().catch(() => {}); // so that the browser does not let it go by itself
    this.#say("It is on its way. You may read on meanwhile: it goes on with the next page.");
    let told = 0;
    /** @param {number} bytes */
    const tell = (bytes) => {
      this.#have = Math.min(this.#have + bytes, this.all);
      const quarter = Math.floor((4 * this.#have) / this.all);
      if (quarter > told && quarter < 4) this.status.textContent = `${25 * (told = quarter)}% is here.`;
      this.#show();
    };
    try {
      await keep(this.build, this.paths, { tell, signal: going.signal });
      this.#going = undefined;
      this.#say("");
    } catch (error) {
      this.#going = undefined;
      this.#partly = true;
      this.#say(
        going.signal.aborted
          ? "Stopped. What has come stays; the rest can follow."
          : /** @type {Error} */ (error).message,
      );
    }
    await this.look();
  }

  #stop() {
    wish(this.part, false);
    this.#going?.abort();
  }

  async #removed() {
    await remove(this.build, this.part);
    this.#partly = false;
    await this.look();
    this.#say(this.status.dataset.removed ?? "");
  }

  /** @param {string} text */
  #say(text) {
    this.#changed = performance.now();
    this.status.textContent = text;
    this.#show();
  }

  #show() {
    const [busy, done] = [Boolean(this.#going), this.#have === this.all];
    const focused = document.activeElement;
    this.main.textContent = busy ? "Stop" : this.label;
    this.main.hidden = done && !busy;
    this.remove.hidden = busy || !(done || this.#partly || wishes().includes(this.part));
    if (focused === this.main && this.main.hidden) this.remove.focus();
    if (focused === this.remove && this.remove.hidden) this.main.focus();
    this.bar.hidden = !busy;
    this.bar.value = this.#have / this.all;
    const [have, all] = [this.#have, this.all].map(megabytes);
    this.count.textContent = done || have === "0.0" ? `${all} MB` : `${all} MB, of which ${have} MB are here`;
  }
}

/** Show them, where the page has a place for them. @param {Build} build */
export function card(build) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".keep"));
  if (!place) return undefined;
  const roots = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-part]"));
  const kept = [...roots].map((root) => new Kept(root, build)).filter(({ all }) => all > 0);
  for (const root of roots) root.hidden = !build[/** @type {Part} */ (root.dataset.part)].length;
  return {
    /** See again what is here. */
    async look() {
      await Promise.all(kept.map((each) => each.look()));
      place.hidden = false;
      await listed(build);
    },
    /** Go on with what was asked for and is not all here. */
    async resume() {
      for (const each of kept) if (wishes().includes(each.part) && !(await each.look())) await each.start();
    },
  };
}

/** Which pages are here, and which was asked for and is not. @param {Build} build */
async function listed(build) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".keep-pages"));
  if (!place) return;
  const have = await pages().catch(() => new Set());
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".contents-panel a[data-page]");
  const items = [...links]
    .filter(({ dataset }) => have.has(`${dataset.page}index.html`))
    .map(({ href, firstChild }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href, textContent: firstChild?.textContent }));
      return item;
    });
  const list = /** @type {HTMLElement} */ (place.querySelector("ul"));
  list.replaceChildren(...items);
  place.hidden = items.length === 0;
  const wanted = new URLSearchParams(location.search).get("wanted");
  const page = wanted === null ? undefined : build.listed.pages[`${wanted}index.html`];
  const said = /** @type {HTMLElement} */ (document.querySelector(".keep-wanted"));
  if (!page || have.has(`${wanted}index.html`)) return;
  const link = Object.assign(document.createElement("a"), {
    href: new URL(`${wanted}`, BASE),
    textContent: "try again",
  });
  const title = page.title.split(" · ")[0];
  said.replaceChildren(`“${title}” is not on this device, and there is no connection. Once there is, `, link, ".");
  said.hidden = false;
  said.after(place); // what there is instead comes first
}
