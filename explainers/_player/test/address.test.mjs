import assert from "node:assert/strict";
import test from "node:test";
import { parse, read, write } from "../src/page/address.js";
import { defaults } from "../src/run/values.js";
import { runnable, spec } from "./spec.mjs";

const values = { ...defaults(spec), speed: 0.5, form: "S, smooth", on: true, place: [1, 0.5, 9], ink: "8A_wDw" };

test("what is written is read again", () => {
  const hash = write(spec, values, defaults(spec), 3);
  assert.equal(hash, "#halving?speed=0.5&form=S,%20smooth&on=true&place=1,0.5,9&ink=8A_wDw&step=3");
  const { name, texts } = parse(hash);
  assert.equal(name, "halving");
  const found = read(spec, texts);
  assert.deepEqual({ ...defaults(spec), ...found.values }, values);
  assert.deepEqual([found.step, found.problems], [3, []]);
});

test("a run with changes on its way is written and read again", () => {
  const log = [
    { step: 20, values: { speed: 0.5, form: "S, smooth" } },
    { step: 120, values: { place: [1, 0.5, 9] } },
  ];
  const hash = write(spec, defaults(spec), defaults(spec), 300, log);
  assert.equal(hash, "#halving?at=20:speed:0.5&at=20:form:S,%20smooth&at=120:place:1,0.5,9&step=300");
  const found = read(spec, parse(hash).texts);
  assert.deepEqual([found.step, found.problems], [300, []]);
  assert.deepEqual(
    found.log.map(({ step, values }) => [step, values]),
    [
      [20, { speed: 0.5 }],
      [20, { form: "S, smooth" }],
      [120, { place: [1, 0.5, 9] }],
    ],
  );
});

test("changes that cannot be are left out, and said", () => {
  const texts = new URLSearchParams("at=20:speed:99&at=x:speed:1&at=0:speed:1&at=5:start:3&at=5:nope:3&at=7&step=9");
  const { log, problems } = read(spec, texts);
  assert.deepEqual([log, problems.length], [[], 6]);
  assert.match(problems[1], /at takes a step from 1, a control and a value/);
  assert.match(problems[3], /start begins another run, so it cannot change at step 5/);
});

test("defaults leave nothing to say", () => assert.equal(write(spec, values, values, 0), "#halving"));

test("a step that would not be read is not written", () =>
  assert.equal(write(spec, values, values, 100_001), "#halving"));

test("a run that is too long to be named is said as it stands", () => {
  const log = [{ step: 20, values: { speed: 0.5 } }];
  const now = { ...defaults(spec), speed: 0.5 };
  assert.equal(write(spec, defaults(spec), defaults(spec), 100_001, log, now), "#halving?speed=0.5");
});

test("a long run's state is in its address, and brings it back", () => {
  const spec = { ...runnable, carry: { x: "next_x" } };
  const hash = write(spec, defaults(spec), defaults(spec), 60_000, [], defaults(spec), [Float32Array.of(0.1)]);
  assert.equal(hash, "#halving?state=zczMPQ&step=60000");
  const { state, step, problems } = read(spec, parse(hash).texts);
  assert.deepEqual([[...state], step, problems], [[Math.fround(0.1)], 60_000, []]);
  // also of a shorter one that began so
  assert.match(write(spec, defaults(spec), defaults(spec), 9, [], defaults(spec), [Float32Array.of(0.1)], 5), /state=/);
  for (const query of ["state=zczMPQ", "state=zczM&step=60000", "state=zczM+Q&step=5", "state=zczMPQ&step=1e3"]) {
    const found = read(spec, parse(`#halving?${query}`).texts);
    assert.deepEqual([found.state, found.step], [undefined, undefined], query);
  }
});

test("other hashes are not for explainers", () => {
  for (const hash of ["", "#", "#halving", "#a b?c", "halving?start=1"]) assert.equal(parse(hash), null);
});

test("what cannot be used is left out, and said", () => {
  const { texts } = parse("#halving?start=99&speed=&on=maybe&nope=1&place=1,,2&step=-1&form=Step&seed=%F0");
  const { values: found, step, problems } = read(spec, texts);
  assert.deepEqual([found, step, problems.length], [{ form: "Step" }, undefined, 7]);
  assert.match(problems[0], /start takes a number from 0 to 10, not 99/);
});
