/**
 * One explainer being used: values in, feeds to the model, state carried from step to step, and what came of it.
 * @import {Arrays, Engine, Play, Spec, Values} from "../types"
 * @import {Judge} from "./judge.js"
 */

import { flat } from "../controls/parts/checks.js";
import { History } from "./history.js";
import { randomize } from "./random.js";
import { defaults, find, kindOf, ready, valued } from "./values.js";

/** @param {number[]} shape */
const size = (shape) => shape.reduce((product, length) => product * length, 1);

export class Session {
  step = 0;
  /** Whether the values have been the same since step 0, so that values and step alone lead back here. */
  replayable = true;
  /** Who looks at every moment that is kept. @type {Judge | undefined} */
  judge;

  /** @param {Spec} spec @param {Engine} engine */
  constructor(spec, engine) {
    this.spec = spec;
    this.engine = engine;
    this.values = defaults(spec);
    this.carried = Object.entries(spec.carry);
    const shapes = { ...spec.model.inputs, ...spec.model.outputs };
    /** @type {Arrays} */
    this.feeds =
      engine.inputs ??
      Object.fromEntries(
        Object.entries(spec.model.inputs).map(([name, shape]) => [name, new Float32Array(size(shape))]),
      );
    const kept = [...new Set([...spec.record, ...this.carried.map(([input]) => input)])];
    const play = /** @type {Play | undefined} */ (spec.controls.find(({ kind }) => kind === "play"));
    this.history = new History(
      play?.steps ?? 1,
      Object.fromEntries(kept.map((name) => [name, size(shapes[name])])),
      spec.record,
    );
    /** What a figure and a summary may show, by name. @type {Arrays} */
    this.sources = { ...this.feeds, ...this.history.series, step: new Float32Array(1) };
    this.restart();
  }

  /** Back to step 0, with the values as they are. */
  restart() {
    const { constants, random } = this.spec;
    this.step = 0;
    this.replayable = true;
    this.history.clear();
    for (const [name, feed] of Object.entries(this.feeds)) {
      feed.fill(0);
      if (name in constants) feed.set(flat(constants[name]));
      if (name in random) randomize(feed, name, random[name], Number(this.values[random[name].seed]), 0);
    }
    for (const { name } of valued(this.spec)) this.#feed(name);
  }

  /** Take over checked values. What a run starts from goes back to step 0. @param {Values} given */
  set(given) {
    Object.assign(this.values, given);
    const names = Object.keys(given);
    if (names.some((name) => this.#begins(name))) return this.restart();
    for (const name of names) this.#feed(name);
    if (this.step) this.replayable = false;
    else this.history.cut(0); // what came after came of other values
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
    this.set(given);
    await this.evaluate();
    return problem;
  }

  /** Whether a run starts from this control. @param {string} name */
  #begins(name) {
    const { restarts, input } = find(this.spec, name);
    return restarts || (input !== null && input in this.spec.carry);
  }

  /** @param {string} name */
  #feed(name) {
    const { control, kind } = kindOf(this.spec, name);
    if (control.input) this.feeds[control.input].set(kind.feed(control, this.values[name]), control.index ?? 0);
  }

  /** Run the model where it stands, in the case that what is fed asks for. */
  async evaluate() {
    await this.engine.settle?.();
    this.feeds = this.engine.inputs ?? this.feeds;
    Object.assign(this.sources, this.feeds);
    await this.#run();
    this.#update();
  }

  /**
   * Make up to n steps, fewer when the time is up; how many were made. Of those that nothing shows or keeps only the
   * state is computed, where the engine can. With a compiled model nothing waits and nothing is allocated between two
   * steps.
   * @param {number} n
   * @param {number} [deadline] as performance.now() counts
   */
  async advance(n, deadline = Infinity) {
    this.history.cut(this.step);
    let [made, whole] = [0, true];
    while (made < n && performance.now() < deadline) {
      for (const [input, output] of this.carried) this.feeds[input].set(this.sources[output]);
      this.step++;
      this.#randomize();
      whole = !this.engine.step || this.history.keeps(this.step) || Boolean(this.judge?.looks(this));
      if (whole) {
        const running = this.#run();
        if (running) await running;
      } else this.engine.step?.(this.feeds);
      made++;
    }
    if (!whole) await this.#run();
    this.#update();
    return made;
  }

  /** Go back, or forward again, to a moment of the history. @param {number} position */
  async scrub(position) {
    this.step = this.history.step(position);
    for (const [input] of this.carried) this.feeds[input].set(this.history.at(input, position));
    this.#randomize();
    await this.evaluate();
  }

  /** New random numbers for inputs that have them at each step. */
  #randomize() {
    for (const name in this.spec.random) {
      const random = this.spec.random[name];
      if (random.each_step) randomize(this.feeds[name], name, random, Number(this.values[random.seed]), this.step);
    }
  }

  /** A promise only where the engine gives one. */
  #run() {
    const outputs = this.engine.run(this.feeds);
    if (outputs instanceof Promise) return outputs.then((later) => this.#keep(later));
    this.#keep(outputs);
  }

  /** @param {Arrays} outputs */
  #keep(outputs) {
    for (const name in outputs) this.sources[name] = outputs[name];
    this.history.keep(this.step, this.sources);
    this.judge?.look(this);
  }

  #update() {
    this.sources.step[0] = this.step;
    if (this.carried.length) this.history.update(this.step, this.sources);
  }
}
