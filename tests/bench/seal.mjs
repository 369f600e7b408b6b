// Sealing a link: how long the page stands still meanwhile, how long until there is a sign, and how long it takes.

import { open, settled } from '../e2e/support/pages.mjs';
import { atDesk, DRAFT_KEY, draft, toShare } from '../e2e/support/visits.mjs';

/** Each key is derived so often, one after the other, that a sign is due on a fast machine, too. */
const TIMES = 6;

/** Milliwhole: the longest frame, the sign, and one sealing as it is. */
export async function measureSealing(browser, url) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [DRAFT_KEY, draft({ page: 'profile' })]);
    await open(page, '', url);
    await settled(page);
    await toShare(page);
    await page.locator('input[name=lock][value=own]').check();
    await page.locator('#passphrase').fill('four words of mine');
    const plain = await page.evaluate(watchSealing);
    await page.locator('#passphrase').fill('four other words');
    await atDesk(page, 'share');
    await page.evaluate(slowDown, TIMES);
    const slow = await page.evaluate(watchSealing);
    if (slow.sign === undefined) {
      throw new Error(`sealing took ${slow.whole} ms and gave no sign`);
    }
    return { longestFrame: Math.max(plain.longestFrame, slow.longestFrame), sign: slow.sign, whole: plain.whole };
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function slowDown(times) {
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  crypto.subtle.deriveKey = async (...words) => {
    for (let n = 1; n < times; n += 1) {
      await derive(...words);
    }
    return derive(...words);
  };
}

/** Runs in the page: clicks, and looks at every frame until the link is there. */
function watchSealing() {
  return new Promise((resolve) => {
    const found = { longestFrame: 0, sign: undefined, whole: 0 };
    const begun = performance.now();
    let last = begun;
    const look = () => {
      const now = performance.now();
      found.longestFrame = Math.max(found.longestFrame, now - last);
      last = now;
      found.sign ??= document.querySelector('.busy progress') ? now - begun : undefined;
      if (document.querySelector('#link')) {
        found.whole = now - begun;
        resolve(found);
      } else {
        requestAnimationFrame(look);
      }
    };
    document.querySelector('[data-action=seal]').click();
    requestAnimationFrame(look);
  });
}
