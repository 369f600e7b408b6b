// Put in the place of sw.js, this takes back what that one has kept on people's devices, the next time they visit. docs/offline.md.
const PREFIX = `interlocal ${new URL("./", location).href} `;

const leave = async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await registration.unregister();
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
