// Twin: _core/controls/turn.py
/**
 * From where something in space is seen, [around, tilt] in degrees: dragged in the figure, or on two range inputs.
 * Nothing of it is computed here: the model gets both angles, and draws what is seen.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { within } from "../picture/pointer.js";
import { numeral, quoted } from "./parts/checks.js";
import { holdable } from "./parts/hold.js";

/** @typedef {Base<number[]> & { panel: [string, string], low: number, high: number }} Turn */

const ROUND = 180;
const SPEED = 0.5; // degrees for each px of a drag

/** @type {Kind<Turn>} */
export const kind = {
  check({ name, low, high }, value) {
    const ends = [
      [-ROUND, ROUND],
      [low, high],
    ];
    const fits = (/** @type {unknown} */ each, /** @type {number} */ i) =>
      typeof each === "number" && each >= ends[i][0] && each <= ends[i][1];
    if (Array.isArray(value) && value.length === 2 && value.every(fits)) return value;
    throw new RangeError(
      `${name} takes two numbers, how far around from -${ROUND} to ${ROUND} and the tilt from ${low} to ${high} ` +
        `(degrees), not ${quoted(value)}`,
    );
  },
  feed: (_, value) => value,
  read: (text) => text.split(",").map(numeral),
  said: (_, [around, tilt]) => `${degrees(around)} around, tilted by ${degrees(tilt)}`,
  attach,
};

/** @param {HTMLElement} box @param {Turn} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const inputs = [...box.querySelectorAll("input")];
  const outputs = [...box.querySelectorAll("output")];
  const entered = () => inputs.map((input) => Number(input.value));
  /** @param {number[]} value */
  const show = (value) => {
    for (const [i, angle] of value.entries()) {
      inputs[i].value = String(angle);
      outputs[i].value = degrees(angle);
      inputs[i].setAttribute("aria-valuetext", degrees(angle));
    }
  };
  /** @param {number[]} value */
  const set = (value) => {
    show(value);
    host.set({ [control.name]: value });
  };
  for (const input of inputs) input.addEventListener("input", () => set(entered()));

  const { stage } = host;
  let held = false;
  /** Whether it was turned since a pointer came down. */
  let moved = false;
  const ended = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} T
   * @param {T} type @param {(event: HTMLElementEventMap[T]) => void} then @param {AddEventListenerOptions} [how]
   */
  const listen = (type, then, how) => stage.addEventListener(type, then, { ...how, signal: ended.signal });
  const there = (/** @type {MouseEvent} */ event) => host.applies(control) && host.locate(event, control.panel);

  listen("pointerdown", () => !held && (moved = false), { capture: true });
  holdable(
    stage,
    (event) => {
      if (!there(event)) return;
      event.preventDefault(); // no text is selected
      const [from, [x, y]] = [entered(), within(event, stage)];
      held = true;
      return {
        move(event) {
          const [left, top] = within(event, stage);
          const value = turned(control, from, left - x, top - y);
          if (String(value) === String(entered())) return;
          moved = true;
          set(value);
        },
        back: () => set(from),
        end: () => (held = false),
      };
    },
    { signal: ended.signal },
  );
  listen("pointermove", (event) => !held && stage.classList.toggle("dnn-turnable", Boolean(there(event))));
  listen("pointerleave", () => stage.classList.remove("dnn-turnable"));
  // The end of a drag is no click on what lies there.
  listen("click", (event) => moved && event.stopImmediatePropagation(), { capture: true });
  // A finger that begins here turns; one that begins beside it scrolls the page.
  listen("touchstart", (event) => there(/** @type {any} */ (event.touches[0])) && event.preventDefault(), {
    passive: false,
  });
  const changed = () => inputs.some((input) => input.value !== input.defaultValue);
  return { show, touched: () => (changed() ? entered() : undefined), close: () => ended.abort() };
}

/**
 * The view after a drag: what is in front goes along with the finger. Around it goes on beyond its ends; the tilt does
 * not.
 * @param {Pick<Turn, "low" | "high">} control @param {number[]} from @param {number} across px @param {number} down px
 */
export function turned({ low, high }, [around, tilt], across, down) {
  const angle = Math.round(around + SPEED * across);
  const wrapped = ((((angle + ROUND) % (2 * ROUND)) + 2 * ROUND) % (2 * ROUND)) - ROUND;
  return [wrapped, Math.min(Math.max(Math.round(tilt + SPEED * down), low), high)];
}

/** @param {number} angle */
function degrees(angle) {
  return `${angle.toFixed(0)}°`.replace("-", "−");
}

export const style = `
.dnn-turn { display: grid; gap: 0.25rem; }
.dnn-turnable { cursor: grab; }
.dnn-turnable:active { cursor: grabbing; }
`;
