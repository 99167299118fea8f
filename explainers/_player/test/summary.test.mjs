import assert from "node:assert/strict";
import test from "node:test";
import { number } from "../src/run/summary.js";

test("an unknown format is refused, with what would do", () => {
  assert.throws(() => number(1, "x"), /unknown number format "x"; use .0f, .2f, .0%/);
});
