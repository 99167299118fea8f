/**
 * Controls in their figure: what they may ask of it, and which are seen.
 * @import {Host, Spec, Values} from "../types"
 * @import {Plot} from "../picture/plot.js"
 * @import {Session} from "../run/session.js"
 * @import {Cycle} from "./cycle.js"
 */
import { ask } from "../run/ask.js";
import { applies, find } from "../run/values.js";

/**
 * @param {{ session: Session, plot: Plot, values: Values }} live
 * @param {Cycle} cycle
 * @param {Host["set"]} set by the reader's own hand
 * @returns {Host}
 */
export function hosting(live, cycle, set) {
  const { session, plot } = live;
  return {
    set,
    async ask(input, numbers, outputs) {
      /** @type {Record<string, number[]>} */
      let found = {};
      await cycle.do(async () => {
        found = await ask(session, input, numbers, outputs);
      });
      return found;
    },
    stage: plot.box,
    read: (name) => session.sources[name],
    values: () => live.values,
    control: (name) => find(session.spec, name),
    applies: (control) => applies(control, live.values),
    step: () => session.step,
    locate: (event, panel) => plot.locate(event, panel),
    place: (at, panel) => plot.place(at, panel),
  };
}

/**
 * Show the controls that apply while there are these values.
 * @param {Element} root
 * @param {Spec} spec
 * @param {Values} values
 */
export function reveal(root, spec, values) {
  for (const control of spec.controls.filter(({ when }) => when))
    root.querySelector(`[data-control="${control.name}"]`)?.toggleAttribute("hidden", !applies(control, values));
}
