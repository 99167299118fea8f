// Twin: _core/words/texts.py
/**
 * Values in an address: `#descent?learning_rate=0.9&start=1,2&at=20:momentum:0.5&step=40`.
 * @import {Change, Course, Spec, Value, Values} from "../types"
 * @import {Session} from "../run/session.js"
 */
import { found } from "../run/names.js";
import { carried, read as readState, write as writeState } from "../run/state.js";
import { check, find, kindOf, same, valued } from "../run/values.js";
import { pairs, split } from "./mended.js";

/** Further than this an address does not run: it would keep the reader waiting, and carries the state instead. */
const LONGEST = 50_000;
const FARTHEST = 1e9; // step, with the state
const PATIENT = 200; // the same for the large network
const STEP = "step";
const CHANGE = "at"; // what is changed on the way
const STATE = "state"; // what is carried to the step
const KEPT = "kept"; // a run beside it, as an address says it
export const MOST = 3; // of those

/**
 * The name and the texts in a hash; null when it is not of that form, and so not for an explainer.
 * @param {string} hash
 */
export function parse(hash) {
  const parts = hash.startsWith("#") ? split(hash.slice(1)) : null;
  return parts && { name: parts.name, texts: new URLSearchParams(parts.query) };
}

/** Whether an address that names an explainer leads to that of a name. @param {string} named @param {string} name */
export const leads = (named, name) => found(named, [name]) !== undefined;

/**
 * The values, the step, and the changes on the way to it or the state there that the texts of an address name. What
 * cannot be used is left out, and said in words.
 * @param {Spec} spec
 * @param {URLSearchParams} texts
 */
export function read(spec, texts) {
  /** @type {Values} */
  const values = {};
  /** @type {Change[]} */
  const log = [];
  /** @type {Course[]} */
  const kept = [];
  /** @type {string[]} */
  const problems = [];
  /** @type {number | undefined} */
  let step; // 0 is a step, too: it begins again
  /** @type {Float32Array | undefined} */
  let state;
  const said = pairs(texts, names(spec), (name, text) => fits(spec, name, text), problems);
  const far = said.some(([name]) => name === STATE);
  for (const [name, text] of said) {
    try {
      const part = one(spec, name, text, far);
      if (part.log) log.push(part.log);
      if (part.kept && kept.length === MOST) throw new RangeError(`an address keeps up to ${MOST} runs`);
      if (part.kept) kept.push(part.kept);
      Object.assign(values, part.values);
      step = part.step ?? step;
      state = part.state ?? state;
    } catch (error) {
      problems.push(/** @type {Error} */ (error).message);
    }
  }
  if (far && (!state || step === undefined)) {
    if (state) problems.push(`${STATE} takes a step beside it`);
    step = state = undefined; // one is nothing without the other
  }
  return { values, step, state, log: log.sort((one, other) => one.step - other.step), kept, problems };
}

/** The names that an address of an explainer may have. @param {Spec} spec */
function names(spec) {
  const own = [...(hasSteps(spec) ? [STEP, CHANGE, STATE] : []), ...(spec.beside ? [KEPT] : [])];
  return [...valued(spec).map(({ name }) => name), ...own];
}

/**
 * Whether a pair of an address says what the explainer could do.
 * @param {Spec} spec
 * @param {string} name
 * @param {string} text
 */
