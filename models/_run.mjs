// Runs a compiled model: `node _run.mjs JOB`. JOB is a JSON file, {wasm, inputs, outputs, runs, repeat}, in which
// inputs and outputs are [name, size] pairs. JOB.in holds the float32 feeds of all runs, one after the other;
// JOB.out gets the outputs in the same way. Each run happens `repeat` times; prints the mean
// milliseconds of the fastest.
import { readFileSync, writeFileSync } from "node:fs";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { instance } = await WebAssembly.instantiate(readFileSync(job.wasm), {});
const { memory, run, _initialize, ...addresses } = instance.exports;
_initialize?.();

const view = (kind) => ([name, size]) => new Float32Array(memory.buffer, addresses[`${kind}_${name}`].value, size);
const inputs = job.inputs.map(view("input"));
const outputs = job.outputs.map(view("output"));
const bytes = readFileSync(`${process.argv[2]}.in`);
const feeds = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const results = new Float32Array(job.runs * outputs.reduce((total, output) => total + output.length, 0));

let read = 0;
let written = 0;
let best = Infinity;
for (let i = 0; i < job.runs; i++) {
  for (const input of inputs) {
    input.set(feeds.subarray(read, read + input.length));
    read += input.length;
  }
  const start = performance.now();
  for (let j = 0; j < job.repeat; j++) run();
  best = Math.min(best, (performance.now() - start) / job.repeat);
  for (const output of outputs) {
    results.set(output, written);
    written += output.length;
  }
}
writeFileSync(`${process.argv[2]}.out`, results);
console.log(best);
