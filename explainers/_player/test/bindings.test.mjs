import assert from "node:assert/strict";
import test from "node:test";
import { isArea } from "../src/picture/areas.js";
import { bind, Fills, nest } from "../src/picture/bindings.js";

const source = Float32Array.of(0, 1, 2, 3, 4, 5);

test("fills a copy, and shares what it does not touch", () => {
  const figure = { data: [{ y: null, x: [1] }, { y: [7, null] }], layout: { shapes: [{ y0: null }], title: {} } };
  const before = structuredClone(figure);
  const bound = bind(
    figure,
    [
      { path: ["data", 0, "y"], source: "a", offset: 0, shape: [2], strides: [1] },
      { path: ["data", 1, "y", 1], source: "a", offset: 5, shape: [], strides: [] },
      { path: ["layout", "shapes", 0, "y0"], source: "a", offset: 2, shape: [], strides: [] },
    ],
    { a: source },
  );
  assert.deepEqual(bound, { data: [{ y: [0, 1], x: [1] }, { y: [7, 5] }], layout: { shapes: [{ y0: 2 }], title: {} } });
  assert.deepEqual(figure, before);
  assert.equal(bound.layout.title, figure.layout.title);
});

test("nests a flat array by its shape", () => {
  assert.deepEqual(nest(source, [2, 3]), [
    [0, 1, 2],
    [3, 4, 5],
  ]);
  assert.equal(nest(Float32Array.of(4), []), 4);
});

test("a number may stand for a word of a list", () => {
  const words = { animals: ["cat", "dog", "fish"] };
  const binding = {
    path: ["text"],
    source: "a",
    offset: 1,
    shape: [3],
    strides: [1],
    shown: "words",
    words: "animals",
  };
  assert.deepEqual(bind({ text: null }, [binding], { a: Float32Array.of(9, 0, 1.6, 7) }, words).text, [
    "cat",
    "fish",
    "fish",
  ]);
  assert.deepEqual(bind({ text: null }, [binding], { a: Float32Array.of(9, NaN, -3, 0.4) }, words).text, [
    "",
    "cat",
    "cat",
  ]);
});

test("what stands still is filled once, gaps among it", () => {
  const figure = { data: [{ x: [0, 0], y: [0, 0] }] };
  const place = (name) => ({ path: ["data", 0, name], source: name, offset: 0, shape: [2], strides: [1] });
  const bindings = [place("x"), place("y")];
  const sources = { x: Float32Array.of(1, NaN), y: Float32Array.of(3, 4) };
  const fills = new Fills();
  const draw = () => bind(figure, bindings, sources, {}, fills).data[0];
  const first = draw();
  sources.y[1] = 5; // in place, as a compiled model writes
  const second = draw();
  assert.deepEqual(
    [first.x, first.y, second.y],
    [
      [1, null],
      [3, 4],
      [3, 5],
    ],
  );
  assert.equal(second.x, first.x);
  sources.y = Float32Array.of(6);
  bindings[1].shape = [1];
  assert.deepEqual(draw().y, [6]);
});

test("an area is filled outlines alone, both of whose sides follow the model", () => {
  const place = (name) => ({ path: ["data", 0, name], source: name, offset: 0, shape: [2], strides: [1] });
  const area = { mode: "none", fill: "toself" };
  assert.ok(isArea(area, [place("x"), place("y")]));
  assert.ok(!isArea(area, [place("x")]));
  assert.ok(!isArea({ ...area, mode: "lines" }, [place("x"), place("y")]));
  assert.ok(!isArea({ ...area, fill: "tozeroy" }, [place("x"), place("y")]));
  assert.ok(!isArea({ ...area, type: "bar" }, [place("x"), place("y")]));
});
