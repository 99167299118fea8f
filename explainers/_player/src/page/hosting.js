/**
 * What a control may ask of the figure that it stands in.
 * @import {Host, Values} from "../types"
 * @import {Plot} from "../picture/plot.js"
 * @import {Session} from "../run/session.js"
 */
import { find } from "../run/values.js";

/**
 * @param {{ session: Session, plot: Plot, values: Values }} live
 * @param {Host["set"]} set by the reader's own hand
 * @returns {Host}
 */
export function hosting(live, set) {
  const { session, plot } = live;
  return {
    set,
    stage: plot.box,
    read: (name) => session.sources[name],
    values: () => live.values,
    control: (name) => find(session.spec, name),
    step: () => session.step,
    locate: (event, panel) => plot.locate(event, panel),
    place: (at, panel) => plot.place(at, panel),
  };
}
