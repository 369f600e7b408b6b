// What a device keeps of the program, and hosts that change while somebody has a page open.

import { forward, POLICY } from './forward.mjs';
import { filePath, open, settled } from './pages.mjs';
import { until } from './wait.mjs';

/** The folder of the build under test. */
export const FOLDER = (await filePath('')).replace(/\/$/, '');
/** What that folder is called in another build. */
export const NEXT = FOLDER.replace(/[0-9a-f]{10}$/, '0123456789');
export const LAST = FOLDER.replace(/[0-9a-f]{10}$/, 'abcdef0123');

/** All that is kept, by cache: the addresses without the site's own. */
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

/** The folders that are kept, oldest first. */
export async function folders(page) {
  return Object.keys(await kept(page)).map((name) => name.split(' ').pop());
}

/** Waits until everything that a visit leaves is kept, and the worker answers. What is last is the group's program. */
export async function isAllKept(page, folder = FOLDER) {
  const look = async () => ({
    ...(await kept(page)),
    isWatched: await page.evaluate(() => navigator.serviceWorker.controller !== null),
  });
  const isLast = (path) => path.startsWith(folder) && /interlocal_group\w*_bg\.wasm$/.test(path);
  await until(look, ({ isWatched, ...all }) => isWatched && Object.values(all).flat().some(isLast));
}

/** Opens the page, and waits until it could be opened without a network. */
export async function keep(page, base, path = '') {
  await open(page, path, base);
  await settled(page);
  await isAllKept(page);
}

/**
 * A host of one's own whose build can be replaced: `host.publish(NEXT)` gives the same files under another folder's name, and
 * takes those of the old one away. `host.change` and `host.holds` are those of `forward`, and can be set at any time.
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
