// Pages that the browser has translated show the session's texts, on every page of both programs and in the element. Each walk is
// made twice, once in a browser that translates, and the texts are compared.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { element, fillIn, ready, visitHost } from './support/element.mjs';
import { addText, groupTour, listed, SIX, toExamples, turn, worked } from './support/group.mjs';
import { begin, open, settled, walkTo } from './support/pages.mjs';
import { read, translated, translateNow } from './support/translate.mjs';
import { atDesk, COUNTY, deskTour, openToken, returning, token, tour, toShare } from './support/visits.mjs';
import { drawn } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Returns the texts of each page of a walk by the page's name. `how`: the kind of translation, if any. */
async function texts(visiting, walk, how) {
  const { page, log, close } = await visiting();
  if (how) await translated(page, how);
  const seen = {};
  await walk(page, async (name) => {
    // Waits for the translator to follow the page, and for the page to follow the translator.
    await drawn(page);
    const { text, nTranslated } = await read(page);
    assert.ok(!how || nTranslated > 5, `${name}: ${nTranslated} texts are translated`);
    assert.ok(!(name in seen), name);
    seen[name] = text;
  });
  assert.deepEqual(log.problems(), []);
  await close();
  return seen;
}

/** Compares the texts of both walks. */
async function compare(visiting, walk, how = 'replaced') {
  const [plain, other] = [await texts(visiting, walk), await texts(visiting, walk, how)];
  assert.deepEqual(Object.keys(other), Object.keys(plain));
  for (const [name, text] of Object.entries(plain)) assert.equal(other[name], text, name);
}

for (const how of ['replaced', 'moved']) {
  test(`every page of the questionnaire has the same texts if texts are ${how}`, () => compare(() => newPage(browser), tour, how));
}

test('every page of the desk has the same texts', () => compare(() => returning(browser, { page: 'profile' }), deskTour));

const withAnswers = () => returning(browser, { page: 'profile' });

async function fromProfile(page) {
  await open(page);
  await settled(page);
}

test('every page of a group has the same texts', () =>
  compare(withAnswers, async (page, look) => {
    await fromProfile(page);
    await groupTour(page, look);
  }));

test('lists and numbers of a group are the same after each filter and each change', () =>
  compare(withAnswers, async (page, look) => {
    await fromProfile(page);
    await toExamples(page);
    await turn(page, 'helpers');
    for (const [at, k] of ['2', '3', '2'].entries()) {
      await page.locator('[data-action=how-many]').selectOption(k);
      await drawn(page);
      await worked(page);
      await look(`${k} helpers, choice ${at}`);
    }
    await turn(page, 'group');
    await addText(page, token(COUNTY));
    await listed(page, SIX.length + 1);
    await look('seven');
    await page.locator('[data-action^=sort-]').nth(1).click();
    await drawn(page);
    await worked(page);
    await look('seven in another order');
    await page.locator('[data-action=remove]').first().click();
    await listed(page, SIX.length);
    await look('six');
    await page.locator('.filter summary').click();
    await page.locator('.filter__set input').first().check();
    await page.locator('[data-action=clear-filter]').waitFor();
    await drawn(page);
    await worked(page);
    await look('six, filtered');
    await turn(page, 'gaps');
    await look('gaps, filtered');
    await page.locator('[data-action=clear-filter]').click();
    await page.locator('[data-action=clear-filter]').waitFor({ state: 'detached' });
    await drawn(page);
    await worked(page);
    await look('gaps of all');
  }));

test('a change of the language shows at once, on pages of both programs and after switching', () =>
  compare(
    () => newPage(browser),
    async (page, look) => {
      const speak = async (lang) => {
        await page.locator(`[data-action=lang-${lang}]`).click();
        await page.locator(`.interlocal[lang=${lang}]`).waitFor();
      };
      const inBoth = async (name) => {
        await look(name);
        await speak('es');
        await look(`${name} in Spanish`);
        await speak('en');
        await look(`${name} in English again`);
      };
      await open(page);
      await settled(page);
      await inBoth('start');
      await begin(page);
      await inBoth('details');
      await walkTo(page, 'review');
      await inBoth('review');
      await walkTo(page, 'profile');
      await inBoth('profile');
      await toShare(page);
      await inBoth('share');
      await openToken(page, token(COUNTY));
      await inBoth('received');
    },
  ));

test('a page works after it is translated during a visit, and after the translation is removed', async () => {
  const { page, log, close } = await returning(browser, { page: 'review' });
  await open(page);
  await settled(page);
  await translateNow(page);
  await page.locator('[data-action=lang-es]').click();
  await page.locator('h1', { hasText: say('es', 'review.title') }).waitFor();
  await walkTo(page, 'profile');
  await page.locator('h1', { hasText: say('es', 'profile.title') }).waitFor();
  assert.equal(await page.locator('h1').count(), 1);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the element’s shadow root has the same texts, also after a change of its language', async () => {
  const walk = async (how) => {
    const { page, log, close } = await visitHost(browser, element('lang="en"'));
    await ready(page);
    if (how) await translateNow(page, how);
    await fillIn(page);
    const seen = [await read(page, 'interlocal-assessment')];
    await page.locator('interlocal-assessment').evaluate((it) => (it.lang = 'es'));
    await page.locator('h1', { hasText: say('es', 'profile.title') }).waitFor();
    await drawn(page);
    seen.push(await read(page, 'interlocal-assessment'));
    assert.deepEqual(log.problems(), []);
    await close();
    // Each walk has its own host.
    return seen.map(({ text, nTranslated }) => ({ text: text.replace(/localhost:\d+/, 'host'), nTranslated }));
  };
  const [plain, other] = [await walk(), await walk('replaced')];
  assert.deepEqual(other.map(({ text }) => text), plain.map(({ text }) => text));
  assert.ok(other.every(({ nTranslated }) => nTranslated > 20));
});

test('links, tokens and passphrases aren\'t translated, and everything else is', async () => {
  const { page, close } = await returning(browser, { page: 'profile' });
  await open(page);
  await settled(page);
  const kept = () => page.locator('[translate=no]').evaluateAll((all) => all.map((it) => it.id || it.className));
  assert.deepEqual(await kept(), ['share-link']);
  await toShare(page);
  assert.deepEqual(await kept(), ['link']);
  await page.locator('input[name=lock][value=own]').check();
  assert.deepEqual(await kept(), ['passphrase']);
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  assert.deepEqual(await kept(), ['words', 'words']);
  await page.locator('[data-action=words-kept]').click();
  await atDesk(page, 'share');
  await page.locator('[data-action=sheet]').click();
  await atDesk(page, 'sheet');
  assert.deepEqual(await kept(), ['sheet__address']);
  assert.equal(await page.locator('html[translate=no], meta[content=notranslate], .notranslate').count(), 0);
  await close();
});
