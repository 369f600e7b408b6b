// Loads the programs. Each is compiled once; whoever asks for it gets an instance of their own, with a memory of its own.
// Where WebAssembly is off, each is a script.

const here = (file) => new URL(file, import.meta.url).href;

// What each file must hash to, and what sees to it of a script, where the page that loads this cares; see `check`.
let hashes;
let lookAhead;
let hashFor;
const loading = {};
const tries = {};

// From here on nothing is loaded that has another sha384 than this, by name of the file. `ahead` and `hash` are `lookAhead` and
// `hashFor` of verified-import.js.
export const check = (known, ahead, hash) => {
  hashes = known;
  lookAhead = ahead;
  hashFor = hash;
};

// The script `file` of this folder. One that failed to load once is not asked for again under its name.
export const bring = async (file) => {
  const href = here(file) + "?".repeat(tries[file] ?? 0);
  try {
    if (hashes) await lookAhead(href, hashes[file]);
    return await import(href);
  } catch (error) {
    tries[file] = (tries[file] ?? 0) + 1;
    throw error;
  }
};

// With a wrong type the browser does not compile while it downloads, so the same bytes are compiled afterwards.
const compile = async (file) => {
  const response = await fetch(here(file), hashes && { integrity: hashFor(file, hashes[file]) });
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  const isTyped = response.headers.get("content-type") === "application/wasm";
  return isTyped && WebAssembly.compileStreaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

// Off by the browser, which then has none, or by a policy, under which not even an empty module can be made.
const test = () => {
  try {
    return !new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return true;
  }
};
export const isOff = test();

const program = async (name, asScript) => {
  if (asScript) {
    const { make, instantiate } = await bring(`interlocal_${name}_script.js`);
    return { make, run: instantiate };
  }
  const [{ make }, module] = await Promise.all([bring(`interlocal_${name}.js`), compile(`interlocal_${name}_bg.wasm`)]);
  return { make, run: (imports) => WebAssembly.instantiate(module, imports) };
};

// The functions of a new instance of the program `name`. `asScript`: the browser can't run it as WebAssembly.
export const begin = async (name, asScript = isOff) => {
  loading[name] ??= program(name, asScript).catch((error) => {
    delete loading[name];
    throw error;
  });
  const { make, run } = await loading[name];
  const { imports, begin } = make(nodes);
  return begin(await run(imports));
};

// To be called with the root of a program before it draws; see nodes.js.
export const watch = watchNodes;
