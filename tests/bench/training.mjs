/**
 * Steps of training, in turns: the playground's compiled network, through the player's Session, and the plain one.
 * `node training.mjs JOB`: a JSON file of the spec, what is fed, the folder of compiled files and the networks' hidden
 * layers. Prints, for each, the median microseconds of a step: [[compiled, plain], ...].
 */
import { readFile } from "node:fs/promises";
import { load } from "../../explainers/_player/src/engines/engine.js";
import { stream } from "../../explainers/_player/src/run/random.js";
import { Session } from "../../explainers/_player/src/run/session.js";
import { Network } from "./plain.mjs";

const ROUNDS = 21;
const STEPS = 4000;
const BATCH = 10;

const { spec, folder, networks } = JSON.parse(await readFile(process.argv[2], "utf8"));
const bytes = (file) => readFile(`${folder}/${file}`);

async function compiled(fed) {
  const session = new Session({ ...spec, constants: { ...spec.constants, ...fed } }, await load(spec.model, bytes));
  await session.evaluate();
  return (steps) => session.advance(steps);
}

function plain(sizes, fed) {
  const uniform = stream("plain");
  const network = new Network([2, ...sizes, 1], () => uniform() - 0.5);
  const points = fed.targets.map((target, i) => [...fed.points[i], target]);
  let at = 0;
  return (steps) => {
    for (let step = 0; step < steps; step++) {
      const batch = Array.from({ length: BATCH }, (_, i) => points[(at + i) % points.length]);
      at += BATCH;
      network.step(batch, 0.03);
    }
  };
}

const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];
const results = [];
for (const { sizes, fed, plain: points } of networks) {
  const runs = [await compiled(fed), plain(sizes, points)];
  const times = [[], []];
  for (const run of runs) await run(STEPS); // until the engine has compiled it
  for (let round = 0; round < ROUNDS; round++)
    for (const [which, run] of runs.entries()) {
      const start = performance.now();
      await run(STEPS);
      times[which].push(((performance.now() - start) * 1000) / STEPS);
    }
  results.push(times.map(median));
}
console.log(JSON.stringify(results));
