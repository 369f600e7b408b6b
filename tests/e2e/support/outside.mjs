// What no page can tell of itself: its workers, its crash, and what those hear who have it read to them. Each browser is
// asked in its own way.

import { isFirefox } from './browser.mjs';

/** How many workers a page has. */
export function countWorkers(page) {
  return isFirefox ? inFirefox(page, 'countWorkers') : page.workers().length;
}

/** Ends a page as a crash would. */
export async function crash(page) {
  if (isFirefox) {
    return inFirefox(page, 'crash');
  }
  const crashed = page.waitForEvent('crash');
  const debug = await page.context().newCDPSession(page);
  // The command gets no answer: there is nobody left to give one.
  debug.send('Page.crash').catch(() => {});
  return crashed;
}

/** Waits for a file that a page saves; returns what Playwright calls a download. */
export async function nextFile(page) {
  if (!isFirefox) {
    return page.waitForEvent('download');
  }
  // Each version of Firefox tells its driver of files in another way, or in none; the browser itself knows in all of them.
  const { name, path } = await inFirefox(page, 'takeDownload');
  return { suggestedFilename: () => name, path: async () => path };
}

/** The texts of the main part, in the order in which they are read out. */
export async function heardInMain(page) {
  if (isFirefox) {
    return inFirefox(page, 'heardInMain');
  }
  const debug = await page.context().newCDPSession(page);
  const { nodes } = await debug.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const heard = (node) => [
    ...(!node.ignored && node.role.value === 'StaticText' ? [node.name.value] : []),
    ...(node.childIds ?? []).flatMap((id) => heard(byId.get(id))),
  ];
  return heard(nodes.find((node) => !node.ignored && node.role.value === 'main'));
}

async function inFirefox(page, name) {
  const [{ within }, inside] = await Promise.all([import('./firefox.mjs'), import('./firefox-inside.mjs')]);
  return within(page, inside[name]);
}
