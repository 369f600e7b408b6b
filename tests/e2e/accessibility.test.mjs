// WCAG 2.2 AA, as far as software can check it, in states that screens.test.mjs doesn't visit: paper, long names, large text,
// motion, forced colors. screens.test.mjs checks every screen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axeInBoth, runAxe } from './support/axe.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { clipped, overflow } from './support/layout.mjs';
import { open, siteUrl } from './support/pages.mjs';
import { returning, unfold } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const PATHS = { en: 'index.html', es: 'es.html' };

for (const lang of each(['es', 'en'])) {
  test(`axe finds nothing in the questionnaire on paper (${lang})`, async () => {
    const visit = await newPage(browser, { width: 320 });
    await visit.page.goto(new URL(`questionnaire.${lang}.html`, siteUrl()).href);
    assert.deepEqual(await axeInBoth(visit), { light: [], dark: [] });
    await visit.close();
  });

  test(`axe finds nothing in the message that the program can't run (${lang})`, async () => {
    const visit = await newPage(browser);
    await visit.page.route('**/*_bg.wasm', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: '' }));
    await visit.page.goto(new URL(PATHS[lang], siteUrl()).href);
    await visit.page.locator('#interlocal-off').waitFor();
    assert.deepEqual(await runAxe(visit), []);
    await visit.close();
  });
}

test('the longest name and the longest words stay inside 320 px', async () => {
  const long = 'W'.repeat(60);
  const profile = {
    agency: long,
    answers: { 'gis-mapping': { skill: 4, need: 3 }, website: { skill: 0, need: 4 } },
    context: { 'ctx-kind': 'regional', 'ctx-region': { country: 'US', subdivision: 'CA', local: long } },
  };
  const { page, close } = await returning(browser, { page: 'profile', profile }, { width: 320, height: 640 });
  await open(page);
  await page.locator('.profile__headline').waitFor();
  await unfold(page);
  assert.deepEqual(await page.evaluate(overflow), []);
  await page.locator('[data-action=preview]').click();
  await page.locator('[data-page=received] h1').waitFor();
  assert.deepEqual(await page.evaluate(overflow), []);
  await page.goBack();
  await page.locator('[data-action=go-on]').click();
  await page.locator('[data-page^=domain]').waitFor();
  await close();
});

test('at 200 % text size no page scrolls sideways', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' }, { width: 640, height: 800 });
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { font-size: 200% }');
    document.adoptedStyleSheets = [sheet];
  });
  await open(page);
  for (const action of ['next', 'see-profile', 'home', 'open']) {
    assert.deepEqual(await page.evaluate(overflow), [], action);
    assert.deepEqual(await page.evaluate(clipped), [], action);
    const before = await page.locator('[data-page]').getAttribute('data-page');
    await page.locator(`[data-action=${action}]`).first().click();
    await page.waitForFunction((id) => document.querySelector('[data-page]').dataset.page !== id, before);
  }
  await close();
});

test('with reduced motion nothing moves; otherwise little does', async () => {
  const moving = async (reducedMotion) => {
    const { page, close } = await newPage(browser, { reducedMotion });
    await open(page);
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((it) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(it);
        const seconds = transitionDuration.split(',').map(parseFloat);
        return seconds.some((it) => it > 0) || animationName !== 'none' || scrollBehavior === 'smooth'
          ? [Math.max(...seconds)]
          : [];
      }),
    );
    await close();
    return found;
  };
  assert.deepEqual(await moving(true), []);
  assert.ok((await moving(false)).every((seconds) => seconds <= 0.25));
});

test('forced colors distinguish selected, focused and pressed controls', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' }, { forcedColors: true });
  await open(page);
  const outline = (selector) =>
    page.locator(selector).first().evaluate((it) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
    });
  await page.locator('.choice input').first().click();
  assert.ok((await outline('.choice:has(:checked)')) >= 2);
  await page.locator('[data-action=next]').focus();
  await page.keyboard.press('Tab');
  assert.ok((await outline(':focus-visible')) >= 2);
  // Bold text alone is easy to miss.
  const looks = await page.locator('.languages__one').evaluateAll((all) =>
    all.map((it) => {
      const { borderTopColor, borderTopStyle, backgroundColor, color, outlineStyle, textDecorationLine } = getComputedStyle(it);
      return [borderTopColor, borderTopStyle, backgroundColor, color, outlineStyle, textDecorationLine].join(' ');
    }),
  );
  assert.notEqual(looks[0], looks[1], 'the language that is on');
  await close();
});

test('the live region for notices exists before its text, so screen readers announce the text', async () => {
  const { page, close } = await returning(browser, { page: 'picks' });
  await open(page);
  const region = page.locator('.notices[role=status]');
  assert.equal(await region.count(), 1);
  assert.equal((await region.textContent()).trim(), '');
  await region.evaluate((it) => {
    window.region = it;
  });
  for (const at of [0, 1, 2, 3]) {
    await page.locator('input[name=featured-offers]').nth(at).click();
  }
  await page.locator('.notice').waitFor();
  assert.ok(await page.evaluate(() => window.region.isConnected && window.region.textContent.length > 5));
  await close();
});
