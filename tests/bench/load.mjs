// One visit's beginning: when something is painted, when the code arrives, and when a first, early click is answered.

import { keep } from '../e2e/support/kept.mjs';
import { selectors } from '../e2e/support/pages.mjs';

const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER = 4;

/** Longer than any visit should take; a page that never answers is a failure with a name. */
const PATIENCE = 30_000;

/** A load nobody disturbs: a click would end the browser's search for the largest paint. */
export async function measureLoad(browser, url) {
  return onSlowPage(browser, async (page, debug) => {
    let bytes = 0;
    let requests = 0;
    debug.on('Network.loadingFinished', (event) => {
      bytes += event.encodedDataLength;
      requests += 1;
    });
    await page.addInitScript(watchPaints);
    await page.goto(url, { waitUntil: 'networkidle', timeout: PATIENCE });
    const paints = await page.evaluate(() => ({
      ...window.__paints,
      wasmArrived: performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('.wasm'))?.responseEnd,
    }));
    if (paints.wasmArrived === undefined) {
      throw new Error('the page loaded no .wasm file');
    }
    return { ...paints, bytes, requests };
  });
}

/** Clicks on the start button as soon as it is painted, and waits for the details screen to be painted in turn. */
export async function measureFirstClick(browser, url) {
  return onSlowPage(browser, (page, debug) => firstClick(page, debug, url));
}

/** The same at a second visit, where there is no network any more. */
export async function measureOfflineClick(browser, url) {
  const visit = async (context) => {
    const page = await context.newPage();
    await keep(page, url);
    await page.close();
  };
  return onSlowPage(
    browser,
    async (page, debug) => {
      await page.context().setOffline(true);
      return firstClick(page, debug, url);
    },
    visit,
  );
}

async function firstClick(page, debug, url) {
  const answered = new Promise((resolve, reject) => {
    const tooLong = `the first click, sent at first paint, was not answered within ${PATIENCE} ms: did the page keep it?`;
    setTimeout(() => reject(new Error(tooLong)), PATIENCE).unref();
    debug.on('Runtime.bindingCalled', async ({ name, payload }) => {
      const value = JSON.parse(payload);
      if (name === '__answered') {
        resolve(value);
      } else if (name === '__painted') {
        await click(debug, value).catch(reject);
      }
    });
  });
  await debug.send('Runtime.enable');
  await debug.send('Runtime.addBinding', { name: '__painted' });
  await debug.send('Runtime.addBinding', { name: '__answered' });
  await page.addInitScript(watchFirstClick, { begin: selectors.begin, heading: selectors.heading('details') });
  await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE });
  return answered;
}

async function onSlowPage(browser, measure, before = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    await before(context);
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await debug.send('Network.enable');
    await debug.send('Network.emulateNetworkConditions', NETWORK);
    await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    return await measure(page, debug);
  } finally {
    await context.close();
  }
}

/** Straight to the browser: a helper that first waits for a calm page would not be an early click. */
async function click(debug, { x, y }) {
  const event = { x, y, button: 'left', clickCount: 1 };
  await debug.send('Input.dispatchMouseEvent', { ...event, type: 'mousePressed' });
  await debug.send('Input.dispatchMouseEvent', { ...event, type: 'mouseReleased' });
}

/** Runs in the page. */
function watchPaints() {
  window.__paints = {};
  const keep = (key) => (list) => {
    for (const entry of list.getEntries()) {
      if (entry.entryType !== 'paint' || entry.name === 'first-contentful-paint') {
        window.__paints[key] = entry.startTime;
      }
    }
  };
  new PerformanceObserver(keep('firstPaint')).observe({ type: 'paint', buffered: true });
  new PerformanceObserver(keep('largestPaint')).observe({ type: 'largest-contentful-paint', buffered: true });
}

/** Runs in the page. */
function watchFirstClick({ begin, heading }) {
  let clicked;
  document.addEventListener('click', (event) => (clicked ??= event.timeStamp), { capture: true });

  new PerformanceObserver((list, observer) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) {
      observer.disconnect();
      announceButton();
    }
  }).observe({ type: 'paint', buffered: true });

  function announceButton() {
    const button = document.querySelector(begin);
    if (!button) {
      requestAnimationFrame(announceButton);
      return;
    }
    button.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = button.getBoundingClientRect();
    window.__painted(JSON.stringify({ x: left + width / 2, y: top + height / 2 }));
  }

  const changes = new MutationObserver(() => {
    if (document.querySelector(heading)) {
      changes.disconnect();
      // The frame callback runs before the paint; a message posted from it arrives after.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.__answered(JSON.stringify({ clicked, answered: performance.now() }));
        port2.postMessage(undefined);
      });
    }
  });
  changes.observe(document, { childList: true, subtree: true, attributes: true });
}
