// The service worker of the standalone page: keeps the program's files on the device, so that the questionnaire works without
// a network. Knows files by their names, and nothing of what anybody answers; docs/offline.md says what it does when.
//
// Each build has a worker of its own (the folder's name stands in it), and a cache for each folder. Pages come from the network
// where there is one, and files of a folder, which never change, from the cache.

const FOLDER = "{files}";
// What the pages outside of the folder hash to: a browser takes a worker for a new one where a letter of it is.
const EDITION = "{pages}";
const SITE = new URL("./", location).href;
// Two of these sites can stand on one host, and a host has caches of its own.
const PREFIX = `interlocal ${SITE} `;
const OWN = PREFIX + FOLDER;

const PAGES = ["", "es.html"];
const BESIDE = [
  "favicon.svg",
  "manifest.en.webmanifest",
  "manifest.es.webmanifest",
  "questionnaire.en.html",
  "questionnaire.es.html",
];
// As in load.js: what has no WebAssembly runs the programs as scripts.
const isOff = (() => {
  try {
    return !new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return true;
  }
})();
const program = (name, asScript = isOff) => (asScript ? [`interlocal_${name}_script.js`] : [`interlocal_${name}.js`, `interlocal_${name}_bg.wasm`]);

const MAIN = ["interlocal.css", "boot.js", "program-switch.js", "load.js", "offline.js", "old.js", "paper.css", ...program("app")];
const REST = [
  "desk.css",
  "group-host.js",
  "group-worker.js",
  "icon-192.png",
  "icon-512.png",
  "icon-mask.png",
  "install.js",
  ...program("desk"),
  "regions.js",
  "warn-no-wasm.js",
  "diagnose.en.js",
  "diagnose.es.js",
  "diagnose.js",
];
// A module with one instruction of 128 bits, as in group-worker.js: each browser runs one of the two.
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const group = () => program("group", isOff || !WebAssembly.validate(new Uint8Array(SIMD)));

// What is too slow for a person: then the page that is kept is shown.
const PATIENCE = 2000;
const ANSWER_WITHIN = 1000;

const kept = (path, cacheName = OWN) => caches.match(SITE + path, { cacheName, ignoreVary: true });
const folderOf = (path) => (path.startsWith("interlocal-") && path.includes("/") ? path.split("/")[0] : undefined);
const inFolder = (file) => `${FOLDER}/${file}`;

const isHtml = ({ headers }) => headers.get("content-type")?.startsWith("text/html");
const isPagePath = (path) => path === "" || (path.endsWith(".html") && !folderOf(path));

// Only what the site itself answered, under the address that was asked for. Many hosts answer with a page where there is no file.
const isSound = (path, response) =>
  response.status === 200 && response.type === "basic" && !response.redirected && (!isHtml(response) || isPagePath(path));

// A page of another build would ask for files that are not here, and one of a network's owner is none of the site's.
const isOurs = async (path, response) => !isPagePath(path) || (await response.clone().text()).includes(FOLDER);

const add = async (path) => {
  if (folderOf(path) && (await kept(path))) return;
  const response = await fetch(SITE + path, { cache: folderOf(path) ? "default" : "no-cache" });
  if (!isSound(path, response) || !(await isOurs(path, response))) {
    // The host has its own idea of the page's name, and shows it under that.
    if (response.redirected && path) return;
    throw new Error(`${path || SITE} is not what belongs to ${FOLDER}`);
  }
  await (await caches.open(OWN)).put(SITE + path, response);
};

const addMain = () => Promise.all([...PAGES, ...BESIDE, ...MAIN.map(inFolder)].map(add));

// A worker that was told to leave may still have pages, and must not begin anew.
let hasLeft = false;

// One after the other, so that the person's own next request does not wait.
const addRest = async () => {
  if (navigator.connection?.saveData) return;
  for (const file of [...REST, ...group()]) {
    // What was taken back meanwhile is not to begin anew.
    if (hasLeft || !(await caches.has(OWN))) return;
    await add(inFolder(file));
  }
};

const store = async (cacheName, path, response) => {
  if ((await caches.has(cacheName)) && !hasLeft) await (await caches.open(cacheName)).put(SITE + path, response);
};

