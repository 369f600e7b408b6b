// Makes scripts shorter, each in its place: node minify.mjs FILE… Names that other files use stay.

import { readFile, writeFile } from "node:fs/promises";

import { minify } from "terser";

for (const path of process.argv.slice(2)) {
  const { code } = await minify(await readFile(path, "utf8"), { module: true, ecma: 2022, compress: { passes: 2 } });
  await writeFile(path, `${code}\n`);
}
