// Replaces sw.js to erase the caches on visitors' devices at their next visit. docs/offline.md documents when to use it.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PREFIX = `interlocal ${new URL("./", location.href).href} `;

const erase = async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
};

// Erases twice, because the previous worker may have been about to store a file.
const leave = async () => {
  await erase();
  await worker.registration.unregister();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await erase();
};

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(leave()));
