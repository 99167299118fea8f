import assert from "node:assert/strict";
import test from "node:test";
import { picked } from "../src/controls/pick.js";
import { fromPosition, toPosition } from "../src/controls/slider.js";
import { check, defaults } from "../src/run/values.js";
import { KINDS } from "./kinds.mjs";
import { spec } from "./spec.mjs";

const control = (name) => spec.controls.find((each) => each.name === name);

test("an error names the control and lists what is allowed", () => {
  const cases = [
    [{ nope: 1 }, 'halving has no control "nope"; its controls are: start, speed, form, on, place, ink, seed'],
    [{ start: 11 }, "start takes a number from 0 to 10, not 11"],
    [{ start: NaN }, "start takes a number from 0 to 10, not NaN"],
    [{ start: "8" }, 'start takes a number from 0 to 10, not "8"'],
    [{ form: "Ramp" }, 'form takes one of: Step, S, smooth; not "Ramp"'],
    [{ on: 1 }, "on takes true or false, not 1"],
    [{ seed: 1.5 }, "seed takes a whole number from 0 to 9, not 1.5"],
    [{ place: [1, 2, 0] }, "place (x) takes a number from -1 to 1, not 2"],
    [{ place: 3 }, "place takes 3 numbers (Map, x, y), not 3"],
    [
      { ink: "short" },
      'ink takes a 2 by 4 array of numbers from 0 to 1, a sample (bar), or a picture\'s code; not "short"',
    ],
  ];
  for (const [values, message] of cases) assert.throws(() => check(spec, values), { name: "RangeError", message });
});

test("the defaults are allowed", () => assert.deepEqual(check(spec, defaults(spec)), defaults(spec)));

test("a drawing is a code, a sample, or an array", () => {
  assert.deepEqual(check(spec, { ink: "bar" }), { ink: "8A_wDw" });
  assert.deepEqual(
    check(spec, {
      ink: [
        [1, 0, 0, 1],
        [1, 0, 0, 1],
      ],
    }),
    { ink: "8A_wDw" },
  );
  assert.deepEqual([...KINDS.pad.feed(control("ink"), "8A_wDw")], [1, 0, 0, 1, 1, 0, 0, 1]);
});

test("a slider on a log scale keeps to its steps", () => {
  const log = { min: 0.01, max: 10, step: 0.01, scale: "log" };
  assert.equal(fromPosition(log, toPosition(log, 0.3)), 0.3);
  assert.equal(fromPosition(log, 5), 10);
});

test("a click falls in the first panel that it is in, to the nearest step", () => {
  const second = ([x]) => (x === "x2" ? [0.512, 12] : null);
  assert.deepEqual(picked(control("place"), second), [2, 0.5, 9]);
  assert.equal(
    picked(control("place"), () => null),
    null,
  );
});

test("where all panels show the same places, a value does not say which was clicked", () => {
  const { fields } = control("place");
  const same = { ...control("place"), fields: fields.slice(1) };
  const second = ([x]) => (x === "x2" ? [0.512, 12] : null);
  assert.deepEqual(picked(same, second), [0.5, 9]);
});
