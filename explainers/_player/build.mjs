/**
 * Bundles the player: `player.js` with Plotly in chunks that load later, and `standalone.js` with everything in one
 * file.
 */

import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { styles } from "./kinds.mjs";
import { parted } from "./later.mjs";
import { slim } from "./slim.mjs";

const here = import.meta.dirname;
const dist = `${here}/dist`;

// What the large network runs on: as it is, so that browsers keep it compiled, and packed, since not every host packs
// what it sends.
const runtime = await readFile(`${here}/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm`);
const packed = gzipSync(runtime, { level: 9 });
const ONNXRUNTIME = JSON.stringify({
  sha256: createHash("sha256").update(runtime).digest("hex"),
  bytes: runtime.length,
  packed: packed.length,
});

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: here,
  bundle: true,
  define: { ONNXRUNTIME, PLOTLY_FILES: "{}", CONTROL_FILES: "{}" },
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

// Plotly in parts, by the types of traces that they draw: a page loads those that its figures have. What parts share
// esbuild puts into files of its own; which a type needs, the player and the pages look up, so as to fetch all without
// waiting to be told.
const PARTS = {
  scatter: "core",
  bar: "bar",
  contour: "map",
  image: "image",
  scatter3d: "solid",
  surface: "solid",
};
const entryPoints = [...new Set(Object.values(PARTS))].map((part) => `src/picture/plotly-${part}.js`);
// A figure needs nearly all of it at once: the first line has browsers that know it compile all while it loads, off the
// main thread (explicit compile hints), and others pass over it.
const banner = { js: "//# allFunctionsCalledOnLoad" };
// Of what the player is told, Plotly's every file would carry some.
const define = { global: "globalThis", "process.env.NODE_DEBUG": "undefined" };
const { metafile } = await build({
  ...options,
  banner,
  define,
  entryPoints,
  splitting: true,
  chunkNames: "plotly-[hash]",
});
const outputs = Object.fromEntries(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
/** @param {string} file @returns {string[]} */
const needed = (file) => [...new Set([file, ...outputs[file].imports.flatMap(({ path }) => needed(basename(path)))])];
const files = Object.fromEntries(Object.entries(PARTS).map(([type, part]) => [type, needed(`plotly-${part}.js`)]));
await writeFile(`${dist}/plotly.json`, JSON.stringify(files));

const player = {
  ...options,
  external: ["./plotly-*.js"],
  define: { ...options.define, PLOTLY_FILES: JSON.stringify(files) },
};
await writeFile(`${dist}/controls.json`, JSON.stringify(await parted(player, "src/player.js", "CONTROL_FILES")));
await build({
  ...options,
  entryPoints: { standalone: "src/standalone.js" },
  define: { ...options.define, ...define },
});
// A talk: slides and what is theirs. The player stands beside it in the page, as standalone.js.
await build({ ...options, entryPoints: ["src/talk/talk.js"] });
const slides = await Promise.all(
  ["node_modules/reveal.js/dist/reveal.css", "src/talk/talk.css"].map((file) => readFile(`${here}/${file}`, "utf8")),
);
const { code } = await transform(slides.join("\n"), { loader: "css", minify: true });
await writeFile(`${dist}/talk.css`, code);
// What a notebook's widget begins with; it takes all else from the kernel.
await build({ ...options, entryPoints: ["src/widget.js"] });
// The large network's thread. No module: a page that stands alone, opened as a file, may start no module as a thread.
await build({
  ...options,
  entryPoints: ["src/engines/onnx-worker.js"],
  format: "iife",
  define: { ...options.define, "import.meta.url": "self.location.href" },
});
// The thread that counts over a data set, no module for the same reason.
await build({ ...options, entryPoints: ["src/engines/tally-worker.js"], format: "iife" });
// What says why the player has not come: no module, since where modules are refused it must run.
await build({ ...options, entryPoints: ["src/watch.js"], format: "iife" });
// The site without a network: what pages do for it, and the service worker, which not every browser takes as a module.
await build({ ...options, entryPoints: { offline: "src/offline/page.js" } });
// How the site's search reads words: as the player does.
await build({ ...options, entryPoints: { words: "src/run/names.js" } });
await build({ ...options, entryPoints: { worker: "src/offline/worker.js" }, format: "iife" });
await writeFile(`${dist}/onnxruntime.wasm`, runtime);
await writeFile(`${dist}/onnxruntime.bin`, packed);
const names = ["player.css", "goals.css", "listing.css"];
const sheets = await Promise.all(names.map((file) => readFile(`${here}/${file}`, "utf8")));
await writeFile(`${dist}/player.css`, [...sheets, await styles()].join(""));

for (const file of (await readdir(dist)).sort()) {
  const content = await readFile(`${dist}/${file}`);
  const [raw, packed] = [content.length, gzipSync(content, { level: 9 }).length].map((bytes) =>
    (bytes / 1000).toFixed(1),
  );
  console.log(`${file.padEnd(24)}${raw.padStart(8)} kB ${packed.padStart(8)} kB gzip`);
}
