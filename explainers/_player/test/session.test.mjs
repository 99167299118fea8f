import assert from "node:assert/strict";
import test from "node:test";
import { ask } from "../src/run/ask.js";
import { Session } from "../src/run/session.js";
import { adder, engine, runnable } from "./spec.mjs";

async function begun(changed = {}, running = engine) {
  const session = new Session({ ...runnable, ...changed }, running);
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
  assert.deepEqual([session.step, session.feeds.rate[1], session.log], [2, 2, [{ step: 2, values: { speed: 2 } }]]);
  session.set({ start: 6 });
  assert.deepEqual([session.step, x(session), session.log], [0, 6, []]);
  await session.evaluate();
  await session.advance(1);
  session.set({ seed: 2 });
  assert.deepEqual([session.step, x(session)], [0, 6]);
});

test("of steps that nobody looks at only the state is computed, of kept and judged ones the scores", async () => {
  const running = adder();
  const session = await begun({}, running);
  await session.advance(19);
  assert.deepEqual(running.whole, [8, 27]); // the first and the last
  assert.deepEqual(running.scored, [9, 10, 11, 12, 14, 16, 20, 24]); // what the history keeps
  const looks = ({ step }) => step === 21;
  session.judge = { looks, within: () => true, look() {} };
  await session.advance(3);
  assert.deepEqual([running.whole.slice(2), running.scored.slice(8)], [[30], [29]]);
  await session.scrub(20);
  session.judge = { looks, within: () => false, look() {} };
  running.whole.length = running.scored.length = 0;
  await session.advance(3);
  assert.deepEqual([running.whole, running.scored], [[29, 31], []]);
});

test("where a moment is kept with more than scores, it is computed as a whole", async () => {
  const running = adder();
  const outputs = { next_x: [], parts: [2] };
  const part = (feeds) => ({ ...running.step(feeds), parts: feeds.rate });
  const model = { ...runnable.model, outputs };
  const session = await begun(
    { model, record: ["parts"] },
    { ...running, run: (feeds) => (running.run(feeds), part(feeds)) },
  );
  await session.advance(6);
  assert.deepEqual([running.whole, running.scored], [[8, 9, 10, 11, 12, 14], []]);
});

/** A run with two changes on its way, and x at each of its steps. */
async function changed() {
  const session = await begun({}, adder());
  const seen = [x(session)];
  for (const speed of [null, null, null, 2, null, null, null, 0.5, null, null, null, null]) {
    if (speed) await session.take({ speed });
    await session.advance(1);
    seen.push(x(session));
  }
  return { session, seen };
}

test("what is changed on the way is noted, and every step can be gone back to, with its values", async () => {
  const { session, seen } = await changed();
  assert.deepEqual(session.log, [
    { step: 3, values: { speed: 2 } },
    { step: 7, values: { speed: 0.5 } },
  ]);
  for (const step of [12, 2, 3, 7, 6, 11, 0, 9]) {
    await session.scrub(step);
    assert.deepEqual([session.step, x(session), session.last], [step, seen[step], 12]);
    assert.equal(session.values.speed, step < 3 ? 1 : step < 7 ? 2 : 0.5);
  }
});

test("a run is run again with its changes, to the bit", async () => {
  const { session, seen } = await changed();
  const again = await begun({}, adder());
  await again.repeat(session.log, 12, (n) => again.advance(n));
  assert.deepEqual([again.step, x(again), again.log], [12, seen[12], session.log]);
});

test("going on from an earlier step forgets what was changed later", async () => {
  const { session, seen } = await changed();
  await session.scrub(5);
  await session.advance(3);
  assert.deepEqual([x(session), session.last, session.log.length], [seen[5] + 6, 8, 1]);
  await session.scrub(4);
  await session.take({ speed: 1.5 });
  assert.deepEqual([session.last, session.log.length, session.history.count], [4, 2, 2]);
});

test("a value that stays the same is no change", async () => {
  const session = await begun();
  await session.advance(2);
  session.set({ speed: 1 });
  assert.deepEqual(session.log, []);
});

test("a change of what is carried need not begin again", async () => {
  const controls = runnable.controls.map((each) => (each.name === "start" ? { ...each, restarts: false } : each));
  const session = await begun({ controls });
  await session.advance(2);
  await session.take({ start: 8 });
  await session.advance(1);
  assert.deepEqual([session.step, x(session), session.log], [3, 4, [{ step: 2, values: { start: 8 } }]]);
});

test("a run ends early when that is enough", async () => {
  const session = await begun();
  assert.equal(await session.advance(10, () => session.step === 3), 3);
});

