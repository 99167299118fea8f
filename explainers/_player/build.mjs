/** Bundles the player: `dist/player.js` with Plotly in lazy chunks, `dist/standalone.js` with everything in one file. */
import { build } from "esbuild";
import { copyFile, readdir, readFile, rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const here = import.meta.dirname;
const dist = `${here}/dist`;

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: here,
  bundle: true,
  define: { global: "globalThis", "process.env.NODE_DEBUG": "undefined" },
  format: "esm",
  legalComments: "none",
  loader: { ".css": "empty" }, // map styles, for traces that are not in these bundles
  minify: true,
  outdir: dist,
  target: "es2022",
};

await rm(dist, { recursive: true, force: true });
await build({ ...options, entryPoints: ["src/player.js"], splitting: true, chunkNames: "plotly-[name]-[hash]" });
await build({ ...options, entryPoints: { standalone: "src/player.js" } });
await copyFile(`${here}/player.css`, `${dist}/player.css`);

for (const file of (await readdir(dist)).sort()) {
  const content = await readFile(`${dist}/${file}`);
  const kilobytes = [content.length, gzipSync(content, { level: 9 }).length].map((bytes) => (bytes / 1000).toFixed(1));
  console.log(`${file.padEnd(32)}${kilobytes[0].padStart(8)} kB ${kilobytes[1].padStart(8)} kB gzip`);
}
