import assert from "node:assert/strict";
import { test } from "node:test";
import { turned } from "../src/controls/turn.js";

const ends = { low: 15, high: 90 };

test("a drag sideways walks around, and on beyond the ends", () => {
  assert.deepEqual(turned(ends, [30, 40], 20, 0), [40, 40]);
  assert.deepEqual(turned(ends, [170, 40], 40, 0), [-170, 40]);
  assert.deepEqual(turned(ends, [-170, 40], -40, 0), [170, 40]);
  assert.deepEqual(turned(ends, [0, 40], -1440, 0), [0, 40]);
});

test("a drag up or down tilts, as far as it goes", () => {
  assert.deepEqual(turned(ends, [30, 40], 0, 20), [30, 50]);
  assert.deepEqual(turned(ends, [30, 40], 0, 2000), [30, 90]);
  assert.deepEqual(turned(ends, [30, 40], 0, -2000), [30, 15]);
});
