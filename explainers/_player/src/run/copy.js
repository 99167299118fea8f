/**
 * A run that goes on beside the one that it was taken from, on an engine of its own, and how it keeps in step with it.
 * @import {Arrays, Course, Engine, Spec} from "../types"
 */
import { Session } from "./session.js";

/** All that a session holds, apart from its engine, as it stands. @param {Session} session */
export function held({ step, last, log, initial, values, feeds, history }) {
  const { count, stride, first, rows } = history;
  const run = { step, last, log: structuredClone(log), initial: { ...initial }, values: { ...values } };
  return { ...run, feeds: copied(feeds), history: { count, stride, first, rows: copied(rows) } };
}

/** @param {Arrays} arrays */
function copied(arrays) {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.slice()]));
}

/**
 * Another session that holds the same, to the last bit.
 * @param {Spec} spec
 * @param {Engine} engine
 * @param {ReturnType<typeof held>} all
 */
export async function resumed(spec, engine, { feeds, history, ...run }) {
  const session = new Session(spec, engine);
  Object.assign(session, run);
  const { rows, ...counts } = history;
  Object.assign(session.history, counts);
  for (const [name, array] of Object.entries(rows)) session.history.rows[name].set(array);
  for (const [name, array] of Object.entries(feeds)) session.feeds[name].set(array);
  await session.evaluate();
  return session;
}

/**
 * A session that makes a run again, as an address says it.
 * @param {Spec} spec
 * @param {Engine} engine
 * @param {Course} course
 * @param {(session: Session, n: number) => Promise<unknown>} advance that takes so many steps
 */
export async function repeated(spec, engine, { initial, log, last }, advance) {
  const session = new Session(spec, engine);
  await session.take({ ...initial });
  await session.repeat(log, last, (n) => advance(session, n));
  return session;
}

/**
 * Bring a session to a step: back or forth to one that it has been at, else on from its last, with its own settings.
 * Whether it is there now, or as near as it can be.
 * @param {Session} session
 * @param {number} step
 * @param {() => boolean} [enough] is asked now and then whether to go on
 */
export async function follow(session, step, enough) {
  const { last, log } = session;
  const known = Math.min(step, last);
  if (session.step !== known) await session.scrub(known);
  if (step <= last) return true;
  // Where not every step can be gone back to, it stands before its last, and what was changed after that is to come.
  const later = log.filter((change) => change.step > session.step);
  await session.repeat(later, step, (n) => session.advance(n, later.length ? undefined : enough));
  return session.step === step;
}
