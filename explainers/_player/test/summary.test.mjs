import assert from "node:assert/strict";
import test from "node:test";
import { number, summarize } from "../src/run/summary.js";

test("numbers read as in Python", () => {
  const cases = [
    [0.5, ".0f", "1"], [2.5, ".0f", "3"], [-2.5, ".0f", "−3"], [-0.001, ".2f", "0.00"], [3, undefined, "3.00"],
    [12345.678, ".1f", "12\u2009345.7"], [1234567, ".2f", "1.2 × 10⁶"], [1.25e6, ".0f", "1.3 × 10⁶"], [-1e9, ".0f", "−1.0 × 10⁹"],
    [0.145, ".0%", "14%"], [0.005, ".0%", "1%"], [1 / 3, ".1%", "33.3%"], [12.5, ".0%", "1\u2009250%"],
    [NaN, ".0f", "not a number"], [Infinity, ".0f", "infinity"], [-Infinity, ".0f", "minus infinity"],
  ];
  for (const [value, format, text] of cases) assert.equal(number(value, format), text, `${value} ${format}`);
  assert.throws(() => number(1, "d"), /unknown number format/);
});

test("fields take a number, an element, or a word", () => {
  const sources = { total: Float32Array.of(26), odds: Float32Array.of(0.25, 0.75), fires: Float32Array.of(1) };
  assert.equal(summarize("{total:.0f}, {odds[1]:.0%}: {fires|stay|go}.", sources), "26, 75%: go.");
  const word = (value) => summarize("{x|a|b|c}", { x: Float32Array.of(value) });
  assert.deepEqual([-5, 0.4, 0.5, 9, NaN, Infinity].map(word), ["a", "a", "b", "c", "a", "c"]);
});
