// The printed profile with its link, and the slip with the passphrase of an encrypted link: the promised number of sheets, a
// QR code of 30 mm, no controls, and no answers that the link withholds.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axeInBoth } from './support/axe.mjs';
import { bank, label, say, sayDesk } from './support/bank.mjs';
import { launch } from './support/browser.mjs';
import { tokens } from './support/cli.mjs';
import { each } from './support/depth.mjs';
import { open, selectors, settled } from './support/pages.mjs';
import { countPdfPages, drawnIn } from './support/pdf.mjs';
import { returning, TOWN } from './support/visits.mjs';
import { idle } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const FORMATS = ['A4', 'Letter'];
const MM = 96 / 25.4;

/** One answer and no name. */
const SMALL = {
  answers: { [bank.capabilities[0].id]: { skill: 3, need: 0 } },
  context: { 'ctx-kind': 'town' },
};

const ids = (list) => list.map(({ id }) => id);
const byId = (list, value) => Object.fromEntries(ids(list).map((id, at) => [id, value(at)]));

/** All answers, with the longest texts: each area is an offer as well as a need. */
const FULLEST = {
  agency: 'Regional Office of Information Technology and Emergency Communications of Saint Bartholomew and Quill Counties, East'
    .padEnd(120, '.'),
  answers: byId(bank.capabilities, (at) => ({ skill: 3 + (at % 2), need: 2 + (at % 3) })),
  readiness: byId(bank.readiness, () => 4),
  terms: Object.fromEntries(bank.terms.map((term) => [term.id, everything(term)])),
  featured_offers: ids(bank.capabilities.slice(6, 9)),
  featured_needs: ids(bank.capabilities.slice(9, 12)),
  context: {
    'ctx-kind': 'county',
    'ctx-pop': 'p5',
    'ctx-region': { country: 'US', subdivision: 'CA', local: 'Lower Marlow River Basin' },
  },
  note: 'Ask us about drills, radio towers, the shared help desk and the joint contract for maps. '.repeat(4).slice(0, 279) + '.',
};

function everything({ kind, options = [], firm_toggle: canBend = false }) {
  switch (kind) {
    case 'multi':
      return ids(options);
    case 'tri':
      return byId(options, (at) => [2, 1, 0][at % 3]);
    case 'ordered':
      return canBend ? { level: 1, bend: true } : 1;
    case 'platform':
      return { list: ids(options), strict: 1 };
    default:
      throw new Error(`there is no kind ${kind}`);
  }
}

const PROFILES = { small: SMALL, typical: TOWN, fullest: FULLEST };

const kept = new Map();

/** All answers with sensitive weaknesses, because a draft on the device withholds nothing. */
function answersOf(profile) {
  if (!kept.has(profile)) {
    kept.set(profile, tokens([profile], '--disclose', 'partner')[0]);
  }
  return kept.get(profile);
}

/** Goes from the profile to the page for printing, through the page "Share", on which `choose` makes choices. */
async function toSheet(profile, { lang = 'en', choose, ...options } = {}) {
  const visit = await returning(browser, { answers: answersOf(profile), lang, page: 'profile' }, options);
  const { page } = visit;
  await page.addInitScript(() => {
    window.nPrinted = 0;
    window.print = () => {
      window.nPrinted += 1;
    };
  });
  await open(page);
  await settled(page);
  await page.locator('[data-action=desk-share]').click();
  await page.locator(selectors.screen('desk-share')).waitFor();
  await choose?.(page);
  if (await page.locator('[data-action=sheet]').isVisible()) {
    await page.locator('[data-action=sheet]').click();
    await page.locator(selectors.screen('desk-sheet')).waitFor();
  }
  return visit;
}

/** Ticks everything that a partner's link can include. */
async function tellAll(page) {
  await page.locator('input[name=preset][value=partner]').check();
  await page.locator('input[name=weakness]').first().waitFor();
  for (const tick of await page.locator('input[name=weakness]').all()) {
    await tick.check();
  }
}

