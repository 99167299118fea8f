// Twin: _core/controls/story.py
/**
 * A story told under the figure: moments, each of which the figure shows as it is read. On a phone the page scrolls
 * under the figure, elsewhere the list within itself.
 * @import {Handle, Host, Kind} from "../types"
 * @import {Look} from "./look.js"
 */
import { enlarged } from "../picture/pointer.js";
import { kind as look } from "./look.js";

/**
 * @typedef {object} Moment
 * @property {[string, ...any[]] | null} when another control, and its values with which this is told
 * @property {Record<string, any>} sets what the page sets with it
 */
/** @typedef {Look & { moments: Moment[] }} Story */

const READ = 0.35; // how far down what is being read stands, of the room that there is

/** @type {Kind<Story>} */
export const kind = { ...look, attach };

/** @param {HTMLElement} box @param {Story} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const list = /** @type {HTMLElement} */ (box.querySelector("ol"));
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const labels = control.options.slice(1).map(({ label }) => label);
  for (const [i, item] of items.entries()) {
    const title = /** @type {HTMLElement} */ (item.querySelector("strong, button"));
    const { textContent } = title;
    title.replaceWith(
      Object.assign(document.createElement("button"), { type: "button", value: labels[i], textContent }),
    );
  }
  /** @param {string} label */
  function set(label) {
    put = stands(); // a scroll of a moment ago is none that chooses another one
    return host.set({ ...control.moments[labels.indexOf(label)]?.sets, [control.name]: label });
  }
  const told = { ...host, set: (/** @type {import("../types").Values} */ values) => set(String(values[control.name])) };
  const looks = /** @type {Handle} */ (look.attach?.(box, control, told));
  let value = control.value;
  let due = false;
  let put = NaN; // where it came to stand without the reader
  let shape = ""; // of the list as last seen: one that has changed may have scrolled by itself
  let read = value; // what was read last: it is in sight where the reader has it
  let sought = false; // to be brought into sight
  const itself = () => getComputedStyle(list).overflowY === "auto";
  const stands = () => (itself() ? list.scrollTop : scrollY);

  /** The moment that is being read. */
  function reading() {
    const own = itself();
    const { top, height } = own
      ? list.getBoundingClientRect()
      : { top: host.stage.getBoundingClientRect().bottom, height: 0 };
    const line = own ? top + READ * height : top + READ * (innerHeight - top);
    const seen = items.map((item) => item.getBoundingClientRect());
    if (!own && (seen[0].top > line || /** @type {DOMRect} */ (seen.at(-1)).bottom < top)) return undefined;
    return labels[seen.findIndex((at) => at.height && at.bottom >= line)];
  }

  /** Whether the list has changed since it was last looked at. */
  function changed() {
    const before = shape;
    shape = `${list.clientHeight} of ${list.scrollHeight}`;
    return shape !== before;
  }

  /** Whether it was the reader who scrolled. */
  function willed() {
    if (changed() || stands() === put) return false;
    put = NaN;
    return true;
  }

  function follow() {
    due = false;
    const found = willed() ? reading() : undefined;
    if (found !== undefined && found !== value) set((read = found));
  }

  function scrolled() {
    if (due) return;
    due = true;
    requestAnimationFrame(follow);
  }

  /** Have the moment in sight, where the list scrolls within itself. */
  function reveal() {
    const item = items[labels.indexOf(value)];
    if (!item || !itself()) return;
    const [at, around] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
    if (at.top >= around.top && at.bottom <= around.bottom) return;
    list.scrollTop += (at.top - around.top - READ * (around.height - at.height)) / enlarged(list);
    put = stands();
  }

  list.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button) set(button.value);
  });
  list.addEventListener("scroll", scrolled, { passive: true });
  const page = () => !itself() && scrolled();
  addEventListener("scroll", page, { passive: true });

  return {
    ...looks,
    show(next) {
      looks.show(next);
      const before = value;
      value = next;
      for (const [i, item] of items.entries()) {
        if (labels[i] === next) item.setAttribute("aria-current", "true");
        else item.removeAttribute("aria-current");
      }
      sought = next !== before && next !== read && !list.contains(document.activeElement);
      read = next;
    },
    refresh() {
      looks.refresh?.();
      let other = !shape;
      for (const [i, item] of items.entries()) {
        const gone = !host.applies(control.moments[i]);
        other ||= item.hidden !== gone;
        if (item.hidden !== gone) item.hidden = gone;
      }
      if (other && changed()) put = stands();
      if (sought) reveal();
      sought = false;
    },
    close: () => removeEventListener("scroll", page),
  };
}

export const style = `
.dnn-story { display: grid; grid-template-columns: minmax(0, 1fr); grid-column: 1 / -1; gap: 0.75rem; }
.dnn-story-choice { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; justify-items: start; }
.dnn-frame .dnn-moments {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1rem;
  max-height: 22rem;
  margin: 0;
  padding: 0.75rem 1rem;
  overflow-y: auto;
  border: 1px solid var(--dnn-line);
  border-radius: 0.5rem;
}
.dnn-frame .dnn-moments li {
  overflow-wrap: anywhere; /* break-word leaves a title, or its button, as wide as its longest word */
  margin: 0;
  padding: 0 0 0 0.75rem;
  list-style: none;
  border-left: 3px solid var(--dnn-line);
}
.dnn-frame .dnn-moments li[aria-current] { border-color: var(--dnn-accent); }
.dnn-frame .dnn-moments strong { display: inline-block; }
.dnn-frame .dnn-moments button {
  min-height: 0;
  padding: 0;
  font-weight: 600;
  text-align: left;
  background: none;
  border: 0;
}
.dnn-frame .dnn-moments p { max-width: 42rem; }
.dnn-frame .dnn-moments a { color: var(--dnn-accent); }
@container dnn (width >= 47.5rem) {
  .dnn-moments li:not([hidden]) { display: grid; grid-template-columns: 15rem 1fr; gap: 1rem; align-items: baseline; }
}
@media (scripting: none) {
  .dnn-story-choice { display: none; }
  .dnn-frame .dnn-moments { max-height: none; overflow: visible; }
}
@media print {
  .dnn-story-choice { display: none; }
  .dnn-frame .dnn-moments { max-height: none; overflow: visible; }
}
@container dnn (width < 600px) {
  .dnn-frame .dnn-moments { gap: 2.5rem; max-height: none; padding: 0; overflow: visible; border: 0; }
  .dnn-frame .dnn-moments :is(strong, button) { min-height: 2.75rem; line-height: 1.35; }
}
`;
