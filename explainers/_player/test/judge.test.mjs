import assert from "node:assert/strict";
import test from "node:test";
import { better, Judge } from "../src/run/judge.js";
import { Session } from "../src/run/session.js";
import { engine, runnable } from "./spec.mjs";

const low = {
  key: "halving-1",
  when: [{ of: "output", name: "next_x", at: null, is: "<=", value: 2 }],
  lasting: 0,
  best: null,
};
const goal = (changed) => ({ ...low, ...changed });
const step = (is, value) => ({ of: "step", name: "step", at: null, is, value });

/** A figure, 8 halved at every step, with its judge; and who has reached what. */
async function figure(wanted, changed = {}) {
  const session = new Session({ ...runnable, judged_every: 1, ...changed }, engine);
  const judge = new Judge();
  const watch = judge.watch(wanted);
  session.judge = judge;
  judge.begin();
  await session.evaluate();
  const set = async (own, values) => {
    judge.turn(own);
    session.set(values);
    await session.evaluate();
  };
  return { session, watch, set, go: (steps) => session.advance(steps) };
}

test("steps alone reach nothing; a change of the reader's own, and steps, do", async () => {
  const { watch, set, go, session } = await figure(low);
  await go(3);
  assert.deepEqual([watch.met, watch.reached], [true, false]);
  session.restart();
  await session.evaluate();
  await set(true, { speed: 2 });
  await go(1);
  assert.equal(watch.reached, true);
});

test("one change is enough where it meets the goal at once", async () => {
  const { watch, set } = await figure(low);
  await set(true, { start: 4 });
  assert.equal(watch.reached, true);
});

test("what a link has met is the reader's only once it has not been met in between", async () => {
  const { watch, set } = await figure(low);
  await set(false, { start: 3 });
  assert.deepEqual([watch.met, watch.open, watch.reached], [true, false, false]);
  await set(true, { start: 2 });
  assert.deepEqual([watch.met, watch.open, watch.reached], [true, false, false]);
  await set(true, { start: 9 });
  assert.deepEqual([watch.met, watch.open, watch.reached], [false, true, false]);
  await set(true, { start: 3 });
  assert.equal(watch.reached, true);
});

test("a link that meets nothing leaves the goal open", async () => {
  const { watch, set } = await figure(low);
  await set(false, { start: 9 });
  await set(true, { start: 3 });
  assert.equal(watch.reached, true);
});

test("a touch that comes with a link, before the figure lives, leaves it the link's", () => {
  const judge = new Judge();
  const watch = judge.watch(low);
  judge.begin();
  judge.turn(false);
  judge.turn(true);
  judge.look({ spec: { judged_every: 1 }, values: {}, step: 0, sources: { next_x: [1] } });
  assert.deepEqual([watch.met, watch.reached], [true, false]);
});

test("it must last, without a break and without a jump", async () => {
  const { watch, set, go, session } = await figure(goal({ lasting: 3 }));
  await set(true, { start: 8 }); // held from step 1
  await go(3);
  await session.scrub(2);
  await go(2);
  assert.equal(watch.reached, false);
  await go(1);
  assert.equal(watch.reached, true);
});

test("goals are judged at every so many steps alone", async () => {
  const asked = goal({ when: [step("=", 3)] });
  for (const [judged_every, reached] of [
    [1, true],
    [2, false],
    [3, true],
  ]) {
    const { watch, set, go } = await figure(asked, { judged_every });
    await set(true, { speed: 2 });
    await go(7);
    assert.equal(watch.reached, reached, `judged at every ${judged_every}`);
  }
});

test("a record is the best number with which the goal was reached", async () => {
  const { watch, set, go } = await figure(goal({ best: { of: "step", name: "step", at: null, better: "lowest" } }));
  await set(true, { start: 8 });
  await go(3);
  assert.equal(watch.record, 1);
  await set(true, { start: 4 });
  assert.equal(watch.record, 0);
});

test("the better number counts, and none that is no number", () => {
  const [lowest, highest] = [{ better: "lowest" }, { better: "highest" }];
  assert.deepEqual(
    [
      better(lowest, 2, null),
      better(lowest, 1, 2),
      better(lowest, 3, 2),
      better(highest, 3, 2),
      better(highest, NaN, 2),
    ],
    [2, 1, 2, 3, 2],
  );
});

test("another figure's life begins anew, and what is watched no longer is left alone", async () => {
  const judge = new Judge();
  const watch = judge.watch(low);
  const moment = { spec: { judged_every: 1 }, values: {}, step: 0, sources: { next_x: [1] } };
  judge.turn(true);
  judge.begin();
  judge.look(moment);
  assert.equal(watch.reached, false);
  judge.leave(watch);
  judge.turn(true);
  judge.look({ ...moment, sources: { next_x: [5] } });
  assert.equal(watch.met, true);
});

test("what no step depends on is the reader's turn where a goal is about it, and else is only looked at", () => {
  const judge = new Judge();
  const watch = judge.watch(low);
  const look = (x) => judge.look({ spec: { judged_every: 1 }, values: {}, step: 0, sources: { next_x: [x] } });
  judge.begin();
  look(50);
  judge.aside(true);
  look(50); // only looked at
  look(1); // met by steps
  assert.deepEqual([watch.met, watch.reached], [true, false]);
  look(50);
  judge.aside(true);
  look(40);
  look(1);
  assert.equal(watch.reached, true);
});

test("what a link has set so is the link's", () => {
  const judge = new Judge();
  const watch = judge.watch(low);
  const look = (x) => judge.look({ spec: { judged_every: 1 }, values: {}, step: 0, sources: { next_x: [x] } });
  judge.begin();
  look(50);
  judge.turn(true);
  judge.aside(false);
  look(1);
  assert.deepEqual([watch.met, watch.reached], [true, false]);
});
