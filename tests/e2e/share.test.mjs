// The page "Share with care": the link follows every choice, the preview shows no more than the link, and each way of sharing
// hands over the same link.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { bank, label, say, sayDesk } from './support/bank.mjs';
import { launch } from './support/browser.mjs';
import { decode } from './support/cli.mjs';
import { nextFile } from './support/outside.mjs';
import { open, selectors, siteUrl } from './support/pages.mjs';
import { DRAFT_KEY, returning, storage, toShare, TOWN, wholeToken } from './support/visits.mjs';
import { idle } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const sensitive = bank.capabilities.filter(({ sensitivity }) => sensitivity === 'weakness').map(({ id }) => id);
/** A town with all answers, some of them sensitive weaknesses. */
const WEAK = {
  ...TOWN,
  answers: Object.fromEntries(
    bank.capabilities.map(({ id }, at) => [id, sensitive.includes(id) ? { skill: 1, need: 4 } : { skill: (at * 3) % 5, need: (at * 2) % 5 }]),
  ),
  featured: { offers: ['gis-mapping'], needs: ['website'] },
};

/** Opens the desk with all of `profile` in the draft, including its weaknesses. */
async function sharing(profile = WEAK, options = {}) {
  const answers = wholeToken(profile);
  const visit = await returning(browser, { answers, page: 'profile' }, options);
  await open(visit.page);
  await toShare(visit.page);
  return visit;
}

/** A skipped rating, in the form of the command line. */
const BLANK = { need: null, skill: null };

const linkOf = (page) => page.locator('#link').inputValue();
const told = async (page) => decode(await linkOf(page));

test('the first link is the public one, and a partner\'s link includes only ticked weaknesses', async () => {
  const { page, log, close } = await sharing();
  const hidden = await told(page);
  for (const id of sensitive) {
    assert.deepEqual(hidden.answers[id], BLANK, id);
  }
  await page.locator('input[name=preset][value=partner]').check();
  assert.deepEqual(await told(page), hidden);
  const boxes = page.locator('input[name=weakness]');
  assert.deepEqual(await boxes.evaluateAll((all) => all.map(({ value }) => value)), sensitive);
  assert.equal(await page.locator('input[name=weakness]:checked').count(), 0);
  await page.locator(`input[name=weakness][value=${sensitive[2]}]`).check();
  const one = await told(page);
  assert.deepEqual(one.answers[sensitive[2]], { skill: 1, need: 4 });
  assert.deepEqual({ ...one, answers: { ...one.answers, [sensitive[2]]: undefined } }, { ...hidden, answers: { ...hidden.answers, [sensitive[2]]: undefined } });
  await page.locator('input[name=preset][value=public]').check();
  assert.deepEqual(await told(page), hidden);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the disclosure can be chosen by area and by part', async () => {
  const { page, close } = await sharing();
  await page.locator('summary', { hasText: sayDesk('en', 'domains.title') }).click();
  await page.locator('input[name=telling-data][value=nothing]').check();
  await page.locator('input[name=telling-digital][value=offers]').check();
  const byDomain = (domain) => bank.capabilities.filter((it) => it.domain === domain).map(({ id }) => id);
  const link = await told(page);
  for (const id of byDomain('data')) {
    assert.deepEqual(link.answers[id], BLANK, id);
  }
  for (const id of byDomain('digital')) {
    const { skill } = WEAK.answers[id];
    assert.deepEqual(link.answers[id], skill >= 3 ? { need: null, skill } : BLANK, id);
  }
  await page.locator('fieldset input[name=part][value=agency]').uncheck();
  await page.locator('fieldset input[name=part][value=local]').uncheck();
  const less = await told(page);
  assert.equal(less.agency, undefined);
  assert.equal(JSON.stringify(less).includes('Quill'), false);
  await page.locator('#note').fill('Ask for Maria.');
  assert.equal((await told(page)).note, 'Ask for Maria.');
  await page.locator('input[name=part][value=note]').uncheck();
  assert.equal((await told(page)).note, undefined);
  // The note is part of the answers, so it is still there after a reload.
  assert.ok((await storage(page))[DRAFT_KEY].includes('answers su1'));
  await page.reload();
  await page.locator(selectors.screen('profile')).waitFor();
  await toShare(page);
  assert.equal(await page.locator('#note').inputValue(), 'Ask for Maria.');
  await close();
});

test('a note that is too long gets a message, and its text stays', async () => {
  const { page, close } = await sharing();
  const before = await linkOf(page);
  await page.locator('#note').fill('x'.repeat(281));
  await page.locator('#note-error', { hasText: '281' }).waitFor();
  assert.equal(await page.locator('#note').getAttribute('aria-invalid'), 'true');
  assert.equal(await linkOf(page), before);
  assert.equal((await page.locator('#note').inputValue()).length, 281);
  await close();
});

