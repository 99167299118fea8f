/**
 * What a pointer holds. Only one does at a time: what else touches the screen meanwhile is a palm or a second finger,
 * and does nothing. A pen goes before a finger: what a finger has begun is taken back as a pen comes, and while one is
 * near, fingers hold nothing, as a hand rests beside it.
 */

const NEAR = 1000; // ms after the last that was seen of a pen

/**
 * @typedef {object} Hold
 * @property {(event: PointerEvent) => void} move
 * @property {() => void} back takes back all that was done: the browser has made something else of it, or a pen comes
 * @property {() => void} [end] in either way
 *
 * @typedef {object} Held
 * @property {Hold} hold
 * @property {PointerEvent} begun
 * @property {AbortController} ended
 */

/** @type {Held | undefined} */
let held;
/** When a pen was last seen. */
let seen = -Infinity;

// Wherever on the page it is.
for (const type of ["pointerover", "pointermove", "pointerdown", "pointerup"])
  globalThis.addEventListener?.(type, penned, { capture: true, passive: true });

/** @param {Event} event */
function penned(event) {
  if (/** @type {PointerEvent} */ (event).pointerType !== "pen") return;
  seen = performance.now();
  if (held?.begun.pointerType === "touch") letGo(true);
}

/** @param {boolean} back whether what was done is taken back */
function letGo(back) {
  const { hold, ended } = /** @type {Held} */ (held);
  held = undefined;
  ended.abort();
  if (back) hold.back();
  hold.end?.();
}

/**
 * Whether a pointer, or its click, is not to be followed: a finger beside a pen, or a second pointer.
 * @param {MouseEvent} event
 */
export function stray(event) {
  const { pointerType, pointerId } = /** @type {PointerEvent} */ (event);
  if (pointerType === "touch" && performance.now() - seen < NEAR) return true;
  return Boolean(held && held.begun.pointerId !== pointerId);
}

/**
 * Have an element held by one pointer at a time.
 * @param {HTMLElement} element
 * @param {(event: PointerEvent) => Hold | void} take what is done as a pointer comes down; nothing: it is not held
 * @param {AddEventListenerOptions} [how]
 */
export function holdable(element, take, how) {
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button || stray(event) || held?.begun === event) return; // what lies on this holds it already
      if (held) letGo(false); // that it went up was never told
      const hold = take(event);
      if (hold) begin(element, event, hold);
    },
    how,
  );
}

/** @param {HTMLElement} element @param {PointerEvent} begun @param {Hold} hold */
function begin(element, begun, hold) {
  const ended = new AbortController();
  held = { hold, begun, ended };
  // The pointer of a stroke that is made up for may be gone
  if (begun.isTrusted) element.setPointerCapture(begun.pointerId);
  /** @param {"pointermove" | "pointerup" | "pointercancel"} type @param {(event: PointerEvent) => void} then */
  const follow = (type, then) =>
    addEventListener(type, (event) => event.pointerId === begun.pointerId && then(event), {
      capture: true,
      signal: ended.signal,
    });
  follow("pointermove", (event) => hold.move(event));
  follow("pointerup", () => letGo(false));
  follow("pointercancel", () => letGo(true));
}
