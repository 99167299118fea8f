/**
 * The round that every change of a figure goes: what the reader has set goes to the model, what is to be done is done,
 * the figure is drawn, and the screen shows it. One thing after another, at most one picture a frame; what is asked for
 * meanwhile waits for the next round, all of it together.
 *
 *     idle ──► taking ◄──► working ──► drawing ──► showing ──► idle, or taking what has come meanwhile
 *                                 ◄──  (a long task may draw now and then)
 */

/** @typedef {"idle" | "taking" | "working" | "drawing" | "showing"} State */

/** What may follow what. @type {Record<State, State[]>} */
const NEXT = {
  idle: ["taking"], // nothing is due: what there is can be seen
  // What was set, and a photo for it, go to the session, and the model runs
  taking: ["working", "drawing", "taking", "idle"],
  working: ["taking", "drawing", "idle"], // steps, or a way to another step
  drawing: ["showing", "working"], // the figure gets the session's numbers
  showing: ["taking", "idle"], // until the screen has the picture
};

/**
 * @typedef {object} Figure What a round is made of.
 * @property {() => unknown} take give to the session what was set
 * @property {() => unknown} draw
 * @property {() => Promise<unknown>} frame resolves when what was drawn is on the screen
 * @property {(error: unknown) => void} fail is told what went wrong, as those are who asked for it
 *
 * @typedef {{ task: () => unknown, asked: boolean, done: () => void, failed: (error: unknown) => void }} Order
 * @typedef {{ error: unknown } | undefined} Problem
 */

/** @param {Order} order */
const asked = ({ asked }) => asked;

export class Cycle {
  /** @type {State} */
  state = "idle";
  /** Resolves when what was last drawn is on the screen. @type {Promise<unknown>} */
  shown = Promise.resolve();
  /** Whether the figure is older than the session. */
  #stale = false;
  /** What is to be done in the next round. @type {Order[]} */
  #orders = [];
  /** What is done in this round. @type {Order[]} */
  #round = [];
  /** Is called when somebody asks for something. */
  #call = (/** @type {unknown} */ _) => {};

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
  }

  /** Whether somebody waits for this round's picture, or for the next: who has time does little before it. */
  get urgent() {
    return [...this.#round, ...this.#orders].some(asked);
  }

  /**
   * Take over what has been set, then do a task; resolves when what came of it is drawn.
   * @param {() => unknown} [task]
   * @param {boolean} [asked] whether somebody waits for the picture; nobody does for those of a run that plays
   */
  do(task = () => {}, asked = true) {
    /** @type {Promise<void>} */
    const done = new Promise((done, failed) => this.#orders.push({ task, asked, done, failed }));
    if (asked) this.#call(undefined);
    // What is asked for in one breath goes together.
    if (this.state === "idle" && this.#orders.length === 1) queueMicrotask(() => this.#turn());
    return done;
  }

  /** The figure is to be drawn in this round, or, if there is none, in the next. */
  age() {
    this.#stale = true;
  }

  /** Draw in the middle of a task. */
  async paint() {
    this.#become("drawing");
    try {
      await this.#draw();
    } finally {
      this.#become("working");
    }
  }

  async #turn() {
    while (this.#orders.length) {
      /** @type {Order[]} */
      const orders = [];
      this.#round = orders;
      /** @type {Problem[]} */
      const problems = [];
      // What was asked for during the work has its answer in this picture, too; what comes after that in the next.
      for (let again = 0; again < 2 && this.#orders.length; again++) {
        const together = this.#orders.splice(0);
        orders.push(...together);
        for (const { task } of together) problems.push(await this.#tried(() => this.#attend(task)));
      }
      if (this.#stale) this.#become("drawing");
      const undrawn = this.#stale ? await this.#tried(() => this.#draw()) : undefined;
      for (const [index, { done, failed }] of orders.entries()) {
        const problem = problems[index] ?? undrawn;
        if (problem) failed(problem.error);
        else done();
      }
      if (this.state !== "drawing") continue;
      this.#become("showing");
      await this.#seen();
    }
    this.#become("idle");
  }

  /** Resolves once somebody asks for something. @type {Promise<unknown>} */
  get call() {
    return new Promise((call) => (this.#call = call));
  }

  /** What was drawn is on the screen; or nobody waits for that, and somebody for something else. */
  async #seen() {
    const free = !this.#round.some(asked);
    this.#round = [];
    if (!free) await this.shown;
    else if (!this.#orders.some(asked)) await Promise.race([this.shown, this.call]);
  }

  /** @param {() => unknown} task */
  async #attend(task) {
    this.#become("taking");
    await this.figure.take();
    this.#become("working");
    await task();
  }

  /** @param {() => unknown} work @returns {Promise<Problem>} */
  async #tried(work) {
    try {
      await work();
    } catch (error) {
      this.figure.fail(error);
      return { error };
    }
  }

  async #draw() {
    this.#stale = false;
    await this.figure.draw();
    this.shown = this.figure.frame();
  }

  /** @param {State} state */
  #become(state) {
    if (!NEXT[this.state].includes(state)) throw new Error(`a figure that is ${this.state} cannot be ${state} next`);
    this.state = state;
  }
}