function fits(spec, name, text) {
  try {
    one(spec, name, text, true);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a pair of an address says. A RangeError says why it cannot be.
 * @param {Spec} spec
 * @param {string} name
 * @param {string} text
 * @param {boolean} far whether it carries the state
 * @returns {{ step?: number, state?: Float32Array, log?: Change, kept?: Course, values?: Values }}
 */
function one(spec, name, text, far) {
  if (name === STEP && hasSteps(spec)) {
    const most = far && !spec.model.weights ? FARTHEST : longest(spec);
    if (/^\d+$/.test(text) && +text <= most) return { step: +text };
    throw new RangeError(`step takes a whole number from 0 to ${most}, not "${text}"`);
  }
  if (name === STATE && hasSteps(spec)) return { state: readState(spec, text) };
  if (name === CHANGE && hasSteps(spec)) return { log: change(spec, text) };
  if (name === KEPT && spec.beside) return { kept: course(spec, text) };
  return { values: check(spec, { [name]: kindOf(spec, name).kind.read(text) }) };
}

/**
 * A run that an address keeps beside its own: what another address would say of it, encoded. A RangeError says why it
 * cannot be.
 * @param {Spec} spec
 * @param {string} text
 * @returns {Course}
 */
function course(spec, text) {
  const { values, step, log, kept, problems } = read(spec, new URLSearchParams(text));
  if (kept.length) problems.push("it keeps others itself");
  if (problems.length) throw new RangeError(`a run that is kept, as ${problems.join(" and ")}`);
  return { initial: values, log, last: step ?? 0 };
}

/** A hash, with what the hashes of runs that are kept say of them. @param {string} hash @param {string[]} runs */
export function keeping(hash, runs) {
  const texts = runs.map((run) => `${KEPT}=${encoded(run.split("?")[1] ?? "")}`);
  return texts.length ? `${hash}${hash.includes("?") ? "&" : "?"}${texts.join("&")}` : hash;
}

/** What is changed on the way: "120:momentum:0.9". @param {Spec} spec @param {string} text @returns {Change} */
function change(spec, text) {
  const [, step, name, value] = /^(\d+):(\w+):(.*)$/s.exec(text) ?? [];
  if (!name || +step < 1 || +step > longest(spec))
    throw new RangeError(
      `${CHANGE} takes a step from 1, a control and a value, as in "120:momentum:0.9"; not "${text}"`,
    );
  if (find(spec, name).restarts)
    throw new RangeError(`${name} begins another run, so it cannot change at step ${step}`);
  return { step: +step, values: check(spec, { [name]: kindOf(spec, name).kind.read(value) }) };
}

/**
 * The hash that brings a figure back to where it stands: what differed from the page's own defaults as its run began,
 * what was changed on the way, and the step. Of a long run it carries the values as they stand, and the state.
 * @param {Spec} spec
 * @param {Values} values as the run began
 * @param {Values} defaults
 * @param {number} step
 * @param {Change[]} [log]
 * @param {Values} [now] the values as they stand, for a run that an address cannot name
 * @param {Float32Array[]} [state] what is carried
 * @param {number} [first] the step from which the run is known
 */
export function write(spec, values, defaults, step, log = [], now = values, state = [], first = 0) {
  const repeatable = !first && step <= longest(spec) && whole(spec, values);
  const told = repeatable ? values : now;
  const parts = valued(spec)
    .filter(({ name }) => !same(told[name], defaults[name]) && said(spec, told, name))
    .map(({ name }) => `${name}=${encoded(told[name])}`);
  const changes = log.flatMap((change) =>
    Object.entries(change.values).map(([name, value]) => `${CHANGE}=${change.step}:${name}:${encoded(value)}`),
  );
  if (step && repeatable) parts.push(...changes, `step=${step}`);
  else if (step && state.length && carried(spec) && whole(spec, now))
    parts.push(`${STATE}=${writeState(state)}`, `step=${step}`);
  return parts.length ? `#${spec.name}?${parts.join("&")}` : `#${spec.name}`;
}

/**
 * The hash that leads to where a run stands.
 * @param {Session} session
 * @param {Values} defaults
 * @param {Values} [pending] what is set, but not given to it yet
 */
export function leading(session, defaults, pending = {}) {
  const { spec, initial, log, step, state, history } = session;
  const values = { ...session.values, ...pending };
  const changes = step && Object.keys(pending).length ? [...log, { step, values: pending }] : log;
  return write(spec, step ? initial : values, defaults, step, changes, values, state, history.first);
}

/** @param {Value} value */
export function encoded(value) {
  // Chats leave away a sign at the end of what they take for a link, and Markdown takes some for its own.
  const text = encodeURIComponent(String(value)).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return text.replaceAll("%2C", ",");
}

/**
 * Whether an address can say all of the values; it cannot send a reader's own photo.
 * @param {Spec} spec
 * @param {Values} values
 */
export function whole(spec, values) {
  return valued(spec).every(({ name }) => said(spec, values, name));
}

/** Whether an address can say this value. @param {Spec} spec @param {Values} values @param {string} name */
export function said(spec, values, name) {
  return kindOf(spec, name).kind.linked?.(values[name]) ?? true;
}

/** @param {Spec} spec */
function longest(spec) {
  return spec.model.weights ? PATIENT : LONGEST;
}

/** What to tell a reader whose address had problems. @param {string[]} problems */
export function unused(problems) {
  return problems.length ? `Left out of the address: ${problems.join("; ")}.` : "";
}

/** @param {Spec} spec */
function hasSteps(spec) {
  return Object.keys(spec.carry).length > 0;
}
