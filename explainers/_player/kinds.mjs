/**
 * Writes src/controls/index.js, which names every kind of control: each is a file there, and is found by being there.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";

const folder = new URL("src/controls/", import.meta.url);
const index = new URL("index.js", folder);

/** The kinds' names, in alphabetical order. */
export async function kinds() {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".js") && file !== "index.js");
  return files.map((file) => file.slice(0, -".js".length)).sort();
}

/** What the kinds bring to the style sheet. */
export async function styles() {
  const modules = await Promise.all((await kinds()).map((kind) => import(new URL(`${kind}.js`, folder).href)));
  return modules.map(({ style }) => style ?? "").join("");
}

const names = await kinds();
const text = `/** Every kind of control, by its name in a spec. Made by kinds.mjs. @import {Kind} from "../types" */
${names.map((name) => `import { kind as ${name} } from "./${name}.js";\n`).join("")}
/** @type {Record<string, Kind<any>>} */
export const KINDS = { ${names.join(", ")} };
`;
// Only when it differs: its date says whether the player must be built again.
if ((await readFile(index, "utf8").catch(() => "")) !== text) await writeFile(index, text);
