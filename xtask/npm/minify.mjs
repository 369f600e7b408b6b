// Minifies scripts in place: node minify.mjs [--names] FILE… Exported names stay. `--names` only shortens names and
// removes whitespace: for compiler output, full compression saves one more percent and takes four times as long.

import { readFile, writeFile } from "node:fs/promises";

import { minify } from "terser";

const paths = process.argv.slice(2).filter((word) => word !== "--names");
const compress = paths.length === process.argv.length - 2 && { passes: 2 };

for (const path of paths) {
  const { code } = await minify(await readFile(path, "utf8"), { module: true, ecma: 2022, compress });
  await writeFile(path, `${code}\n`);
}
