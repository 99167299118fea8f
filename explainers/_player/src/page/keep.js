/**
 * Runs that a reader keeps beside the one that the figure shows: each goes on with its own settings, on an engine of
 * its own, and stands at the figure's step, whatever that is. While the figure moves they have what time it leaves
 * them, and may lag; once it stands still they catch up.
 * @import {Course, Engine} from "../types"
 * @import {Session} from "../run/session.js"
 * @import {Live} from "./live.js"
 */
import { load } from "../engines/engine.js";
import { follow, held, repeated, resumed } from "../run/copy.js";
import { differences } from "../run/differences.js";
import { settings } from "../run/values.js";
import { MOST, write } from "./address.js";
import { SideBySide } from "./beside.js";
import { failure } from "./failure.js";
import { breath, nextFrame } from "./frame.js";
import * as source from "./source.js";
import { watch } from "./theme.js";
import { settle } from "./told.js";

const LETTERS = "ABC";
const MOVING = 200; // ms since its last picture in which the figure counts as moving
const POLITE = 8; // ms of steps at once while it moves, unless the page has more time
const SLICE = 40; // the same once it stands still
const REST = 8; // times as long as a round took, they wait at most for an idle page while it moves
const SHORTEST = 20; // ms of such a wait: browsers take 0 for no limit
const SELDOM = 12; // times as long as a picture takes, lie between two while it moves
const FULL = `There is room for ${MOST} runs: remove one to keep another.`;

/** @typedef {{ course: Course, session?: Session }} Kept A run; until its session is there, what is known of it. */

export class Keep {
  /** @type {Kept[]} */
  #runs = [];
  /** What is done with them, one thing after another. @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** Whether a round is to come. */
  #due = false;
  /** When the figure last changed, and the step at which it is. */
  #moved = 0;
  #step = 0;
  /** How many ms the page has nothing else to do. */
  #free = 0;
  /** When the runs were last drawn, and how long that took, in ms. */
  #drawn = { at: 0, took: 0 };
  /** What ends with the figure. */
  #presence = new AbortController();

  /** @param {Live} live */
  constructor(live) {
    const { root } = (this.live = live);
    const { signal } = this.#presence;
    this.section = /** @type {HTMLElement} */ (root.querySelector(".dnn-kept"));
    this.button = /** @type {HTMLButtonElement} */ (root.querySelector("[name=keep]"));
    this.items = [...this.section.querySelectorAll("li")];
    this.picture = new SideBySide(live, this.section, this.items);
    this.button.addEventListener("click", () => this.#said(this.#keep()), { signal });
    for (const [index, item] of this.items.entries()) {
      /** @param {string} name */
      const named = (name) => /** @type {HTMLButtonElement} */ (item.querySelector(`[name=${name}]`));
      named("back").addEventListener("click", () => this.#said(this.#back(index)), { signal });
      named("forget").addEventListener("click", () => this.#said(this.#forget(index)), { signal });
    }
    root.addEventListener("explainer-update", () => this.#moves(), { signal });
    const sizes = new ResizeObserver(() => this.picture.resized && this.#again());
    sizes.observe(this.picture.box);
    const unwatch = watch(this.live.root, () => this.#again());
    signal.addEventListener("abort", () => (sizes.disconnect(), unwatch()));
  }

  /** What leads back to each run, as a hash. */
  get hashes() {
    const { spec, defaults } = this.live;
    return this.#runs.map(({ course, session }) => {
      const { initial, log, last } = session ?? course;
      return write(spec, initial, defaults, last, log, session?.values);
    });
  }

  /** The sessions of the runs, as soon as they are there. */
  get #sessions() {
    return this.#runs.flatMap(({ session }) => session ?? []);
  }

  /** Have the runs of an address, in place of those that there are. @param {Course[]} courses */
  become(courses) {
    const { spec, defaults } = this.live;
    const gone = this.#runs.splice(0);
    if (!gone.length && !courses.length) return;
    this.#show();
    this.#do(() => gone.forEach(close));
    const whole = courses.map((course) => ({ ...course, initial: { ...defaults, ...course.initial } }));
    this.#said(this.#add(whole, (engine, course) => repeated(spec, engine, course, rested)));
  }

  /** Keep the run that the figure shows. */
  async #keep() {
    const { live } = this;
    if (this.#runs.length >= MOST) return live.voice.note(FULL);
    /** @type {ReturnType<typeof held>[]} */
    const all = [];
    await live.perform(() => {
      const as = this.#runs.findIndex(({ session, course }) => this.#same(session ?? course));
      if (as >= 0) live.voice.note(`This run is kept already, as run ${LETTERS[as]}.`);
      else if (this.#runs.length < MOST) all.push(held(live.session));
    });
    const added = await this.#add(all, (engine, run) => resumed(live.spec, engine, run));
    if (!added) return;
    live.voice.note(
      `Kept below, as run ${LETTERS[this.#runs.length - 1]}. ${this.#runs.length < MOST ? "" : FULL}`.trim(),
    );
    settle(live.root, live.hash);
  }

  /** Whether a run is the one that the figure shows. @param {Pick<Course, "initial" | "log">} run */
  #same(run) {
    return differences(settings(this.live.spec), run, this.live.session) === "The same settings";
  }

  /**
   * Add runs; each has its place, and the address names it, before its session is there. How many came to be.
   * @template {Course} T
   * @param {T[]} courses
   * @param {(engine: Engine, course: T) => Promise<Session>} begin
   */
  async #add(courses, begin) {
    const { live } = this;
    const runs = courses.map((course) => /** @type {Kept} */ ({ course }));
    this.#runs.push(...runs);
    this.#limit();
    await live.set({}).catch(() => {}); // the figure comes first, and says itself what goes wrong
    return this.#do(async () => {
      let added = 0;
      for (const [place, run] of runs.entries()) {
        try {
          await this.picture.ready();
          const engine = await load(live.spec.model, (file, fresh) => source.bytes(file, "The model", fresh));
          run.session = await begin(engine, courses[place]);
        } catch (error) {
          if (this.#runs.includes(run)) this.#runs.splice(this.#runs.indexOf(run), 1);
          this.#say(error);
          continue;
        }
        if (this.#runs.includes(run)) added++;
        else close(run); // others have come in its place
      }
      this.#show();
      return added;
    });
  }

  /**
   * Go back to a kept run: the figure has it from now on, and what the figure had is kept in its place.
   * @param {number} index
   */
  async #back(index) {
    const { live } = this;
    live.pause();
    await this.#do(async () => {
      const run = /** @type {Required<Kept> | undefined} */ (this.#runs[index]);
      if (!run?.session) return; // it has gone meanwhile
      await live.perform(() => {
        live.judge.turn(false);
        [live.session, run.session] = [run.session, live.session];
        [live.session.judge, run.session.judge] = [live.judge, undefined];
      });
    });
    settle(live.root, live.hash);
    const letter = LETTERS[index];
    live.voice.note(`The figure has gone back to run ${letter}. What it showed before is run ${letter} now.`);
  }

