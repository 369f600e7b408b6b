// The service worker of the standalone page: caches the program's files on the device, so that the questionnaire works without
// a network. It caches files by their names, and no answers; docs/offline.md documents its behavior.
//
// Each build has its own worker, which contains the name of the folder, and each folder has a cache. Pages come from the network
// if there is one, and files of a folder, which never change, from the cache.

import { LINK } from "../lib/link.js";
import { hasSimd, hasWebAssembly } from "../lib/webassembly.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// The build keeps this comment: a browser updates a worker whose text has changed.
/*! pages {pages} */

const FOLDER = "{files}";
const SITE = new URL("./", location.href).href;
/** The start of our caches' names. A host can have two of these sites, and other caches. */
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
/**
 * The files of a program. Without WebAssembly programs run as scripts.
 *
 * @param {string} name
 * @param {boolean} [asScript]
 */
const program = (name, asScript = !hasWebAssembly) => (asScript ? [`interlocal_${name}_script.js`] : [`interlocal_${name}.js`, `interlocal_${name}_bg.wasm`]);

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
/** The group's program. Each browser runs one of its two forms. */
const group = () => program("group", !hasWebAssembly || !hasSimd());

/** Milliseconds to wait for the network before the cached page is shown. */
const PATIENCE = 2000;
/** Milliseconds for a page to say which build it belongs to. */
const ANSWER_WITHIN = 1000;

/**
 * @param {string} path
 * @param {string} [cacheName]
 */
const kept = (path, cacheName = OWN) => caches.match(SITE + path, { cacheName, ignoreVary: true });
/** @param {string} path */
const folderOf = (path) => (path.startsWith("interlocal-") && path.includes("/") ? path.split("/")[0] : undefined);
/** @param {string} file */
const inFolder = (file) => `${FOLDER}/${file}`;

/** @param {Response} response */
const isHtml = ({ headers }) => headers.get("content-type")?.startsWith("text/html");
/** @param {string} path */
const isPagePath = (path) => path === "" || (path.endsWith(".html") && !folderOf(path));

/**
 * Whether the site itself sent the response from the requested address. Many hosts answer with a page if there is no file.
 *
 * @param {string} path
 * @param {Response} response
 */
const isSound = (path, response) =>
  response.status === 200 && response.type === "basic" && !response.redirected && (!isHtml(response) || isPagePath(path));

/**
 * Whether a page belongs to this build. A page of another build needs other files, and a network's sign-in page isn't ours.
 *
 * @param {string} path
 * @param {Response} response
 */
const isOurs = async (path, response) => !isPagePath(path) || (await response.clone().text()).includes(FOLDER);

/** @param {string} path */
const add = async (path) => {
  if (folderOf(path) && (await kept(path))) return;
  const response = await fetch(SITE + path, { cache: folderOf(path) ? "default" : "no-cache" });
  if (!isSound(path, response) || !(await isOurs(path, response))) {
    // The host redirects to another name of the page.
    if (response.redirected && path) return;
    throw new Error(`${path || SITE} is not a file of ${FOLDER}`);
  }
  await (await caches.open(OWN)).put(SITE + path, response);
};

const addMain = () => Promise.all([...PAGES, ...BESIDE, ...MAIN.map(inFolder)].map(add));

/** Whether this worker has erased its caches. It may still have pages, and must not fill the caches again. */
let hasLeft = false;

// One after the other, so that the visitor's own next request doesn't wait.
const addRest = async () => {
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  for (const file of [...REST, ...group()]) {
    // The caches may have been erased meanwhile.
    if (hasLeft || !(await caches.has(OWN))) return;
    await add(inFolder(file));
  }
};

/**
 * @param {string} cacheName
 * @param {string} path
 * @param {Response} response
 */
const store = async (cacheName, path, response) => {
  if ((await caches.has(cacheName)) && !hasLeft) await (await caches.open(cacheName)).put(SITE + path, response);
};

/**
 * @param {FetchEvent} event
 * @param {string} path
 */
const file = async (event, path) => {
  const cacheName = PREFIX + folderOf(path);
  const found = await kept(path, cacheName);
  if (found) return found;
  const response = await fetch(event.request);
  if (isSound(path, response)) {
    const copy = response.clone();
    // If the disk is full, the page still gets the file.
    event.waitUntil(store(cacheName, path, copy).catch(() => {}));
  }
  return response;
};