const isOnPaper = (page, text) => page.locator('.sheet').getByText(text, { exact: true }).first().isVisible();

/** Every control. */
const CLICKABLE = 'button, a[href], summary, input, textarea, select';

// Spanish words are longer.
for (const lang of each(['es', 'en'])) {
  for (const [size, profile] of Object.entries(PROFILES)) {
    test(`a ${size} profile is one to three sheets with its link, without controls (${lang})`, async () => {
      const choose = size === 'fullest' ? tellAll : undefined;
      let link;
      const { page, log, close } = await toSheet(profile, {
        lang,
        async choose(page) {
          await choose?.(page);
          link = await page.locator('#link').inputValue();
        },
      });
      await page.emulateMedia({ media: 'print' });
      for (const format of FORMATS) {
        const n = countPdfPages(await page.pdf({ format, preferCSSPageSize: false }));
        assert.ok(n >= 1 && n <= 3, `${n} sheets of ${format}`);
      }
      assert.equal(await page.locator(CLICKABLE).locator('visible=true').count(), 0);
      assert.equal(await page.locator('.sheet__address').innerText(), link);
      const code = page.locator('.sheet .code');
      if (size === 'fullest') {
        assert.equal(await code.count(), 0);
        const [before, after] = sayDesk(lang, 'code.too-long', { got: [...link].length }).split('{most}');
        const why = await page.locator('.sheet__link p').last().innerText();
        assert.ok(why.startsWith(before) && why.endsWith(after), why);
      } else {
        const { width, height } = await code.boundingBox();
        assert.ok(Math.abs(width - 30 * MM) < 0.5 && Math.abs(height - 30 * MM) < 0.5, `${width} x ${height}`);
      }
      assert.deepEqual(log.problems(), []);
      await close();
    });
  }
}

test('the sheet has all answers of the link in words', async () => {
  const { page, close } = await toSheet(FULLEST, { choose: tellAll });
  await page.emulateMedia({ media: 'print' });
  assert.ok(await isOnPaper(page, FULLEST.agency));
  assert.ok(await isOnPaper(page, FULLEST.note));
  for (const list of [0, 1]) {
    const lines = await page.locator('.lines').nth(list).locator('.lines__label').allInnerTexts();
    assert.equal(lines.length, bank.capabilities.length);
    const picks = [FULLEST.featured_offers, FULLEST.featured_needs][list].map((id) => label(id)).toSorted();
    const first = lines.slice(0, 3).map((line) => line.replace(say('en', 'profile.picked'), '').trim());
    assert.deepEqual(first.toSorted(), picks);
  }
  const inQuadrants = await page.locator('.sheet .quadrant__list li').allInnerTexts();
  assert.deepEqual(inQuadrants.toSorted(), bank.capabilities.map(({ label }) => label.en).toSorted());
  const bars = await page.locator('.sheet .range-bar__words').allInnerTexts();
  assert.equal(bars.length, bank.domains.length * 2 + 5);
  assert.equal(await flatBars(page), 0, 'bars that have no room');
  for (const { ask } of bank.readiness) {
    assert.ok(await isOnPaper(page, ask.en), ask.en);
  }
  for (const { id } of bank.terms) {
    const name = say('en', `term.name-${id.replace('term-', '')}`);
    assert.ok(await isOnPaper(page, name), name);
  }
  for (const { levels } of bank.readiness) {
    assert.ok(await isOnPaper(page, levels[4].text.en), levels[4].text.en);
  }
  const n = bank.capabilities.length * 2;
  const foot = await page.locator('.sheet__foot').innerText();
  assert.ok(foot.includes(say('en', 'profile.answered-of', { n, of: n })));
  assert.ok(foot.includes(say('en', 'profile.bank', { title: bank.title.en, version: bank.version })));
  assert.match(foot, /\d{4}-\d{2}-\d{2}/u);
  const self = sayDesk('en', 'sheet.from', { name: FULLEST.agency });
  assert.ok(await isOnPaper(page, `${self} ${say('en', 'received.self')}`));
  await close();
});

