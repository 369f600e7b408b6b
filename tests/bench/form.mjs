// A whole quick form on a slow processor: for every click on a level, how long until the next paint shows it.

import { begin, currentScreen, fillDetails, levelGroups, next, open, selectors } from '../e2e/support/pages.mjs';

const SLOWER = 4;

/** Between a press and the next thing this script does in the page, so that asking does not slow what is asked about. */
const PAUSE = 150;

/** The browser leaves out events below this, so a click it does not list took less. */
const THRESHOLD = 16;

/** Returns, per click, milliseconds by the Event Timing API (in steps of 8) and by our own clock. */
export async function measureForm(browser, url) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await page.addInitScript(watchClicks, THRESHOLD);
    await open(page, '', url);
    await begin(page);
    await fillDetails(page);
    let screen = await next(page);
    await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    while (screen.startsWith('domain-')) {
      for (const [at, group] of (await levelGroups(page)).entries()) {
        await clickLevel(page, group, at % group.values.length);
      }
      screen = await next(page);
    }
    const clicks = await page.evaluate(readClicks);
    if (clicks.length === 0 || clicks.some(({ byHand }) => byHand === undefined)) {
      throw new Error(`no level was clicked, or one was never painted; the form went from details to ${await currentScreen(page)}`);
    }
    return clicks;
  } finally {
    await context.close();
  }
}

async function clickLevel(page, { name }, at) {
  const point = await page.evaluate(findTarget, { levels: selectors.levels, name, at });
  await page.mouse.click(point.x, point.y);
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const isChecked = await page.evaluate(
    ({ levels, name, at }) => [...document.querySelectorAll(levels)].filter((it) => it.name === name)[at].checked,
    { levels: selectors.levels, name, at },
  );
  if (!isChecked) {
    throw new Error(`a click on level ${at} of ${name} did not choose it`);
  }
}

/** Runs in the page: where a person would press. A radio that is only there for assistive technology has a label. */
async function findTarget({ levels, name, at }) {
  const radio = [...document.querySelectorAll(levels)].filter((it) => it.name === name)[at];
  const isSmall = (element) => element.getBoundingClientRect().width < 8;
  const target = isSmall(radio) ? radio.labels[0] : radio;
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
  // Two frames for the scrolling to settle, so that its paint is not taken for the click's.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { left, top, width, height } = target.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Runs in the page. */
function watchClicks(threshold) {
  window.__clicks = [];
  window.__events = [];
  const observer = new PerformanceObserver((list) => window.__events.push(...list.getEntries()));
  observer.observe({ type: 'event', durationThreshold: threshold });
  document.addEventListener(
    'click',
    (event) => {
      // A click on a label makes a second one on its radio, with no pointer of its own.
      if (!event.isTrusted || event.detail === 0 || !event.target.closest('label, input[type=radio]')) {
        return;
      }
      const click = { start: event.timeStamp };
      window.__clicks.push(click);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (click.byHand = performance.now() - click.start);
        port2.postMessage(undefined);
      });
    },
    { capture: true },
  );
}

/** Runs in the page, some time after the last click: the browser reports events a little late. */
async function readClicks() {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const interactions = window.__events.filter((entry) => entry.interactionId > 0);
  return window.__clicks.map(({ start, byHand }) => {
    // The events of one press began at most a moment before its click; the slowest of them is what was felt.
    const own = interactions.filter((entry) => entry.startTime <= start + 1 && entry.startTime > start - 300);
    const ids = new Set(own.filter((entry) => Math.abs(entry.startTime - start) < 2).map((it) => it.interactionId));
    const felt = own.filter((entry) => ids.has(entry.interactionId)).map((entry) => entry.duration);
    return { byHand, byEvents: Math.max(8, ...felt) };
  });
}
