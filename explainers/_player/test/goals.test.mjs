import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { Judge } from "../src/run/judge.js";

const numbers = (_, value) => (["NaN", "Infinity", "-Infinity"].includes(value) ? Number(value) : value);
const cases = JSON.parse(await readFile(new URL("../../../tests/twins/goals.json", import.meta.url), "utf8"), numbers);
test("goals are met when Python says so", () => {
  for (const {
    given: [goals, judged_every, values, moments],
    wanted,
  } of cases) {
    const judge = new Judge();
    const watched = goals.map((goal) => judge.watch(goal));
    const met = goals.map(() => null);
    judge.turn(true);
    for (const watch of watched) watch.open = true;
    for (const [step, sources] of moments) {
      judge.look({ spec: { judged_every }, values, step, sources });
      watched.forEach((watch, i) => (met[i] ??= watch.reached ? step : null));
    }
    assert.deepEqual(met, wanted);
  }
});
