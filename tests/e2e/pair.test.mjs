// Two agencies side by side, and the sheet for their first conversation. The expected help was worked out by hand from the two
// profiles.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { runAxe } from './support/axe.mjs';
import { bank, label, say, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { hasFocus, tabTo } from './support/keys.mjs';
import { open, paste, selectors, settled, siteUrl } from './support/pages.mjs';
import { countPdfPages } from './support/pdf.mjs';
import { atDesk, openToken, returning, token, unfold } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const region = (local) => ({ country: 'US', subdivision: 'CA', local });
const others = (but, level) =>
  Object.fromEntries(bank.capabilities.filter(({ id }) => !but.includes(id)).map(({ id }) => [id, level]));
const ROLES = ['provider', 'recipient', 'cobuyer'];

/** Offers maps, needs a website; accepts only a lead agency. */
const MINE = {
  agency: 'Town of Oakvale',
  answers: {
    ...others(['gis-mapping', 'website', 'erp-finance'], { skill: 2, need: 0 }),
    'gis-mapping': { skill: 4, need: 0 },
    website: { skill: 0, need: 4 },
    'erp-finance': { skill: 1, need: 3 },
  },
  terms: { 'term-roles': ROLES, 'term-control': { lead: 2, equal: 0, veto: 0, weighted: 0 } },
  context: { 'ctx-kind': 'town', 'ctx-region': region('Quill Valley') },
};

/** Offers websites, needs maps; wants one vote each. */
const THEIRS = {
  agency: 'Fern County',
  answers: {
    ...others(['gis-mapping', 'website', 'erp-finance'], { skill: 2, need: 0 }),
    'gis-mapping': { skill: 0, need: 4 },
    website: { skill: 4, need: 0 },
    'erp-finance': { skill: 1, need: 3 },
  },
  terms: { 'term-roles': ROLES, 'term-control': { equal: 2, lead: 0, veto: 0, weighted: 0 } },
  context: { 'ctx-kind': 'county', 'ctx-region': region('Quill Valley') },
};

const THIRD = { ...THEIRS, agency: 'Third City', context: { 'ctx-kind': 'city' } };
const option = (term, id, lang = 'en') =>
  bank.terms.find((it) => it.id === term).options.find((it) => it.id === id).label[lang];
const link = (profile) => `${siteUrl()}?#${token(profile)}`;
const part = (page, title) => page.locator('main section', { has: page.getByRole('heading', { level: 2, name: title, exact: true }) });

/** Opens the comparison of a person's answers with a received profile. */
async function compared(options = {}) {
  const visit = await returning(browser, { page: 'profile', profile: MINE, lang: options.speak ?? 'en' }, options);
  await openToken(visit.page, token(THEIRS), { path: options.speak === 'es' ? 'es.html' : '' });
  await visit.page.locator('[data-action=use]').click();
  await atDesk(visit.page, 'found');
  await visit.page.locator('[data-action=compare]').click();
  await atDesk(visit.page, 'pair');
  return visit;
}

/** Opens the page for links and files without answers. */
async function atOpen(options = {}) {
  const visit = await newPage(browser, options);
  await open(visit.page);
  await settled(visit.page);
  await visit.page.locator('[data-action=open]').click();
  await visit.page.locator('[data-action=desk-open]').click();
  await atDesk(visit.page, 'open');
  return visit;
}

test('a received profile is compared with the own one: us, them, the conflict and the adjustment that removes it', async () => {
  const { page, log, close } = await compared();
  const mark = log.mark();
  const lines = (title) => part(page, title).locator('summary').allInnerTexts();
  assert.deepEqual(await lines(sayDesk('en', 'pair.help-us')), [label('website')]);
  assert.deepEqual(await lines(sayDesk('en', 'pair.help-them')), [label('gis-mapping')]);
  assert.deepEqual(await lines(sayDesk('en', 'pair.common-us')), [label('erp-finance')]);
  assert.equal(await page.locator('.pair__label').innerText(), bank.messages['fit.talk'].en);
  const bends = await page.locator('.pair__bends li').allInnerTexts();
  const step = (key, id, values = {}) =>
    sayDesk('en', 'bend.one', { step: sayDesk('en', key, { option: option('term-control', id), ...values }) });
  assert.deepEqual(bends.toSorted(), [step('bend.accept', 'lead', { name: 'Fern County' }), step('bend.accept-us', 'equal')].toSorted());
  assert.equal(await page.locator('main .banner strong', { hasText: sayDesk('en', 'pair.who-unchecked') }).count(), 1);
  assert.deepEqual(log.requestsSince(mark), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('each line opens to the answers of both', async () => {
  const { page, close } = await compared();
  const line = part(page, sayDesk('en', 'pair.help-us')).locator('details').first();
  assert.equal(await line.locator('dl').isVisible(), false);
  await line.locator('summary').click();
  const text = await line.locator('dl').innerText();
  const level = (scale, n) => bank.scales.find(({ id }) => id === scale).levels[n];
  for (const wanted of ['Fern County', level('skill', 4).text.en, 'Town of Oakvale', level('need', 4).text.en]) {
    assert.ok(text.includes(wanted), wanted);
  }
  const term = part(page, sayDesk('en', 'pair.terms')).locator('details', { hasText: say('en', 'term.name-control') });
  await term.locator('summary').click();
  assert.ok((await term.locator('dl').innerText()).includes(option('term-control', 'lead')));
  await close();
});

test('the other side has the same lines, with the two directions of help exchanged', async () => {
  const { page, close } = await compared();
  const titles = () => page.locator('main h2').allInnerTexts();
  const lines = async () => (await page.locator('main summary').allInnerTexts()).toSorted();
  const [before, linesBefore] = [await titles(), await lines()];
  const swap = page.locator('[data-action=swap]');
  await swap.click();
  await page.locator('[role=status]', { hasText: sayDesk('en', 'pair.swapped', { name: 'Town of Oakvale' }) }).waitFor();
  const there = await titles();
  assert.deepEqual([there[1], there[2]], [before[2], before[1]]);
  assert.deepEqual(there.toSorted(), before.toSorted());
  assert.deepEqual(await lines(), linesBefore);
  await hasFocus(swap);
  await close();
});

test('two pasted links open side by side, and the browser’s Back leads to the box again', async () => {
  const { page, log, close } = await atOpen();
  await paste(page, `Ours: ${link(MINE)}\nTheirs: <${link(THEIRS)}>`);
  await atDesk(page, 'pair');
  await hasFocus(page.locator('h1'));
  const title = sayDesk('en', 'pair.help', { a: 'Town of Oakvale', b: 'Fern County' });
  assert.deepEqual(await part(page, title).locator('summary').allInnerTexts(), [label('gis-mapping')]);
  await page.locator('[data-action=talk]').click();
  await atDesk(page, 'talk');
  await page.goBack();
  await atDesk(page, 'pair');
  await page.goBack();
  await atDesk(page, 'open');
  await page.goForward();
  await atDesk(page, 'pair');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a file with two links opens them side by side', async () => {
  const { page, close } = await atOpen();
  const csv = `name,link\nOakvale,${link(MINE)}\nFern,${link(THEIRS)}\n`;
  await page.locator('#file').setInputFiles({ name: 'two.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await atDesk(page, 'pair');
  await close();
});

test('three links are offered to the group', async () => {
  const { page, close } = await atOpen();
  await paste(page, [MINE, THEIRS, THIRD].map(link).join('\n'));
  await page.locator('#problem', { hasText: sayDesk('en', 'pair.many') }).waitFor();
  await page.locator('[data-action=collect]').click();
  await atDesk(page, 'group');
  await close();
});

test('without own answers a profile waits until they exist', async () => {
  const { page, log, close } = await newPage(browser);
  await openToken(page, token(THEIRS));
  await page.locator('[data-action=use]').click();
  await atDesk(page, 'found');
  assert.equal(await page.locator('[data-action=compare]').count(), 0);
  await page.locator('[data-action=wait]').click();
  await page.locator(selectors.screen('start')).waitFor();
  await page.locator(selectors.begin).first().click();
  await page.locator('#field-agency').fill('Town of Oakvale');
  await page.locator('#ctx-kind').selectOption('2');
  await page.locator(selectors.next).first().click();
  await page.locator(selectors.levels).first().check({ force: true });
  await page.locator('[data-action=home]').click();
  await page.locator('[data-action=open]').click();
  await page.locator('[data-action=desk-open]').click();
  await atDesk(page, 'open');
  await page.locator('[data-action=resume]').click();
  await atDesk(page, 'pair');
  assert.equal(await page.locator('.pair__label').innerText(), bank.messages['band.none'].en);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a page without profiles leads to the page that opens links', async () => {
  const { page, close } = await compared();
  await page.reload();
  await page.locator(selectors.anyScreen).first().waitFor();
  assert.notEqual(await page.locator(selectors.anyScreen).first().getAttribute('data-page'), 'desk-pair');
  await close();
});

test('the agenda lists the adjustments to try, and on paper there is only the sheet', async () => {
  const { page, close } = await compared();
  await page.locator('[data-action=talk]').click();
  await atDesk(page, 'talk');
  assert.ok((await page.locator('.talk__bends').innerText()).includes(option('term-control', 'equal')));
  for (const [format, width] of [['A4', 794], ['Letter', 816]]) {
    const n = countPdfPages(await page.pdf({ format }));
    assert.ok(n <= 2, `${n} sheets`);
    await page.emulateMedia({ media: 'print' });
    const visible = await page.locator('button:visible, summary:visible, .masthead:visible, .footer:visible, h1:visible').count();
    assert.equal(visible, 0);
    assert.ok(await page.locator('.talk').isVisible());
    await page.setViewportSize({ width: width - 114, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${over} px stick out on ${format}`);
    await page.emulateMedia({ media: null });
  }
  await close();
});

test('the printed comparison has no controls and keeps its lines', async () => {
  const { page, close } = await compared();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('button:visible, .masthead:visible, .footer:visible').count(), 0);
  assert.ok(await page.locator('.pair__label').isVisible());
  assert.ok(await page.getByText(label('website'), { exact: true }).first().isVisible());
  await close();
});

test('both pages work by keyboard', async () => {
  const { page, close } = await compared({ width: 320, height: 640 });
  await tabTo(page, '[data-action=swap]');
  await page.keyboard.press('Enter');
  await page.locator('[role=status]', { hasText: sayDesk('en', 'pair.swapped', { name: 'Town of Oakvale' }) }).waitFor();
  await tabTo(page, 'summary');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('main details[open]').count(), 1);
  await tabTo(page, '[data-action=talk]');
  await page.keyboard.press('Enter');
  await atDesk(page, 'talk');
  await hasFocus(page.locator('h1'));
  await tabTo(page, '[data-action=pair]');
  await page.keyboard.press('Enter');
  await atDesk(page, 'pair');
  await close();
});

for (const [speak, colorScheme, width] of each([['es', 'dark', 320], ['en', 'light', 1280]])) {
  test(`axe finds nothing, and no page scrolls sideways (${speak}, ${colorScheme}, ${width} px)`, async () => {
    const visit = await compared({ speak, colorScheme, width });
    const { page } = visit;
    const width_ = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await unfold(page);
    assert.deepEqual(await runAxe(visit), []);
    assert.ok((await width_()) <= 0);
    await page.locator('[data-action=talk]').click();
    await atDesk(page, 'talk');
    assert.deepEqual(await runAxe(visit), []);
    assert.ok((await width_()) <= 0);
    await visit.close();
  });
}
