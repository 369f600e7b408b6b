// The printed profile, on A4 and Letter, has its content and no controls.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { bank, say } from './support/bank.mjs';
import { launch } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { open, selectors, siteUrl } from './support/pages.mjs';
import { countPdfPages, drawnIn } from './support/pdf.mjs';
import { openToken, returning, token, TOWN } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Widths of the printed area in CSS pixels: the sheet minus 15 mm on both sides. */
const SHEETS = { A4: Math.floor(((210 - 30) / 25.4) * 96), Letter: Math.floor((8.5 - 30 / 25.4) * 96) };

/** The own or a received profile in print; no test here changes it. */
function printed(show) {
  const visit = {};
  before(async () => {
    Object.assign(visit, await returning(browser, { page: 'profile' }));
    await show(visit.page);
    await visit.page.emulateMedia({ media: 'print' });
  });
  after(() => visit.close());
  return visit;
}

const own = async (page) => {
  await open(page);
  await page.locator(selectors.heading('profile')).waitFor();
};
const received = (page) => openToken(page, token(TOWN));

for (const [what, show] of Object.entries({ "one's own profile": own, 'a received profile': received })) {
  describe(`on paper ${what}`, () => {
    const visit = printed(show);

    test('has no controls', async () => {
      const { page } = visit;
      const visible = await page.locator('button:visible, summary:visible, textarea:visible, .masthead:visible').count();
      assert.equal(visible, 0);
      for (const selector of ['.share', '.footer', '.aside', '.steps']) {
        assert.equal(await page.locator(`${selector}:visible`).count(), 0, selector);
      }
    });

    test('has its headings, lists and bars', async () => {
      const { page } = visit;
      assert.ok(await page.locator('h1').isVisible());
      assert.ok(await page.locator('.profile__headline').isVisible());
      for (const key of ['offers', 'needs', 'quadrants', 'domains', 'share', 'terms', 'answered', 'about']) {
        const heading = page.locator('h2', { hasText: say('en', `profile.${key}`) }).first();
        assert.ok(await heading.isVisible(), key);
      }
      const pictures = await page.locator('.range-bar__picture:visible').count();
      assert.equal(pictures, bank.domains.length * 2 + 5);
      const flat = await page.locator('.range-bar__picture').evaluateAll((all) =>
        all.filter((it) => it.getBoundingClientRect().width < 40 || it.getBoundingClientRect().height < 6).length,
      );
      assert.equal(flat, 0, 'bars that have no room');
      assert.ok(await page.locator('.top-list__entry').first().isVisible());
      assert.ok(await page.locator('.quadrant__picture').isVisible());
    });

    for (const [format, width] of Object.entries(SHEETS)) {
      test(`is two to four sheets of ${format}, and nothing overflows`, async () => {
        const { page } = visit;
        const n = countPdfPages(await page.pdf({ format }));
        assert.ok(n >= 2 && n <= 4, `${n} sheets`);
        // In Firefox, printing resets the emulated print media.
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() =>
          [...document.querySelectorAll('.interlocal *')]
            .filter((it) => it.checkVisibility() && !it.closest('.visually-hidden'))
            .filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((it) => it.className),
        );
        assert.deepEqual(over, []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      });
    }

    if (show === received) {
      test('still starts with the notice that it was not checked', async () => {
        const banner = visit.page.locator('main > :first-child');
        assert.ok(await banner.isVisible());
        assert.ok((await banner.innerText()).includes(say('en', 'received.from', { name: TOWN.agency })));
      });
    }
  });
}

test('the dark theme prints like the light one, including backgrounds', async () => {
  const sheets = {};
  const { page, close } = await returning(browser, { page: 'profile' });
  await own(page);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    sheets[colorScheme] = drawnIn(await page.pdf({ format: 'A4', printBackground: true }));
  }
  await close();
  assert.ok(sheets.light.length > 10_000);
  assert.ok(sheets.light === sheets.dark);
});

test('the button Print asks the browser to print once', async () => {
  const { page, close } = await returning(browser, { page: 'profile' });
  await page.addInitScript(() => {
    window.nPrinted = 0;
    window.print = () => {
      window.nPrinted += 1;
    };
  });
  await own(page);
  await page.locator('[data-action=print]').click();
  assert.equal(await page.evaluate(() => window.nPrinted), 1);
  await close();
});

// Spanish words are longer.
for (const lang of each(['es', 'en'])) {
  test(`the questionnaire on paper fits A4 and Letter (${lang})`, async () => {
    const { page, close } = await returning(browser);
    await page.goto(new URL(`questionnaire.${lang}.html`, siteUrl()).href);
    for (const [format, width] of Object.entries(SHEETS)) {
      const n = countPdfPages(await page.pdf({ format }));
      assert.ok(n >= 3 && n <= 9, `${n} sheets of ${format}`);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width, height: 900 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), format);
    }
    await close();
  });
}
