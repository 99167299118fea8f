import assert from "node:assert/strict";
import test from "node:test";
import { number } from "../src/run/summary.js";

test("an unknown format is refused, with what would do", () => {
  assert.throws(() => number(1, "d"), /unknown number format "d"; use .0f, .2f, .0%/);
});
