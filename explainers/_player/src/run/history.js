// Twin: _core/run/scan.py
/**
 * What a run leaves behind: states to go back to, and recorded numbers to draw.
 * @import {Arrays, Play, Spec} from "../types"
 */

/**
 * At most `capacity` moments are kept, every `stride`-th step; one more, and every other moment goes and the stride
 * doubles, so that the history always spans the whole run. Nothing is allocated while a run goes on.
 */
export class History {
  count = 0;
  stride = 1;
  /** The step from which it is kept. */
  first = 0;

  /**
   * @param {number} capacity
   * @param {Record<string, number>} sizes of the arrays that a moment keeps
   * @param {string[]} recorded those of them that are drawn, as NAME_history
   */
  constructor(capacity, sizes, recorded) {
    this.capacity = capacity;
    this.sizes = sizes;
    this.recorded = recorded;
    /** @type {Arrays} */
    this.rows = Object.fromEntries(
      Object.entries(sizes).map(([name, size]) => [name, new Float32Array((capacity + 1) * size)]),
    );
    this.series = series(capacity, sizes, recorded);
  }

  /** One for the runs of an explainer. @param {Spec} spec */
  static of(spec) {
    return new History(...extent(spec));
  }

  /** @param {number} [first] step that is to be kept */
  clear(first = 0) {
    this.count = 0;
    this.stride = 1;
    this.first = first;
  }

  /** The position of the last moment kept up to a step. @param {number} step */
  position(step) {
    return Math.min(Math.floor((step - this.first) / this.stride), this.count - 1);
  }

  /** The step of the moment at a position. @param {number} position */
  step(position) {
    return this.first + position * this.stride;
  }

  /** One array of the moment at a position: a view, not a copy. @param {string} name @param {number} position */
  at(name, position) {
    const size = this.sizes[name];
    return this.rows[name].subarray(position * size, (position + 1) * size);
  }

  /** Whether it keeps the moment at a step. @param {number} step */
  keeps(step) {
    return (step - this.first) % this.stride === 0;
  }

  /** Forget the moments after a step. @param {number} step */
  cut(step) {
    this.count = Math.min(this.count, Math.floor((step - this.first) / this.stride) + 1);
  }

  /**
   * Keep this moment if it is one to keep; again for the same step, it replaces what was kept.
   * @param {number} step
   * @param {Arrays} arrays
   */
  keep(step, arrays) {
    if (!this.keeps(step)) return;
    const position = (step - this.first) / this.stride;
    for (const name in this.sizes) this.rows[name].set(arrays[name], position * this.sizes[name]);
    if (position === this.count) this.count++;
    if (this.count > this.capacity) this.#thin();
  }

  #thin() {
    const kept = Math.ceil(this.count / 2);
    for (const name in this.sizes) {
      const size = this.sizes[name];
      for (let i = 1; i < kept; i++) this.rows[name].copyWithin(i * size, 2 * i * size, (2 * i + 1) * size);
    }
    this.count = kept;
    this.stride *= 2;
  }

  /**
   * Bring `series` up to date: the moments kept up to a step, then the step itself if it is not one of them, then NaN.
   * @param {number} step
   * @param {Arrays} arrays of that step
   */
  update(step, arrays) {
    const kept = this.position(step) + 1;
    const extra = this.step(kept - 1) !== step;
    const steps = this.series.step_history.fill(NaN);
    for (let i = 0; i < kept; i++) steps[i] = this.step(i);
    if (extra) steps[kept] = step;
    for (const name of this.recorded) {
      const size = this.sizes[name];
      const series = this.series[`${name}_history`].fill(NaN);
      series.set(this.rows[name].subarray(0, kept * size));
      if (extra) series.set(arrays[name], kept * size);
    }
  }
}

/**
 * How much of the runs of an explainer is kept.
 * @param {Spec} spec
 * @returns {[number, Record<string, number>, string[]]}
 */
function extent({ controls, carry, record, model }) {
  const play = /** @type {Play | undefined} */ (controls.find(({ kind }) => kind === "play"));
  const shapes = { ...model.inputs, ...model.outputs };
  const size = (/** @type {string} */ name) => shapes[name].reduce((product, length) => product * length, 1);
  const kept = [...new Set([...record, ...Object.keys(carry)])];
  return [play?.steps ?? 1, Object.fromEntries(kept.map((name) => [name, size(name)])), record];
}

/**
 * What is drawn of it, with nothing kept yet.
 * @param {number} capacity
 * @param {Record<string, number>} sizes
 * @param {string[]} recorded
 */
function series(capacity, sizes, recorded) {
  const found = /** @type {Arrays} */ ({ step_history: new Float32Array(capacity + 1) });
  for (const name of recorded) found[`${name}_history`] = new Float32Array((capacity + 1) * sizes[name]);
  return found;
}

/** The same of an explainer whose runs have not begun. @param {Spec} spec */
export const unrun = (spec) => series(...extent(spec));
