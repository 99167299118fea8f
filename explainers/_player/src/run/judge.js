// Twin: _core/goals/judge.py
/**
 * Whether goals are met: comparisons, and nothing else; and, which only a page can ask, whether the reader met one.
 * @import {Arrays, Comparison, Goal, Spec, Subject, Value, Values} from "../types"
 */

import { unsettled } from "./tally.js";

const NEAR = 1e-6; // what `=` allows two numbers to differ by

/** @type {Record<string, (one: number, other: number) => boolean>} */
const RELATIONS = {
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  "=": (one, other) => Math.abs(one - other) <= NEAR,
  ">=": (one, other) => one >= other,
  ">": (one, other) => one > other,
};

/** @typedef {{ values: Values, sources: Arrays, step: number }} Moment */

/** What is looked at, at a moment. @param {Subject} subject @param {Moment} moment @returns {Value | undefined} */
function found({ of, name, at }, { values, sources, step }) {
  if (of === "step") return step;
  if (of !== "control") return sources[name][at ?? 0];
  return at === null ? values[name] : /** @type {number[]} */ (values[name])[at];
}

/** Whether all comparisons hold at a moment. @param {Comparison[]} when @param {Moment} moment */
export function holds(when, moment) {
  for (const comparison of when) {
    const [value, wanted] = [found(comparison, moment), comparison.value];
    if (typeof wanted === "number" ? !RELATIONS[comparison.is](Number(value), wanted) : value !== wanted) return false;
  }
  return true;
}

/** A goal under watch, and how it stands. */
export class Watch {
  /** Whether it is met as the figure stands, by whomever. */
  met = false;
  /** Whether it can be reached: by the reader's own hand, or it was not met by another. */
  open = true;
  /** Whether the reader has reached it. */
  reached = false;
  /** The best number with which that was, where a record is kept. @type {number | null} */
  record = null;
  /** The step from which all comparisons have held. @type {number | null} */
  #since = null;
  /** What was compared, when it was last looked at. @type {(Value | undefined)[]} */
  #seen = [];

  /** @param {Goal} goal */
  constructor(goal) {
    this.goal = goal;
  }

  /** Whether what is compared is not what it was, as far as it has been looked at. @param {Moment} moment */
  differs(moment) {
    const { when } = this.goal;
    return this.#seen.some((value, place) => !Object.is(value, found(when[place], moment)));
  }

  /**
   * Look at a moment.
   * @param {Moment} moment
   * @param {boolean} follows whether it comes right after the one before
   * @param {boolean} own whether the reader has set the figure
   */
  look(moment, follows, own) {
    const { when, lasting, best } = this.goal;
    this.#seen = when.map((comparison) => found(comparison, moment));
    const held = holds(when, moment);
    this.#since = held ? ((follows ? this.#since : null) ?? moment.step) : null;
    this.met = this.#since !== null && moment.step - this.#since >= lasting;
    if (!held) this.open = true;
    else if (!own) this.open = false;
    if (!this.met || !this.open) return;
    this.reached = true;
    if (best) this.record = better(best, Number(found(best, moment)), this.record);
  }
}

/**
 * Judges the goals of one figure. A goal is reached when it is met after a change of the reader's own: of a control's
 * value, by their hand. What a link, an address, a solution or steps that play by themselves have met counts only once
 * it has not been met in between.
 */
export class Judge {
  /** @type {Set<Watch>} */
  #watched = new Set();
  #own = false;
  /** Whose hand has just set something on which no step depends. @type {boolean | undefined} */
  #aside;
  #last = 0;

  /** Watch a goal from now on. @param {Goal} goal */
  watch(goal) {
    const watch = new Watch(goal);
    this.#watched.add(watch);
    return watch;
  }

  /** @param {Watch} watch */
  leave(watch) {
    this.#watched.delete(watch);
  }

  /** A figure opens as its page has it: there no goal is met, as the site's tests prove. */
  begin() {
    this.#own = false;
    for (const watch of this.#watched) watch.open = true;
  }

  /** Something is about to be set, by the reader's own hand or not. @param {boolean} own */
  turn(own) {
    this.#own = own;
    if (!own) for (const watch of this.#watched) watch.open = false;
  }

  /**
   * Something is about to be set on which no step depends. It is a turn where it touches what goals are about, and
   * otherwise only looked at.
   * @param {boolean} own
   */
  aside(own) {
    this.#aside = own;
  }

  /** Whether a moment is one at which goals are judged. @param {{ step: number, spec: Spec }} moment */
  looks({ step, spec }) {
    return this.#watched.size > 0 && step % spec.judged_every === 0;
  }

  /** Whether goals are judged by no other outputs than these. @param {string[]} outputs */
  within(outputs) {
    for (const { goal } of this.#watched)
      for (const { of, name } of [...goal.when, ...(goal.best ? [goal.best] : [])])
        if (of === "output" && !outputs.includes(name)) return false;
    return true;
  }

  /** Look at a moment, if it is one at which goals are judged. @param {Moment & { spec: Spec }} moment */
  look(moment) {
    const { step, spec } = moment;
    const aside = this.#aside;
    this.#aside = undefined;
    if (!this.looks(moment)) return;
    if (aside !== undefined && [...this.#watched].some((watch) => watch.differs(moment))) this.turn(aside);
    const settled = [...this.#watched].filter(({ goal: { when } }) => !unsettled(moment, when));
    const follows = step === this.#last || step === this.#last + spec.judged_every;
    this.#last = step;
    for (const watch of settled) watch.look(moment, follows, this.#own);
  }
}

/**
 * The better of a number and the record so far.
 * @param {{ better: string }} best
 * @param {number} one
 * @param {number | null} record
 */
export function better(best, one, record) {
  if (record === null) return Number.isNaN(one) ? null : one;
  return RELATIONS[best.better === "lowest" ? "<" : ">"](one, record) ? one : record;
}
