// Registers the service worker (worker/sw.js) once the page runs and is idle. Every visitor loads this script, so it is small.
// An error, such as in a frame without storage, has no consequence.

const { serviceWorker } = navigator;
const address = new URL("../sw.js", import.meta.url).href;
const hello = () => serviceWorker.controller?.postMessage(0);

const start = () => {
  // The worker asks which build this page belongs to, or says that the page may be installed.
  serviceWorker.onmessage = ({ ports: [port] }) => (port ? port.postMessage(import.meta.url) : import("./install.js"));
  serviceWorker.oncontrollerchange = hello;
  const policy = globalThis.trustedTypes?.createPolicy("interlocal-offline", { createScriptURL: () => address });
  serviceWorker.register(policy?.createScriptURL("") ?? address, { updateViaCache: "none" }).then(hello, console.warn);
};

// A page in a frame registers no worker.
if (serviceWorker && top === self) (globalThis.requestIdleCallback ?? setTimeout)(start);
