import assert from "node:assert/strict";
import test from "node:test";
import { check, keep, linked, resampled, spelled, square } from "../src/controls/parts/photos.js";

const control = { kind: "photo", name: "photo", size: 4, least: 0.1, samples: [{ name: "cat" }, { name: "dog" }] };

test("a sample, or a part of one, is allowed; anything else is refused with what is", () => {
  assert.equal(check(control, "cat"), "cat");
  assert.equal(check(control, "dog@0.25,0,0.5"), "dog@0.25,0,0.5");
  for (const value of ["cow", "cat@2,0,1", "cat@0,0,0.01", "cat@0,0", "", 3, null, "own1"]) {
    assert.throws(() => check(control, value), RangeError);
  }
  assert.throws(() => check(control, "cow"), /photo takes one of: cat, dog; not "cow"/);
});

test("an own photo has a name of its own, which no address gives", () => {
  const name = keep(control, { width: 1, height: 1, data: new Uint8ClampedArray(4) });
  assert.equal(check(control, name), name);
  assert.deepEqual([linked(name), linked("cat@0,0,1"), linked("dog")], [false, true, true]);
  assert.throws(() => check({ ...control }, name), /on its owner's device only/);
});

test("the square is the largest in the middle, and stays within the picture", () => {
  const picture = { width: 8, height: 4, data: new Uint8ClampedArray(0) };
  assert.deepEqual(square(picture, null), { left: 2, top: 0, side: 4 });
  assert.deepEqual(square(picture, [0.9, 0.9, 0.5]), { left: 6, top: 2, side: 2 });
  assert.equal(spelled("cat", [1 / 3, 0, 1]), "cat@0.333,0,1");
});

test("a picture of the right size stays as it is, and a smaller one is an average", () => {
  const data = Uint8ClampedArray.from({ length: 4 * 4 * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256));
  const same = resampled({ width: 4, height: 4, data }, { left: 0, top: 0, side: 4 }, 4);
  same.forEach((value, i) => assert.ok(Math.abs(value * 255 - data[(i % 16) * 4 + Math.floor(i / 16)]) < 1e-3));
  const stripes = Uint8ClampedArray.from({ length: 8 * 8 * 4 }, (_, i) => (Math.floor(i / 4) % 2 ? 200 : 100));
  const small = resampled({ width: 8, height: 8, data: stripes }, { left: 0, top: 0, side: 8 }, 2);
  small.forEach((value) => assert.ok(Math.abs(value * 255 - 150) <= 8));
});
