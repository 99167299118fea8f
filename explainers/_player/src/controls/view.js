// Twin: _core/controls/view.py
/**
 * Which part of a picture is seen, [across, x, y] in pixels: zoomed and moved as a map is, in the figure, or by buttons
 * and range inputs. Nothing is drawn here: the model gets the three numbers, and gives what is seen.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { within } from "../picture/pointer.js";
import { numeral, quoted } from "./parts/checks.js";
import { holdable } from "./parts/hold.js";
import { arrow, ours } from "./parts/keys.js";

/** @typedef {Base<number[]> & { panel: [string, string], least: number, most: number, whole: number }} View */
/** @typedef {[number, number]} Spot shares of what is seen, from its upper left corner */

const STEP = 8; // an arrow moves by an eighth of what is seen
const TWICE = { ms: 400, px: 24 }; // within which two taps are one

/** @type {Kind<View>} */
export const kind = {
  check({ name, least, most }, value) {
    const ends = [least, 0, 0];
    const fits = (/** @type {unknown} */ each, /** @type {number} */ i) =>
      typeof each === "number" && each >= ends[i] && each <= most;
    if (!Array.isArray(value) || value.length !== 3 || !value.every(fits))
      throw new RangeError(
        `${name} takes three numbers: how many pixels are seen across, from ${least} to ${most}, ` +
          `and x and y of the middle, from 0 to ${most}; not ${quoted(value)}`,
      );
    const [across, ...middle] = value;
    return [across, ...middle.map((each) => Math.min(Math.max(each, across / 2), most - across / 2))];
  },
  feed: (_, value) => value,
  read: (text) => text.split(",").map(numeral),
  said: ({ most }, [across, x, y]) =>
    across >= most
      ? "all of it"
      : `${across.toFixed()} pixels across, around ${[x, y].map((each) => each.toFixed()).join(" and ")}`,
  attach,
};

/**
 * The pixel, counted from the corner of the picture, at a spot of what is seen.
 * @param {number[]} value of a View @param {Spot} spot
 */
export function pixelAt([across, x, y], [right, down]) {
  return [x - across / 2 + right * across, y - across / 2 + down * across];
}

/**
 * The view in which so many pixels are seen, and what was at one spot is at another.
 * @param {Pick<View, "least" | "most" | "whole">} control
 * @param {number[]} from @param {number} wanted pixels across @param {Spot} spot @param {Spot} [to]
 */
export function zoomed({ least, most, whole }, from, wanted, spot, to = spot) {
  const across = hundredths(Math.min(Math.max(wanted, least), most));
  const starts = pixelAt(from, spot).map((each, i) => each - to[i] * across);
  const settled = starts.map((each) => (across <= whole ? Math.round(each) : each));
  return [across, ...settled.map((each) => hundredths(Math.min(Math.max(each, 0), most - across) + across / 2))];
}

const hundredths = (/** @type {number} */ each) => Math.round(each * 100) / 100;

