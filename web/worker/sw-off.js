// Put in the place of sw.js, this takes back what that one has kept on people's devices, the next time they visit. docs/offline.md.
const PREFIX = `interlocal ${new URL("./", location).href} `;

const erase = async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
};

// Twice, since the worker before this one may have been about to keep a file.
const leave = async () => {
  await erase();
  await registration.unregister();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await erase();
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
