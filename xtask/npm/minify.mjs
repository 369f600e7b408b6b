// Makes scripts shorter, each in its place: node minify.mjs [--names] FILE… Names that other files use stay. With `--names`
// only names and spaces are made shorter: what a compiler wrote gains a hundredth from more, and takes four times as long.

import { readFile, writeFile } from "node:fs/promises";

import { minify } from "terser";

const paths = process.argv.slice(2).filter((word) => word !== "--names");
const compress = paths.length === process.argv.length - 2 && { passes: 2 };

for (const path of paths) {
  const { code } = await minify(await readFile(path, "utf8"), { module: true, ecma: 2022, compress });
  await writeFile(path, `${code}\n`);
}
