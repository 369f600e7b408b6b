// Loads the programs. Each is compiled once, and each caller gets an instance with its own memory. Without WebAssembly, each
// program is a script.

import { nodes } from "../lib/nodes.js";
import { hasWebAssembly } from "../lib/webassembly.js";

export { watch } from "../lib/nodes.js";
export { hasWebAssembly };

/** @import { hashFor, preloadVerified, Hashes } from "../lib/verified-import.js" */
/** @import { LoadModule, Programs } from "../types" */

/**
 * A program that is loaded: `make` gives the imports of a new instance, `run` creates it.
 *
 * @typedef {object} Loaded
 * @property {(given: typeof nodes) => { imports: WebAssembly.Imports, begin: (instance: any) => any }} make
 * @property {(imports: WebAssembly.Imports) => unknown} run
 */

/** @param {string} file */
const here = (file) => new URL(file, import.meta.url).href;

/** The hashes of all files and the functions that check them, if the page that loads this script has them. */
/** @type {{ known: Hashes, hashFor: typeof hashFor, preload: typeof preloadVerified } | undefined} */
let checks;
/** @type {Record<string, Promise<Loaded>>} */
const loading = {};
/** @type {Record<string, number>} */
const tries = {};

/**
 * From now on, loads only files with these hashes.
 *
 * @param {Hashes} known
 * @param {typeof preloadVerified} preload
 * @param {typeof hashFor} hash
 */
export const check = (known, preload, hash) => {
  checks = { known, preload, hashFor: hash };
};

/**
 * Loads the script `file` of this folder. A script that failed to load gets another address at the next try, because a browser
 * remembers the failure.
 *
 * @type {LoadModule}
 */
export const bring = async (file) => {
  const href = here(file) + "?".repeat(tries[file] ?? 0);
  try {
    await checks?.preload(href, checks.known[file]);
    return await import(href);
  } catch (error) {
    tries[file] = (tries[file] ?? 0) + 1;
    throw error;
  }
};

/** @param {string} file */
const compile = async (file) => {
  const response = await fetch(here(file), checks && { integrity: checks.hashFor(file, checks.known[file]) });
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  // If the type is wrong, the browser refuses to compile during the download.
  const isTyped = response.headers.get("content-type") === "application/wasm";
  return isTyped && WebAssembly.compileStreaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

/**
 * @param {string} name
 * @param {boolean} asScript
 * @returns {Promise<Loaded>}
 */
const program = async (name, asScript) => {
  if (asScript) {
    const { make, instantiate } = await bring(`interlocal_${name}_script.js`);
    return { make, run: instantiate };
  }
  const [{ make }, module] = await Promise.all([bring(`interlocal_${name}.js`), compile(`interlocal_${name}_bg.wasm`)]);
  return { make, run: (imports) => WebAssembly.instantiate(module, imports) };
};

/**
 * The exports of a new instance of the program `name`. With `asScript`, loads the form for browsers that can't run it as
 * WebAssembly.
 *
 * @template {keyof Programs} Name
 * @param {Name} name
 * @param {boolean} [asScript]
 * @returns {Promise<Programs[Name]>}
 */
export const begin = async (name, asScript = !hasWebAssembly) => {
  loading[name] ??= program(name, asScript).catch((error) => {
    delete loading[name];
    throw error;
  });
  const { make, run } = await loading[name];
  const { imports, begin } = make(nodes);
  return begin(await run(imports));
};
