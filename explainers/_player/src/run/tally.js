/**
 * What is counted over a whole data set, anew whenever the settings on which it depends have changed: how many pictures
 * a network, as the reader has changed it, still reads. The first change fetches the data.
 * @import {Arrays, Spec, Tallied, Values} from "../types"
 * @import {Session} from "./session.js"
 */
import { counter } from "../engines/counter.js";
import { numbers } from "./data.js";

const COUNTING = "counting"; // 1 while the numbers are those of before
const UNTOUCHED = "_untouched"; // how the names end of what is counted as the page opens

/** The names and shapes of what a figure's model gives, and of what is counted. @param {Spec} spec */
export function shapes({ model, tally }) {
  const counted = Object.entries(tally?.first ?? {}).map(([name, { shape }]) => [name, shape]);
  return /** @type {Record<string, number[]>} */ ({ ...model.outputs, ...Object.fromEntries(counted) });
}

/** Whether an output is counted. @param {Spec} spec @param {string} name */
const counted = ({ tally }, name) => Boolean(tally && name in tally.first);

/**
 * Whether what is compared is still being counted.
 * @param {{ spec: Spec, sources: Arrays }} moment
 * @param {{ of: string, name: string }[]} compared
 */
export function unsettled({ spec, sources }, compared) {
  return Boolean(sources[COUNTING]?.[0]) && compared.some(({ of, name }) => of === "output" && counted(spec, name));
}

export class Tally {
  /** The settings that the count under way, or the last one, is of. */
  #key;
  /** Those with which the page of this figure would open. */
  #first;
  /** What is to be counted next: the newest settings alone. @type {{ key: string, taken: Arrays } | undefined} */
  #next;
  #busy = false;
  /** Resolves when nothing is being counted any more. @type {Promise<void> | undefined} */
  working = undefined;
  /** Who counts, once it is there. @type {ReturnType<typeof counter> | undefined} */
  #counter;
  /** @type {(problem: string) => Promise<void>} */
  #changed = async () => {};

  /** @param {Tallied} tally @param {Values} values with which the page opens */
  constructor(tally, values) {
    this.tally = tally;
    this.#key = this.#first = this.#keyed(values);
    this.opening = Object.fromEntries(Object.entries(tally.first).map(([name, array]) => [name, numbers(array)]));
  }

  /**
   * Have somebody told that there are other numbers, or what went wrong.
   * @param {(problem: string) => Promise<void>} changed
   */
  tell(changed) {
    this.#changed = changed;
  }

  /** The arrays that a figure has of it. @returns {Arrays} */
  get sources() {
    const first = Object.entries(this.opening);
    return {
      ...Object.fromEntries(first.map(([name, array]) => [name, array.slice()])),
      ...Object.fromEntries(first.map(([name, array]) => [`${name}${UNTOUCHED}`, array])),
      [COUNTING]: new Float32Array(1),
    };
  }

  /** Let go of the thread. */
  close() {
    this.#next = undefined;
    this.#counter?.then(({ close }) => close()).catch(() => {});
    this.#counter = undefined;
  }

  /** @param {Values} values */
  #keyed(values) {
    return this.tally.controls.map((name) => String(values[name])).join(";");
  }

  /** Count anew, where the settings ask for it. @param {Session} session which has just run */
  follow({ values, sources }) {
    const key = this.#keyed(values);
    if (key === this.#key) return;
    this.#key = key;
    this.#next = undefined;
    sources[COUNTING][0] = +(key !== this.#first);
    if (key === this.#first) return put(sources, this.opening);
    this.#next = { key, taken: Object.fromEntries(this.tally.takes.map((name) => [name, sources[name].slice()])) };
    if (!this.#busy) this.working = this.#work(sources);
  }

  /** @param {Arrays} sources */
  async #work(sources) {
    this.#busy = true;
    for (let next = this.#next; next; next = this.#next) {
      this.#next = undefined;
      let [found, problem] = [this.opening, ""];
      try {
        this.#counter ??= counter(this.tally);
        found = await (await this.#counter).count(next.taken);
      } catch (error) {
        problem = /** @type {Error} */ (error).message;
        this.#counter = undefined; // the next change tries again
      }
      if (this.#key === this.#first) continue; // where its numbers are known
      put(sources, found);
      if (problem) for (const name in this.opening) sources[name].fill(NaN);
      if (problem) this.#key = problem;
      sources[COUNTING][0] = +(!problem && next.key !== this.#key);
      await this.#changed(problem).catch(() => {}); // said in the figure's place
    }
    this.#busy = false;
  }
}

/** @param {Arrays} sources @param {Arrays} found */
function put(sources, found) {
  for (const name in found) sources[name]?.set(found[name]);
}
