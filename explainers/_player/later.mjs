/**
 * Parts of the player that come later, each one file: what its source imports by `import()`. What such a part uses of
 * the player itself, or as another part does, it imports from `player.js`, which is there by then and exports it by
 * made-up names: so no code is in two files, and none is to be waited for between the player and its part. (esbuild's
 * own splitting would make a file for every set of parts that have something in common.)
 * @import { Plugin } from "esbuild"
 */
import { readFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { parse } from "acorn";
import { build } from "esbuild";

const PLAYER = "player.js";

/**
 * Bundles a player and its later parts.
 * @param {import("esbuild").BuildOptions} options of both
 * @param {string} entry the player's source
 * @param {string} listed where a text is put that the player knows the files of its parts by
 * @returns {Promise<Record<string, string>>} the file of each part, by its name
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
  const reached = await Promise.all([...later.keys()].sort().map((path) => reach(path, own)));
  const parts = new Set(reached.flat());
  for (const path of parts) if (reached.filter((each) => each.includes(path)).length > 1) own.add(path);
  const names = await used(
    own,
    [...parts].filter((path) => !own.has(path)),
  );
  const built = await build({
    ...options,
    entryPoints: Object.fromEntries([...later].map(([path, name]) => [name, path])),
    entryNames: "[name]-[hash]",
    metafile: true,
    plugins: [handed(own, names, here)],
  });
  const files = Object.fromEntries(
    Object.entries(built.metafile.outputs).map(([path, { entryPoint }]) => [
      later.get(resolve(here, entryPoint ?? "")) ?? path,
      basename(path),
    ]),
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
 * @param {Record<string, string>} [files]
 * @returns {Plugin}
 */
const apart = (later, files) => ({
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, kind, resolveDir }) => {
      if (kind !== "dynamic-import" || /plotly-/.test(path)) return undefined;
      const [source, name] = [resolve(resolveDir, path), basename(path, ".js")];
      later.set(source, name);
      return { path: `./${files?.[name] ?? `${name}.js`}`, external: true };
    });
  },
});

/**
 * What a module imports of its own neighbors: [path, the statement].
 * @param {string} path
 * @returns {Promise<[string, any][]>}
 */
async function imports(path) {
  const { body } = parse(await readFile(path, "utf8"), { ecmaVersion: "latest", sourceType: "module" });
  const near = body.filter(({ source }) => /^\./.test(source?.value));
  return near.map((each) => [resolve(path, "..", each.source.value), each]);
}

/** The modules of a part that are not the player's. @param {string} part @param {Set<string>} own */
async function reach(part, own) {
  const found = new Set([part]);
  for (const path of found) for (const [target] of await imports(path)) if (!own.has(target)) found.add(target);
  return [...found];
}

/**
 * What the parts use of the player's modules: {module: {name: made-up name}}.
 * @param {Set<string>} own
 * @param {string[]} parts their modules
 */
async function used(own, parts) {
  /** @type {Map<string, Map<string, string>>} */
  const found = new Map();
  let count = 0;
  for (const path of parts) {
    for (const [target, { type, specifiers }] of await imports(path)) {
      if (!own.has(target)) continue;
      const whole = type !== "ImportDeclaration" || specifiers.some(({ imported }) => !imported);
      if (whole) throw new Error(`${path} takes all of ${target}, which is the player's: name what it uses`);
      const names = found.get(target) ?? new Map();
      found.set(target, names);
      for (const { imported } of specifiers)
        if (!names.has(imported.name)) names.set(imported.name, `_${(count++).toString(36)}`);
    }
  }
  return found;
}

/**
 * Has parts take from the player what is the player's.
 * @param {Set<string>} own
 * @param {Map<string, Map<string, string>>} names
 * @param {string} here the folder that paths start from: what a file is called is made of them, too
 * @returns {Plugin}
 */
const handed = (own, names, here) => ({
  name: "handed",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path: wanted, importer, resolveDir }) => {
      const target = resolve(resolveDir, wanted);
      // For each who imports it another one, or what several import would become a file of its own.
      const [path, suffix] = [relative(here, target), `?${relative(here, importer)}`];
      return own.has(target) ? { path, suffix, namespace: "player" } : undefined;
    });
    onResolve({ filter: /player\.js$/, namespace: "player" }, () => ({ path: `./${PLAYER}`, external: true }));
    onLoad({ filter: /./, namespace: "player" }, ({ path }) => {
      const each = [...(names.get(resolve(here, path)) ?? [])].map(([name, alias]) => `${alias} as ${name}`);
      return { contents: `export { ${each.join(", ")} } from "./${PLAYER}";` };
    });
  },
});
