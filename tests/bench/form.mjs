// The whole form on the slow processor: 72 ratings with the mouse, Next after each screen, and the result.

import { begin, fillDetails, levelGroups, open, selectors } from '../e2e/support/pages.mjs';
import { measureMemory } from './memory.mjs';
import { pressOn } from './press.mjs';
import { slowProcessor, withPage } from './throttle.mjs';
import { watch } from './watch.mjs';

const N_RATINGS = 72;

/** The result is one click in a form of eighty, so the person goes back and on again to give more samples. */
const RESULTS = 3;

/** The widget asks a part of the questions unless the person chooses the full form. The reference has no such choice. */
const FULL_FORM = 'input[name=form][value=full]';

/**
 * Returns milliseconds from each click to its paint (`ratings`; `steps`, the clicks on Next, with the screen that followed;
 * `events`, the ratings as the browser counts them) and from the last Next to each of `results`, then the `memory` of the
 * result, its `link`, and the `storage` that the visit leaves.
 */
export function measureForm(browser, url) {
  return withPage(browser, async (page, debug) => {
    const reports = await watch(page, debug);
    await open(page, '', url);
    await chooseFullForm(page);
    await begin(page);
    await fillDetails(page);
    await reports.screen('details');
    await slowProcessor(debug);
    const found = await fillIn(page, debug, reports);
    await slowProcessor(debug, 1);
    if (found.ratings.length !== N_RATINGS) {
      throw new Error(`The form of ${url} has ${found.ratings.length} ratings. It needs ${N_RATINGS} to be compared.`);
    }
    return { ...found, ...(await lookAtResult(page, debug)) };
  });
}

async function chooseFullForm(page) {
  const choice = page.locator(FULL_FORM);
  if ((await choice.count()) > 0) await choice.check();
}

async function fillIn(page, debug, reports) {
  const ratings = [];
  const steps = [];
  for (;;) {
    await pressOn(page, debug, selectors.next);
    const screen = await reports.nextScreen();
    if (screen.name === 'profile') {
      return { ratings, steps, results: [screen.took, ...(await resultsAgain(page, debug, reports))] };
    }
    steps.push(screen);
    if (screen.name.startsWith('domain-')) ratings.push(...(await rate(page, debug, reports)));
  }
}

/** Answers the questions of one screen. The levels vary, so that the result has offers and needs. */
async function rate(page, debug, reports) {
  const clicks = [];
  for (const [at, { name, values }] of (await levelGroups(page)).entries()) {
    const level = (at * 2 + 3) % values.length;
    await pressOn(page, debug, `input[type=radio][name="${name}"]`, level);
    clicks.push(await reports.level());
  }
  const chosen = await page.locator(selectors.levels).evaluateAll((all) => all.filter((it) => it.checked).length);
  if (chosen !== clicks.length) {
    throw new Error(`${clicks.length} ratings were clicked on this screen, but ${chosen} are chosen.`);
  }
  return clicks;
}

async function resultsAgain(page, debug, reports) {
  const results = [];
  while (results.length + 1 < RESULTS) {
    await page.evaluate(() => history.back());
    await reports.nextScreen();
    await pressOn(page, debug, selectors.next);
    results.push((await reports.screen('profile')).took);
  }
  return results;
}

async function lookAtResult(page, debug) {
  const memory = await measureMemory(debug);
  const link = await page.locator('#share-link').inputValue();
  const storage = await page.evaluate(() => ({ ...localStorage }));
  return { memory, link, storage, events: await page.evaluate(() => window.__events) };
}