/** Counts bars that are too small to be visible. */
function flatBars(page) {
  return page.locator('.sheet .range-bar__picture').evaluateAll(
    (all) => all.filter((it) => it.getBoundingClientRect().width < 40 || it.getBoundingClientRect().height < 6).length,
  );
}

test('bars and their labels have room on screens of every width', async () => {
  const { page, close } = await toSheet(FULLEST, { lang: 'es', choose: tellAll });
  for (const width of [320, 480, 768, 900, 1100, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await flatBars(page), 0, `${width}`);
    const narrow = await page
      .locator('.sheet :is(.measure__help, .range-bar__words)')
      .evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().width < 110).length);
    assert.equal(narrow, 0, `${width}`);
  }
  await close();
});

test('nothing overflows A4 or Letter', async () => {
  const { page, close } = await toSheet(FULLEST, { lang: 'es', choose: tellAll });
  await page.emulateMedia({ media: 'print' });
  for (const [format, width] of Object.entries({ A4: 210 - 30, Letter: 25.4 * 8.5 - 30 })) {
    await page.setViewportSize({ width: Math.floor(width * MM), height: 900 });
    assert.deepEqual(await sticksOut(page), [], format);
  }
  await close();
});

test('answers that the link withholds are not on paper', async () => {
  const { page, close } = await toSheet(TOWN, {
    async choose(page) {
      await page.locator('input[name=preset][value=offers]').check();
      await page.locator('input[name=part][value=agency]').uncheck();
    },
  });
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('main').innerText();
  assert.ok(!text.includes(TOWN.agency));
  assert.ok(text.includes(sayDesk('en', 'sheet.from-nobody')));
  assert.equal(await page.locator('.lines').count(), 1, 'offers, and no needs');
  await close();
});


function sticksOut(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.interlocal *')]
      .filter((it) => it.checkVisibility() && !it.closest('.visually-hidden'))
      .filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((it) => it.getAttribute('class') ?? it.tagName),
  );
}

test('the QR code is black on white in dark mode, in forced colors and on paper', async () => {
  const { page, close } = await toSheet(TOWN);
  for (const looks of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'light', forcedColors: 'active' }]) {
    for (const media of ['screen', 'print']) {
      await page.emulateMedia({ ...looks, media });
      const fills = await page
        .locator('.sheet .code > *')
        .evaluateAll((all) => all.map((it) => getComputedStyle(it).fill));
      assert.deepEqual(fills, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'], `${JSON.stringify(looks)} ${media}`);
    }
  }
  await close();
});

test('the dark theme prints like the light one', async () => {
  const sheets = {};
  const { page, close } = await toSheet(TOWN);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    sheets[colorScheme] = drawnIn(await page.pdf({ format: 'A4', printBackground: true }));
  }
  await close();
  assert.ok(sheets.light.length > 10_000);
  assert.ok(sheets.light === sheets.dark);
});

for (const lang of each(['es', 'en'])) {
  test(`accessibility rules find nothing, and 320 pixels are enough (${lang})`, async () => {
    const { page, log, close } = await toSheet(TOWN, { lang });
    for (const value of ['whole', 'card']) {
      await page.locator(`input[name=sheet][value=${value}]`).check();
      assert.deepEqual(await axeInBoth({ page, log }), { light: [], dark: [] }, value);
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
      });
      assert.deepEqual(twice, []);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), value);
      assert.deepEqual(await sticksOut(page), [], value);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await close();
  });
}

