// Twin: _core/picture/trace.py
/**
 * Numbers from the model into a figure: each binding names a place in the figure and where its numbers come from.
 * @import {Arrays, Binding, Figure, Nested, Plain} from "../types"
 */
import { spoken } from "./shown.js";

/**
 * A copy of the figure with each binding's place filled. What no binding touches is shared with the original, so
 * that Plotly sees at a glance what is new.
 * @param {Figure} figure
 * @param {Binding[]} bindings
 * @param {Arrays} sources
 * @param {Record<string, string[]>} [words] lists, by name
 * @param {Fills} [fills] of the draws before
 * @returns {Figure}
 */
export function bind(figure, bindings, sources, words = {}, fills = new Fills()) {
  fills.look(sources, bindings);
  /** @type {any} */
  const copy = { ...figure };
  const fresh = new Set([copy]);
  for (const binding of bindings) {
    const last = binding.path.length - 1;
    let place = copy;
    for (const part of binding.path.slice(0, last)) {
      if (!fresh.has(place[part])) {
        place[part] = Array.isArray(place[part]) ? [...place[part]] : { ...place[part] };
        fresh.add(place[part]);
      }
      place = place[part];
    }
    place[binding.path[last]] = fills.of(binding, () => fill(binding, sources[binding.source], words));
  }
  return copy;
}

/** What bindings were filled with, which stays the same while their numbers do: most of a figure often stands still. */
export class Fills {
  /** The numbers of each source. @type {Map<string, Float32Array>} */
  #numbers = new Map();
  /** @type {Map<Binding, any>} */
  #values = new Map();
  /** @type {Set<string>} */
  #other = new Set();

  /** See which sources have other numbers than before. @param {Arrays} sources @param {Binding[]} bindings */
  look(sources, bindings) {
    this.#other.clear();
    for (const name of new Set(bindings.map(({ source }) => source))) {
      const [before, now] = [this.#numbers.get(name), sources[name]];
      if (before?.length === now.length && alike(before, now)) continue;
      this.#other.add(name);
      if (before?.length === now.length) before.set(now);
      else this.#numbers.set(name, now.slice());
    }
  }

  /** @param {Binding} binding @param {() => any} fill */
  of(binding, fill) {
    if (this.#other.has(binding.source) || !this.#values.has(binding)) this.#values.set(binding, fill());
    return this.#values.get(binding);
  }
}

/** Whether two arrays hold the same numbers, gaps among them. @param {Float32Array} one @param {Float32Array} other */
function alike(one, other) {
  for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) return false;
  return true;
}

/** @param {Binding} binding @param {Float32Array} flat @param {Record<string, string[]>} words */
function fill(binding, flat, words) {
  return binding.shown
    ? spoken(words[/** @type {string} */ (binding.words)], gather(binding, flat))
    : gather(binding, flat);
}

/**
 * The places that bindings fill, each once: a single number, or an array of numbers as a whole, of which a binding may
 * fill only a part.
 * @param {Figure} figure
 * @param {Binding[]} bindings
 */
export function places(figure, bindings) {
  /** @param {any} place */
  const numbers = (place) =>
    Array.isArray(place) && (place[0] === null || typeof place[0] !== "object" || Array.isArray(place[0]));
  const paths = bindings.map(({ path }) => {
    const end = path.findIndex((_, depth) => numbers(follow(figure, path.slice(0, depth))));
    return end < 0 ? path : path.slice(0, end);
  });
  return [...new Map(paths.map((path) => [path.join(), path])).values()];
}

/** What is at a place in a figure. @param {any} figure @param {Binding["path"]} path */
export function follow(figure, path) {
  return path.reduce((place, part) => place?.[part], figure);
}

/** Whether two bound places hold the same numbers. @param {any} one @param {any} other @returns {boolean} */
export function equal(one, other) {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((each, i) => equal(each, other[i]));
}

/**
 * The numbers that a binding takes from a flat array, nested as it says; null for NaN and infinities, which is how
 * Plotly is told of a gap.
 * @param {Binding} binding
 * @param {Float32Array} flat
 * @returns {Plain}
 */
export function gather(binding, flat) {
  if ("indices" in binding) return pick(binding.indices, flat);
  const { shape, strides } = binding;
  /** @type {(axis: number, offset: number) => Plain} */
  const walk = (axis, offset) => {
    if (axis === shape.length) return finite(flat[offset]);
    const along = new Array(shape[axis]);
    for (let i = 0; i < along.length; i++) along[i] = walk(axis + 1, offset + i * strides[axis]);
    return along;
  };
  return walk(0, binding.offset);
}

/** @type {(indices: Nested, flat: Float32Array) => Plain} */
function pick(indices, flat) {
  return Array.isArray(indices) ? indices.map((inner) => pick(inner, flat)) : finite(flat[indices]);
}

/** @param {number} value */
function finite(value) {
  return Number.isFinite(value) ? value : null;
}

/**
 * A flat array as nested plain arrays of a shape; a number for the shape [].
 * @param {Float32Array} flat
 * @param {number[]} shape
 * @returns {Nested}
 */
export function nest(flat, shape) {
  /** @type {(axis: number, offset: number, size: number) => Nested} */
  const walk = (axis, offset, size) => {
    if (axis === shape.length) return flat[offset];
    const step = size / shape[axis];
    return Array.from({ length: shape[axis] }, (_, i) => walk(axis + 1, offset + i * step, step));
  };
  return walk(0, 0, flat.length);
}
