// Reports what a page has painted: the first paint, each screen, and each rating that was clicked.
// The page calls a binding of the debugger after a paint, so nothing is asked of it between a press and its paint.

import { selectors } from '../e2e/support/pages.mjs';
import { LIMIT } from './throttle.mjs';

/** Events below this duration, in milliseconds, aren't listed by the browser. It accepts no less. */
const THRESHOLD = 16;

/** Installs the watcher in the pages that `page` opens from now on. */
export async function watch(page, debug) {
  await debug.send('Runtime.enable');
  await debug.send('Runtime.addBinding', { name: '__report' });
  await page.addInitScript(watchPage, { ...selectors, threshold: THRESHOLD });
  return new Reports(debug);
}

class Reports {
  constructor(debug) {
    this.reports = [];
    this.wake = () => {};
    debug.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== '__report') return;
      this.reports.push(JSON.parse(payload));
      this.wake();
    });
  }

  firstPaint() {
    return this.take((it) => it.what === 'first-paint', 'its first paint');
  }

  screen(name) {
    return this.take((it) => it.what === 'screen' && it.name === name, `the screen "${name}"`);
  }

  /** The screen that follows a click on Next, whatever its name. */
  nextScreen() {
    return this.take((it) => it.what === 'screen', 'the next screen');
  }

  level() {
    return this.take((it) => it.what === 'level', 'the rating that was clicked');
  }

  /** Removes the first report that fits, with those before it, and returns it. Waits for it if it isn't there yet. */
  async take(fits, what) {
    const deadline = performance.now() + LIMIT;
    for (;;) {
      const at = this.reports.findIndex(fits);
      if (at >= 0) return this.reports.splice(0, at + 1)[at];
      await this.untilReport(deadline - performance.now(), what);
    }
  }

  async untilReport(limit, what) {
    let timer;
    await new Promise((resolve, reject) => {
      this.wake = resolve;
      const late = `The page didn't paint ${what} in ${LIMIT / 1000} s. Open it in a browser and look at its console.`;
      timer = setTimeout(() => reject(new Error(late)), limit);
    });
    clearTimeout(timer);
  }
}

/** Runs in the page, before its own scripts. */
function watchPage({ anyScreen, begin, levels, threshold }) {
  const report = (it) => window.__report(JSON.stringify(it));
  let clicked;
  let shown;

  // The frame callback runs before the paint; a message posted from it arrives after the paint.
  const afterPaint = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => act(performance.now());
      port2.postMessage(undefined);
    });

  function lookForScreen() {
    const screen = document.querySelector(anyScreen);
    if (!screen?.querySelector('h1') || screen.dataset.page === shown) return;
    const name = (shown = screen.dataset.page);
    const from = clicked;
    afterPaint((at) => report({ what: 'screen', name, at, clicked: from, took: at - from }));
  }

  const changes = new MutationObserver(lookForScreen);
  const lookForScreens = () =>
    changes.observe(document, { childList: true, subtree: true, attributeFilter: ['data-page'] });
  lookForScreens();

  const paints = new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName('first-contentful-paint');
    if (!first) return;
    paints.disconnect();
    reportFirstPaint(first.startTime);
  });
  paints.observe({ type: 'paint', buffered: true });

  /** With the place of the start button, for a click at once. */
  function reportFirstPaint(at) {
    const button = document.querySelector(begin);
    if (!button) {
      requestAnimationFrame(() => reportFirstPaint(at));
      return;
    }
    button.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = button.getBoundingClientRect();
    report({ what: 'first-paint', at, x: left + width / 2, y: top + height / 2 });
  }

  const onClick = (event) => {
    // A click on a label makes a second one on its radio, without a pointer of its own.
    if (!event.isTrusted || event.detail === 0) return;
    clicked = event.timeStamp;
    if (event.target.closest('label')?.querySelector(levels)) {
      // The observer would cost the page time that a person's browser doesn't spend.
      changes.disconnect();
      afterPaint((at) => report({ what: 'level', clicked: event.timeStamp, took: at - event.timeStamp }));
    } else {
      lookForScreens();
    }
  };
  document.addEventListener('click', onClick, { capture: true });

  // Copies of what is needed: an entry itself would keep the elements of old screens in memory.
  window.__events = [];
  const keep = ({ startTime, duration, interactionId }) =>
    interactionId > 0 && window.__events.push({ startTime, duration, interactionId });
  new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type: 'event', durationThreshold: threshold });
}
