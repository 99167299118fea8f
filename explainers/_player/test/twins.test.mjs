/**
 * What is written twice, here and in Python: the same answers, case by case. `python -m tests.twins` has written those
 * of Python to tests/twins/NAME.json; below stands, for each NAME, how the player is asked.
 */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import test from "node:test";
import { cloud, encode as encode_points } from "../src/controls/parts/codes.js";
import { shown } from "../src/controls/parts/grid.js";
import { decode, encode } from "../src/controls/parts/ink.js";
import * as photos from "../src/controls/parts/photos.js";
import * as squares from "../src/controls/parts/squares.js";
import { rows } from "../src/controls/parts/tables.js";
import { decimals } from "../src/controls/pick.js";
import { fromPosition } from "../src/controls/slider.js";
import { chosen } from "../src/engines/wasm.js";
import { leads, parse, read } from "../src/page/address.js";
import { paint } from "../src/page/theme.js";
import { gather } from "../src/picture/bindings.js";
import { palette, tint } from "../src/picture/canvas.js";
import { spoken } from "../src/picture/shown.js";
import { numbers as unpacked } from "../src/run/data.js";
import { differences } from "../src/run/differences.js";
import { History } from "../src/run/history.js";
import { Judge } from "../src/run/judge.js";
import { program, written } from "../src/run/listing.js";
import { found, hint, holding, number as numberOf } from "../src/run/names.js";
import { randomize, stream } from "../src/run/random.js";
import { read as readState, write as writeState } from "../src/run/state.js";
import { number, summarize } from "../src/run/summary.js";
import { check } from "../src/run/values.js";
import { KINDS } from "./kinds.mjs";

const folder = new URL("../../../tests/twins/", import.meta.url);
const numbers = (name, value) => (["NaN", "Infinity", "-Infinity"].includes(value) ? Number(value) : value);
/** What a task gives, or null where it refuses. */
const tried = (task) => {
  try {
    return task();
  } catch {
    return null;
  }
};
const floats = (object) =>
  Object.fromEntries(Object.entries(object).map(([name, flat]) => [name, Float32Array.from(flat)]));
const alone = (control) => ({ name: "twins", model: {}, carry: {}, controls: [control] });

