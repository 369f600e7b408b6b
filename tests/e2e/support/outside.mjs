// Facts that a page can't know about itself: its workers, its crash, and its text for screen readers. Each browser has its own way
// to find them.

import { isFirefox } from './browser.mjs';

/** The number of a page's workers. */
export function countWorkers(page) {
  return isFirefox ? inFirefox(page, 'countWorkers') : page.workers().length;
}

/** Ends a page like a crash. */
export async function crash(page) {
  if (isFirefox) {
    return inFirefox(page, 'crash');
  }
  const crashed = page.waitForEvent('crash');
  const debug = await page.context().newCDPSession(page);
  // The command gets no answer, because the page is gone.
  debug.send('Page.crash').catch(() => {});
  return crashed;
}

/** Waits for a file that a page saves; returns a download of Playwright. */
export async function nextFile(page) {
  if (!isFirefox) {
    return page.waitForEvent('download');
  }
  // Versions of Firefox report files to their driver in different ways or not at all, but the browser itself always knows them.
  const { name, path } = await inFirefox(page, 'takeDownload');
  return { suggestedFilename: () => name, path: async () => path };
}

/** The texts of the main part, in the order in which a screen reader reads them. */
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
