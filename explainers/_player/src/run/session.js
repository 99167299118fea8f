/**
 * One explainer being used: values in, feeds to the model, state carried from step to step, and what came of it.
 * @import {Arrays, Change, Engine, Spec, Stop, Values, Way} from "../types"
 * @import {Judge} from "./judge.js"
 */

import { KINDS } from "../controls/index.js";
import { begin, choosing, constant, draw, empty, put } from "./feeds.js";
import { History } from "./history.js";
import { plain } from "./state.js";
import { Tally } from "./tally.js";
import { defaults, find, matters, ready, valued } from "./values.js";

const OFTEN = 16; // steps between two looks at the clock, where a step takes microseconds

export class Session {
  step = 0;
  /** The last step of this run so far: one may have gone back from there. */
  last = 0;
  /** What has been changed on the way, in the order of its steps: with it a run can be run again. @type {Change[]} */
  log = [];
  /** Whether the steps made last ended where they were to stop. */
  stopped = false;
  /** The values with which the run began. @type {Values} */
  initial = {};
  /** Whether anything has been set: before that a run has just begun, and need not begin again. */
  #set = false;
  /** Who looks at every moment that is kept. @type {Judge | undefined} */
  judge;

  /** @param {Spec} spec @param {Engine} engine */
  constructor(spec, engine) {
    this.spec = spec;
    this.engine = engine;
    this.values = defaults(spec);
    this.carried = Object.entries(spec.carry);
    this.plain = plain(spec);
    /** Random inputs that have other numbers at each step. */
    this.anew = Object.keys(spec.random).filter((name) => spec.random[name].each_step);
    /** What the engine gave last. @type {Arrays} */
    this.outputs = {};
    /** What is carried on, as its arrays. @type {{ to: Float32Array, from: Float32Array }[] | undefined} */
    this.pairs = undefined;
    /** The outputs of one number: its scores, which are had without all that is only to be seen. */
    this.scores = Object.keys(spec.model.outputs).filter((name) => !spec.model.outputs[name].length);
    const scored = [...Object.keys(spec.model.inputs), ...this.scores];
    /** Whether with its scores a moment can be kept. */
    this.brief = spec.record.every((name) => scored.includes(name));
    this.constants = constant(spec);
    this.feeds = engine.inputs ?? empty(spec);
    this.history = History.of(spec);
    this.tally = spec.tally && new Tally(spec.tally, this.values);
    /** What a figure and a summary may show, by name. @type {Arrays} */
    this.sources = { ...this.feeds, ...this.history.series, step: new Float32Array(1), ...this.tally?.sources };
    this.restart();
  }

  /** Whether every step can be gone back to, not only those that the history keeps: between them few are made anew. */
  get exact() {
    return Boolean(this.engine.step);
  }

  /** Whether nothing but what is looked at depends on these values. @param {Values} values */
  aside(values) {
    return Object.keys(values).every((name) => find(this.spec, name).aside);
  }

  /** Back to step 0, with the values as they are; what was done on the way is over. @param {Values} [given] but this */
  restart(given = {}) {
    this.step = this.last = 0;
    this.log = [];
    for (const control of valued(this.spec))
      if (KINDS[control.kind].momentary?.(control) && !(control.name in given))
        this.values[control.name] = control.value;
    this.initial = { ...this.values };
    this.history.clear();
    begin(this.spec, this.feeds, this.constants, this.values);
  }

  /**
   * Be at a step, in a state that was carried to it: from there it can be gone back to, but not further.
   * @param {number} step
   * @param {Float32Array} state what is carried, one array after the other
   */
  async resume(step, state) {
    this.step = this.last = step;
    this.log = [];
    this.initial = { ...this.values };
    this.history.clear(step);
    let at = 0;
    for (const [input] of this.carried) {
      const feed = this.feeds[input];
      feed.set(state.subarray(at, at + feed.length));
      at += feed.length;
    }
    this.#randomize();
    await this.evaluate();
  }

  /** What is carried. */
  get state() {
    return this.carried.map(([input]) => this.feeds[input]);
  }

  /** Take over checked values. What a run starts from goes back to step 0. @param {Values} given */
  set(given) {
    const changed = Object.entries(given).filter(([name, value]) => matters(this.spec, this.values, name, value));
    Object.assign(this.values, given);
    const names = this.#set ? Object.keys(given) : changed.map(([name]) => name);
    this.#set = true;
    if (names.some((name) => find(this.spec, name).restarts)) return this.restart(given);
    for (const [name] of changed) put(this.spec, this.feeds, name, this.values);
    const values = Object.fromEntries(changed);
    if (this.aside(values)) return void Object.assign(this.initial, values); // at all steps alike
    this.#forget(); // what came after came of other values
    if (!this.step) Object.assign(this.initial, values);
    else if (this.log.at(-1)?.step === this.step) Object.assign(/** @type {Change} */ (this.log.at(-1)).values, values);
    else this.log.push({ step: this.step, values });
  }

  /**
   * Take over checked values, once what they need is here, and run the model. What cannot be had stays as it was; the
   * words say so.
   * @param {Values} given
   */
  async take(given) {
    let problem = "";
    for (const [name, value] of Object.entries(given)) {
      try {
        await ready(this.spec, name, value);
      } catch (error) {
        problem = /** @type {Error} */ (error).message;
        delete given[name];
      }
    }
    try {
      await this.engine.prepare?.(choosing(this.spec, this.feeds, given));
    } catch (error) {
      problem = /** @type {Error} */ (error).message;
      given = {};
    }
    this.set(given);
    await this.evaluate();
    return problem;
  }

