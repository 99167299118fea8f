import assert from "node:assert/strict";
import test from "node:test";
import { check, keep, linked } from "../src/controls/parts/photos.js";

const control = { kind: "photo", name: "photo", size: 4, least: 0.1, samples: [{ name: "cat" }, { name: "dog" }] };

test("what is no sample is refused, with those there are", () => {
  assert.throws(() => check(control, "cow"), {
    name: "RangeError",
    message: 'photo takes one of: cat, dog; not "cow"',
  });
});

test("an own photo has a name of its own, which no address gives", () => {
  const name = keep(control, { width: 1, height: 1, data: new Uint8ClampedArray(4) });
  assert.equal(check(control, name), name);
  assert.deepEqual([linked(name), linked("cat@0,0,1"), linked("dog")], [false, true, true]);
  assert.throws(() => check({ ...control }, name), /on its owner's device only/);
});
