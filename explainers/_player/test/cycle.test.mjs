import assert from "node:assert/strict";
import { test } from "node:test";
import { Cycle } from "../src/page/cycle.js";

/** A cycle whose screen shows a frame when told, and what it did, in order, with the state that it was in. */
function watched(parts = {}) {
  const log = [];
  const frames = [];
  const cycle = new Cycle({
    take: () => note("take"),
    draw: () => note("draw"),
    frame: () => new Promise((resolve) => frames.push(resolve)),
    fail: (error) => note(`failed: ${error.message}`),
    ...parts,
  });
  const note = (what) => void log.push(`${cycle.state}: ${what}`);
  const change = () => (note("work"), cycle.age());
  return { cycle, log, note, change, frame: async () => (frames.shift()?.(), settled()) };
}

const settled = () => new Promise(setImmediate);

test("a round takes, works, draws and shows, in this order", async () => {
  const { cycle, log, change, frame } = watched();
  assert.equal(cycle.state, "idle");
  await cycle.do(change);
  assert.deepEqual(log, ["taking: take", "working: work", "drawing: draw"]);
  assert.equal(cycle.state, "showing");
  await frame();
  assert.equal(cycle.state, "idle");
});

test("what changes nothing is not drawn", async () => {
  const { cycle, log } = watched();
  await cycle.do();
  await settled();
  assert.deepEqual(log, ["taking: take"]);
  assert.equal(cycle.state, "idle");
});

test("what is asked for in one breath is drawn together", async () => {
  const { cycle, log, change } = watched();
  await Promise.all([cycle.do(change), cycle.do(change), cycle.do(change)]);
  assert.equal(log.filter((entry) => entry === "working: work").length, 3);
  assert.equal(log.filter((entry) => entry === "drawing: draw").length, 1);
});

test("there is at most one picture a frame", async () => {
  const { cycle, log, change, frame } = watched();
  const drawn = () => log.filter((entry) => entry === "drawing: draw").length;
  await cycle.do(change);
  const later = [cycle.do(change), cycle.do(change)];
  await settled();
  assert.equal(drawn(), 1, "the screen has not shown the first yet");
  await frame();
  await Promise.all(later);
  assert.equal(drawn(), 2);
});

test("one thing is done after another, however long it takes", async () => {
  const { cycle, log, note } = watched();
  let release = () => {};
  const first = cycle.do(() => (note("first"), new Promise((resolve) => (release = resolve))));
  const second = cycle.do(() => note("second"));
  await settled();
  assert.deepEqual(log, ["taking: take", "working: first"]);
  release();
  await Promise.all([first, second]);
  assert.deepEqual(log, ["taking: take", "working: first", "taking: take", "working: second"]);
});

test("a long task draws in its midst and works on", async () => {
  const { cycle, log, note } = watched();
  await cycle.do(async () => {
    note("half");
    await cycle.paint();
    note("whole");
    cycle.age();
  });
  assert.deepEqual(log, ["taking: take", "working: half", "drawing: draw", "working: whole", "drawing: draw"]);
});

test("a failure is said, reaches who asked, and ends nothing else", async () => {
  const { cycle, log, change, frame } = watched();
  const outcomes = await Promise.allSettled([
    cycle.do(() => {
      throw new Error("no");
    }),
    cycle.do(change),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["rejected", "fulfilled"],
  );
  assert.ok(log.includes("working: failed: no"));
  await frame();
  await cycle.do(change);
  assert.equal(log.at(-1), "drawing: draw");
});

test("what cannot be drawn fails all that it was drawn for", async () => {
  const { cycle, frame } = watched({ draw: () => Promise.reject(new Error("no ink")) });
  const outcomes = await Promise.allSettled([cycle.do(() => cycle.age()), cycle.do()]);
  assert.deepEqual(
    outcomes.map(({ reason }) => reason?.message),
    ["no ink", "no ink"],
  );
  await frame();
  assert.equal(cycle.state, "idle");
});

test("who asks can wait until it is on the screen", async () => {
  const { cycle, change, frame } = watched();
  await cycle.do(change);
  let seen = false;
  cycle.shown.then(() => (seen = true));
  await settled();
  assert.equal(seen, false);
  await frame();
  assert.equal(seen, true);
});

test("no state follows one that it must not follow", async () => {
  const { cycle } = watched();
  await assert.rejects(cycle.paint(), /a figure that is idle cannot be drawing next/);
});

test("who asks does not wait for a picture of a run that plays, but others do, and a second asker", async () => {
  const { cycle, log, change, frame } = watched();
  const drawn = () => log.filter((entry) => entry === "drawing: draw").length;
  await cycle.do(change, false);
  const played = cycle.do(change, false);
  await settled();
  assert.equal(drawn(), 1, "a run waits for the screen");
  assert.equal(cycle.urgent, false);
  const asked = cycle.do(change);
  assert.equal(cycle.urgent, true);
  await Promise.all([played, asked]);
  assert.equal(drawn(), 2, "what was asked for is drawn over what nobody waits for, the run's steps with it");
  cycle.do(change);
  await settled();
  assert.equal(drawn(), 2, "the screen has not shown the answer yet");
  await frame(); // of the first picture, which has never been seen
  await frame();
  assert.equal(drawn(), 3);
});

test("a run hears who asks during its steps, and its picture has the answer", async () => {
  const { cycle, log, change, note } = watched();
  const run = cycle.do(async () => {
    note("steps");
    await cycle.call;
    assert.equal(cycle.urgent, true);
    cycle.age();
  }, false);
  await settled();
  await Promise.all([run, cycle.do(change)]);
  assert.deepEqual(log, ["taking: take", "working: steps", "taking: take", "working: work", "drawing: draw"]);
});