test('printing asks the browser once and makes no request; there is a way back', async () => {
  const { page, log, close } = await toSheet(TOWN);
  await idle(page);
  const since = log.mark();
  for (const value of ['card', 'whole']) {
    await page.locator(`input[name=sheet][value=${value}]`).check();
  }
  await page.locator('[data-action=print]').click();
  assert.equal(await page.evaluate(() => window.nPrinted), 1);
  await page.locator('[data-action=share]').click();
  await page.locator(selectors.screen('desk-share')).waitFor();
  assert.deepEqual(log.requestsSince(since), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the card is one sheet with the link and its QR code, without answers', async () => {
  const { page, close } = await toSheet(TOWN);
  const link = await page.locator('.sheet__address').innerText();
  await page.locator('input[name=sheet][value=card]').check();
  for (const format of FORMATS) {
    assert.equal(countPdfPages(await page.pdf({ format })), 1);
  }
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.sheet__address').innerText(), link);
  const { width } = await page.locator('.sheet .code').boundingBox();
  assert.ok(Math.abs(width - 30 * MM) < 0.5, `${width}`);
  assert.equal(await page.locator('.lines, .range-bar, .quadrant, .answers').count(), 0);
  assert.equal(await page.locator(CLICKABLE).locator('visible=true').count(), 0);
  assert.ok(await isOnPaper(page, sayDesk('en', 'mail.subject', { name: TOWN.agency })));
  await close();
});

test('before the link is encrypted the paper has no link, and the page gives the next step', async () => {
  const { page, close } = await toSheet(TOWN);
  await page.goBack();
  await page.locator('input[name=lock][value=words]').check();
  await page.goForward();
  await page.locator(selectors.screen('desk-sheet')).waitFor();
  assert.ok(await page.getByText(sayDesk('en', 'sheet.not-sealed')).isVisible());
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.sheet__address, .sheet .code').count(), 0);
  assert.ok(await isOnPaper(page, sayDesk('en', 'sheet.no-link')));
  assert.ok(await isOnPaper(page, TOWN.agency));
  await close();
});

/** Encrypts the link with six random words; calls `look` on the page that shows them. */
async function seal(page, look) {
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await page.locator(selectors.screen('desk-words')).waitFor();
  const words = await page.locator('.words li').allInnerTexts();
  await look?.(words);
  await page.locator('[data-action=words-kept]').click();
  await page.locator(selectors.screen('desk-share')).waitFor();
  await page.locator('#link').waitFor();
  return words;
}

test('an encrypted link is on paper with its QR code, without its passphrase', async () => {
  let words;
  const { page, close } = await toSheet(TOWN, {
    async choose(page) {
      words = await seal(page);
    },
  });
  assert.ok(await page.getByText(sayDesk('en', 'sheet.clear')).isVisible());
  const link = await page.locator('.sheet__address').innerText();
  for (const value of ['whole', 'card']) {
    await page.locator(`input[name=sheet][value=${value}]`).check();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await isOnPaper(page, sayDesk('en', 'sheet.passphrase')));
    assert.equal(await page.locator('.sheet__address').innerText(), link);
    assert.ok(await page.locator('.sheet .code').isVisible());
    const text = (await page.locator('main').innerText()).toLowerCase();
    assert.ok(!text.includes(words.join('-')) && !text.includes(words.join(' ')));
    assert.equal(text.includes(TOWN.agency.toLowerCase()), value === 'whole');
    await page.emulateMedia({ media: 'screen' });
    assert.equal(await page.locator('.sheet-tools__warning').count(), value === 'whole' ? 1 : 0, 'a card tells nothing in clear');
  }
  await close();
});

for (const lang of each(['es', 'en'])) {
  test(`the passphrase of an encrypted link is one sheet without buttons (${lang})`, async () => {
    const { page, log, close } = await toSheet(TOWN, {
      lang,
      choose: (page) =>
        seal(page, async (words) => {
          assert.equal(words.length, 6);
          for (const format of FORMATS) {
            assert.equal(countPdfPages(await page.pdf({ format })), 1, format);
          }
          await page.emulateMedia({ media: 'print' });
          for (const word of words) {
            assert.ok(await page.locator('.words li', { hasText: word }).first().isVisible());
          }
          assert.equal(await page.locator('button:visible').count(), 0);
          await page.emulateMedia({ media: 'screen' });
          await page.locator('[data-action=print-words]').click();
          assert.equal(await page.evaluate(() => window.nPrinted), 1);
        }),
    });
    assert.deepEqual(log.problems(), []);
    await close();
  });
}