  /** Forget what came after this step. */
  #forget() {
    this.history.cut(this.step);
    this.last = this.step;
    this.log = this.log.filter(({ step }) => step <= this.step);
  }

  /** Run the model where it stands, in the case that what is fed asks for. */
  async evaluate() {
    await this.#settle();
    await this.#run();
    this.#update();
  }

  /** Have ready the case that what is fed asks for. */
  async #settle() {
    await this.engine.settle?.();
    if (!this.engine.inputs || this.engine.inputs === this.feeds) return;
    this.feeds = this.engine.inputs;
    Object.assign(this.sources, this.feeds);
    this.pairs = undefined;
  }

  /**
   * Make up to n steps, fewer when that is enough; how many were made. Where the engine can, only the state is computed
   * of steps that nothing shows, and of those that are kept or judged the scores, if they are enough for that. With a
   * compiled model nothing waits and nothing is allocated between two steps.
   * @param {number} n
   * @param {() => boolean} [enough] is asked now and then
   * @param {Stop} [stop] after which no step is made; then `stopped`
   */
  async advance(n, enough = () => false, stop) {
    if (n > 0) this.#forget();
    let [made, whole] = [0, true];
    this.stopped = false;
    const { exact, history, judge, spec } = this;
    const often = exact ? OFTEN : 1;
    for (; made < n && !this.stopped && (made % often || !enough()); made++) {
      this.#next();
      const kept = history.keeps(this.step);
      const judged = judge?.looks(this) || (stop && this.step % spec.judged_every === 0);
      whole = !exact || (kept && !this.brief) || Boolean(judged && !judge?.within(this.scores));
      const running = whole ? this.#run() : this.#part(kept || judged);
      if (running) await running;
      if (stop) this.stopped = this.#isAt(stop);
    }
    this.last = this.step;
    if (!whole) await this.#run();
    this.#update();
    return made;
  }

  /** @param {Stop} stop */
  #isAt({ name, at }) {
    if (name === "step") return this.step === at;
    return this.step % this.spec.judged_every === 0 && this.sources[name][0] < at;
  }

  /** Carry the state on to the next step. */
  #next() {
    if (this.plain && this.engine.carry) this.engine.carry();
    else {
      this.pairs ??= this.carried.map(([input, output]) => ({ to: this.feeds[input], from: this.sources[output] }));
      for (const { to, from } of this.pairs) to.set(from);
    }
    this.step++;
    if (this.anew.length) this.#randomize();
  }

  /**
   * Go to a step of this run, with the values that it had then. What comes after is still there, until something is
   * changed, or another step taken.
   * @param {number} step
   */
  async scrub(step) {
    const position = this.history.position(step);
    const nearest = this.history.step(position);
    this.step = nearest;
    this.values = { ...this.initial };
    for (const change of this.log) if (change.step <= nearest) Object.assign(this.values, change.values);
    for (const { name } of valued(this.spec)) put(this.spec, this.feeds, name, this.values);
    for (const [input] of this.carried) this.feeds[input].set(this.history.at(input, position));
    this.#randomize();
    await this.#settle();
    for (const target = this.exact ? step : nearest; this.step < target; ) {
      this.#part();
      this.#next();
      await this.#replay();
    }
    await this.evaluate();
  }

  /** Change what was changed at this step. */
  async #replay() {
    const change = this.log.find(({ step }) => step === this.step);
    if (!change) return;
    Object.assign(this.values, change.values);
    for (const name in change.values) put(this.spec, this.feeds, name, this.values);
    await this.#settle();
  }

  /**
   * Run again from the start: with these changes on the way, up to a step.
   * @param {Change[]} log
   * @param {number} steps
   * @param {(n: number) => Promise<unknown>} advance that takes so many steps
   */
  async repeat(log, steps, advance) {
    for (const { step, values } of log) {
      if (step > steps) break;
      await advance(step - this.step);
      if (this.step !== step) return; // somebody has ended it
      await this.take({ ...values });
    }
    await advance(steps - this.step);
  }

  /** From step 0 to where an address leads. @param {Way} way @param {(n: number) => Promise<unknown>} advance */
  reach({ step = 0, state, log }, advance) {
    return state ? this.resume(step, state) : this.repeat(log, step, advance);
  }

  /** New random numbers for inputs that have them at each step. */
  #randomize() {
    for (const name of this.anew) draw(this.spec, this.feeds, name, this.values, this.step);
  }

  /** Compute what is carried on, and the scores, where they are wanted. @param {boolean} [scored] */
  #part(scored = false) {
    const compute = /** @type {NonNullable<Engine["step"]>} */ (scored ? this.engine.score : this.engine.step);
    const outputs = compute(this.feeds);
    if (outputs !== this.outputs) {
      const state = this.carried.map(([, output]) => output);
      this.#given(outputs, scored ? [...state, ...this.scores] : state);
    } // else they are the same arrays, with other numbers
    if (scored) this.#look();
  }

  /** @param {Arrays} outputs that are other arrays than before @param {string[]} names of those that are new */
  #given(outputs, names) {
    this.outputs = outputs;
    this.pairs = undefined;
    for (const name of names) this.sources[name] = outputs[name];
  }

  /** A promise only where the engine gives one. */
  #run() {
    const outputs = this.engine.run(this.feeds);
    if (outputs instanceof Promise) return outputs.then((later) => this.#keep(later));
    this.#keep(outputs);
  }

  /** @param {Arrays} outputs */
  #keep(outputs) {
    if (outputs !== this.outputs) this.#given(outputs, Object.keys(outputs));
    this.#look();
  }

  /** Keep this moment, if it is one to keep, and judge it. */
  #look() {
    this.history.keep(this.step, this.sources);
    this.tally?.follow(this);
    this.judge?.look(this);
  }

  #update() {
    this.sources.step[0] = this.step;
    if (this.carried.length) this.history.update(this.step, this.sources);
  }
}
