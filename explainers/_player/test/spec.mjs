import "./kinds.mjs";

/** An array as a spec holds it. */
export const packed = (numbers) => ({
  shape: [numbers.length],
  base64: Buffer.from(Float32Array.from(numbers).buffer).toString("base64"),
});

/** A small explainer for the tests: a number that halves, a toggle, a choice, a place, a drawing, a seed. */
export const spec = {
  name: "halving",
  model: {
    name: "halving",
    engine: "wasm",
    files: [],
    opens: 0,
    cases: {},
    inputs: { x: [], rate: [2], noise: [3] },
    outputs: { next_x: [] },
  },
  controls: [
    {
      kind: "slider",
      name: "start",
      label: "Start",
      input: "x",
      index: null,
      restarts: true,
      min: 0,
      max: 10,
      step: 1,
      value: 8,
      scale: "linear",
      format: ".0f",
    },
    {
      kind: "slider",
      name: "speed",
      label: "Speed",
      input: "rate",
      index: 1,
      min: 0,
      max: 2,
      step: 0.1,
      value: 1,
      scale: "linear",
      format: ".1f",
    },
    {
      kind: "choice",
      name: "form",
      label: "Form",
      input: "form",
      index: null,
      options: [
        { label: "Step", value: 0 },
        { label: "S, smooth", value: 1 },
      ],
      value: "Step",
    },
    { kind: "toggle", name: "on", label: "On", input: "on", index: null, value: false },
    {
      kind: "pick",
      name: "place",
      label: "Place",
      input: "place",
      index: null,
      panels: [
        ["x", "y"],
        ["x2", "y2"],
      ],
      fields: [
        { label: "Map", min: 1, max: 2, step: 1 },
        { label: "x", min: -1, max: 1, step: 0.05 },
        { label: "y", min: 0, max: 9, step: 1 },
      ],
      value: [1, 0, 0],
    },
    {
      kind: "pad",
      name: "ink",
      label: "Drawing",
      input: "ink",
      index: null,
      shape: [2, 4],
      levels: 15,
      value: "AAAAAA",
      samples: [{ label: "bar", value: "8A_wDw" }],
    },
    { kind: "seed", name: "seed", label: "Seed", input: null, index: null, min: 0, max: 9, value: 1, restarts: true },
    { kind: "play", name: "play", label: "Play", steps: 4, speed: 10, speeds: [10] },
  ],
  constants: { rate: packed([5, 6]) },
  random: { noise: { distribution: "uniform", shape: [3], low: -1, high: 1, each_step: true, seed: "seed" } },
  carry: { x: "next_x" },
  record: ["x"],
  image: null,
  words: {},
};

/** The same with only the controls that its model has inputs for. */
export const runnable = {
  ...spec,
  controls: spec.controls.filter(({ name }) => ["start", "speed", "seed", "play"].includes(name)),
};

/** An engine that halves x. */
export const engine = { run: ({ x }) => ({ next_x: Float32Array.of(x[0] / 2) }) };

/** An engine that adds to x what the sliders say, and notes which steps it computed as a whole, and which scores. */
export function adder() {
  const [whole, scored] = [[], []];
  const step = ({ x, rate }) => ({ next_x: Float32Array.of(x[0] + rate[1]) });
  const noted = (list) => (feeds) => (list.push(feeds.x[0]), step(feeds));
  return { whole, scored, step, score: noted(scored), run: noted(whole) };
}
