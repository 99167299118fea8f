import assert from "node:assert/strict";
import test from "node:test";
import { History } from "../src/run/history.js";

function run(history, steps, from = 0) {
  for (let step = from; step <= steps; step++) history.keep(step, { x: Float32Array.of(step / 8) });
  history.update(steps, { x: Float32Array.of(steps / 8) });
  return [...history.series.step_history];
}
const fresh = () => new History(4, { x: 1 }, ["x"]);

test("a moment is found by its step, and a step by its moment", () => {
  const history = fresh();
  run(history, 9);
  assert.deepEqual([history.position(9), history.step(2), ...history.at("x", 1)], [2, 8, 0.5]);
});

test("going on from an earlier moment forgets the later ones", () => {
  const history = fresh();
  run(history, 3);
  history.cut(1);
  assert.equal(history.count, 2);
  assert.deepEqual(run(history, 2, 2), [0, 1, 2, NaN, NaN]);
});

test("the same step again replaces what was kept", () => {
  const history = fresh();
  run(history, 1);
  history.keep(1, { x: Float32Array.of(9) });
  assert.deepEqual([history.count, ...history.at("x", 1)], [2, 9]);
});
