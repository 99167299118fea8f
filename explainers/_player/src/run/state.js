// Twin: _core/words/state.py
/**
 * What a run carries, as text: for the address of a step to which it would take too long to run again.
 * @import {Spec} from "../types"
 */
import { size } from "./feeds.js";

const MOST = 4096; // numbers: an address may not grow without end

/** How many numbers a run carries; 0 where they are too many for an address. @param {Spec} spec */
export function carried({ carry, model }) {
  const count = Object.keys(carry).reduce((sum, name) => sum + size(model.inputs[name]), 0);
  return count <= MOST ? count : 0;
}

/** Whether all is carried, from `next_NAME` to NAME, that the model gives for that. @param {Spec} spec */
export function plain({ carry, model }) {
  const next = Object.keys(model.outputs).filter((name) => name.startsWith("next_"));
  return next.length === Object.keys(carry).length && next.every((name) => carry[name.slice("next_".length)] === name);
}

/** @param {Float32Array[]} arrays in the order of the spec's carry */
export function write(arrays) {
  const bytes = arrays.flatMap((array) => [...new Uint8Array(array.buffer, array.byteOffset, array.byteLength)]);
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * The arrays, one after the other. A RangeError says how many numbers it takes.
 * @param {Spec} spec
 * @param {string} text
 */
export function read(spec, text) {
  const count = carried(spec);
  const letters = Math.ceil((count * 4 * 8) / 6);
  if (!count || text.length !== letters || !/^[\w-]*$/.test(text))
    throw new RangeError(`state takes the ${count} numbers that ${spec.name} carries, in ${letters} letters`);
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new Float32Array(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)).buffer);
}
