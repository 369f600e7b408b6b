// Measures the site beside the reference page and judges by the ratios. Run it with: cargo xtask bench
//
// Both pages have the same browser, the same slow line and the same slow processor (throttle.mjs), and they take turns. So a
// slow or busy machine slows both, and the ratio stays. Times in milliseconds are printed, but only ratios have bars (bars.mjs).

import { parseArgs } from 'node:util';

import { launch } from '../e2e/support/browser.mjs';
import { siteUrl } from '../e2e/support/pages.mjs';
import { measureForm } from './form.mjs';
import { measureLink } from './link.mjs';
import { measureLoad } from './load.mjs';
import { measureOffline } from './offline.mjs';
import { reportDetails, reportLoads, reportOffline, reportOrder, reportRatios, reportSealing } from './report.mjs';
import { measureSealing } from './seal.mjs';
import { measureStart } from './start.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, more: { type: 'boolean', default: false } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  throw new Error(`--runs ${values.runs} isn't a number of rounds. Use a whole number from 1.`);
}
const pages = { site: siteUrl(), reference: process.env.INTERLOCAL_REFERENCE_URL };
if (!pages.reference) {
  throw new Error('INTERLOCAL_REFERENCE_URL is not set. Run the benchmark with: cargo xtask bench');
}

/** Each round has every visit this many times: a busy moment of the machine then meets few of the samples. */
const REPEATS = 2;

const begun = performance.now();
tell('starting the browser');
const browser = await launch();
try {
  const found = await measureRounds();
  const isGood = [reportRatios(found.site, found.reference), reportOrder(found.site)];
  reportDetails(found.site, found.reference);
  if (values.more) isGood.push(await measureMore(found.site[0].forms[0].storage));
  tell('done');
  process.exitCode = isGood.every(Boolean) ? 0 : 1;
} finally {
  await browser.close();
}

/** Returns for each page a list of rounds, `{ starts, forms, links }`. */
async function measureRounds() {
  const found = { site: [], reference: [] };
  for (let round = 1; round <= runs; round += 1) {
    Object.values(found).forEach((rounds) => rounds.push({ starts: [], forms: [], links: [] }));
    for (let time = 1; time <= REPEATS; time += 1) {
      await inTurns(round, 'start', async (name) => found[name].at(-1).starts.push(await measureStart(browser, pages[name])));
      await inTurns(round, '72 ratings', async (name) => found[name].at(-1).forms.push(await measureForm(browser, pages[name])));
      await inTurns(round, 'link', async (name) => {
        const { forms, links } = found[name].at(-1);
        links.push(await measureLink(browser, forms[0].link));
      });
    }
  }
  return found;
}

/** The two pages take turns as often as possible, so that both meet the same busy moments of the machine. */
async function inTurns(round, what, measure) {
  for (const name of Object.keys(pages)) {
    tell(`round ${round} of ${runs}: ${what}, ${name}`);
    await measure(name);
  }
}

/** The option `--more`: measurements with visits of their own. `storage` is what a visit with answers left on the device. */
async function measureMore(storage) {
  const loads = { site: [], reference: [] };
  const answers = [];
  const seals = [];
  for (let round = 1; round <= runs; round += 1) {
    await inTurns(round, 'undisturbed load', async (name) => loads[name].push(await measureLoad(browser, pages[name])));
    tell(`round ${round} of ${runs}: visit without a network`);
    answers.push(await measureOffline(browser, pages.site));
    tell(`round ${round} of ${runs}: encrypting a link`);
    seals.push(await measureSealing(browser, pages.site, storage));
  }
  reportLoads(loads.site, loads.reference);
  reportOffline(answers);
  return reportSealing(seals);
}

function tell(what) {
  process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);
}
