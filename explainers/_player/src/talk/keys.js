/**
 * Who gets a key: the slides, unless a control has the focus that would use it. Escape gives the keys back to the
 * slides. PageUp and PageDown, which clickers send, always move the slides.
 * @import { Api } from "./types"
 */

const PRESSED = "button, a, summary, input[type=checkbox]"; // these use Space and Enter, and no other key
const CONTROL = "input, select, textarea, [tabindex]";

/** Whether what has the focus would use a key. @param {KeyboardEvent} event */
function held({ key }) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || !focused.matches(`${PRESSED}, ${CONTROL}`)) return false;
  return focused.matches(PRESSED) ? key === " " || key === "Enter" : true;
}

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
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const free = !held(event) ? letters[event.key.toLowerCase()] : undefined;
      const does = pages[event.key] ?? (event.key === "Escape" ? () => focused?.blur() : free);
      if (!does) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      does();
    },
    { capture: true },
  );
}
followKeys.held = held;
