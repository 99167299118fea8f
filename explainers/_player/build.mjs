/** Bundles the player: `player.js` with Plotly in chunks that load later, and `standalone.js` with everything in one file. */
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { styles } from "./kinds.mjs";
import { slim } from "./slim.mjs";

const here = import.meta.dirname;
const dist = `${here}/dist`;

// What the large network runs on: as it is, so that browsers keep it compiled, and packed, since not every host packs what it sends.
const runtime = await readFile(`${here}/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm`);
const packed = gzipSync(runtime, { level: 9 });
const ONNXRUNTIME = JSON.stringify({ sha256: createHash("sha256").update(runtime).digest("hex"), bytes: runtime.length, packed: packed.length });

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: here,
  bundle: true,
  define: { global: "globalThis", ONNXRUNTIME, PLOTLY_FILES: '{"every":[],"solid":[]}', "process.env.NODE_DEBUG": "undefined" },
  format: "esm",
  legalComments: "eof",
  loader: { ".css": "empty" }, // the style of maps, which no explainer draws
  metafile: true,
  minify: true,
  outdir: dist,
  plugins: [slim],
  target: "es2022",
};

await rm(dist, { recursive: true, force: true });

// What both chunks of Plotly share is a chunk of its own; the player fetches it without waiting to be told of it.
const entryPoints = ["src/picture/plotly-flat.js", "src/picture/plotly-solid.js"];
// A figure needs nearly all of it at once: the first line has browsers that know it compile all while it loads, off the
// main thread (explicit compile hints), and others pass over it.
const banner = { js: "//# allFunctionsCalledOnLoad" };
const plotly = await build({ ...options, banner, entryPoints, splitting: true, chunkNames: "plotly-[hash]" });
const files = Object.keys(plotly.metafile.outputs).map((file) => basename(file));
const solid = ["plotly-solid.js"];
const every = files.filter((file) => !solid.includes(file));

await build({
  ...options,
  entryPoints: ["src/player.js"],
  external: ["./plotly-*.js"],
  define: { ...options.define, PLOTLY_FILES: JSON.stringify({ every, solid }) },
});
await build({ ...options, entryPoints: { standalone: "src/player.js" } });
// The large network's thread. No module: a page that stands alone, opened as a file, may start no module as a thread.
await build({ ...options, entryPoints: ["src/engines/onnx-worker.js"], format: "iife", define: { ...options.define, "import.meta.url": "self.location.href" } });
await writeFile(`${dist}/onnxruntime.wasm`, runtime);
await writeFile(`${dist}/onnxruntime.bin`, packed);
const sheets = await Promise.all(["player.css", "goals.css"].map((file) => readFile(`${here}/${file}`, "utf8")));
await writeFile(`${dist}/player.css`, [...sheets, await styles()].join(""));

for (const file of (await readdir(dist)).sort()) {
  const content = await readFile(`${dist}/${file}`);
  const [raw, packed] = [content.length, gzipSync(content, { level: 9 }).length].map((bytes) => (bytes / 1000).toFixed(1));
  console.log(`${file.padEnd(24)}${raw.padStart(8)} kB ${packed.padStart(8)} kB gzip`);
}