test('the preview and the received profile are the same, without withheld answers', async () => {
  const { page, close } = await sharing();
  await page.locator('input[name=preset][value=offers]').check();
  await page.locator('fieldset input[name=part][value=agency]').uncheck();
  await page.locator('#note').fill('Ask for Maria.');
  await page.locator('[data-action=preview]').click();
  const preview = await page.locator('.preview').innerText();
  const link = await linkOf(page);
  const visit = await returning(browser, { profile: TOWN });
  await visit.page.goto(link);
  await visit.page.locator(selectors.screen('received')).waitFor();
  const received = await visit.page.locator('main').innerText();
  const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
  // Only one of the pages has a banner, its heading and its buttons.
  const common = lines(received).slice(lines(received).indexOf(lines(preview)[1]));
  for (const line of lines(preview).slice(1)) {
    assert.ok(common.includes(line), line);
  }
  const own = [say('en', 'received.use')];
  for (const line of common.filter((it) => !own.includes(it))) {
    assert.ok(lines(preview).includes(line), `only the reader sees: ${line}`);
  }
  for (const text of [preview, received, await visit.page.title(), link]) {
    assert.equal(text.includes('Little Quill'), false, text.slice(0, 200));
  }
  const offer = bank.capabilities.find(({ id }) => WEAK.answers[id].skill === 4);
  assert.ok(preview.includes(label(offer.id)));
  await visit.close();
  await close();
});

test('every way of sharing is there, with its explanation, and makes no request', async () => {
  const { page, log, close } = await sharing(WEAK, { permissions: ['clipboard-read', 'clipboard-write'] });
  await idle(page);
  const mark = log.mark();
  const link = await linkOf(page);
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: sayDesk('en', 'copied.link') }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  const mail = new URL(await page.locator('[data-action=mail]').getAttribute('href'));
  assert.equal(mail.protocol, 'mailto:');
  assert.ok(mail.searchParams.get('subject').includes(TOWN.agency));
  assert.ok(mail.searchParams.get('body').includes(`\r\n\r\n${link}\r\n\r\n`));
  assert.ok(mail.searchParams.get('body').startsWith(sayDesk('en', 'mail.lead')));
  await page.locator('summary', { hasText: sayDesk('en', 'code.title') }).click();
  await page.locator('.code').waitFor();
  const saved = {};
  for (const [name, ending] of Object.entries({ page: '.html', json: '.json', table: '.csv', picture: '.svg', code: '.code.svg' })) {
    const [download] = await Promise.all([nextFile(page), page.locator(`[data-action=save-${name}]`).click()]);
    assert.match(download.suggestedFilename(), new RegExp(`^interlocal-town-of-little-quill-\\d{4}-\\d\\d-\\d\\d\\${ending}$`));
    saved[name] = await readFile(await download.path(), 'utf8');
  }
  assert.ok(saved.page.startsWith('<!DOCTYPE html>') || saved.page.startsWith('<!doctype html>'), saved.page.slice(0, 40));
  assert.deepEqual(JSON.parse(saved.json).answers, (await told(page)).answers);
  assert.equal(saved.table.charCodeAt(0), 0xfeff);
  for (const text of [saved.picture, saved.code]) {
    assert.match(text.slice(0, 80), /<svg/);
  }
  assert.deepEqual(JSON.parse(saved.json).answers[sensitive[0]], BLANK);
  // Downloads of the page's own blobs make no network request.
  assert.deepEqual(log.requestsSince(mark).filter(({ url }) => !url.startsWith('blob:')), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('if copying is denied, the link is selected, and the page gives the next step', async () => {
  const { page, close } = await sharing();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    document.execCommand = () => false;
  });
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: sayDesk('en', 'copied.refused') }).waitFor();
  const selected = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value?.slice(selectionStart, selectionEnd);
  });
  assert.equal(selected, await linkOf(page));
  await close();
});

test('if the device has a share sheet, it gets the message', async () => {
  const { page, close } = await returning(browser, { profile: TOWN, page: 'profile' });
  await page.addInitScript(() => {
    window.sent = [];
    navigator.share = (data) => {
      window.sent.push(data);
      return Promise.reject(new DOMException('closed', 'AbortError'));
    };
  });
  await open(page);
  await toShare(page);
  await page.locator('[data-action=send]').click();
  const [sent] = await page.evaluate(() => window.sent);
  assert.ok(sent.text.includes(await linkOf(page)));
  assert.ok(sent.title.includes(TOWN.agency));
  await close();
  const without = await sharing();
  assert.equal(await without.page.evaluate(() => 'share' in navigator), false);
  assert.equal(await without.page.locator('[data-action=send]').count(), 0);
  await without.close();
});

test('a link that is too long for a QR code is rejected with the numbers', async () => {
  const { page, close } = await sharing();
  await page.locator('summary', { hasText: sayDesk('en', 'code.title') }).click();
  await page.locator('.code').waitFor();
  await page.locator('#note').fill('é'.repeat(140));
  await page.locator('.code').waitFor({ state: 'detached' });
  const { length } = await linkOf(page);
  const [before] = sayDesk('en', 'code.too-long', { got: length }).split('{most}');
  await page.locator('.fold p', { hasText: before.trim() }).waitFor();
  assert.equal(await page.locator('[data-action=save-code]').count(), 0);
  await close();
});

test('without answers the page offers no link, and leads to the questionnaire', async () => {
  const { page, close } = await returning(browser, { profile: TOWN, page: 'profile' });
  await open(page);
  await toShare(page);
  await page.locator('[data-action=forget]').click();
  await page.locator(selectors.screen('start')).waitFor();
  await page.goBack();
  await page.locator(selectors.screen('desk-share')).waitFor();
  await page.locator('.lead', { hasText: sayDesk('en', 'share.nothing') }).waitFor();
  await page.locator('[data-action=begin]').click();
  await page.locator(selectors.screen('start')).waitFor();
  assert.equal(await page.evaluate(() => location.href), siteUrl());
  await close();
});
