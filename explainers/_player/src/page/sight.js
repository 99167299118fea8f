/**
 * The panel that answers, in sight while a control is used. On a phone the style sheet makes the figure stick to the
 * screen's edge where that panel begins or ends; here what lies beyond the panel is cut off as the controls come to lie
 * there. On a low, wide screen the figure stands beside the controls and scrolls by itself.
 */
import { enlarged } from "../picture/pointer.js";
import { still } from "./theme.js";

const ENOUGH = 0.7; // of the panel: with less of it in view, the page moves as a control is taken hold of
const LEAST = 0.7; // of the panel is kept where the screen is low
const TITLE = 26; // px over the panel, for what it is called
const FOOT = 22; // px under it, for what its axis says
const AIR = 8; // px between the panel and the edge of the screen

/** @param {HTMLElement} explainer whose markup is there @returns {() => void} that ends it */
export function keepInSight(explainer) {
  const frame = /** @type {HTMLElement} */ (explainer.querySelector(".dnn-frame"));
  const stage = /** @type {HTMLElement} */ (frame.querySelector(".dnn-stage"));
  const summary = /** @type {HTMLElement} */ (frame.querySelector(".dnn-summary"));
  const edge = /** @type {HTMLElement} */ (stage.querySelector(".dnn-edge"));
  explainer.dataset.sight = "";
  const [top, height, whole] = ["answer-top", "answer-height", "height"].map((name) =>
    parseFloat(frame.style.getPropertyValue(`--dnn-${name}`)),
  );
  const before = Math.max(top - TITLE, 0);
  /**
   * Whether the figure sticks, or stands beside the controls and scrolls: the style sheet decides that by the screen's
   * size.
   */
  let sticks = false;
  let scrolls = false;
  let [shown, after, gap] = [height, 0, 0];

  function measure() {
    shown = Math.min(height, Math.max(LEAST * height, innerHeight / 2));
    const band = top - before + shown;
    after = Math.max(whole - before - band - FOOT, 0);
    for (const [name, size] of Object.entries({ before, band, after }))
      frame.style.setProperty(`--dnn-${name}`, `${size}px`);
    // When the screen is turned, Chromium may lose what is inside a container whose own place changes: laid out again,
    // it is there.
    if (!stage.firstElementChild?.getClientRects().length) {
      stage.style.display = "none";
      stage.getBoundingClientRect();
      stage.style.display = "";
    }
    const style = getComputedStyle(stage);
    scrolls = style.overflowY === "auto";
    sticks = style.position === "sticky" && !scrolls;
    gap = parseFloat(getComputedStyle(frame).rowGap) || 0;
    if (scrolls) stage.scrollTop = before;
    const pane = scrolls && stage.scrollHeight > stage.clientHeight;
    for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": "The figure" })) {
      if (pane) stage.setAttribute(name, value);
      else stage.removeAttribute(name);
    }
    cut();
  }

  /**
   * Cut off what lies over the controls: below the panel where the figure is held at the top, above it where at the
   * bottom.
   */
  function cut() {
    if (!sticks) {
      stage.style.clipPath = "";
      edge.hidden = true;
      edge.style.inset = "";
      return;
    }
    const moved = (stage.getBoundingClientRect().bottom - summary.getBoundingClientRect().top) / enlarged(stage) + gap;
    const [above, below] = [Math.min(Math.max(-moved, 0), before), Math.min(Math.max(moved, 0), after)];
    stage.style.clipPath = above || below ? `inset(${above}px -1rem ${below}px)` : "";
    edge.hidden = !(above || below);
    edge.style.inset = below ? `auto 0 ${below}px` : above ? `${above}px 0 auto` : "";
  }

  /**
   * Move the page if too little of the panel is in view. Whoever holds a slider goes on sliding meanwhile.
   * @param {Event} event
   */
  function reveal(event) {
    if (!(sticks || scrolls) || !(/** @type {Element} */ (event.target).closest(".dnn-controls"))) return;
    const times = enlarged(stage); // the screen's px for each of the figure's own
    const own = top - (scrolls ? Math.min(stage.scrollTop, before) : 0);
    const start = stage.getBoundingClientRect().top + times * own;
    const wanted = scrolls ? Math.min(times * height, innerHeight - 2 * AIR) : times * shown;
    const seen = Math.min(start + wanted, innerHeight) - Math.max(start, 0);
    if (scrolls) stage.scrollTop = Math.min(stage.scrollTop, before);
    if (seen >= Math.min(ENOUGH * times * height, wanted)) return;
    const far = start < 0 ? start - AIR : Math.min(start + wanted + AIR - innerHeight, start - AIR);
    scrollBy({ top: far, behavior: still() ? "auto" : "smooth" });
  }

  const ended = new AbortController();
  const { signal } = ended;
  // Later in the next frame: what is measured may give the frame another size, which browsers complain of in this one.
  let look = () => {
    measure();
    look = () => requestAnimationFrame(measure);
  };
  const sizes = new ResizeObserver(() => look());
  sizes.observe(frame);
  addEventListener("resize", measure, { signal });
  addEventListener("scroll", cut, { signal, passive: true });
  for (const type of ["focusin", "pointerdown"]) frame.addEventListener(type, reveal, { signal });
  signal.addEventListener("abort", () => sizes.disconnect());
  return () => ended.abort();
}
