/** What a control may be about: the thing that another one looks at. @import {Host} from "../../types" */

/** The number that the model gets for what is looked at. @param {Host} host @param {string} name of a Look */
export function looked(host, name) {
  const { options } = host.control(name);
  return Number(options.find((/** @type {any} */ { label }) => label === host.values()[name])?.value);
}
