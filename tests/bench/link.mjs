// Opening a link on a first visit, on the slow line.

import { slowLine, slowProcessor, withPage } from './throttle.mjs';
import { watch } from './watch.mjs';

/** Milliseconds from the navigation to the paint of the profile in the link. */
export function measureLink(browser, link) {
  return withPage(browser, async (page, debug) => {
    await slowLine(debug);
    await slowProcessor(debug);
    const reports = await watch(page, debug);
    await page.goto(link, { waitUntil: 'commit' });
    return (await reports.screen('received')).at;
  });
}
