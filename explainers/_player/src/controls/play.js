/**
 * Play, step, reset, speed, and scrubbing back. It has no value: it drives the run.
 * @import {Kind, Play, Stop} from "../types"
 */

/** @type {Kind<Play>} */
export const kind = {};

/**
 * @typedef {object} Transport What Play asks of its figure.
 * @property {() => void} toggle play or pause
 * @property {() => void} hasten another speed has been chosen
 * @property {() => void} step
 * @property {() => void} reset
 * @property {(position: number) => void} scrub
 *
 * @typedef {{ playing: boolean, step: number, position: number, first: number, last: number }} Moment
 */

/** @param {HTMLElement} root @param {Play} control @param {Transport} transport */
export function play(root, control, transport) {
  const box = /** @type {HTMLElement} */ (root.querySelector(`[data-control="${control.name}"]`));
  /** @template {Element} T @param {string} name @returns {T} */
  const named = (name) => /** @type {T} */ (box.querySelector(`[name="${name}"]`));
  const toggle = /** @type {HTMLButtonElement} */ (named("play"));
  const speed = /** @type {HTMLSelectElement} */ (named("speed"));
  const scrub = /** @type {HTMLInputElement} */ (named("scrub"));
  const output = /** @type {HTMLOutputElement} */ (box.querySelector("output"));

  toggle.addEventListener("click", transport.toggle);
  named("step").addEventListener("click", transport.step);
  named("reset").addEventListener("click", transport.reset);
  speed.addEventListener("change", transport.hasten);
  const stop = /** @type {HTMLSelectElement | null} */ (box.querySelector('[name="stop"]'));
  const stopAt = /** @type {HTMLInputElement} */ (box.querySelector('[name="stop_at"]'));
  stop?.addEventListener("change", () => {
    stopAt.hidden = !stop.value;
    stopAt.value = stop.value === "step" ? "1000" : "0.05"; // something to begin with
  });
  scrub.addEventListener("input", () => transport.scrub(Number(scrub.value)));

  return {
    /** @param {Moment} moment */
    show({ playing, step, position, first, last }) {
      const words = playing ? "Pause" : control.label;
      if (toggle.textContent !== words) toggle.textContent = words;
      toggle.classList.toggle("dnn-playing", playing);
      scrub.min = String(first);
      scrub.max = String(last);
      scrub.value = String(position);
      scrub.disabled = last === first;
      scrub.setAttribute("aria-valuetext", `step ${step}`);
      output.value = `Step ${step}`;
    },
    speed: () => (speed.value === "fastest" ? Infinity : Number(speed.value)),
    /** @returns {Stop | undefined} */
    stop: () => {
      if (stop?.value && stopAt.value) return { name: stop.value, at: Number(stopAt.value) };
      return control.pauses ? { name: control.pauses, at: 0.5 } : undefined;
    },
  };
}

export const style = `
.dnn-play { display: flex; flex-wrap: wrap; grid-column: 1 / -1; gap: 0.5rem 1.5rem; align-items: end; }
.dnn-play .dnn-speed { display: flex; flex-wrap: wrap; align-items: center; }
.dnn-play .dnn-stop { display: flex; flex-wrap: wrap; align-items: center; }
.dnn-play .dnn-stop input { width: 6rem; }
.dnn-play .dnn-scrub { flex: 1 1 14rem; }
/* Play says what it does with a shape as well. */
.dnn-play button[name="play"] {
  min-width: 7rem;
  color: var(--dnn-paper);
  font-weight: 600;
  background: var(--dnn-accent);
  border-color: var(--dnn-accent);
}
.dnn-play button[name="play"]::before {
  display: inline-block;
  width: 0.7em;
  height: 0.8em;
  margin-right: 0.5em;
  background: currentColor;
  clip-path: polygon(0 0, 100% 50%, 0 100%);
  content: "";
}
.dnn-play button[name="play"].dnn-playing::before {
  clip-path: polygon(0 0, 35% 0, 35% 100%, 65% 100%, 65% 0, 100% 0, 100% 100%, 0 100%);
  clip-path: path(evenodd, "M0 0h3v12h-3z M6 0h3v12h-3z");
}
@media (forced-colors: active) {
  .dnn-play button[name="play"]::before { background: ButtonText; forced-color-adjust: none; }
}

.dnn-frame .dnn-label { font-weight: 600; }
.dnn-said { min-height: 1.45em; }
`;
