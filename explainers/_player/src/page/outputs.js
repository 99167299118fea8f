/**
 * What a figure's model gave, and what it has counted, as nested arrays.
 * @import {Session} from "../run/session.js"
 */
import { nest } from "../picture/bindings.js";
import { shapes } from "../run/tally.js";

/** @param {Session} session */
export function outputs({ spec, sources }) {
  return Object.fromEntries(Object.entries(shapes(spec)).map(([name, shape]) => [name, nest(sources[name], shape)]));
}
