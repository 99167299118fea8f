import assert from "node:assert/strict";
import { test } from "node:test";
import { pixelAt, zoomed } from "../src/controls/view.js";

const picture = { least: 7, most: 224, whole: 8 };
const middle = [0.5, 0.5];

test("what was at a spot stays there, however far one zooms", () => {
  for (const across of [14, 50, 112, 200])
    for (const spot of [middle, [0.3, 0.6]]) {
      const view = zoomed(picture, [100, 112, 112], across, spot);
      const [before, after] = [pixelAt([100, 112, 112], spot), pixelAt(view, spot)];
      if (across < 112) for (const i of [0, 1]) assert.ok(Math.abs(before[i] - after[i]) < 0.02, `${across} ${spot}`);
      else assert.equal(view[0], across);
    }
});

test("a drag takes what is under the finger along", () => {
  assert.deepEqual(zoomed(picture, [50, 100, 100], 50, [0.2, 0.2], [0.4, 0.1]), [50, 90, 105]);
});

test("the part stays within the picture, and between its sizes", () => {
  assert.deepEqual(zoomed(picture, [50, 100, 100], 50, [0, 0], [9, 9]), [50, 25, 25]);
  assert.deepEqual(zoomed(picture, [50, 100, 100], 900, middle), [224, 112, 112]);
  assert.deepEqual(zoomed(picture, [50, 100.5, 100.5], 1, middle), [7, 100.5, 100.5]);
});

test("a part of few pixels begins at a whole one", () => {
  assert.deepEqual(zoomed(picture, [7, 100.5, 100.5], 7, middle, [0.5 + 0.6 / 7, 0.5 - 0.4 / 7]), [7, 99.5, 100.5]);
  assert.deepEqual(zoomed(picture, [16, 100, 100], 8, middle), [8, 100, 100]);
  assert.deepEqual(zoomed(picture, [16, 100, 100], 7.5, middle), [7.5, 99.75, 99.75]);
});
