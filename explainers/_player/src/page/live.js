/**
 * An explainer that is alive: the reader's changes go to the model, and the model's numbers into the figure, in the
 * rounds of a cycle.
 * @import {Handle, Play, Rest, Values} from "../types"
 * @import {Plot} from "../picture/plot.js"
 * @import {Judge} from "../run/judge.js"
 * @import {Session} from "../run/session.js"
 */

import { attach } from "../controls/parts/attach.js";
import { play } from "../controls/play.js";
import { Run } from "../run/run.js";
import { summarize } from "../run/summary.js";
import { attached, cleared, same } from "../run/values.js";
import { keeping, leading, read, unused } from "./address.js";
import { Before } from "./before.js";
import { calm } from "./calm.js";
import { Cycle } from "./cycle.js";
import { breath, nextFrame } from "./frame.js";
import { hosting, reveal } from "./hosting.js";
import { Keep } from "./keep.js";
import { Listing } from "./listing.js";
import { mode, still, watch } from "./theme.js";
import { drop, settleSoon } from "./told.js";
import { Voice } from "./voice.js";

export class Live {
  /** Set, but not yet given to the model. @type {Values} */
  #pending = {};
  #own = false; // whether it was set by the reader's own hand
  /** What the controls show. @type {Values} */
  #shown = {};
  /** @type {Cycle} */
  #cycle;
  /** @type {Map<string, Handle>} */
  #handles = new Map();
  /** @type {ReturnType<typeof play> | undefined} */
  #transport;
  /** @type {Run} */
  #run;
  /**
   * Until the first picture is there: pauses for its parts, and who is told then.
   * @type {{ rest: Rest, alive: () => void } | undefined}
   */
  #first;
  /** Stops looking for a change of theme. @type {() => void} */
  #unwatch;
  /** @type {import("../types").Mode} */
  #mode;

  /**
   * @param {HTMLElement} root
   * @param {Session} session
   * @param {Plot} plot
   * @param {Values} defaults what this page opens with
   * @param {(error: unknown) => void} fail
   * @param {Judge} judge
   */
  constructor(root, session, plot, defaults, fail, judge) {
    this.root = root;
    this.session = session;
    this.spec = session.spec;
    this.plot = plot;
    this.defaults = defaults;
    this.judge = session.judge = judge;
    judge.begin();
    session.tally?.tell((problem) => {
      if (problem) this.voice.note(problem);
      return this.#cycle.do(() => (judge.look(session), this.#cycle.age()), false); // a touch goes first
    });
    this.#mode = mode(root);
    this.voice = new Voice(root);
    this.listing = Listing.of(root, session);
    this.before = new Before(this);
    this.control = /** @type {Play | undefined} */ (this.spec.controls.find(({ kind }) => kind === "play"));
    this.#cycle = new Cycle({ take: () => this.#take(), draw: () => this.#draw(), frame: nextFrame, fail });
    const stop = () => this.#transport?.stop();
    this.#run = new Run({ now: () => this.session, cycle: this.#cycle, show: () => this.#show(), stop });
    this.#attach();
    this.keep = this.spec.beside ? new Keep(this) : undefined;
    this.#unwatch = watch(root, () => this.refresh());
    new ResizeObserver(() => plot.measure() && plot.form && this.refresh()).observe(plot.box);
  }