const file = async (event, path) => {
  const cacheName = PREFIX + folderOf(path);
  const found = await kept(path, cacheName);
  if (found) return found;
  const response = await fetch(event.request);
  if (isSound(path, response)) {
    const copy = response.clone();
    // A full disk is no reason to withhold the file.
    event.waitUntil(store(cacheName, path, copy).catch(() => {}));
  }
  return response;
};

// A link that a gateway moved into the query goes no further than this.
const ask = (request, url, path) => (LINK.test(url.search) ? fetch(SITE + path, { redirect: "manual" }) : fetch(request));

const page = async ({ request }, url, path) => {
  const network = ask(request, url, path);
  const found = await kept(path);
  if (!found) return network;
  const fresh = network.then((response) => (response.status < 500 ? response : found), () => found);
  return Promise.race([fresh, new Promise((resolve) => setTimeout(resolve, PATIENCE, found))]);
};

// Kept after the host answered once with the site's own page in the place of this file.
const ONCE = `${SITE}sw.js?once`;

// Many hosts answer with the site's page where there is no file, and some do so while a site is being copied: that counts the
// second time in a row. A page of somebody else (to sign in, to slow down, to accept a network's terms) says nothing about this file.
const isReplaced = async (response) => {
  const isPage = response.status === 200 && isHtml(response) && /interlocal-\d[^"/]*\/boot\.js/.test(await response.text());
  const cache = await caches.open(OWN);
  const isSecond = isPage && Boolean(await cache.match(ONCE));
  if (!isPage) await cache.delete(ONCE);
  else if (!isSecond) await cache.put(ONCE, new Response());
  return isSecond;
};

// The kill switch that needs nobody's skill: a site without this file has no worker, and keeps nothing on anybody's device.
// Browsers themselves go on with the worker they have.
const leaveIfGone = async () => {
  const response = await fetch(location.href, { cache: "no-cache", redirect: "error" });
  const isGone = response.status === 404 || response.status === 410 || (await isReplaced(response));
  if (!isGone) return;
  hasLeft = true;
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await registration.unregister();
};

// Which build a page is of, if it says so.
const buildOf = (client) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(folderOf(data.slice(SITE.length)));
    setTimeout(resolve, ANSWER_WITHIN);
    client.postMessage(undefined, [port2]);
  });

// Keeps the newest two builds, and each that an open page is of: it may still ask for its desk. A page that says nothing (one
// that was opened by a link) may be of any.
const tidy = async () => {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN).slice(0, -1);
  if (older.length === 0) return;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = windows.filter(({ url }) => PAGES.includes(pathOf(new URL(url))));
  const builds = await Promise.all(ours.map(buildOf));
  if (builds.includes(undefined)) return;
  for (const name of older) if (!builds.includes(name.slice(PREFIX.length))) await caches.delete(name);
};

// Whether the page may have a manifest: a policy that says nothing of it forbids it, and browsers report that as a breach.
const mayInstall = async () => {
  const policies = (await kept(""))?.headers.get("content-security-policy") ?? "";
  return policies.split(",").every((policy) => {
    const [, sources] = policy.match(/manifest-src([^;]*)/) ?? policy.match(/default-src([^;]*)/) ?? ["", "*"];
    return /'self'|\*/.test(sources);
  });
};

// The path from the site on, without query and fragment.
const pathOf = ({ origin, pathname }) => {
  const address = origin + pathname;
  if (!address.startsWith(SITE)) return undefined;
  const path = address.slice(SITE.length);
  return path === "index.html" ? "" : path;
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(addMain());
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const welcome = async () => {
    if (hasLeft) return;
    if (await mayInstall()) event.source.postMessage(0);
    await addRest();
    await tidy();
  };
  // Whatever is missing is asked for again with the next page.
  event.waitUntil(welcome().catch(console.warn));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = pathOf(url);
  if (request.method !== "GET" || path === undefined) return;
  if (folderOf(path)) return event.respondWith(file(event, path));
  if (![...PAGES, ...BESIDE].includes(path)) return;
  event.respondWith(page(event, url, path));
  if (request.mode === "navigate") event.waitUntil(leaveIfGone().catch(() => {}));
});
