// Two profiles of one agency side by side: this year and last year, and the answers of two colleagues. The expected texts were
// worked out by hand from the two profiles.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axeInBoth, runAxe } from './support/axe.mjs';
import { bank, label, say, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { decode } from './support/cli.mjs';
import { each, isAll } from './support/depth.mjs';
import { tabTo } from './support/keys.mjs';
import { open, paste, selectors, settled } from './support/pages.mjs';
import { countPdfPages } from './support/pdf.mjs';
import { COUNTY, DRAFT_KEY, goHome, returning, storage, token, unfold } from './support/visits.mjs';
import { drawn } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const context = { 'ctx-kind': 'town', 'ctx-pop': 'p2', 'ctx-region': { country: 'US', subdivision: 'CA' } };

/** The person's own answers of today. */
const TODAY = {
  agency: 'Town of Little Quill',
  answers: {
    'gis-mapping': { skill: 3, need: 1 },
    website: { skill: 2, need: 4 },
    'help-desk': { skill: 2, need: 2 },
    'erp-finance': { skill: 1, need: 2 },
    'records-docs': { skill: 2, need: 0 },
    'data-analytics': { skill: 2 },
  },
  readiness: { 'share-s1': 3 },
  terms: { 'term-timing': 0 },
  context,
};

/** The same town a year earlier. */
const EARLIER = {
  agency: 'Town of Little Quill',
  date: '2025-11-20',
  answers: {
    'gis-mapping': { skill: 1, need: 3 },
    website: { skill: 3, need: 1 },
    'help-desk': { skill: 2, need: 2 },
    'erp-finance': 'not-our-job',
    'records-docs': { skill: 2, need: 0 },
    'cloud-ops': { skill: 3, need: 2 },
  },
  readiness: { 'share-s1': 1 },
  terms: { 'term-timing': 1 },
  context,
};

/** A colleague's answers of today. Both gave seven ratings: five are equal, and one differs by one level. */
const COLLEAGUE = {
  agency: 'town of little quill',
  answers: {
    'gis-mapping': { skill: 0, need: 1 },
    website: { skill: 2, need: 3 },
    'help-desk': 'not-our-job',
    'erp-finance': { skill: 1, need: 2 },
    'records-docs': { skill: 2 },
  },
  readiness: { 'share-s1': 0 },
  context,
};

const line = (scale, level, lang = 'en') => bank.scales.find(({ id }) => id === scale).levels[level].label[lang];
const lineText = (scale, level) => bank.scales.find(({ id }) => id === scale).levels[level].text.en;
const readiness = bank.readiness.find(({ id }) => id === 'share-s1');
const job = bank.scales[0].not_applicable;

/** Opens a visit with answers on the page for the profile that was found in `profile`'s link. */
async function found(profile, kept = {}, options = {}) {
  const visit = await returning(browser, { page: 'profile', profile: TODAY, ...kept }, options);
  const { page } = visit;
  await open(page);
  await settled(page);
  await goHome(page);
  await page.locator('[data-action=open]').click();
  await page.locator('[data-action=desk-open]').click();
  await page.locator('#file').waitFor();
  await paste(page, token(profile));
  await page.locator(selectors.heading('desk-found')).waitFor();
  return visit;
}

/** Opens one of the two pages. */
async function lay(page, name) {
  await page.locator(`[data-action=${name}]`).click();
  await page.locator(selectors.heading(`desk-${name}`)).waitFor();
}

/** Returns the lines under a heading. */
const under = (page, title) =>
  page.evaluate((title) => {
    const heading = [...document.querySelectorAll('main :is(h2, h3, summary)')].find((it) => it.textContent === title);
    return heading && [...heading.parentElement.querySelectorAll('li')].map((it) => it.textContent);
  }, title);

/** Returns the content of the stored draft. */
async function kept(page) {
  const { [DRAFT_KEY]: draft } = await storage(page);
  return decode(draft.match(/^answers (.*)$/m)[1]);
}

test('changes since last year\'s link are listed in words', async () => {
  const { page, log, close } = await found(EARLIER);
  await lay(page, 'since');
  const mark = log.mark();
  assert.equal(await page.locator(selectors.heading('desk-since')).innerText(), sayDesk('en', 'since.title'));
  assert.match(await page.locator('.lead').innerText(), /^From 2025-11-20 to \d{4}-\d\d-\d\d: 1 skill went up, 1 went down; 1 need went up, 1 went down\.$/);
  const banner = await page.locator('main .banner').innerText();
  assert.match(banner, /Town of Little Quill.*not verified/);
  assert.match(banner, /2025-11-20/);
  assert.ok(banner.includes(sayDesk('en', 'raters.agency-yes')), banner);
  assert.ok((await page.locator('main').innerText()).includes(sayDesk('en', 'since.one-sided', { today: 1, earlier: 2 })));

  const move = (id, key, scale, from, to) =>
    sayDesk('en', key, { cap: label(id), from: line(scale, from), to: line(scale, to) });
  const title = (key, n) => sayDesk('en', key, { n, job: job.label.en });
  assert.deepEqual(await under(page, title('since.rose')), [move('gis-mapping', 'since.skill-rose', 'skill', 1, 3)]);
  assert.deepEqual(await under(page, title('since.fell')), [move('website', 'since.skill-fell', 'skill', 3, 2)]);
  assert.deepEqual(await under(page, title('since.eased')), [move('gis-mapping', 'since.need-eased', 'need', 3, 1)]);
  assert.deepEqual(await under(page, title('since.grew')), [move('website', 'since.need-grew', 'need', 1, 4)]);
  assert.deepEqual(await under(page, title('since.job')), [
    sayDesk('en', 'since.job-earlier', { cap: label('erp-finance'), job: job.label.en }),
  ]);
  const only = (key, id, scale, level) => sayDesk('en', key, { cap: label(id), scale, level: line(scale, level) });
  assert.deepEqual(await under(page, title('since.only', 3)), [
    only('since.level-earlier', 'cloud-ops', 'skill', 3),
    only('since.level-earlier', 'cloud-ops', 'need', 2),
    only('since.level-today', 'data-analytics', 'skill', 2),
  ]);
  const [from, to] = [1, 3].map((level) => readiness.levels[level].text.en);
  assert.deepEqual(await under(page, 'Readiness to share'), [sayDesk('en', 'since.line-changed', { ask: readiness.ask.en, from, to })]);
  assert.deepEqual(await under(page, say('en', 'profile.terms')), ['When could you start? Earlier: Within a year. Today: Within three months.']);
  const same = await under(page, title('since.same', 2));
  assert.deepEqual(same, [label('records-docs'), label('help-desk')]);
  assert.deepEqual(log.requestsSince(mark), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the table has one row for each area that differs, with the levels of both profiles', async () => {
  const { page, close } = await found(EARLIER);
  await lay(page, 'since');
  const rows = await page.locator('table tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.querySelector('.visually-hidden')?.textContent ?? cell.textContent)),
  );
  const [skill, need] = ['skill', 'need'].map((scale) => (level) => line(scale, level));
  const none = sayDesk('en', 'since.table-blank');
  assert.deepEqual(rows, [
    [label('cloud-ops'), skill(3), none, need(2), none],
    [label('gis-mapping'), skill(1), skill(3), need(3), need(1)],
    [label('data-analytics'), none, skill(2), none, none],
    [label('website'), skill(3), skill(2), need(1), need(4)],
    [label('erp-finance'), job.label.en, skill(1), job.label.en, need(2)],
  ]);
  const heads = await page.locator('table th').evaluateAll((all) => all.map((it) => it.scope));
  assert.deepEqual(heads, [...Array(5).fill('col'), ...Array(5).fill('row')]);
  assert.equal(await page.locator('table caption').textContent(), sayDesk('en', 'since.table-caption'));
  const bold = await page.locator('table strong').allTextContents();
  assert.deepEqual(bold, [skill(3), need(1), skill(2), need(4), skill(1), need(2)]);
  await close();
});

test('the page says if nothing changed, if the agency is another one, and if there is nothing to compare with', async () => {
  const same = await found({ ...TODAY, date: '2025-11-20' });
  await lay(same.page, 'since');
  assert.ok((await same.page.locator('main').innerText()).includes(sayDesk('en', 'since.nothing')));
  assert.equal(await same.page.locator('table').count(), 0);
  await same.page.locator('[data-action=found]').click();
  await lay(same.page, 'raters');
  assert.ok((await same.page.locator('main').innerText()).includes(sayDesk('en', 'raters.apart-none')));
  assert.equal(await same.page.locator('main input').count(), 0);
  await same.close();

  const other = await found(COUNTY);
  await lay(other.page, 'since');
  assert.ok((await other.page.locator('main .banner').innerText()).includes(sayDesk('en', 'since.agency-no')));
  await other.close();
});

test('a colleague’s answer can be accepted and undone, question by question', async () => {
  const { page, log, close } = await found(COLLEAGUE);
  await lay(page, 'raters');
  const mark = log.mark();
  assert.equal(await page.locator('.lead').innerText(), sayDesk('en', 'raters.agree', { close: 6, both: 7 }));
  const text = await page.locator('main').innerText();
  assert.ok(text.includes(sayDesk('en', 'raters.agree-parts', { same: 5, one: 1, far: 1 })), text);
  assert.ok(text.includes(sayDesk('en', 'raters.agency-yes')), text);

  const legends = await page.locator('main section legend').allTextContents();
  const ask = (id, scale) => sayDesk('en', 'raters.ask', { cap: label(id), scale });
  const [records, data] = [ask('records-docs', 'need'), ask('data-analytics', 'skill')];
  assert.deepEqual(legends, [ask('gis-mapping', 'skill'), label('help-desk'), readiness.ask.en, data, records]);
  const status = page.locator('main [role=status]');
  assert.equal(await status.innerText(), sayDesk('en', 'raters.taken-none'));

  const side = (name, value) => page.locator(`input[name=side-${name}][value=${value}]`);
  const shown = (name) => page.locator(`label:has(input[name=side-${name}])`).allInnerTexts();
  const full = (scale, level) => sayDesk('en', 'raters.answer', { label: line(scale, level), text: lineText(scale, level) });
  assert.deepEqual(await shown('skill-gis-mapping'), [
    `${sayDesk('en', 'raters.mine')} ${full('skill', 3)}`,
    `${sayDesk('en', 'raters.theirs')} ${full('skill', 0)}`,
  ]);
  assert.ok(await side('skill-gis-mapping', 'mine').isChecked());

  const before = await kept(page);
  await side('skill-gis-mapping', 'theirs').check();
  assert.equal(await status.innerText(), sayDesk('en', 'raters.taken-one'));
  await side('job-help-desk', 'theirs').check();
  assert.equal(await status.innerText(), sayDesk('en', 'raters.taken', { n: 2 }));
  await unfold(page);
  await side('need-records-docs', 'theirs').check();
  await drawn(page);
  // Rows keep their place and the selected answer.
  assert.deepEqual(await page.locator('main section legend').allTextContents(), legends);
  assert.ok(await side('job-help-desk', 'theirs').isChecked());
  const taken = await kept(page);
  assert.deepEqual(taken.answers['gis-mapping'], { skill: 0, need: 1 });
  assert.equal(taken.answers['help-desk'], 'not-our-job');
  assert.deepEqual(taken.answers['records-docs'], { skill: 2, need: null });

  for (const name of ['skill-gis-mapping', 'job-help-desk', 'need-records-docs']) {
    await side(name, 'mine').check();
  }
  await drawn(page);
  assert.equal(await status.innerText(), sayDesk('en', 'raters.taken-none'));
  assert.deepEqual(await kept(page), before);
  assert.deepEqual(log.requestsSince(mark), []);

  await side('share-s1', 'theirs').check();
  await page.locator('[data-action=profile]').click();
  await page.locator(selectors.heading('profile')).waitFor();
  await page.reload();
  await page.locator(selectors.heading('profile')).waitFor();
  assert.equal((await kept(page)).readiness['share-s1'], 0);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('both pages work by keyboard', async () => {
  const { page, close } = await found(COLLEAGUE, {}, { width: 320, height: 640 });
  await tabTo(page, '[data-action=raters]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('[data-page=desk-raters] h1'));
  await tabTo(page, 'input[name=side-skill-gis-mapping]');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[value=theirs]:checked')));
  await page.keyboard.press('ArrowUp');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[value=mine]:checked')));
  await tabTo(page, '[data-action=found]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('[data-page=desk-found] h1'));
  await tabTo(page, '[data-action=since]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('[data-page=desk-since] h1'));
  await tabTo(page, '[role=region]');
  const region = page.locator('[role=region]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('[role=region]').scrollLeft > 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollLeft), 0);
  assert.equal(await region.getAttribute('aria-labelledby'), await page.locator('caption').getAttribute('id'));
  await tabTo(page, '[data-action=profile]');
  await close();
});

/** Lists faults of the page's structure and its width, one per line. */
function faults() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const ids = all('[id]').map((it) => it.id);
  const levels = all(':is(h1, h2, h3, h4)').filter((it) => it.checkVisibility()).map((it) => Number(it.tagName[1]));
  const referred = all('[aria-labelledby], [aria-describedby]').flatMap((it) =>
    [it.getAttribute('aria-labelledby'), it.getAttribute('aria-describedby')].flatMap((ids) => ids?.split(' ') ?? []),
  );
  const small = all('button, summary, label').filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 24);
  const { clientWidth, scrollWidth } = document.documentElement;
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`),
    ...referred.filter((id) => !ids.includes(id)).map((id) => `nowhere: ${id}`),
    ...(levels[0] === 1 && levels.every((level, at) => level - (levels[at - 1] ?? 0) <= 1) ? [] : [`headings: ${levels}`]),
    ...small.map((it) => `small: ${it.outerHTML.slice(0, 80)}`),
    ...all('[style]').map((it) => `style: ${it.outerHTML.slice(0, 80)}`),
    ...(scrollWidth > clientWidth ? [`scrolls: ${scrollWidth} px in ${clientWidth}`] : []),
  ];
}

// In the quick depth, only screens.test.mjs runs axe on these pages.
for (const lang of each(['es', 'en'])) {
  for (const [name, profile] of [['since', EARLIER], ['raters', COLLEAGUE]]) {
    test(`${isAll ? 'axe finds nothing and ' : ''}nothing overflows the page (${name}, ${lang})`, async () => {
      const visit = await found(profile, { lang }, { width: 320, height: 640 });
      const { page, log } = visit;
      await lay(page, name);
      await unfold(page);
      assert.equal(await page.locator(selectors.heading(`desk-${name}`)).innerText(), sayDesk(lang, `${name}.title`));
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await page.evaluate(faults), [], `${width} px`);
        if (isAll) assert.deepEqual(await axeInBoth(visit), { light: [], dark: [] }, `${width} px`);
      }
      if (isAll) {
        await page.emulateMedia({ forcedColors: 'active' });
        assert.deepEqual(await runAxe(visit), []);
      }
      assert.deepEqual(log.problems(), []);
      await visit.close();
    });
  }
}

test('the printed changes take at most two sheets, with the whole table and without controls', async () => {
  const { page, close } = await found(EARLIER);
  await lay(page, 'since');
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('main button').evaluateAll((all) => all.filter((it) => it.checkVisibility()).length);
  assert.equal(shown, 0);
  assert.ok(await page.locator('main .banner').isVisible());
  const cut = await page.locator('[role=region]').evaluate((it) => getComputedStyle(it).overflowX);
  assert.equal(cut, 'visible');
  assert.ok(countPdfPages(await page.pdf({ format: 'A4' })) <= 2);
  await close();
});

test('without own answers neither page is offered', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await settled(page);
  await page.locator('[data-action=open]').click();
  await page.locator('[data-action=desk-open]').click();
  await page.locator('#file').waitFor();
  await paste(page, token(EARLIER));
  await page.locator(selectors.heading('desk-found')).waitFor();
  assert.equal(await page.locator('[data-action=since], [data-action=raters]').count(), 0);
  await close();
});
