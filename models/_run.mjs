// Runs models as the page does: `node _run.mjs JOB ...`. JOB is a JSON file, {wasm and entry, or onnx and weights,
// inputs, outputs, runs, repeat}, in which inputs and outputs are [name, shape] pairs. JOB.in holds the float32 feeds
// of all runs, one after the other; JOB.out gets the outputs in the same way. Each run happens `repeat` times; prints
// for each job the mean milliseconds of the fastest.
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const RUNTIME = "../explainers/_player/node_modules/onnxruntime-web/dist/ort.node.min.mjs";
const size = (shape) => shape.reduce((product, length) => product * length, 1);
let last = { file: null, module: null }; // jobs of one file, which is compiled once, follow one another

for (const place of process.argv.slice(2)) await work(place, JSON.parse(readFileSync(place, "utf8")));

async function compiled(job) {
  if (last.file !== job.wasm) last = { file: job.wasm, module: await WebAssembly.compile(readFileSync(job.wasm)) };
  const instance = await WebAssembly.instantiate(last.module, {});
  const { memory, [job.entry]: run, _initialize, ...addresses } = instance.exports;
  _initialize?.();
  const view =
    (kind) =>
    ([name, shape]) =>
      new Float32Array(memory.buffer, addresses[`${kind}_${name}`].value, size(shape));
  return { inputs: job.inputs.map(view("input")), outputs: job.outputs.map(view("output")), run };
}

async function interpreted(job) {
  const { InferenceSession, Tensor, env } = await import(RUNTIME);
  env.wasm.numThreads = 1;
  const externalData = job.weights ? [{ path: basename(job.weights), data: readFileSync(job.weights) }] : [];
  const options = { executionProviders: ["wasm"], externalData, logSeverityLevel: 3 };
  const session = await InferenceSession.create(readFileSync(job.onnx), options);
  const buffers = (values) => values.map(([, shape]) => new Float32Array(size(shape)));
  const [inputs, outputs] = [buffers(job.inputs), buffers(job.outputs)];
  const feeds = Object.fromEntries(
    job.inputs.map(([name, shape], i) => [name, new Tensor("float32", inputs[i], shape)]),
  );
  const run = async () => {
    const found = await session.run(feeds);
    job.outputs.forEach(([name], i) => outputs[i].set(found[name].data));
  };
  return { inputs, outputs, run };
}

async function work(place, job) {
  const { inputs, outputs, run } = await (job.wasm ? compiled(job) : interpreted(job));
  const bytes = readFileSync(`${place}.in`);
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
    for (let j = 0; j < job.repeat; j++) await run();
    best = Math.min(best, (performance.now() - start) / job.repeat);
    for (const output of outputs) {
      results.set(output, written);
      written += output.length;
    }
  }
  writeFileSync(`${place}.out`, results);
  console.log(best);
}
