// The files that a device caches, and hosts that change while a page is open.

import { forward, POLICY } from './forward.mjs';
import { filePath, open, settled } from './pages.mjs';
import { until } from './wait.mjs';

/** The folder of the build under test. */
export const FOLDER = (await filePath('')).replace(/\/$/, '');
/** The name of that folder in another build. */
export const NEXT = FOLDER.replace(/[0-9a-f]{10}$/, '0123456789');
export const LAST = FOLDER.replace(/[0-9a-f]{10}$/, 'abcdef0123');

/** All cached files: addresses below the site, by cache. */
export function kept(page) {
  return page.evaluate(async () => {
    const all = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      all[name] = requests.map(({ url }) => url.replace(new URL('.', location.href).href, '')).sort();
    }
    return all;
  });
}

/** The folders in the cache, oldest first. */
export async function folders(page) {
  return Object.keys(await kept(page)).map((name) => name.split(' ').pop());
}

/** Waits until all files of a visit are cached, the group's program last, and the worker answers. */
export async function isAllKept(page, folder = FOLDER) {
  const look = async () => ({
    ...(await kept(page)),
    isWatched: await page.evaluate(() => navigator.serviceWorker.controller !== null),
  });
  const isLast = (path) => path.startsWith(folder) && /interlocal_group\w*_bg\.wasm$/.test(path);
  await until(look, ({ isWatched, ...all }) => isWatched && Object.values(all).flat().some(isLast));
}

/** Opens the page, and waits until it works without a network. */
export async function keep(page, base, path = '') {
  await open(page, path, base);
  await settled(page);
  await isAllKept(page);
}

/**
 * A host whose build can be replaced: `host.publish(NEXT)` serves the same files under another folder's name and removes those of
 * the old folder. `host.change` and `host.holds` are options of `forward` that can change at any time.
 */
export async function movingHost({ policy = POLICY } = {}) {
  let folder = FOLDER;
  const host = { publish: (name) => (folder = name), change: () => {}, holds: () => false };
  const rename = (path) => path.replaceAll(folder, FOLDER);
  const change = (path, answer, query) => {
    const isOld = path.includes('/interlocal-0') && !path.includes(folder);
    if (isOld) Object.assign(answer, { status: 404, body: 'gone', headers: { 'content-type': 'text/plain' } });
    else if (/text|json/.test(answer.headers['content-type'])) answer.body = `${answer.body}`.replaceAll(FOLDER, folder);
    return host.change(path, answer, query);
  };
  const server = await forward({ policy, change, rename, holds: (path) => host.holds(path) });
  return Object.assign(host, server);
}
