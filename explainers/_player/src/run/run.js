/**
 * Runs of steps: at the reader's speed, each painted; or so many at once, painted now and then when they take long.
 * Pausing ends either.
 * @import {Rest, Stop} from "../types"
 * @import {Cycle} from "../page/cycle.js"
 * @import {Session} from "./session.js"
 */
import { breath, nextFrame } from "../page/frame.js";

const SLICE = 40; // ms of steps before the page breathes, in a long run, and where no browser says that somebody waits
const FRAME = 27; // ms from one picture to the next, while steps are made as fast as can be, where drawing is quick
const AGAIN = 2; // a drawing takes so many times its own time, as the browser paints after it
const SHARE = 2.2; // on a slow machine steps may take so many times as long as that
const MOST = 100; // ms of steps in one frame
const LEAST = 4; // ms of steps in one frame
const LONG = 400; // ms of steps at once after which the reader is shown how far they are

/**
 * @typedef {object} Figure What a run is for.
 * @property {() => Session} now its session, which may be another one later
 * @property {Cycle} cycle in which steps have their turn
 * @property {() => void} show bring the controls up to date
 * @property {() => Stop | undefined} stop where it pauses by itself, while it plays
 */

/** Where the browser says whether somebody waits for an answer. */
const { scheduling } = /** @type {any} */ (globalThis.navigator ?? {});
const waiting = () => Boolean(scheduling?.isInputPending());

export class Run {
  /** Whether steps follow one another until someone pauses. */
  playing = false;
  /** Whether that is at the reader's speed. */
  paced = false;
  /** How long a drawing takes, in ms, of late: how long the steps between two may take follows that. */
  #drawing = 2;
  /** Counted up by the start and the end of a run, which ends the run before. */
  #count = 0;

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
  }

  /** Where it stands, as the controls for it show that. */
  get place() {
    const { step, last, exact, history } = this.figure.now();
    return {
      playing: this.playing,
      step,
      position: exact ? step : history.position(step),
      first: exact ? history.first : 0,
      last: exact ? last : history.count - 1,
    };
  }

  /**
   * @param {number} speed steps a second; infinite: as many as there is time for
   * @param {number} steps after which it pauses
   * @param {Rest} [rest] before each frame
   */
  play(speed, steps, rest) {
    this.#begin(true);
    this.#paced(this.#count, speed, steps, rest).catch(() => this.pause());
  }

  pause() {
    if (!this.playing) return;
    this.playing = this.paced = false;
    this.#count++;
    this.figure.show();
  }

  /** End a run that is only on its way to a step: the reader wants something else. */
  divert() {
    if (!this.paced) this.pause();
  }

  /** @param {boolean} paced */
  #begin(paced) {
    this.playing = true;
    this.paced = paced;
    this.#count++;
    this.figure.show();
  }

  /** @param {number} run @param {number} speed @param {number} steps @param {Rest} [rest] */
  async #paced(run, speed, steps, rest) {
    const [session, { cycle, stop }] = [this.figure.now(), this.figure];
    let before = await nextFrame();
    for (let owed = 0, left = steps; run === this.#count; ) {
      await rest?.();
      const now = await nextFrame();
      await breath(); // steps and their drawing are a task of their own, between two frames' painting
      // What a slow frame missed is not made up for
      owed = Math.min(owed + ((now - before) / 1000) * speed, speed / 4 + 1);
      before = now;
      const due = Math.min(speed === Infinity ? Infinity : Math.round(owed), left);
      if (due < 1 || run !== this.#count) continue;
      owed -= due;
      let stepped = 0;
      await cycle.do(async () => {
        left -= await this.#steps(run, session, due, stop());
        stepped = performance.now();
        cycle.age();
      }, false);
      this.#drawing += (performance.now() - stepped - this.#drawing) / 4;
      if (!left || session.stopped) this.pause();
    }
  }

  /**
   * Steps between two drawings. Whoever waits is heard before there is a picture, and has the answer in it, at once.
   * @param {number} run which may be paused meanwhile
   * @param {Session} session
   * @param {number} due
   * @param {Stop} [stop]
   */
  async #steps(run, session, due, stop) {
    const { cycle } = this.figure;
    const patience = this.#patience();
    for (let made = 0; ; ) {
      const heard = scheduling ? Infinity : performance.now() + SLICE;
      made += await session.advance(due - made, () => performance.now() > heard || patience(), stop);
      if (!scheduling || waiting()) await Promise.race([breath(), cycle.call]);
      if (scheduling || made >= due || session.stopped || run !== this.#count || patience()) return made;
    }
  }

  /** Whether the steps between two drawings have taken long enough, or somebody waits for an answer. */
  #patience() {
    const drawing = AGAIN * this.#drawing;
    const budget = Math.min(Math.max(FRAME - drawing, SHARE * drawing, LEAST), MOST);
    const begun = performance.now();
    return () => performance.now() - begun > (this.figure.cycle.urgent ? LEAST : budget) || waiting();
  }

  /**
   * Take n steps, in the turn of whoever asks. When they take long the figure follows, and a pause ends them.
   * @param {number} n
   */
  async advance(n) {
    const [session, { cycle }] = [this.figure.now(), this.figure];
    let run = this.#count;
    let painted = performance.now();
    for (let left = n; left > 0 && run === this.#count; ) {
      const deadline = performance.now() + SLICE;
      left -= await session.advance(left, () => performance.now() > deadline);
      if (left <= 0 || run !== this.#count) break;
      await breath();
      if (performance.now() - painted < LONG || run !== this.#count) continue;
      if (!this.playing) {
        this.#begin(false);
        run = this.#count;
      }
      await cycle.paint();
      painted = performance.now();
    }
    if (run === this.#count && !this.paced) this.pause();
  }
}