/** @param {HTMLElement} box @param {View} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const inputs = [...box.querySelectorAll("input")];
  const outputs = [...box.querySelectorAll("output")];
  const [into, out, all] = box.querySelectorAll("button");
  const { name, most, panel } = control;
  let value = control.value;

  /** @param {number[]} now */
  const show = (now) => {
    value = now;
    for (const [i, each] of now.entries()) {
      inputs[i].value = String(each);
      outputs[i].value = each.toFixed();
    }
    pane.style.touchAction = now[0] < most ? "none" : "pan-x pan-y";
  };
  /** @param {number[]} next */
  function set(next) {
    if (String(next) === String(value)) return;
    show(next);
    host.set({ [name]: next });
  }
  /** @param {number} times how many times as much is seen @param {Spot} [spot] that stays */
  const zoom = (times, spot = [0.5, 0.5]) => set(zoomed(control, value, value[0] * times, spot));
  /** @param {Spot} by shares of what is seen */
  const move = ([right, down]) => set(zoomed(control, value, value[0], [0.5 + right, 0.5 + down], [0.5, 0.5]));

  for (const [i, input] of inputs.entries())
    input.addEventListener("input", () => {
      const asked = value.map((each, j) => (i === j ? Number(input.value) : each));
      set(zoomed(control, asked, asked[0], [0.5, 0.5]));
    });
  out.addEventListener("click", () => zoom(2));
  into.addEventListener("click", () => zoom(1 / 2));
  all.addEventListener("click", () => zoom(most));

  // What lies over the panel: it takes keys, pointers and the wheel.
  const pane = Object.assign(document.createElement("div"), { className: "dnn-view-pane", tabIndex: 0 });
  const words = "arrow keys move it, plus and minus zoom";
  for (const [key, text] of Object.entries({ role: "application", "aria-label": `${control.label}: ${words}` }))
    pane.setAttribute(key, text);
  pane.addEventListener("keydown", (event) => {
    const way = arrow(event);
    const times = ours(event) && { "+": 1 / 2, "=": 1 / 2, "-": 2, "−": 2 }[event.key];
    if (!way && !times) return;
    event.preventDefault();
    if (times) zoom(times);
    const far = Math.max(1 / STEP, 1 / value[0]);
    if (way) move([way[0] * far, -way[1] * far]);
  });
  pane.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // it scrolls the page; two fingers on a touchpad come with Ctrl
      event.preventDefault();
      zoom(Math.exp(Math.min(Math.max(event.deltaY * (event.deltaMode ? 0.05 : 0.01), -1), 1)), spot(event));
    },
    { passive: false },
  );

  /** @param {{ clientX: number, clientY: number }} event @returns {Spot} */
  function spot(event) {
    const [left, top] = within(event, pane);
    return [left / pane.offsetWidth, top / pane.offsetHeight];
  }

  /** Where two fingers began, how far apart they were, and with which view. */
  let pinch = /** @type {{ from: number[], middle: Spot, apart: number } | null} */ (null);
  let moved = false;
  /** Whether a second finger has come to the one that holds. */
  let joined = false;
  /** @param {TouchEvent} event @returns {{ middle: Spot, apart: number }} */
  function fingers({ touches: [one, other] }) {
    const [a, b] = [spot(one), spot(other)];
    return { middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], apart: Math.hypot(a[0] - b[0], a[1] - b[1]) || 1e-3 };
  }
  pane.addEventListener(
    "touchstart",
    (event) => {
      pinch = event.touches.length === 2 ? { from: value, ...fingers(event) } : null;
      if (!pinch) return;
      joined = true;
      if (event.cancelable) event.preventDefault(); // the page stays as large as it is
    },
    { passive: false },
  );
  pane.addEventListener(
    "touchmove",
    (event) => {
      if (!pinch || event.touches.length !== 2) return;
      if (event.cancelable) event.preventDefault();
      moved = true;
      const { middle, apart } = fingers(event);
      set(zoomed(control, pinch.from, (pinch.from[0] * pinch.apart) / apart, pinch.middle, middle));
    },
    { passive: false },
  );
  for (const type of ["touchend", "touchcancel"]) pane.addEventListener(type, () => (pinch = null));

  pane.addEventListener("pointerdown", (event) => event.isPrimary && (moved = false), { capture: true });
  holdable(pane, (event) => {
    if (value[0] >= most) return; // there is nowhere to move to: a finger scrolls the page
    const [from, start] = [value, spot(event)];
    joined = false;
    return {
      move(event) {
        if (joined) return;
        const next = zoomed(control, from, from[0], start, spot(event));
        if (String(next) !== String(value)) moved = true;
        set(next);
      },
      back: () => joined || set(from),
    };
  });
  let tapped = { time: -Infinity, x: 0, y: 0 };
  pane.addEventListener("click", (event) => {
    // The end of a drag is no click on what lies there.
    if (moved) return event.stopImmediatePropagation();
    const { timeStamp: time, clientX: x, clientY: y } = event;
    const twice = time - tapped.time < TWICE.ms && Math.hypot(x - tapped.x, y - tapped.y) < TWICE.px;
    tapped = twice ? { time: -Infinity, x, y } : { time, x, y };
    if (twice) zoom(1 / 2, spot(event));
  });
  host.stage.append(pane);

  return {
    show,
    refresh() {
      const [start, end] = [host.place([0, 0], panel), host.place([1, 1], panel)];
      pane.hidden = !(start && end && host.applies(control));
      if (start && end) {
        const [left, top, width, height] = [...start, end[0] - start[0], end[1] - start[1]];
        for (const [key, px] of Object.entries({ left, top, width, height })) pane.style.setProperty(key, `${px}px`);
      }
      if (pane.parentElement !== host.stage) host.stage.append(pane);
      for (const [button, end] of /** @type {const} */ ([
        [out, value[0] >= most],
        [into, value[0] <= control.least],
      ]))
        if (button.disabled !== end) button.disabled = end;
    },
    touched: () =>
      inputs.some((input) => input.value !== input.defaultValue)
        ? inputs.map((input) => Number(input.value))
        : undefined,
    close: () => pane.remove(),
  };
}

export const style = `
.dnn-view { display: grid; gap: 0.25rem; }
.dnn-view .dnn-buttons button { min-width: 2.75rem; }
.dnn-view-pane { position: absolute; cursor: grab; outline-offset: -2px; }
.dnn-view-pane:active { cursor: grabbing; }
.dnn-view-pane[hidden] { display: none; }
@media print { .dnn-view-pane { display: none; } }
`;
