// If the program fails, the person sees a sentence and a button, and has their answers after reloading.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { currentScreen, open, selectors, settled } from './support/pages.mjs';
import { choices, returning } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const panel = '.crash[role=alert]';

/** Makes drawing the next screen fail: the program copies elements and doesn't handle a browser that can't. */
function breakDrawing(page) {
  return page.evaluate(() => {
    Node.prototype.cloneNode = () => {
      throw new Error('this browser copies no elements');
    };
  });
}

async function crashed(options) {
  const visit = await returning(browser, { page: 'domain-cyber', ...options });
  await open(visit.page);
  await settled(visit.page);
  const kept = await choices(visit.page);
  assert.ok(kept.length > 0);
  await breakDrawing(visit.page);
  await visit.page.locator(selectors.next).click();
  await visit.page.locator('.crash').waitFor();
  return { ...visit, kept };
}

test('these tests cause a panic, and the console shows its place in the code', async () => {
  const { page, log, close } = await returning(browser, { page: 'domain-cyber' });
  await open(page);
  await settled(page);
  await breakDrawing(page);
  const message = page.waitForEvent('console', (it) => it.type() === 'error' && it.text().includes('panicked at'));
  await page.locator(selectors.next).click();
  await message;
  assert.deepEqual(log.violations, []);
  await close();
});

// The other tests check the English panel.
for (const lang of each(['es', 'en'])) {
  test(`after a panic, a panel is announced in the visitor's language (${lang})`, async () => {
    const { page, close } = await crashed({ lang });
    assert.equal(await page.locator(panel).count(), 1);
    const text = await page.locator(panel).innerText();
    for (const key of ['crash.title', 'crash.lead', 'crash.reload']) {
      assert.ok(text.includes(say(lang, key)), `${key} in: ${text}`);
    }
    assert.equal(await page.locator(selectors.anyScreen).count(), 0, 'nothing of the dead screen is left');
    await close();
  });
}

test('the button of the panel reloads the page with the answers', async () => {
  const { page, kept, close } = await crashed();
  await Promise.all([page.waitForEvent('load'), page.locator(`${panel} button`).click()]);
  await page.locator(selectors.anyScreen).first().waitFor();
  // The failed step was saved before it was drawn. The step before or after it is fine too, if the visit can continue there.
  await page.locator(selectors.next).waitFor();
  if ((await currentScreen(page)) !== 'domain-cyber') {
    await page.locator('[data-action=back]').click();
  }
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), kept);
  assert.equal(await page.locator(panel).count(), 0);
  await close();
});

test('a new tab after a panic has the answers', async () => {
  const { page, context, close } = await crashed();
  await page.close();
  const again = await context.newPage();
  await open(again);
  await settled(again);
  assert.notEqual(await currentScreen(again), 'start');
  await close();
});
