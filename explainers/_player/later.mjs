/**
 * Parts of the player that come later, each in a file of its own: what its source imports by `import()`. What such a
 * part uses of the player itself, it imports from `player.js`, which is there by then and exports it by made-up names:
 * so no code is in two files, and none has to be waited for between the player and its part.
 * @import { Plugin } from "esbuild"
 */
import { readFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { parse } from "acorn";
import { build } from "esbuild";

const PLAYER = "player.js";

/** @param {string} path of a module */
const tree = async (path) => parse(await readFile(path, "utf8"), { ecmaVersion: "latest", sourceType: "module" });

/**
 * Bundles a player and its later parts.
 * @param {import("esbuild").BuildOptions} options of both
 * @param {string} entry the player's source
 * @param {string} listed where a text is put that the player knows the files of its parts by
 * @returns {Promise<Record<string, string[]>>} the files that each part needs, by its name
 */
export async function parted(options, entry, listed) {
  const here = /** @type {string} */ (options.absWorkingDir);
  /** @type {Map<string, string>} */
  const later = new Map(); // the parts' names, by their sources
  const { metafile } = await build({
    ...options,
    write: false,
    metafile: true,
    entryPoints: [entry],
    plugins: [apart(later)],
  });
  const own = new Set(Object.keys(metafile.inputs).map((path) => resolve(here, path)));
  const names = await used(own, later.keys());
  const parts = await build({
    ...options,
    entryPoints: Object.fromEntries([...later].map(([path, name]) => [name, path])),
    entryNames: "[name]-[hash]",
    chunkNames: "controls-[hash]",
    splitting: true,
    metafile: true,
    plugins: [handed(own, names)],
  });
  const outputs = Object.entries(parts.metafile.outputs);
  const files = Object.fromEntries(
    outputs.flatMap(([path, { entryPoint, imports }]) => {
      const name = entryPoint && later.get(resolve(here, entryPoint));
      const others = imports.filter((each) => !each.external).map((each) => basename(each.path));
      return name ? [[name, [basename(path), ...others]]] : [];
    }),
  );
  const text = [`import ${JSON.stringify(`./${relative(here, resolve(here, entry))}`)};`];
  text.push(`export * from ${JSON.stringify(`./${entry}`)};`);
  for (const [path, each] of names)
    text.push(`export { ${[...each].map(([name, alias]) => `${name} as ${alias}`).join(", ")} } from "${path}";`);
  await build({
    ...options,
    define: { ...options.define, [listed]: JSON.stringify(files) },
    entryPoints: undefined,
    stdin: { contents: text.join("\n"), resolveDir: here, sourcefile: PLAYER },
    outdir: undefined,
    outfile: join(/** @type {string} */ (options.outdir), PLAYER),
    plugins: [apart(later, files)],
  });
  return files;
}

/**
 * Leaves what is imported later out of a bundle, and notes it.
 * @param {Map<string, string>} later
 * @param {Record<string, string[]>} [files]
 * @returns {Plugin}
 */
const apart = (later, files) => ({
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, kind, resolveDir }) => {
      if (kind !== "dynamic-import" || /plotly-/.test(path)) return undefined;
      const [source, name] = [resolve(resolveDir, path), basename(path, ".js")];
      later.set(source, name);
      return { path: `./${files?.[name][0] ?? `${name}.js`}`, external: true };
    });
  },
});

/**
 * What the parts use of the player's modules: {module: {name: made-up name}}.
 * @param {Set<string>} own
 * @param {Iterable<string>} parts
 */
async function used(own, parts) {
  /** @type {Map<string, Map<string, string>>} */
  const found = new Map();
  let count = 0;
  const waiting = [...parts];
  for (const seen = new Set(waiting); waiting.length; ) {
    const path = /** @type {string} */ (waiting.pop());
    for (const { type, source, specifiers = [] } of /** @type {any[]} */ ((await tree(path)).body)) {
      if (!source || !/^\./.test(source.value)) continue;
      const target = resolve(path, "..", source.value);
      if (!own.has(target)) {
        if (!seen.has(target)) waiting.push(target);
        seen.add(target);
        continue;
      }
      if (type !== "ImportDeclaration") throw new Error(`${path} hands on ${source.value}, which is the player's`);
      const names = found.get(target) ?? new Map();
      found.set(target, names);
      for (const { imported } of specifiers) {
        if (!imported)
          throw new Error(`${path} imports all of ${source.value}, which is the player's: name what it uses`);
        if (!names.has(imported.name)) names.set(imported.name, `_${(count++).toString(36)}`);
      }
    }
  }
  return found;
}

/**
 * Has parts take from the player what is the player's.
 * @param {Set<string>} own
 * @param {Map<string, Map<string, string>>} names
 * @returns {Plugin}
 */
const handed = (own, names) => ({
  name: "handed",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
      const target = resolve(resolveDir, path);
      // For each who imports it another one, or what several import would become a file of its own.
      return own.has(target) ? { path: target, suffix: `?${importer}`, namespace: "player" } : undefined;
    });
    onResolve({ filter: /player\.js$/, namespace: "player" }, () => ({ path: `./${PLAYER}`, external: true }));
    onLoad({ filter: /./, namespace: "player" }, ({ path }) => {
      const each = [...(names.get(path) ?? [])].map(([name, alias]) => `${alias} as ${name}`);
      return { contents: `export { ${each.join(", ")} } from "./${PLAYER}";` };
    });
  },
});
