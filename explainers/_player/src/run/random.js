// Twin: _core/run/seeded.py
/** Seeded random arrays, the same to the last bit as in Python. @import {Random} from "../types" */

/**
 * Endless uniform numbers in [0, 1), multiples of 2^-24, that depend on nothing but the text `key`.
 * xoshiro128** (Blackman & Vigna 2018), its state spread by splitmix32 from a 32-bit FNV-1a hash.
 * @param {string} key
 */
export function stream(key) {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) h = Math.imul(h ^ byte, 0x01000193);
  const word = () => {
    h = (h + 0x9e3779b9) | 0;
    let z = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [word(), word(), word(), word()];
  return () => {
    const r = Math.imul(b, 5);
    const uniform = (Math.imul((r << 7) | (r >>> 25), 9) >>> 8) / 2 ** 24;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return uniform;
  };
}

/**
 * Fill `array` with what the random input `name` is for a seed, at a step where that matters.
 * @param {Float32Array} array
 * @param {string} name
 * @param {Random} random
 * @param {number} seed
 * @param {number} step
 */
export function randomize(array, name, random, seed, step) {
  const uniform = stream(random.each_step ? `${seed}/${name}/${step}` : `${seed}/${name}`);
  const sample = random.distribution === "uniform" ? flat(random, uniform) : bell(random, uniform);
  for (let i = 0; i < array.length; i++) array[i] = sample();
}

/** @param {Random} random @param {() => number} uniform */
function flat({ low = 0, high = 1 }, uniform) {
  return () => low + (high - low) * uniform();
}

/**
 * Twelve uniform numbers added: normal to within a percent, with no logarithm whose last digit might differ.
 * @param {Random} random
 * @param {() => number} uniform
 */
function bell({ mean = 0, std = 1 }, uniform) {
  return () => {
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += uniform();
    return mean + std * (sum - 6);
  };
}
