// The widget as one file that needs no host: takes the place of load.js and group_host.js, and stands in front of the parts of
// the standalone page, which the build joins to it (xtask/src/single.rs). `glue` holds what makes each program's imports, and
// the programs themselves stand packed in the page.

const unpack = async (name) => {
  const packed = Uint8Array.from(atob(document.getElementById(name).textContent), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(bytes).arrayBuffer());
};

const compiled = {};
const begin = async (name) => {
  compiled[name] ??= unpack(name);
  const { imports, begin } = glue[name]();
  return begin(await WebAssembly.instantiate(await compiled[name], imports));
};

// A worker needs a file of its own, so a group's work is done in the page, a little at a time.
const groupHost = (about) => ({
  open(onAnswer) {
    const serving = serve({ ...about }, onAnswer, onAnswer);
    return (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer());
  },
  end() {},
});

// The programs as scripts would double the file; without WebAssembly it says so.
const isOff = false;

const bring = async () => ({ groupHost });
