import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { load } from "../src/engines/engine.js";

const models = new URL("../../../models/", import.meta.url);
const bytes = await readFile(new URL("wasm/neuron.wasm", models));
const [hash] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "onnx_sha256");
const info = {
  name: "neuron",
  engine: "wasm",
  files: [{ file: "neuron.wasm", sha256: new TextDecoder().decode(hash) }],
  opens: 0,
  cases: {},
  inputs: { threshold: [] },
  outputs: { total: [], pre_activation: [] },
};
const given = (content) => async () => content;

test("a compiled model runs, and keeps what is not finite", async () => {
  const engine = await load(info, given(bytes));
  engine.inputs.threshold[0] = 25;
  assert.equal(engine.run().total.length, 1);
  engine.inputs.threshold[0] = NaN;
  assert.ok(Number.isNaN(engine.run().pre_activation[0]));
});

test("what is fed chooses another file, which goes on with the same numbers", async () => {
  const files = [0, 1, 2].map((depth) => `playground-${depth}.wasm`);
  const contents = await Promise.all(files.map((file) => readFile(new URL(`wasm/${file}`, models))));
  const hashes = contents.map((content) => {
    const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(content), "onnx_sha256");
    return new TextDecoder().decode(section);
  });
  const asked = [];
  const engine = await load(
    {
      ...info,
      files: files.map((file, i) => ({ file, sha256: hashes[i] })),
      opens: 1,
      cases: { depth: [0, 1, 2], batch_size: [12, 32], classes: [1, 3] },
      inputs: { depth: [], batch_size: [], classes: [], step_count: [], parameters: [308], point_count: [] },
      outputs: { next_step_count: [], next_parameters: [308] },
    },
    async (file) => asked.push(file) && contents[files.indexOf(file)],
  );
  const set = (values) => Object.entries(values).forEach(([name, value]) => (engine.inputs[name][0] = value));
  set({ depth: 1, batch_size: 10, classes: 1, step_count: 6, parameters: 0.5 });
  await engine.settle();
  assert.equal(engine.step().next_step_count[0], 7);
  set({ depth: 2, batch_size: 20 });
  const coming = engine.settle();
  assert.ok(coming instanceof Promise);
  await coming;
  assert.deepEqual([engine.inputs.step_count[0], engine.inputs.parameters[0], engine.inputs.depth[0]], [6, 0.5, 2]);
  assert.equal(engine.run().next_step_count[0], 7);
  set({ depth: 1 });
  assert.equal(engine.settle(), undefined); // it is here
  assert.deepEqual([engine.inputs.batch_size[0], asked], [20, [files[1], files[2]]]);
});

test("a model from another build is asked for once more, then refused", async () => {
  const asked = [];
  const bring = async (file, fresh) => asked.push([file, fresh]) && bytes;
  const other = { ...info, files: [{ file: "neuron.wasm", sha256: "0" }] };
  await assert.rejects(load(other, bring), /different versions.*Reload/);
  assert.deepEqual(asked, [
    ["neuron.wasm", false],
    ["neuron.wasm", true],
  ]);
});

test("each failure says what to do", async () => {
  await assert.rejects(load(info, given(bytes.subarray(0, 500))), /damaged or cut short.*Try again/);
  await assert.rejects(load({ ...info, engine: "abacus" }, given(bytes)), /engine "abacus"; this player has: wasm/);
  await assert.rejects(load({ ...info, outputs: { sum: [] } }, given(bytes)), /no output "sum"/);
});
