// Encrypting a link on this processor as it is: the longest frame meanwhile, beside the longest frame of the idle page, and
// the time until there is a sign of progress.

import { open, settled } from '../e2e/support/pages.mjs';
import { atDesk, toShare } from '../e2e/support/visits.mjs';
import { withPage } from './throttle.mjs';

/** Each key is derived this many times, so that encrypting takes long enough for a sign of progress on a fast machine. */
const TIMES = 6;

/** `storage` is what a visit with answers left on the device. Returns milliseconds; `whole` is the usual time to encrypt. */
export function measureSealing(browser, url, storage) {
  return withPage(browser, async (page) => {
    await page.addInitScript((kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value)), storage);
    await open(page, '', url);
    await settled(page);
    await toShare(page);
    await page.locator('input[name=lock][value=own]').check();
    await page.locator('#passphrase').fill('four words of mine');
    const usual = await page.evaluate(watchSealing);
    const idleFrame = await page.evaluate(watchIdle, usual.whole * TIMES);
    await page.locator('#passphrase').fill('four other words');
    await atDesk(page, 'share');
    await page.evaluate(slowDown, TIMES);
    const slow = await page.evaluate(watchSealing);
    const longestFrame = Math.max(usual.longestFrame, slow.longestFrame);
    return { idleFrame, longestFrame, sign: slow.sign, whole: usual.whole };
  });
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

/** Runs in the page: the longest frame in `duration` milliseconds in which nothing happens. */
function watchIdle(duration) {
  return new Promise((resolve) => {
    const begun = performance.now();
    let last = begun;
    let longest = 0;
    const look = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (now - begun > duration) resolve(longest);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
