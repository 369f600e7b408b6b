// Saving and opening files: another person can open a saved file, the page shows the found profile before it changes anything,
// and it replaces the person's own answers only after a question, with Undo.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { say, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { decode } from './support/cli.mjs';
import { nextFile } from './support/outside.mjs';
import { open, paste, selectors, settled } from './support/pages.mjs';
import { atDesk, COUNTY, DRAFT_KEY, goHome, returning, storage, token, toOpen, toShare, TOWN } from './support/visits.mjs';
import { drawn } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Saves a profile with the desk; returns `{ name, text, link }`. */
async function saved(kind, profile = TOWN) {
  const { page, close } = await returning(browser, { profile, page: 'profile' });
  await open(page);
  await toShare(page);
  const link = await page.locator('#link').inputValue();
  const [download] = await Promise.all([nextFile(page), page.locator(`[data-action=save-${kind}]`).click()]);
  const text = await readFile(await download.path(), 'utf8');
  const name = download.suggestedFilename();
  await close();
  return { name, text, link };
}

const choose = (page, name, text, mimeType = 'text/html') =>
  page.locator('#file').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });

/** Drops files or text on the page, as a person does. */
async function drop(page, files, text, html) {
  const data = await page.evaluateHandle(
    ([list, words, markup]) => {
      const transfer = new DataTransfer();
      list.forEach(([name, content]) => transfer.items.add(new File([content], name)));
      if (words) {
        transfer.setData('text/plain', words);
      }
      if (markup) {
        transfer.setData('text/html', markup);
      }
      return transfer;
    },
    [files, text, html],
  );
  // The drop is beside all content of the page, because people shouldn't have to aim.
  for (const type of ['dragover', 'drop']) {
    const isTaken = await page.evaluate(
      ([transfer, name]) => !document.body.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true })),
      [data, type],
    );
    assert.ok(isTaken, `the browser would open what is dropped (${type})`);
  }
}

/** Opens the page for opening files with the person's own answers, or with `null` without answers. */
async function opening(kept = { profile: COUNTY }) {
  const visit = kept ? await returning(browser, kept) : await newPage(browser);
  await open(visit.page);
  await settled(visit.page);
  await toOpen(visit.page);
  return visit;
}