  /** Remove a run. @param {number} index */
  async #forget(index) {
    await this.#do(() => {
      this.#runs.splice(index, 1).forEach(close);
      this.#show();
    });
    settle(this.live.root, this.live.hash);
    const left = this.#runs.length;
    const next = left ? this.items[Math.min(index, left - 1)].querySelector("[name=forget]") : this.button;
    /** @type {HTMLElement} */ (next).focus();
    const moved = this.#runs
      .slice(index)
      .map((_, i) => ` Run ${LETTERS[index + i + 1]} is run ${LETTERS[index + i]} now.`);
    this.live.voice.note(`Run ${LETTERS[index]} is removed.${moved.join("")}`);
  }

  /** Do a task once those before it are done. @template T @param {() => T} task @returns {Promise<Awaited<T>>} */
  #do(task) {
    const done = this.#queue.then(task);
    this.#queue = done.catch(() => {});
    return /** @type {Promise<Awaited<T>>} */ (done);
  }

  /** Say what goes wrong with an action. @param {Promise<unknown>} action */
  #said(action) {
    action.catch((error) => this.#say(error));
  }

  /** @param {unknown} error */
  #say(error) {
    console.error(error);
    this.live.voice.note(failure(error, "The runs beside this one have stopped.").message);
  }

  /** Say whether there is room. */
  #limit() {
    this.button.setAttribute("aria-disabled", String(this.#runs.length >= MOST));
  }

  /** Show the runs that are there. */
  #show() {
    this.#limit();
    this.picture.show(this.#sessions.length);
    this.#moves();
  }

  /** The figure has changed, or what stands beside it. */
  #moves() {
    if (!this.#sessions.length) return;
    this.picture.look();
    this.#step = this.live.session.step;
    this.#moved = performance.now();
    this.#again();
  }

  /** Have a round to come. */
  #again() {
    if (this.#due || !this.#sessions.length) return;
    this.#due = true;
    this.section.setAttribute("aria-busy", "true");
    this.#said(this.#do(() => this.#round()));
  }

  /** Bring the runs nearer to the figure's step, if they are not there, and draw them. */
  async #round() {
    this.#due = false;
    const begun = performance.now();
    const moving = begun - this.#moved < MOVING;
    const sessions = this.#sessions;
    let behind = false;
    const end = begun + (moving ? Math.max(POLITE, this.#free) : SLICE);
    for (const [place, session] of sessions.entries()) {
      const now = performance.now(); // what one does not need, the next ones have
      const deadline = now + (end - now) / (sessions.length - place);
      if (!(await follow(session, this.#step, () => performance.now() > deadline))) behind = true;
    }
    const { at, took } = this.#drawn;
    const seldom = moving && performance.now() - at < SELDOM * took;
    if (sessions.length && !seldom) {
      const drawing = performance.now();
      await this.picture.draw(sessions);
      this.#drawn = { at: performance.now(), took: performance.now() - drawing };
    }
    if (behind || seldom) this.#again();
    if (!this.#due) this.section.removeAttribute("aria-busy");
    if (moving) this.#free = await idle(Math.max(REST * (performance.now() - begun), SHORTEST));
    else await nextFrame().then(breath);
  }

  /** Give all back. */
  close() {
    this.#presence.abort();
    this.#runs.splice(0).forEach(close);
    this.#show();
  }
}

/** @param {Kept} run */
function close({ session }) {
  session?.engine.close?.();
}

/**
 * Resolves when the page has nothing else to do, at the latest after so many ms: for how many ms.
 * @param {number} timeout
 * @returns {Promise<number>}
 */
function idle(timeout) {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback((pause) => resolve(pause.timeRemaining()), { timeout });
    else setTimeout(() => resolve(0), timeout);
  });
}

/** Steps with a breath between slices of them. @param {Session} session @param {number} n */
async function rested(session, n) {
  for (let left = n; left > 0; await breath()) {
    const deadline = performance.now() + SLICE;
    left -= await session.advance(left, () => performance.now() > deadline);
  }
}
