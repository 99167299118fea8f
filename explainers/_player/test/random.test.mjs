import assert from "node:assert/strict";
import test from "node:test";
import { fill, stream } from "../src/run/random.js";

const ticks = (key, count) => {
  const uniform = stream(key);
  return Array.from({ length: count }, () => uniform() * 2 ** 24);
};

test("the stream is the one that Python makes", () => {
  assert.deepEqual(ticks("1/weights", 4), [5577482, 526333, 7161113, 352017]);
  assert.deepEqual(ticks("é/x", 1), [422213]);
});

test("arrays are those that Python makes, to the last bit", () => {
  const normal = new Float32Array(3);
  fill(normal, "weights", { distribution: "normal", shape: [3], mean: 1, std: 2, each_step: false, seed: "seed" }, 7, 0);
  assert.deepEqual([...normal], [0.9052472114562988, 1.0282819271087646, 2.8788013458251953]);
  const uniform = new Float32Array(3);
  fill(uniform, "noise", { distribution: "uniform", shape: [3], low: -1, high: 1, each_step: true, seed: "seed" }, 7, 5);
  assert.deepEqual([...uniform], [0.8283687829971313, 0.16069626808166504, 0.07675445079803467]);
});
