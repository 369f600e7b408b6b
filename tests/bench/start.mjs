// The beginning of a first visit on the slow line: the first paint, and the answer to a click at the first paint.

import { press } from './press.mjs';
import { slowLine, slowProcessor, withPage } from './throttle.mjs';
import { watch } from './watch.mjs';

/** Milliseconds from the navigation; `program` is when the WebAssembly had arrived, for a page that has one. */
export function measureStart(browser, url) {
  return withPage(browser, async (page, debug) => {
    await slowLine(debug);
    await slowProcessor(debug);
    const start = await clickAtFirstPaint(page, debug, url);
    return { ...start, program: await page.evaluate(whenProgramArrived) };
  });
}

/** Opens the page and presses its start button as soon as it is painted. */
export async function clickAtFirstPaint(page, debug, url) {
  const reports = await watch(page, debug);
  await page.goto(url, { waitUntil: 'commit' });
  const first = await reports.firstPaint();
  await press(debug, first);
  const details = await reports.screen('details');
  return { firstPaint: first.at, clicked: details.clicked, firstAnswer: details.at };
}

/** Runs in the page. */
function whenProgramArrived() {
  return performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm'))?.responseEnd;
}
