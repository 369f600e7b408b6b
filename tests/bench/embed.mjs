// Measures the cost of an idle element for the page around it: the time from a click on the page to its paint, by turns with
// the idle element in view and without it. Run it with: cargo xtask bench-embed

import { launch, newPage } from '../e2e/support/browser.mjs';
import { element, hostPage, listen, ready } from '../e2e/support/element.mjs';
import { forward } from '../e2e/support/forward.mjs';
import { median, percentile, row } from './numbers.mjs';
import { slowProcessor } from './throttle.mjs';

const ROUNDS = 8;
const CLICKS = 40;

/** The page's reaction to a click, as on an agency's page: some work, and a change of the layout. */
const work = `document.querySelector('button').addEventListener('click', () => {
  const end = performance.now() + 5;
  while (performance.now() < end);
  document.querySelector('output').textContent += ' more';
});`;

const body = (inside) => `<button>More</button> <output></output><script type="module" src="/work.js"></script>${inside}`;
const host = await forward({
  pages: {
    '/with.html': hostPage(body(element())),
    '/without.html': hostPage(body('')).replace(/<script type="module" src="\/interlocal[^>]*><\/script>/, ''),
    '/work.js': { body: work, type: 'text/javascript' },
  },
});

/** Returns the milliseconds from each click to the frame that shows its effect. */
async function measure(browser, name) {
  const { page, close } = await newPage(browser);
  await listen(page);
  await page.goto(`${host.url}${name}.html`);
  if (name === 'with') await ready(page);
  await page.waitForLoadState('networkidle');
  const debug = await page.context().newCDPSession(page);
  await slowProcessor(debug);
  const waits = await page.evaluate(async (clicks) => {
    const button = document.querySelector('button');
    const waits = [];
    for (let click = 0; click < clicks; click += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const start = performance.now();
      button.click();
      await new Promise((resolve) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(0);
      }));
      waits.push(performance.now() - start);
    }
    return waits;
  }, CLICKS);
  await close();
  return waits;
}

const browser = await launch();
const waits = { without: [], with: [] };
try {
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stderr.write(`round ${round} of ${ROUNDS}\n`);
    // The order alternates, so that a machine that becomes slower affects both pages alike.
    for (const name of round % 2 ? ['without', 'with'] : ['with', 'without']) waits[name].push(await measure(browser, name));
  }
} finally {
  await browser.close();
  await host.close();
}

const all = (name) => waits[name].flat();
const ofRounds = (name) => waits[name].map((round) => median(round));
// The largest difference between rounds without the element.
const noise = Math.max(...ofRounds('without')) - Math.min(...ofRounds('without'));
const difference = median(ofRounds('with')) - median(ofRounds('without'));
console.log(row('click to paint on the page around', 'median', 'p98', ''));
for (const name of ['without', 'with']) {
  console.log(row(`  ${name} the element`, `${median(all(name)).toFixed(1)} ms`, `${percentile(all(name), 98).toFixed(1)} ms`, ''));
}
const isGood = difference <= noise;
console.log(row('difference, and noise between rounds', `${difference.toFixed(1)} ms`, `${noise.toFixed(1)} ms`, isGood ? 'ok' : 'MISSED'));
process.exitCode = isGood ? 0 : 1;
