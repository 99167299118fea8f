/** Play, step, reset, speed, and scrubbing back. It has no value: it drives the run. @import {Play} from "../types" */

/**
 * @typedef {object} Transport What Play asks of its figure.
 * @property {() => void} toggle play or pause
 * @property {() => void} hasten another speed has been chosen
 * @property {() => void} step
 * @property {() => void} reset
 * @property {(position: number) => void} scrub
 *
 * @typedef {{ playing: boolean, step: number, position: number, last: number }} Moment
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
  scrub.addEventListener("input", () => transport.scrub(Number(scrub.value)));

  return {
    /** @param {Moment} moment */
    show({ playing, step, position, last }) {
      const words = playing ? "Pause" : control.label;
      if (toggle.textContent !== words) toggle.textContent = words;
      toggle.classList.toggle("dnn-playing", playing);
      scrub.max = String(last);
      scrub.value = String(position);
      scrub.disabled = last === 0;
      scrub.setAttribute("aria-valuetext", `step ${step}`);
      output.value = `Step ${step}`;
    },
    speed: () => Number(speed.value),
  };
}
