// Bundles and minifies with esbuild:
//
// node bundle.mjs site OUT [--minify]
//                              each script of web/entry, web/lazy and web/worker, with the parts that it imports
// node bundle.mjs single OUT FOLDER BASE SITE
//                              the script of the single file: the folder with the programs' bindings, the address that links
//                              lead to, and that of the site
// node bundle.mjs package OUT  the npm package's module
// node bundle.mjs minify FILE… minifies scripts and styles in place
// node bundle.mjs names FILE…  only shortens names, for the output of a compiler

import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";


const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const web = join(root, "web");

/** Browsers of 2022; older ones show the message of old.js. */
const TARGET = "es2022";
/** Scripts that aren't modules, so their names would be global: those that run before the first paint, and service workers. */
const CLASSIC = ["boot.js", "embed.js", "sw.js", "sw-off.js"];
/** The script for browsers that can't run the others. */
const OLD = ["old.js"];

const settings = {
  absWorkingDir: root,
  bundle: true,
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
  nodePaths: [join(here, "node_modules")],
  target: TARGET,
};

/** Each of these scripts is a file of the site, so others load it instead of containing it. */
const separate = (files) => ({
  name: "separate",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
      const isSeparate = kind !== "entry-point" && files.includes(join(resolveDir, path));
      return isSeparate ? { path: `./${basename(path)}`, external: true } : undefined;
    });
  },
});

/** Packages from npm keep their licence, as it requires. */
const licensed = {
  name: "licensed",
  setup({ onLoad }) {
    onLoad({ filter: /\/node_modules\// }, async ({ path }) => {
      const [, folder, name] = path.replaceAll("\\", "/").match(/^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//);
      const licence = await readFile(join(folder, "LICENSE"), "utf8");
      return { contents: `/*! ${name}\n\n${licence.trim()}\n*/\n${await readFile(path, "utf8")}` };
    });
  },
};

/** Fails if files import each other, directly or through others. `imports` has the imports of each file. */
export const refuseCycles = (imports) => {
  const done = new Set();
  const visit = (name, path) => {
    if (path.includes(name)) throw new Error(`these scripts import each other: ${[...path.slice(path.indexOf(name)), name].join(" → ")}`);
    if (done.has(name)) return;
    for (const next of imports.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of imports.keys()) visit(name, []);
};

const run = async (options) => {
  const { build } = await import("esbuild");
  const made = await build({ ...settings, ...options });
  if (made.warnings.length > 0) process.exit(1);
  return made;
};

const site = async (outdir, minify) => {
  const folders = ["entry", "lazy", "worker"].map((name) => join(web, name));
  const lists = await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))));
  const files = lists.flat().filter((path) => path.endsWith(".js"));
  const isOf = (names) => (path) => names.includes(basename(path));
  const common = { minify, outdir, entryNames: "[name]", plugins: [separate(files), licensed] };
  const made = await Promise.all([
    run({ ...common, entryPoints: files.filter(isOf(OLD)), format: "iife", target: "es5" }),
    // Not as `iife`, where esbuild would replace `import()` by `require()`.
    run({ ...common, entryPoints: files.filter(isOf(CLASSIC)), format: "esm", banner: { js: '(() => {\n"use strict";' }, footer: { js: "})();" } }),
    run({ ...common, entryPoints: files.filter((path) => !isOf([...OLD, ...CLASSIC])(path)), format: "esm" }),
  ]);
  const byName = Object.fromEntries(files.map((path) => [`./${basename(path)}`, relative(root, path)]));
  const inputs = made.flatMap(({ metafile }) => Object.entries(metafile.inputs));
  refuseCycles(new Map(inputs.map(([path, { imports }]) => [path, imports.map((it) => byName[it.path] ?? it.path)])));
};

/** In the single file, the programs' bindings come from the site, and lazy/load.js has a replacement. */
const alone = (folder) => ({
  name: "alone",
  setup({ onResolve }) {
    onResolve({ filter: /^programs\// }, ({ path }) => ({ path: resolve(folder, basename(path)) }));
    onResolve({ filter: /\/load\.js$/ }, () => ({ path: join(web, "single/load.js") }));
  },
});

const single = async (outfile, folder, base, address) => {
  const define = { SHARE_BASE: JSON.stringify(base), SITE: JSON.stringify(address) };
  await run({ entryPoints: [join(web, "single/main.js")], outfile, define, format: "esm", minify: true, plugins: [alone(folder)] });
};

const minify = (files, more) =>
  run({ ...more, allowOverwrite: true, bundle: false, entryPoints: files, format: "esm", outdir: "/", outbase: "/" });

const commands = {
  site: ([out, minify]) => site(out, minify === "--minify"),
  single: ([out, folder, base, address]) => single(out, folder, base, address),
  package: ([outfile]) => run({ entryPoints: [join(root, "npm/index.js")], outfile, format: "esm" }),
  minify: (files) => minify(files, { minify: true }),
  names: (files) => minify(files, { minifyIdentifiers: true, minifyWhitespace: true }),
};

if (process.argv[1]?.endsWith("bundle.mjs")) {
  const [command, ...rest] = process.argv.slice(2);
  await commands[command](rest);
}