test("a change at step 0 forgets the steps that other values led to", async () => {
  const session = await begun();
  await session.advance(3);
  await session.scrub(0);
  session.set({ speed: 2 });
  await session.evaluate();
  assert.deepEqual([session.history.count, session.log, session.initial.speed], [1, [], 2]);
});

test("steps end where they are to stop: at a step, or once a score is small at a step that is judged", async () => {
  const running = adder();
  const session = await begun({ judged_every: 4 }, running);
  session.set({ speed: -1 });
  await session.evaluate();
  assert.equal(await session.advance(50, undefined, { name: "step", at: 7 }), 7);
  assert.equal(session.stopped, true);
  // next_x is 7 at step 0, and below -1 from step 9 on, which is seen at step 12
  assert.equal(await session.advance(50, undefined, { name: "next_x", at: -1 }), 5);
  assert.deepEqual([session.step, session.stopped], [12, true]);
  await session.advance(3);
  assert.equal(session.stopped, false);
});

/** One more control: entries in x, written over at a step; and a look that no step depends on. */
const touched = {
  ...runnable,
  model: { ...runnable.model, inputs: { ...runnable.model.inputs, seen: [] } },
  controls: [
    ...runnable.controls.filter(({ name }) => name !== "start"),
    {
      kind: "entries",
      name: "edits",
      input: "x",
      index: null,
      count: 1,
      value: [],
      start: [],
      restarts: false,
      aside: false,
    },
    {
      kind: "slider",
      name: "seen",
      input: "seen",
      index: null,
      min: 0,
      max: 9,
      value: 0,
      restarts: false,
      aside: true,
    },
  ],
  constants: { ...runnable.constants },
};

test("what is carried is written over where the run stands, is in its log, and over with the next run", async () => {
  const session = await begun(touched, adder());
  await session.advance(3);
  await session.take({ edits: [0, 20] });
  await session.advance(2);
  assert.equal(x(session), 22);
  await session.scrub(4);
  assert.equal(x(session), 21);
  await session.scrub(2);
  assert.equal(x(session), 2);
  await session.scrub(5);
  assert.deepEqual(session.log, [{ step: 3, values: { edits: [0, 20] } }]);
  await session.take({ edits: [] }); // nothing is written
  assert.deepEqual([session.last, session.log.length], [5, 1]);
  await session.take({ seed: 2 });
  assert.deepEqual([x(session), session.values.edits, session.log], [0, [], []]);
  await session.take({ seed: 3, edits: [0, 5] });
  assert.deepEqual([x(session), session.initial.edits], [5, [0, 5]]);
});

test("what is only looked at changes no run: nothing is forgotten, nothing noted", async () => {
  const session = await begun(touched, adder());
  await session.advance(5);
  await session.scrub(2);
  await session.take({ seen: 7 });
  assert.deepEqual([session.last, session.log, session.initial.seen, session.sources.seen[0]], [5, [], 7, 7]);
  await session.scrub(4);
  assert.deepEqual([session.values.seen, x(session)], [7, 4]);
  assert.equal(session.aside({ seen: 1 }) && !session.aside({ seen: 1, speed: 2 }), true);
});

test("a run is resumed where it was, goes on exactly, and back no further", async () => {
  const session = await begun({}, adder());
  session.set({ speed: 0.5 });
  await session.advance(30);
  const state = Float32Array.of(...session.state[0]);
  const noise = [...session.feeds.noise];
  await session.advance(7);
  const wanted = x(session);
  const later = await begun({}, adder());
  later.set({ speed: 0.5 });
  await later.resume(30, state);
  assert.deepEqual([later.step, x(later), [...later.feeds.noise]], [30, state[0], noise]);
  assert.deepEqual([...later.sources.step_history], [30, NaN, NaN, NaN, NaN]);
  await later.advance(7);
  assert.equal(x(later), wanted);
  assert.deepEqual([...later.sources.step_history], [30, 32, 34, 36, 37]);
  await later.scrub(33);
  assert.deepEqual([later.step, x(later)], [33, wanted - 2]);
  later.restart();
  assert.deepEqual([later.step, later.history.first, x(later)], [0, 0, 8]);
});

test("what the model would give of other numbers is told, and changes nothing", async () => {
  const session = await begun();
  await session.advance(1);
  const before = JSON.stringify([session.values, [...session.feeds.x], [...session.sources.next_x], session.step]);
  assert.deepEqual(await ask(session, "x", [10], ["next_x"]), { next_x: [5] });
  assert.equal(
    JSON.stringify([session.values, [...session.feeds.x], [...session.sources.next_x], session.step]),
    before,
  );
  await assert.rejects(ask(session, "x", [1, 2], ["next_x"]), RangeError);
  assert.equal(x(session), 4, "what it could not be given is not left there");
});