const TWINS = {
  addresses: (spec, sent) =>
    sent.map((each) => {
      const hash = each.slice(each.indexOf("#")); // as a browser has it
      const { name, texts } = parse(hash) ?? {};
      const { values, step, state, log, kept, problems } = read(spec, texts ?? new URLSearchParams());
      if (!texts || !leads(name, spec.name) || problems.length) return null;
      const runs = kept.map(({ initial, log }) => ({ values: initial, log: merged(log) }));
      return { values, step: step ?? 0, state: state ? [...state] : null, log: merged(log), kept: runs };
    }),
  arrays: (name, random, seed, step) => {
    const array = new Float32Array(random.shape.reduce((product, length) => product * length, 1));
    randomize(array, name, random, seed, step);
    return [...array];
  },
  cases: (cases, feeds) => chosen(cases, floats(feeds)),
  clouds: (rows) => tried(() => encode_points(cloud(rows))),
  colors: paint,
  controls: (control, values, texts) => [
    values.map((given) =>
      tried(() => {
        const { [control.name]: value } = check(alone(control), { [control.name]: given });
        const { feed, feeds, put } = KINDS[control.kind];
        if (put && control.count) {
          const input = new Float32Array(control.count);
          put(control, value, input);
          return [value, [...input]];
        }
        const several = Object.values(feeds?.(control, value) ?? {}).flatMap((array) => [...array]);
        if (control.kind === "photo" || !(control.input || feeds)) return [value, null];
        const whole = control.input ? feed(control, value) : [];
        return [value, [...Float32Array.from([...whole, ...several])]];
      }),
    ),
    texts.map((text) => {
      const { values: found, problems } = read(alone(control), new URLSearchParams([[control.name, text]]));
      return problems.length ? null : [found[control.name]];
    }),
  ],
  data: (array) => [...unpacked(array)],
  decimals,
  gather: (binding, flat) => gather(binding, Float32Array.from(flat)),
  goals: (goals, judged_every, values, moments) => {
    const judge = new Judge();
    const watched = goals.map((goal) => Object.assign(judge.watch(goal), { open: true }));
    const met = goals.map(() => null);
    judge.turn(true);
    for (const [step, sources] of moments) {
      judge.look({ spec: { judged_every }, values, step, sources });
      watched.forEach((watch, i) => (met[i] ??= watch.reached ? step : null));
    }
    return met;
  },
  history: (capacity, steps) => {
    const history = new History(capacity, { x: 2 }, ["x"]);
    const moment = (step) => ({ x: Float32Array.of(step / 8, 0 - step) });
    for (let step = 0; step <= steps; step++) history.keep(step, moment(step));
    history.update(steps, moment(steps));
    return Object.fromEntries(Object.entries(history.series).map(([name, flat]) => [name, [...flat]]));
  },
  ink: (way, given, size) =>
    way === "encode" ? encode(Uint8Array.from(given)) : decode(given, size) && [...decode(given, size)],
  kept: (spec, query) => {
    const { kept, problems } = read(spec, new URLSearchParams(query));
    return problems.length ? null : kept.map(({ initial, log }) => ({ values: initial, log: merged(log) }));
  },
  listings: program,
  numbers: (value, format) => tried(() => number(value, format)),
  numerals: numberOf,
  photos: (first, ...rest) => (first.kind ? spelled(first, ...rest) : cut(first, ...rest)),
  positions: (control, text) => fromPosition(control, Number(text)),
  rounded: (number) => [number.toFixed(), number.toFixed(2), shown(number)],
  sentences: (template, sources, lists) => summarize(template, floats(sources), lists),
  settings: (controls, initial, log, other, others) =>
    differences(controls, { initial, log }, { initial: other, log: others }),
  squares: (text, sizes, min, max) =>
    tried(() => squares.written(squares.checked(squares.rows(text), { sizes, min, max }))),
  states: (inputs, given, texts) => {
    const carry = Object.fromEntries(Object.keys(inputs).map((name) => [name, ""]));
    const spec = { name: "twins", carry, model: { inputs } };
    const text = given.length ? writeState(given.map((flat) => Float32Array.from(flat))) : null;
    return [text, texts.map((each) => tried(() => [...readState(spec, each)]))];
  },
  steps: (large, text) => {
    const spec = { name: "twins", model: large ? { weights: {} } : {}, carry: { x: "next_x" }, controls: [] };
    return read(spec, new URLSearchParams([["step", text]])).step ?? null;
  },
  streams: (key) => {
    const uniform = stream(key);
    return Array.from({ length: 8 }, () => uniform() * 2 ** 24);
  },
  tables: (text, most) => tried(() => rows(text, most)),
  tints: (scale, ends, nested) => {
    const [rows, columns] = [nested.length, nested[0].length];
    const binding = { source: "x", offset: 0, shape: [rows, columns], strides: [columns, 1], ends, scale };
    const sheet = new Uint32Array(rows * columns);
    tint(binding, { x: Float32Array.from(nested.flat()) }, palette(scale), sheet, columns, 0);
    return [...new Uint8Array(sheet.buffer)];
  },
  typed: (text, names) => [found(text, names) ?? null, holding(text, names), hint(text, names)],
  values: written,
  words: (words, given) => spoken(words, given),
};

/** Changes of one step as one. */
function merged(log) {
  const steps = [...new Set(log.map(({ step }) => step))];
  return steps.map((step) => ({
    step,
    values: Object.assign({}, ...log.filter((each) => each.step === step).map(({ values }) => values)),
  }));
}

function spelled(control, texts) {
  return texts.map((text) => tried(() => photos.check(control, text)));
}

function cut({ width, height, pixels }, part, size) {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : pixels[Math.floor(i / 4) * 3 + (i % 4)],
  );
  const square = photos.square({ width, height, data }, part);
  const small = photos.resampled({ width, height, data }, square, size);
  return {
    square: [square.left, square.top, square.side],
    pixels: Array.from(small, (value) => Math.round(value * 255)),
  };
}

for (const file of (await readdir(folder)).filter((each) => each.endsWith(".json"))) {
  const name = file.replace(".json", "");
  const cases = JSON.parse(await readFile(new URL(file, folder), "utf8"), numbers);
  test(`${name} are as in Python`, () => {
    for (const { given, wanted } of cases)
      assert.deepEqual(TWINS[name](...given), wanted, JSON.stringify(given).slice(0, 300));
  });
}

test("every twin is asked", async () => {
  assert.deepEqual(
    (await readdir(folder)).filter((each) => each.endsWith(".json")),
    Object.keys(TWINS).map((name) => `${name}.json`),
  );
});
