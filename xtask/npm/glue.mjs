// Adapts the bindings that wasm-bindgen generates for a program: node glue.mjs [--plain] FILE
//
// The generator has no options for these changes. Each fails if the script doesn't have the expected form, so that a new
// version of wasm-bindgen can't undo it. `--plain` is for bindings of a program that `wasm2js` translates.

import { readFile, writeFile } from "node:fs/promises";

const expect = (isExpected, what) => {
  if (!isExpected) throw new Error(`${what}; adapt xtask/npm/glue.mjs to this wasm-bindgen`);
};

/** Replaces matches of `pattern`, and returns the text and their number. */
const replace = (text, pattern, by) => [text.replace(pattern, by), [...text.matchAll(pattern)].length];

/** The calls that change a page, and those of web/lib/nodes.js in their place. */
const CALLS = [
  [/^( *const ret = )(.*)\.insertBefore\((.*)\);$/gm, "$1nodes.put($2, $3);"],
  [/^( *const ret = )(.*)\.removeChild\((.*)\);$/gm, "$1nodes.take($2, $3);"],
  [/^( *)(\S.*)\.nodeValue = (.*);$/gm, "$1nodes.write($2, $3);"],
];

/** Makes the script change the page through `nodes`. A program without pages has none of the calls. */
export const throughNodes = (script) => {
  let text = script;
  const found = CALLS.map(([pattern, by]) => {
    const [next, n] = replace(text, pattern, by);
    text = next;
    return n;
  });
  expect(new Set(found).size === 1 && found[0] <= 1, `the calls that change the page were found ${found} times`);
  return text;
};

/**
 * Replaces the function that describes a value for Rust's `{:?}`. The generated one, which lists arrays and stacks, is a tenth of
 * the script, and only messages for developers contain such descriptions.
 */
export const withShortDescriptions = (script) => {
  const short = "function debugString(val) {\n    try {\n        return String(val);\n    } catch {\n        return typeof val;\n    }\n}\n";
  const [text, n] = replace(script, /^function debugString\(val\) \{\n[^]*?^\}\n/gm, short);
  expect(n === (script.includes("debugString(") ? 1 : 0), `the function debugString was found ${n} times`);
  return text;
};

/**
 * Wraps the script in a function, so that one page can have several instances of a program, each with its own memory. Removes
 * the generated loading code, because web/lazy/load.js loads programs in all forms.
 */
export const asFactory = (script) => {
  const [body, end, ...more] = script.split(/^(?:async )?function __wbg_finalize_init\(/m);
  expect(end !== undefined && more.length === 0, "the function __wbg_finalize_init isn't there once");
  expect(!/^import /m.test(body), "the script has imports");
  const exports = [...body.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name);
  // With reference types, a table of objects must be initialized.
  const start = end.includes("wasm.__wbindgen_start();") ? "wasm.__wbindgen_start();\n" : "";
  return `export const make = (nodes) => {
${body.replace(/^export /gm, "")}
return {
imports: __wbg_get_imports(),
begin(instance) {
wasm = instance.exports;
${start}return { ${exports.join(", ")} };
},
};
};
`;
};

/** Removes the lines for an import that xtask/src/glue.rs has replaced. */
export const withoutImport = (script) => script.replace(/^.*__wbindgen_externref_xform__.*\n/gm, "");

/**
 * Adapts the checks of cached memory views. When memory grows, WebAssembly detaches the old buffer, and the script checks for
 * that. Plain JavaScript doesn't detach it, so the script must check whether the buffer has changed instead.
 */
export const withFreshViews = (script) => {
  const views = [...script.matchAll(/^let cached\w+Memory0 = null;$/gm)].length;
  const [text, n] = replace(script, /^( *)if \((cached\w+Memory0) === null \|\| .*\{$/gm, "$1if ($2?.buffer !== wasm.memory.buffer) {");
  expect(views > 0 && n === views, `${n} of ${views} checks of cached memory were found`);
  return text;
};

export const adapt = (script, isPlain) =>
  asFactory(withShortDescriptions(throughNodes(isPlain ? withFreshViews(withoutImport(script)) : script)));

if (process.argv[1]?.endsWith("glue.mjs")) {
  const paths = process.argv.slice(2).filter((word) => word !== "--plain");
  for (const path of paths) await writeFile(path, adapt(await readFile(path, "utf8"), process.argv.includes("--plain")));
}