  #attach() {
    const set = (/** @type {Values} */ given) => {
      const values = { ...cleared(this.spec, given), ...given };
      if (!this.session.aside(values)) this.#run.divert();
      const painted = this.set(values, true);
      this.#answer(painted);
      return painted;
    };
    const host = hosting(this, this.#cycle, set);
    for (const control of attached(this.spec)) this.#handles.set(control.name, attach(this.root, control, host));
    if (!this.control) return;
    this.#transport = play(this.root, this.control, {
      toggle: () => {
        if (!this.#run.playing) return this.play();
        this.pause();
        this.#answer(this.#painted());
      },
      hasten: () => this.#run.paced && this.play(),
      step: () => this.#answer(this.step(1)),
      reset: () => this.#answer(this.reset()),
      scrub: (position) => this.#answer(this.#scrub(position)),
    });
  }

  /**
   * What a reader's own action sets going: the address follows it. An error has been said in the figure's place.
   * @param {Promise<void>} action
   */
  #answer(action) {
    action.catch(() => {});
    this.#settle();
  }

  /** The address is to name this state. */
  #settle() {
    settleSoon(this.root, () => this.hash);
  }

  /** @returns {Values} */
  get values() {
    return { ...this.session.values, ...this.#pending };
  }

  /** The hash that leads back to this state. */
  get hash() {
    const own = leading(this.session, this.defaults, this.#pending);
    return this.keep ? keeping(own, this.keep.hashes) : own;
  }

  /**
   * To be called at once: the controls answer from now on, and what they set goes into the first picture, too. That has
   * the page's defaults, then what the address names, then what the reader has entered already.
   * @param {URLSearchParams} texts
   * @param {Rest} rest between the parts of that
   * @param {() => void} alive is told when a picture is there; a long way to the address's step goes on after that
   */
  async start(texts, rest, alive) {
    this.#first = { rest, alive };
    const { kept, problems, ...way } = read(this.spec, texts);
    const entered = [...this.#handles]
      .map(([name, { touched }]) => [name, touched?.()])
      .filter(([, value]) => value !== undefined);
    this.#pending = { ...this.defaults, ...way.values, ...Object.fromEntries(entered) };
    if (texts.size) this.judge.turn(false);
    this.#own = entered.length > 0;
    if (problems.length) this.voice.note(unused(problems)); // before a photo that cannot be had is noted, too
    await rest();
    const there = this.#cycle.do(() => this.session.reach(way, (n) => this.#run.advance(n)));
    this.keep?.become(kept);
    await there;
    if (entered.length) this.#tell(); // the reader's touch has its answer
  }

  /**
   * Take over checked values; resolves when they are painted.
   * @param {Values} values
   * @param {boolean} [own] whether the reader's own hand set them
   */
  async set(values, own = false) {
    Object.assign(this.#pending, values);
    if (Object.keys(values).length) this.#own = own;
    this.#tell("explainer-set");
    await this.#painted();
  }

  /** Take n steps; resolves when the last is painted, or a pause has ended them. @param {number} n */
  async step(n) {
    this.pause();
    await this.perform(() => this.#run.advance(n));
  }

  /** To step 0; where there are no steps, to the page's defaults. */
  async reset() {
    this.pause();
    if (!Object.keys(this.spec.carry).length) return this.set(this.defaults);
    await this.perform(() => this.#restart());
  }

  /** Everything as the page opened. */
  startOver() {
    Object.assign(this.#pending, this.defaults);
    this.#own = false;
    this.voice.note("");
    this.#answer(this.reset());
  }

  /**
   * Go where an address says. exact: what it leaves out goes to the page's defaults; otherwise that stays as it is.
   * @param {URLSearchParams} texts
   * @param {boolean} exact
   * @param {Values} [unsaid] what an address cannot say
   */
  async follow(texts, exact, unsaid) {
    const { kept, problems, ...way } = read(this.spec, texts);
    if (exact || kept.length) this.keep?.become(kept);
    Object.assign(this.#pending, exact ? this.defaults : {}, way.values, unsaid);
    this.#own = false;
    this.voice.note(unused(problems));
    if (exact && !unsaid) drop(this.root);
    else this.#settle();
    if (!exact && way.step === undefined) return this.#painted();
    this.pause();
    await this.perform(async () => {
      this.judge.turn(false);
      await this.#restart(way.values);
      await this.session.reach(way, (n) => this.#run.advance(n));
    });
  }

  /** @param {number} [steps] after which it pauses @param {Rest} [rest] before each of them */
  play(steps = Infinity, rest) {
    this.#run.play(still() ? 1 : (this.#transport?.speed() ?? 1), steps, rest);
  }

  /** Play the steps that the explainer plays by itself; nobody has asked for them, so they disturb no finger. */
  autoplay() {
    if (this.control?.autoplay) this.play(this.control.autoplay, calm);
  }

  pause() {
    this.#run.pause();
  }

  /** Be no longer on the page: let go of the camera, and of what else outlives the element. */
  close() {
    this.pause();
    this.#unwatch();
    for (const part of [this.keep, this.before, this.session.tally, ...this.#handles.values()]) part?.close?.();
  }

  /** Show all of it anew, as for another theme or another width. */
  refresh() {
    this.#mode = mode(this.root);
    this.#cycle.age();
    this.#shown = {};
    this.#painted().catch(() => {});
  }

  /** @param {number} position on the transport's slider */
  async #scrub(position) {
    this.pause();
    const { exact, history } = this.session;
    await this.perform(() => this.session.scrub(exact ? position : history.step(position)));
  }

  /** @param {Values} [given] what is done at step 0 */
  async #restart(given) {
    this.session.restart(given);
    await this.session.evaluate();
  }

  /** Give the session what has been set. */
  async #take() {
    if (!Object.keys(this.#pending).length) return;
    const given = { ...this.#pending }; // still what the reader has set, while a photo for it is fetched
    this.#cycle.age();
    if (this.session.aside(given)) this.judge.aside(this.#own);
    else this.judge.turn(this.#own);
    const problem = await this.session.take({ ...given });
    for (const name in given) if (same(given[name], this.#pending[name])) delete this.#pending[name];
    if (problem) this.voice.note(problem);
    if (problem) this.#shown = {}; // controls go back to what it was
  }

  /** Do what changes the session, and paint it. @param {() => unknown} task */
  async perform(task) {
    await this.#painted(async () => {
      await task();
      this.#cycle.age();
    });
  }

  /**
   * Take over what has been set, do a task, and draw what came of it; resolves when that can be seen.
   * @param {() => unknown} [task]
   */
  async #painted(task) {
    await this.#cycle.do(task);
    await this.#cycle.shown;
    await breath();
  }

  /** @param {string} type `explainer-set`: taken over; `explainer-update`: painted */
  #tell(type = "explainer-update") {
    const detail = { values: this.values, step: this.session.step, link: () => this.hash };
    this.root.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  async #draw() {
    const drawn = this.plot.draw(this.session.sources, this.#mode, this.#first?.rest);
    this.#show();
    this.listing?.follow();
    this.voice.summarize(summarize(this.spec.summary, this.session.sources, this.spec.words));
    if (await drawn) this.#show();
    if (!this.#first) return this.#tell();
    this.#first.alive();
    this.#first = undefined;
  }

  /** Bring the controls up to date. */
  #show() {
    const { values } = this;
    const changed = Object.keys(values).filter(
      (name) => !(name in this.#shown && same(this.#shown[name], values[name])),
    );
    for (const name of changed) {
      this.#handles.get(name)?.show(values[name]);
      this.#shown[name] = values[name];
    }
    if (changed.length) reveal(this.root, this.spec, values);
    for (const handle of this.#handles.values()) handle.refresh?.();
    this.#transport?.show(this.#run.place);
  }
}
