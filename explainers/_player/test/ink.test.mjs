import assert from "node:assert/strict";
import test from "node:test";
import { decode, encode, stroke } from "../src/controls/parts/ink.js";

test("a code is the one that Python makes, and is read again", () => {
  const shades = Uint8Array.from({ length: 16 }, (_, i) => i);
  assert.equal(encode(shades), "ASNFZ4mrze8");
  assert.deepEqual(decode("ASNFZ4mrze8", 16), shades);
});

test("what is no code is null", () => {
  for (const code of ["", "ASNFZ4mrze", "ASNF Z4mrze8", "ü", "A"]) assert.equal(decode(code, 16), null);
});

test("a stroke is as wide as its pen, soft at the edge, and an eraser takes it away", () => {
  const shades = new Uint8Array(35);
  stroke(shades, [5, 7], [0, 2.5], [7, 2.5], { levels: 15, width: 2 });
  assert.deepEqual([0, 1, 2, 3, 4].map((row) => shades[row * 7 + 3]), [0, 8, 15, 8, 0]);
  stroke(shades, [5, 7], [3.5, 2.5], [3.5, 2.5], { levels: 15, width: 9, erase: true });
  assert.equal(shades[17], 0);
});
