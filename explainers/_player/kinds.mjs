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

/** The kinds that most figures have, which come with the player; others are fetched with the figures that have them. */
const COMMON = ["choice", "look", "pick", "play", "seed", "slider", "switches", "toggle", "view"];

const others = (await kinds()).filter((name) => !COMMON.includes(name));
const text = `/** Every kind of control, by its name in a spec. Made by kinds.mjs. @import {Kind} from "../types" */
${COMMON.map((name) => `import { kind as ${name} } from "./${name}.js";\n`).join("")}
/** Those that are here; \`learn\` adds others. @type {Record<string, Kind<any>>} */
export const KINDS = { ${COMMON.join(", ")} };

/** Those that are in files of their own. @type {Record<string, () => Promise<{ kind: Kind<any> }>>} */
export const OTHERS = {
${others.map((name) => `  ${name}: () => import("./${name}.js"),\n`).join("")}};
`;
// Only when it differs: its date says whether the player must be built again.
if ((await readFile(index, "utf8").catch(() => "")) !== text) await writeFile(index, text);