for (const kind of ['page', 'json']) {
  test(`a saved ${kind} gives another person the identical link`, async () => {
    const { name, text, link } = await saved(kind);
    const { page, log, close } = await opening(null);
    const mark = log.mark();
    await choose(page, name, text);
    await atDesk(page, 'found');
    const banner = await page.locator('main .banner').innerText();
    assert.ok(banner.includes(name), banner);
    assert.deepEqual(await storage(page), {}, 'nothing is kept before somebody asks for it');
    await page.locator('[data-action=adopt]').click();
    await page.locator('.notice', { hasText: sayDesk('en', 'notice.adopted') }).waitFor();
    await page.locator('[data-action=profile]').first().click();
    await page.locator(selectors.screen('profile')).waitFor();
    await toShare(page);
    assert.equal(await page.locator('#link').inputValue(), link);
    assert.deepEqual(log.requestsSince(mark), []);
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('a saved page that a mail program changed still opens', async () => {
  const { text } = await saved('page');
  const { page, close } = await opening();
  await choose(page, 'mail.eml', text.replace(/<head>[^]*<\/head>/, '').replaceAll('\n', '\r\n'));
  await atDesk(page, 'found');
  await page.locator('h1', { hasText: TOWN.agency }).waitFor();
  await close();
});

test('a file can be dropped anywhere on the page, and text, too', async () => {
  const { name, text } = await saved('page');
  const { page, log, close } = await opening();
  await drop(page, [[name, text]]);
  await atDesk(page, 'found');
  await page.goBack();
  await atDesk(page, 'open');
  await drop(page, [], `Look: ${token(TOWN)}.`);
  await atDesk(page, 'found');
  await page.locator('h1', { hasText: TOWN.agency }).waitFor();
  await page.goBack();
  await atDesk(page, 'open');
  await drop(page, [['a.html', text], ['b.html', text]]);
  await page.locator('#problem', { hasText: sayDesk('en', 'file.too-many', { n: 2 }) }).waitFor();
  // Plain text doesn't contain a link behind words, and an empty drop gets a message.
  await drop(page, [], 'Our profile', `<a href="https://it.example.gov/share/?#${token(TOWN)}">Our profile</a>`);
  await atDesk(page, 'found');
  await page.goBack();
  await atDesk(page, 'open');
  await drop(page, []);
  await page.locator('#problem', { hasText: sayDesk('en', 'file.nothing') }).waitFor();
  await drop(page, [], 'nothing of the kind');
  await page.locator('#problem', { hasText: say('en', 'broken.none') }).waitFor();
  // On other pages, a dropped file changes nothing, and the browser doesn't navigate to it.
  await goHome(page);
  await page.locator('[data-action=begin]').click();
  await page.locator('[data-action=see-profile]').click();
  await toShare(page);
  await drop(page, [[name, text]]);
  // If the page had accepted the first file, it would have read it by now: this file is as long, and is read later.
  await page.evaluate((it) => new File([it], 'same.html').text(), text);
  await drawn(page);
  assert.equal(await page.locator('[data-page]').getAttribute('data-page'), 'desk-share');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a file without a profile gets a message, the page stays, and another try works', async () => {
  const { name, text } = await saved('page');
  const { page, log, close } = await opening();
  const kept = await storage(page);
  const json = (await saved('json')).text;
  const cases = [
    ['photo.html', '\u0000\u0001PNG', sayDesk('en', 'reject.not-text')],
    ['list.pdf', '%PDF-1.7', sayDesk('en', 'reject.pdf')],
    ['cut.json', json.slice(0, -40), sayDesk('en', 'file.broken', { line: '' }).split(':')[0]],
    ['big.html', 'x'.repeat((4 << 20) + 1), sayDesk('en', 'open.large')],
    ['changed.json', json.replace('"skill": 3', '"skill": 4'), sayDesk('en', 'file.disagrees')],
  ];
  for (const [file, content, message] of cases) {
    await choose(page, file, content);
    await page.locator('#problem', { hasText: message }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'problem', file);
  }
  assert.deepEqual(await storage(page), kept);
  await choose(page, name, text);
  await atDesk(page, 'found');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('own answers are replaced only after a question, and Undo restores them', async () => {
  const { page, close } = await opening({ profile: COUNTY, page: 'review' });
  const kept = (await storage(page))[DRAFT_KEY];
  await paste(page, token(TOWN));
  await atDesk(page, 'found');
  await page.locator('[data-action=adopt]').click();
  await page.locator('#asking').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'asking');
  await page.locator('[data-action=keep-mine]').click();
  await page.locator('#asking').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'adopt');
  await page.keyboard.press('Enter');
  await page.locator('#asking').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#asking').waitFor({ state: 'detached' });
  assert.equal((await storage(page))[DRAFT_KEY], kept);
  await page.locator('[data-action=adopt]').click();
  await page.locator('[data-action=confirm]').click();
  await page.locator('[data-action=undo]').waitFor();
  const answers = async () => (await storage(page))[DRAFT_KEY].split('\n').find((line) => line.startsWith('answers'));
  await page.waitForFunction(([key, before]) => localStorage.getItem(key) !== before, [DRAFT_KEY, kept]);
  assert.equal(decode((await answers()).slice(8)).agency, TOWN.agency);
  await page.locator('[data-action=undo]').click();
  await page.locator('.notice', { hasText: sayDesk('en', 'notice.undone') }).waitFor();
  await page.waitForFunction(([key, before]) => localStorage.getItem(key) === before, [DRAFT_KEY, kept]);
  await close();
});

test('a received profile can be adopted from its page', async () => {
  const { page, close } = await newPage(browser);
  await page.goto(`${process.env.INTERLOCAL_URL}?#${token(TOWN)}`);
  await page.locator(selectors.screen('received')).waitFor();
  await page.locator('[data-action=use]').click();
  await atDesk(page, 'found');
  await page.locator('[data-action=adopt]').click();
  await page.locator('[data-action=profile]').first().click();
  await page.locator(selectors.screen('profile')).waitFor();
  await page.locator('.profile__headline', { hasText: TOWN.agency }).waitFor();
  await close();
});
