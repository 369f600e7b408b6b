// A second visit without a network: the program comes from the device.

import { keep } from '../e2e/support/kept.mjs';
import { clickAtFirstPaint } from './start.mjs';
import { slowProcessor, withPage } from './throttle.mjs';

/** Milliseconds from the navigation to the answer to a click at the first paint. */
export function measureOffline(browser, url) {
  return withPage(browser, async (page, debug) => {
    const before = await page.context().newPage();
    await keep(before, url);
    await before.close();
    await page.context().setOffline(true);
    await slowProcessor(debug);
    return (await clickAtFirstPaint(page, debug, url)).firstAnswer;
  });
}
