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
