// Has the program kept on this device (root/sw.js), once the page runs and has nothing else to do. Everybody loads this, so
// it is small; what it throws, in a frame that may keep nothing, is nobody's loss.
const { serviceWorker } = navigator;
const address = new URL("../sw.js", import.meta.url).href;
const hello = () => serviceWorker.controller?.postMessage(0);

const start = () => {
  // The worker asks which build this page is of, or says that the page may be installed.
  serviceWorker.onmessage = ({ ports: [port] }) => (port ? port.postMessage(import.meta.url) : import("./install.js"));
  serviceWorker.oncontrollerchange = hello;
  const policy = globalThis.trustedTypes?.createPolicy("interlocal-offline", { createScriptURL: () => address });
  serviceWorker.register(policy?.createScriptURL("") ?? address, { updateViaCache: "none" }).then(hello, console.warn);
};

// In a frame the page is a guest.
if (serviceWorker && top === self) (globalThis.requestIdleCallback ?? setTimeout)(start);