/**
 * Requests a page, without a link that a mail gateway moved into the query.
 *
 * @param {Request} request
 * @param {URL} url
 * @param {string} path
 */
const ask = (request, url, path) => (LINK.test(url.search) ? fetch(SITE + path, { redirect: "manual" }) : fetch(request));

/**
 * @param {FetchEvent} event
 * @param {URL} url
 * @param {string} path
 * @returns {Promise<Response>}
 */
const page = async ({ request }, url, path) => {
  const network = ask(request, url, path);
  const found = await kept(path);
  if (!found) return network;
  const fresh = network.then((response) => (response.status < 500 ? response : found), () => found);
  return Promise.race([fresh, new Promise((resolve) => setTimeout(resolve, PATIENCE, found))]);
};

/** An entry in the cache after the host has answered once with the site's own page in place of this file. */
const ONCE = `${SITE}sw.js?once`;

/**
 * Whether the host has answered twice in a row with the site's page in place of this file. Many hosts do so if there is no file,
 * and some do so once while a site is being copied. Other pages, such as a network's sign-in page, don't count.
 *
 * @param {Response} response
 */
const isReplaced = async (response) => {
  const isPage = response.status === 200 && isHtml(response) && /interlocal-\d[^"/]*\/boot\.js/.test(await response.text());
  const cache = await caches.open(OWN);
  const isSecond = isPage && Boolean(await cache.match(ONCE));
  if (!isPage) await cache.delete(ONCE);
  else if (!isSecond) await cache.put(ONCE, new Response());
  return isSecond;
};

/**
 * Erases the caches and unregisters the worker if the site has no `sw.js` any more. Browsers would otherwise keep using the worker
 * that they have.
 */
const leaveIfGone = async () => {
  const response = await fetch(location.href, { cache: "no-cache", redirect: "error" });
  const isGone = response.status === 404 || response.status === 410 || (await isReplaced(response));
  if (!isGone) return;
  hasLeft = true;
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await worker.registration.unregister();
};

/**
 * The folder of the build that a page belongs to, if it answers.
 *
 * @param {WindowClient} client
 * @returns {Promise<string | undefined>}
 */
const buildOf = (client) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(folderOf(data.slice(SITE.length)));
    setTimeout(resolve, ANSWER_WITHIN, undefined);
    client.postMessage(undefined, [port2]);
  });

/**
 * Erases the caches of old builds, except the newest two and those of open pages, which may still load their desk. A page that
 * doesn't answer, because it was opened with a link, may belong to any build.
 */
const tidy = async () => {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN).slice(0, -1);
  if (older.length === 0) return;
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = windows.filter(({ url }) => PAGES.some((page) => page === pathOf(new URL(url))));
  const builds = await Promise.all(ours.map(buildOf));
  if (builds.includes(undefined)) return;
  for (const name of older) if (!builds.includes(name.slice(PREFIX.length))) await caches.delete(name);
};

/**
 * Whether the policy allows a manifest. If it doesn't, browsers report the manifest as a violation.
 */
const mayInstall = async () => {
  const policies = (await kept(""))?.headers.get("content-security-policy") ?? "";
  return policies.split(",").every((policy) => {
    const [, sources] = policy.match(/manifest-src([^;]*)/) ?? policy.match(/default-src([^;]*)/) ?? ["", "*"];
    return /'self'|\*/.test(sources);
  });
};

/**
 * The path below the site's address, without query and fragment.
 *
 * @param {URL} url
 */
const pathOf = ({ origin, pathname }) => {
  const address = origin + pathname;
  if (!address.startsWith(SITE)) return undefined;
  const path = address.slice(SITE.length);
  return path === "index.html" ? "" : path;
};

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(addMain());
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  const welcome = async () => {
    if (hasLeft) return;
    if (await mayInstall()) event.source?.postMessage(0);
    await addRest();
    await tidy();
  };
  // Missing files are requested again with the next page.
  event.waitUntil(welcome().catch(console.warn));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = pathOf(url);
  if (request.method !== "GET" || path === undefined) return;
  if (folderOf(path)) return event.respondWith(file(event, path));
  if (![...PAGES, ...BESIDE].includes(path)) return;
  event.respondWith(page(event, url, path));
  if (request.mode === "navigate") event.waitUntil(leaveIfGone().catch(() => {}));
});
