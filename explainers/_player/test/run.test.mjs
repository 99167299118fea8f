import assert from "node:assert/strict";
import { test } from "node:test";
import { Run } from "../src/run/run.js";

globalThis.document = { hidden: true };
let time = 0; // by a clock that only steps move on
performance.now = () => time;

/** A figure whose session notes how many steps are asked for, and makes as many as there is patience for, ms each. */
function stepping(ms) {
  const taken = [];
  const cycle = {
    urgent: false,
    call: new Promise(() => {}),
    do: (task) => task(),
    age() {},
  };
  const session = {
    async advance(n, enough) {
      let made = 0;
      for (; made < n && !enough(); made++) time += ms;
      taken.push(made);
      return made;
    },
  };
  const run = new Run({ now: () => session, cycle, show() {}, stop: () => undefined });
  return { run, taken, cycle };
}

const until = async (met) => {
  while (!met()) await new Promise((done) => setTimeout(done, 1));
};

test("while somebody waits a run makes few steps, and otherwise many", async () => {
  const { run, taken, cycle } = stepping(0.5);
  run.play(Infinity, Infinity);
  await until(() => taken.length >= 5);
  cycle.urgent = true;
  const before = taken.length;
  await until(() => taken.length >= before + 5);
  run.pause();
  const [many, few] = [taken.slice(1, before), taken.slice(before + 1)].map((each) => Math.max(...each));
  assert.ok(few < many / 2, `${few} steps are few beside ${many}`);
  assert.ok(Math.min(...taken.slice(before + 1)) > 0, "it stands still for nobody");
});

test("a run ends after its steps, however they are parted", async () => {
  const { run, taken } = stepping(1);
  run.play(Infinity, 100);
  await until(() => !run.playing);
  assert.equal(
    taken.reduce((sum, made) => sum + made),
    100,
  );
  assert.ok(taken.length > 1);
});

test("a run that is paused while it breathes makes no further step", async () => {
  const { run, taken, cycle } = stepping(30);
  cycle.age = () => (time += 60); // drawing takes long, so that steps may, and the page breathes among them
  let round = 0;
  cycle.do = (task) => ((round = taken.length), task());
  run.play(Infinity, Infinity);
  await until(() => taken.length > round + 1); // breaths there are
  await until(() => taken.length === round + 1);
  run.pause();
  const made = taken.length;
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(taken.length, made);
});
