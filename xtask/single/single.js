// The widget as one file that needs no host. Replaces load.js and group-host.js, and precedes the scripts of the
// standalone page, which the build appends (xtask/src/single.rs). `glue` has the imports of each program; the
// programs themselves are in the page, compressed.

const unpack = async (name) => {
  const packed = Uint8Array.from(atob(document.getElementById(name).textContent), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(bytes).arrayBuffer());
};

const compiled = {};
const begin = async (name) => {
  compiled[name] ??= unpack(name);
  const { imports, begin } = glue[name](nodes);
  return begin(await WebAssembly.instantiate(await compiled[name], imports));
};

// A worker needs a file of its own, so the group's work runs in the page, in small steps.
const groupHost = (about) => ({
  open(onAnswer) {
    const serving = serve({ ...about }, onAnswer, onAnswer);
    return (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer());
  },
  end() {},
});

// The fallback scripts would double the size of the file. Without WebAssembly the page shows a message.
const isOff = false;

const watch = watchNodes;

const bring = async () => ({ groupHost, codeOf });
