/**
 * Who gets a key: the slides, unless a control has the focus that would use it. Escape gives the keys back to the
 * slides. PageUp and PageDown, which clickers send, always move the slides. With Alt, Ctrl or Meta a key belongs to the
 * browser. Letters can be switched off: who speaks to a computer may say one without meaning it.
 * @import { Api } from "./types"
 */
import { ours } from "../controls/parts/keys.js";

const PRESSED = "button, a, summary, input[type=checkbox]"; // these use Space and Enter, and no other key
const CONTROL = "input, select, textarea, [tabindex]";
const OFF = "dnn-letters-off"; // what keeps it on this device, where that keeps anything

let off = false;

/** Whether what has the focus would use a key. @param {KeyboardEvent} event */
function held({ key }) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || !focused.matches(`${PRESSED}, ${CONTROL}`)) return false;
  return focused.matches(PRESSED) ? key === " " || key === "Enter" : true;
}

/** Whether a key is the slides'. @param {KeyboardEvent} event */
export const free = (event) => ours(event) && !held(event) && !(off && event.key.length === 1 && event.key !== " ");

/**
 * Listen to the keys that are ours, before the slides and the figures do.
 * @param {Api} deck
 * @param {{ notes: () => void, theme: () => void }} does what the letters do
 */
export function followKeys(deck, does) {
  const letters = /** @type {Record<string, () => void>} */ ({ s: does.notes, d: does.theme });
  const pages = /** @type {Record<string, () => void>} */ ({
    PageDown: () => deck.next(),
    PageUp: () => deck.prev(),
  });
  addEventListener(
    "keydown",
    (event) => {
      if (!ours(event)) return;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const letter = free(event) ? letters[event.key.toLowerCase()] : undefined;
      const does = pages[event.key] ?? (event.key === "Escape" ? () => focused?.blur() : letter);
      if (!does) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      does();
    },
    { capture: true },
  );
}

/** A button, the first that Tab comes to, that switches letters off and on. */
export function lettersSwitch() {
  try {
    off = localStorage.getItem(OFF) !== null;
  } catch {
    // a file or a frame may have no storage; then it lasts as long as the page
  }
  const made = Object.assign(document.createElement("button"), { type: "button", className: "talk-letters" });
  const show = () => {
    made.textContent = off ? "Letter keys are off. Switch them on" : "Letter keys are on. Switch them off";
  };
  made.addEventListener("click", () => {
    off = !off;
    show();
    try {
      if (off) localStorage.setItem(OFF, "");
      else localStorage.removeItem(OFF);
    } catch {
      // the same
    }
  });
  show();
  return made;
}
