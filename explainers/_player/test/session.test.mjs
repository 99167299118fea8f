import assert from "node:assert/strict";
import test from "node:test";
import { Session } from "../src/run/session.js";
import { engine, runnable } from "./spec.mjs";

async function begun(changed = {}) {
  const session = new Session({ ...runnable, ...changed }, engine);
  await session.evaluate();
  return session;
}
const x = (session) => session.sources.x[0];

test("every input is fed: constant, control, random", async () => {
  const { feeds } = await begun();
  assert.deepEqual([...feeds.x, ...feeds.rate], [8, 5, 1]);
  assert.ok(feeds.noise.every((value) => value !== 0));
});

test("state is carried, recorded, and drawn", async () => {
  const session = await begun();
  assert.equal(await session.advance(3), 3);
  assert.deepEqual([x(session), session.sources.step[0]], [1, 3]);
  assert.deepEqual([...session.sources.x_history], [8, 4, 2, 1, NaN]);
});

test("an engine may take its time", async () => {
  const session = new Session(runnable, { run: async (feeds) => engine.run(feeds) });
  await session.evaluate();
  await session.advance(2);
  assert.equal(x(session), 2);
});

test("scrubbing back is exact, and stepping on from there forgets what came after", async () => {
  const session = await begun();
  await session.advance(3);
  const noise = [...session.feeds.noise];
  await session.scrub(1);
  assert.deepEqual([session.step, x(session)], [1, 4]);
  assert.notDeepEqual([...session.feeds.noise], noise);
  await session.advance(1);
  assert.deepEqual([...session.sources.step_history], [0, 1, 2, NaN, NaN]);
  await session.advance(1);
  assert.deepEqual([...session.feeds.noise], noise);
});

test("what a run starts from goes back to step 0; another control does not", async () => {
  const session = await begun();
  await session.advance(2);
  session.set({ speed: 2 });
  assert.deepEqual([session.step, session.feeds.rate[1], session.replayable], [2, 2, false]);
  session.set({ start: 6 });
  assert.deepEqual([session.step, x(session), session.replayable], [0, 6, true]);
  await session.evaluate();
  await session.advance(1);
  session.set({ seed: 2 });
  assert.deepEqual([session.step, x(session)], [0, 6]);
});

test("a deadline ends a run early", async () => {
  const session = await begun();
  assert.equal(await session.advance(10, 0), 0);
});

test("a change at step 0 forgets the steps that other values led to", async () => {
  const session = await begun();
  await session.advance(3);
  await session.scrub(0);
  session.set({ speed: 2 });
  await session.evaluate();
  assert.deepEqual([session.history.count, session.replayable], [1, true]);
});
