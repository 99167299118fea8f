import assert from "node:assert/strict";
import test from "node:test";
import { stroke } from "../src/controls/parts/ink.js";

test("a stroke is as wide as its pen, soft at the edge, and an eraser takes it away", () => {
  const shades = new Uint8Array(35);
  stroke(shades, [5, 7], [0, 2.5], [7, 2.5], { levels: 15, width: 2 });
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((row) => shades[row * 7 + 3]),
    [0, 8, 15, 8, 0],
  );
  stroke(shades, [5, 7], [3.5, 2.5], [3.5, 2.5], { levels: 15, width: 9, erase: true });
  assert.equal(shades[17], 0);
});
