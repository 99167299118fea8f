/**
 * A figure in the room that its slide leaves for it. What it shows is as large as fits, so that it can be read from the
 * last row; its controls stand beside it, smaller where there are many, and scroll where there are more than that.
 * @import { Api } from "./types"
 */

const LEAST = { stage: 0.5, side: 0.7 };
const MOST = { stage: 1.2, side: 1.1 };
const STEP = 0.05;
const AIR = 10; // px between the figure and what is said of it, as in talk.css
const NARROWEST = 690; // px: a figure laid out in less has its words too close together
const SMALL = 960; // px: the same of a slide whose heading is marked { .small }, for a figure of many words

/** @param {Api} deck */
export function fit(deck) {
  const sizes = new ResizeObserver((entries) => {
    const rooms = entries.map(({ target }) => target.closest(".talk-room"));
    for (const room of new Set(rooms)) settle(/** @type {HTMLElement} */ (room));
  });
  for (const room of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".talk-room"))) {
    part(/** @type {HTMLElement} */ (room.querySelector(".dnn-frame:not(.dnn-kept)")));
    sizes.observe(room);
    for (const inside of room.querySelectorAll(".dnn-summary, .talk-controls > *")) sizes.observe(inside);
  }
  deck.on("slidechanged", ({ currentSlide }) => {
    for (const room of currentSlide.querySelectorAll(".talk-room")) settle(room);
  });
}

/** Put what is touched into a part of its own, beside what is seen. @param {HTMLElement} frame */
function part(frame) {
  const seen = ".dnn-stage, .dnn-summary, .dnn-start, .dnn-error";
  const [side, controls] = ["talk-side", "talk-controls"].map((className) =>
    Object.assign(document.createElement("div"), { className }),
  );
  controls.append(...[...frame.children].filter((child) => !child.matches(seen)));
  side.append(controls);
  frame.append(side);
}

/** @param {HTMLElement} room */
function settle(room) {
  const { clientHeight: height } = room;
  if (!height) return; // another slide is shown
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (room.querySelector(name));
  const [stage, side, controls] = [find(".dnn-stage"), find(".talk-side"), find(".talk-controls")];
  const beside = ["start", "summary", "error"].map((name) => room.querySelector(`.dnn-frame > .dnn-${name}`));
  const gap = parseFloat(getComputedStyle(find(".dnn-frame")).columnGap) || 0;
  const taken = beside.map((each) => /** @type {HTMLElement | null} */ (each)?.offsetHeight ?? 0);
  const free = height - taken.reduce((sum, each) => sum + (each && each + AIR), 0);
  const width = side.offsetLeft - stage.offsetLeft - gap;

  const most = Math.min(MOST.stage, width / (room.parentElement?.querySelector("h2.small") ? SMALL : NARROWEST));
  const shown = Math.max(LEAST.stage, Math.min(most, free / stage.offsetHeight));
  enlarge(stage, shown, width);

  let scale = MOST.side;
  const high = () => (enlarge(controls, scale, side.clientWidth), controls.offsetHeight * scale);
  while (high() > height && scale > LEAST.side) scale = Math.max(LEAST.side, scale - STEP);
  side.style.height = `${height}px`;
}

/**
 * Show an element larger or smaller within a width, and let it take as much room as it then does.
 * @param {HTMLElement} element
 * @param {number} scale
 * @param {number} width px
 */
function enlarge(element, scale, width) {
  element.style.width = `${width / scale}px`;
  element.style.scale = String(scale);
  const { offsetWidth, offsetHeight } = element;
  element.style.margin = `0 ${offsetWidth * (scale - 1)}px ${offsetHeight * (scale - 1)}px 0`;
}
