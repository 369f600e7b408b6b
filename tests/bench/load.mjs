// A first visit without clicks, on the slow line: the largest paint, and everything that the page loads.
// A click would end the browser's search for the largest paint, so this is a visit of its own.

import { slowLine, slowProcessor, withPage } from './throttle.mjs';

/** `largestPaint` in milliseconds from the navigation, `bytes` on the line, `requests`. */
export function measureLoad(browser, url) {
  return withPage(browser, async (page, debug) => {
    await slowLine(debug);
    await slowProcessor(debug);
    let bytes = 0;
    let requests = 0;
    debug.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await page.addInitScript(watchLargestPaint);
    await page.goto(url, { waitUntil: 'networkidle' });
    return { largestPaint: await page.evaluate(() => window.__largestPaint), bytes, requests };
  });
}

/** Runs in the page. */
function watchLargestPaint() {
  new PerformanceObserver((list) => (window.__largestPaint = list.getEntries().at(-1).startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true });
}
