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
  sha256: new TextDecoder().decode(hash),
  inputs: { threshold: [] },
  outputs: { total: [] },
};
const given = (content) => async () => content;

test("a compiled model runs, and keeps what is not finite", async () => {
  const engine = await load(info, given(bytes));
  const { total } = engine.run({ threshold: Float32Array.of(25) });
  assert.equal(total.length, 1);
  const { threshold } = /** @type {any} */ (engine).inputs;
  engine.run({ threshold: Float32Array.of(NaN) });
  assert.ok(Number.isNaN(threshold[0]));
});

test("a model from another build is asked for once more, then refused", async () => {
  const asked = [];
  const bring = async (fresh) => asked.push(fresh) && bytes;
  await assert.rejects(load({ ...info, sha256: "0" }, bring), /different versions.*Reload/);
  assert.deepEqual(asked, [false, true]);
});

test("each failure says what to do", async () => {
  await assert.rejects(load(info, given(bytes.subarray(0, 500))), /damaged or cut short.*Try again/);
  await assert.rejects(load({ ...info, engine: "abacus" }, given(bytes)), /engine "abacus"; this player has: wasm/);
  await assert.rejects(load({ ...info, outputs: { sum: [] } }, given(bytes)), /no output "sum"/);
});
