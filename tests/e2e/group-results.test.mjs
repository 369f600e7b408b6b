// The pages of a group show the published results for the six fictional agencies. Also: filters, lists and maps of more
// agencies, and each result as a file.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { bank, label, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { convenersList } from './support/convener.mjs';
import {
  addText,
  GROUP,
  listed,
  nameOf,
  names,
  namesOf,
  PAGES,
  pairOf,
  readCsv,
  rowsOf,
  saved,
  SIX,
  toExamples,
  toGroup,
  turn,
  worked,
} from './support/group.mjs';
import { open, settled } from './support/pages.mjs';
import { idle } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Rounds half up, as the product does everywhere. */
const percent = (part, whole) => Math.floor((200 * part + whole) / (2 * whole));
const share = (part, whole) => sayDesk('en', 'share.of', { n: percent(part, whole) });
const titles = (page, list = '.tiles') => page.locator(`${list} > li h3`).allInnerTexts();
const choose = (page, name) => page.locator('.choose select').first().selectOption({ label: name });
const sorted = (all) => all.toSorted();
const PAIR = /\s*·\s*(?:and\s*)?/;

describe('of the six fictional agencies', () => {
  let visit;
  before(async () => {
    visit = await newPage(browser);
    await open(visit.page);
    await settled(visit.page);
    await toExamples(visit.page);
    await idle(visit.page);
    visit.mark = visit.log.mark();
  });
  after(() => visit.close());

  test('two helpers meet 28% of the need, three 36%, and two helpers of one town the published share', async () => {
    const { page } = visit;
    await turn(page, 'helpers');
    for (const [k, { exact: [value, chosen], total }] of [[2, GROUP.helpers_k2], [3, GROUP.helpers_k3]]) {
      await page.locator('[data-action=how-many]').selectOption(String(k));
      await page.locator('#met-title', { hasText: sayDesk('en', 'helpers.meet-all', { share: share(value, total) }) }).waitFor();
      assert.deepEqual(sorted(await titles(page)), sorted(namesOf(chosen.map((at) => SIX[at]))));
    }
    assert.deepEqual([share(6251, 22144), share(8031, 22144)], ['28%', '36%']);
    const { trace, greedy, total } = GROUP.ego_little_quill_k2;
    await page.locator('[data-action=how-many]').selectOption('2');
    const who = nameOf('little-quill');
    await choose(page, who);
    await page.locator('#met-title', { hasText: sayDesk('en', 'helpers.meet-whom', { share: share(trace.at(-1), total), who }) }).waitFor();
    assert.deepEqual(sorted(await titles(page)), sorted(namesOf(greedy.map((at) => SIX[at]))));
    assert.ok((await page.locator('main').innerText()).includes(sayDesk('en', 'helpers.best')));
    // All six agencies together have only five helpers, and the page says so.
    await choose(page, sayDesk('en', 'shared.all'));
    await page.locator('[data-action=how-many]').selectOption('10');
    await page.locator('main p', { hasText: sayDesk('en', 'helpers.fewer', { n: 5 }) }).waitFor();
    assert.equal(await page.locator('#met-title').innerText(), sayDesk('en', 'helpers.meet-all', { share: share(GROUP.all_trace.at(-1), GROUP.helpers_k2.total) }));
  });

  test('the network of helpers has a table with each published help', async () => {
    const { page } = visit;
    await turn(page, 'helpers');
    const wanted = SIX.flatMap((from) => SIX.filter((to) => to !== from).map((to) => [from, to]))
      .filter(([from, to]) => {
        const pair = pairOf(from, to);
        // If inflexible terms conflict, there is no help.
        return pair.hard.length === 0 && (pair.a === from ? pair.help_ab : pair.help_ba) > 0;
      })
      .map((ids) => namesOf(ids).join(' → '));
    const table = page.locator('.network__table');
    assert.deepEqual(sorted((await rowsOf(table)).map(([from, to]) => `${from} → ${to}`)), sorted(wanted));
    assert.ok(wanted.length > 5);
    const picture = page.locator('.network svg[role=img]');
    assert.equal(await picture.count(), 1);
    assert.deepEqual(await page.locator('.network__names li').allInnerTexts(), namesOf(SIX));
  });

  test('unmet needs are listed, and each count opens to its agencies', async () => {
    const { page } = visit;
    await turn(page, 'gaps');
    const nobody = await page.locator('.nobody strong').innerText();
    assert.deepEqual(GROUP.nobody_can_help.map(({ cap }) => label(cap)).filter((it) => !nobody.includes(it)), []);
    const table = page.locator('[aria-labelledby=needs-title] table');
    const rows = new Map((await rowsOf(table)).map(([capability, ...cells]) => [capability, cells.map((cell) => Number.parseInt(cell, 10))]));
    for (const { cap, needed_by, uncovered = needed_by } of [...GROUP.nobody_can_help, ...GROUP.partly_uncovered]) {
      assert.deepEqual(rows.get(label(cap)).slice(0, 2), [needed_by.length, uncovered.length], cap);
    }
    const { cap, uncovered } = GROUP.partly_uncovered.find((it) => it.cap === 'sec-response');
    const cell = table.locator('tr', { has: page.locator('th', { hasText: label(cap) }) }).locator('td').nth(1);
    await cell.locator('summary').click();
    assert.deepEqual(await cell.locator('[data-action=show]').allInnerTexts(), namesOf(uncovered));
    // One domain at a time.
    const n_rows = await table.locator('tbody tr').count();
    await page.locator('select[name=domain]').selectOption({ index: 1 });
    assert.ok((await table.locator('tbody tr').count()) < n_rows);
    await page.locator('select[name=domain]').selectOption({ index: 0 });
  });

  test('buying groups are sorted by weight, with the published members, shares and leads', async () => {
    const { page } = visit;
    await turn(page, 'buying');
    const [first] = GROUP.buy_groups;
    const tiles = page.locator('.tile');
    assert.equal(await tiles.count(), GROUP.buy_groups.length);
    const text = await tiles.first().innerText();
    assert.ok(text.includes(label(first.cap)));
    assert.ok(text.includes(sayDesk('en', 'buying.members', { n: first.members.length })));
    assert.ok(text.includes(sayDesk('en', 'buying.equal', { n: (first.eff10 / 10).toFixed(1) })));
    assert.ok(text.includes('2,000,000'));
    const members = await tiles.first().locator('.answers__row').nth(1).locator('[data-action=show]').allInnerTexts();
    assert.deepEqual(sorted(members), sorted(namesOf(first.members)));
    const who = members[0];
    assert.ok(text.includes(sayDesk('en', 'buying.largest-share', { who, n: first.largest_pct })));
    const leads = await tiles.first().locator('.answers__row').last().locator('[data-action=show]').allInnerTexts();
    assert.deepEqual(sorted(leads), sorted(namesOf(first.leads)));
    const order = await page.locator('.tile__title').evaluateAll((all) => all.map((it) => it.firstChild.textContent));
    assert.deepEqual(order, GROUP.buy_groups.map(({ cap }) => label(cap)));
  });

  test('there are two best pairs, and three pairs if every agency takes part', async () => {
    const { page } = visit;
    await turn(page, 'meet');
    const pairs = async (n) => {
      await page.locator('#pairs-title', { hasText: sayDesk('en', 'meet.pairs', { n }) }).waitFor();
      const found = await titles(page, '[aria-labelledby=pairs-title] .tiles');
      return sorted(found.map((it) => sorted(it.split(PAIR)).join(' + ')));
    };
    const wanted = (list) => sorted(list.map(([a, b]) => sorted(namesOf([a, b])).join(' + ')));
    assert.deepEqual(await pairs(2), wanted(GROUP.stable_pairs));
    await page.locator('#alone-title', { hasText: sayDesk('en', 'meet.alone', { n: 2 }) }).waitFor();
    await page.locator('input[name=way][value=fair]').check();
    assert.deepEqual(await pairs(3), wanted(GROUP.fair_pairs));
    await page.locator('main p', { hasText: sayDesk('en', 'meet.alone-none') }).waitFor();
    await page.locator('[data-action=partners-all]').click();
    await page.locator('main p', { hasText: sayDesk('en', 'partners.done') }).waitFor();
    const best = page.locator('[aria-labelledby=partners-title] .tile');
    assert.ok((await best.count()) >= 3);
    assert.ok((await best.first().locator('.badge').innerText()).length > 3);
    const numbers = /\b\d+\s?(%|of 100|points)/;
    assert.ok(!numbers.test(await best.first().innerText()), 'a fit is said in words');
  });

  test('a coalition with conflicts shows the adjustments, and grows by one click', async () => {
    const { page } = visit;
    await turn(page, 'invite');
    for (const id of ['halcyon-rivers', 'copperleaf-schools']) {
      await page.locator('.members .choice', { hasText: nameOf(id) }).locator('input').check();
    }
    const bends = page.locator('[aria-labelledby=bends-title]');
    const values = { n: 1, of: 2, after: 2 };
    await bends.locator('p', { hasText: sayDesk('en', 'invite.together', values) }).waitFor();
    const steps = await bends.locator('li').allInnerTexts();
    assert.ok(steps.length > 0);
    const { hard } = pairOf('halcyon-rivers', 'copperleaf-schools');
    const asks = (id) => {
      const { ask, strict } = bank.terms.find((term) => term.id === id);
      return [ask.en, strict?.ask.en].filter(Boolean);
    };
    assert.ok(hard.length > 0);
    for (const id of hard) {
      assert.ok(steps.some((step) => asks(id).some((ask) => step.includes(ask))), `${id}: ${steps.join(' / ')}`);
    }
    const add = page.locator('[aria-labelledby=next-title] .tile').first();
    const name = await add.locator('h3').innerText();
    await add.getByRole('button', { name: sayDesk('en', 'invite.add-who', { who: name }) }).click();
    await page.locator('#chosen-title', { hasText: sayDesk('en', 'invite.chosen', { n: 3 }) }).waitFor();
    await worked(page);
    assert.ok(!(await titles(page, '[aria-labelledby=next-title] .tiles')).includes(name));
    await page.getByRole('button', { name: sayDesk('en', 'invite.take-out-who', { who: name }) }).click();
    await page.locator('#chosen-title', { hasText: sayDesk('en', 'invite.chosen', { n: 2 }) }).waitFor();
  });

  test('a filter changes the agencies that count on all pages', async () => {
    const { page } = visit;
    await turn(page, 'helpers');
    await page.locator('.filter summary').click();
    const kinds = { larkspur: 'county', fenwick: 'city', quill: 'town' };
    const options = bank.context.find(({ id }) => id === 'ctx-kind').options;
    for (const kind of Object.values(kinds)) {
      const text = `${options.find(({ id }) => id === kind).label.en} (1)`;
      await page.locator('.filter__set .choice', { hasText: text }).locator('input').check();
    }
    const count = `${sayDesk('en', 'group.count', { n: 6 })} ${sayDesk('en', 'group.count-shown', { n: 3 })}`;
    await page.locator('.about__count', { hasText: count }).waitFor();
    await worked(page);
    assert.deepEqual(await page.locator('.network__names li').allInnerTexts(), namesOf(SIX.slice(0, 3)));
    assert.notEqual(await page.locator('#met-title').innerText(), sayDesk('en', 'helpers.meet-all', { share: '36%' }));
    await turn(page, 'group');
    await listed(page, 3);
    assert.deepEqual(await names(page), namesOf(SIX.slice(0, 3)));
    await turn(page, 'summary');
    await page.locator('main p', { hasText: sayDesk('en', 'summary.none') }).waitFor();
    await page.locator('[data-action=clear-filter]').click();
    await page.locator('.about__count', { hasText: /^6 agencies\.$/ }).waitFor();
    await turn(page, 'group');
    await listed(page, 6);
  });

  test('a click sorts the list, a second reverses it, and the search ignores case', async () => {
    const { page } = visit;
    await turn(page, 'group');
    const order = async (action) => {
      await page.locator(`[data-action=sort-${action}]`).click();
      await worked(page);
      return names(page);
    };
    const byName = sorted(namesOf(SIX));
    assert.deepEqual(await order('name'), byName);
    assert.equal(await page.locator('th', { has: page.locator('[data-action=sort-name]') }).getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await order('name'), byName.toReversed());
    const needs = async () => (await rowsOf(page.locator('.list table'))).map((cells) => Number(cells[6]));
    await order('needs');
    const found = await needs();
    assert.deepEqual(found, found.toSorted((a, b) => b - a));
    await page.locator('input[name=search]').fill('COPPERLEAF');
    await listed(page, 1);
    await page.locator('.choose__search [role=status]', { hasText: sayDesk('en', 'shared.found-one') }).waitFor();
    assert.deepEqual(await names(page), namesOf(['copperleaf-schools']));
    await page.locator('input[name=search]').fill('nobody of this name');
    await page.locator('main p', { hasText: sayDesk('en', 'list.none') }).waitFor();
    await page.locator('[data-action=search-clear]').click();
    await listed(page, 6);
  });

  test('on paper every page fits A4, says that the agencies are fictional, and has no field, tab or save button', async () => {
    const { page } = visit;
    for (const name of PAGES) {
      await turn(page, name);
      await page.setViewportSize({ width: Math.floor(((210 - 30) / 25.4) * 96), height: 900 });
      await page.emulateMedia({ media: 'print' });
      const clickable = 'input:visible, select:visible, textarea:visible, .tabs:visible, .export:visible, .steps:visible, .turn__ways:visible';
      assert.equal(await page.locator(clickable).count(), 0, name);
      assert.ok(await page.locator('.banner.examples').isVisible(), name);
      const over = await page.evaluate(() =>
        [...document.querySelectorAll('.interlocal *')]
          .filter((it) => it.checkVisibility() && !it.closest('.visually-hidden, svg'))
          .filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map((it) => it.className),
      );
      assert.deepEqual(over, [], name);
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  const FILES = {
    group: { agencies: ['agency', 'kind', 'population', 'region', 'date', 'offers', 'needs', 'own'], links: ['agency', 'region', 'date', 'link'] },
    gaps: { coverage: ['capability', 'label', 'agency', 'helpers', 'helper'], heat: ['agency', 'capability', 'label', 'state', 'surplus', 'outside_help'] },
    helpers: { helpers: ['helper', 'for', 'meets', 'of', 'is_best', 'with'], network: ['helper', 'helped', 'points', 'with'] },
    buying: { buying: ['capability', 'label', 'by', 'power', 'n_members', 'people_at_least', 'effective_members_times_10', 'largest_pct', 'members', 'leads'] },
    meet: { meetings: ['a', 'b', 'label', 'fit'], partners: ['a', 'b', 'label', 'fit'] },
    invite: { invite: ['agency', 'adds', 'brings', 'gets', 'clashes'] },
    summary: { summary: ['of', 'which', 'count', 'n'] },
  };

  test('each result is saved as a table and as JSON with the same content', async () => {
    const { page, log, mark } = visit;
    const files = {};
    for (const [name, results] of Object.entries(FILES)) {
      await turn(page, name);
      if (name === 'meet') {
        await page.locator('[data-action=partners-all]').click();
        await worked(page);
      }
      for (const [result, columns] of Object.entries(results)) {
        const csv = await saved(page, `export-${result}-csv`);
        const json = await saved(page, `export-${result}-json`);
        assert.match(csv.name, /^interlocal-[a-z-]+\.csv$/);
        assert.equal(json.name, csv.name.replace(/csv$/, 'json'));
        const [head, ...rows] = readCsv(csv.text);
        assert.deepEqual(head.slice(0, columns.length), columns, result);
        const data = JSON.parse(json.text);
        assert.ok(rows.length > 0 && rows.every((row) => row.length === head.length), result);
        assert.equal(data.length, rows.length, result);
        assert.deepEqual(Object.keys(data[0]).toSorted(), head.toSorted(), result);
        files[result] = data;
      }
    }
    assert.deepEqual(files.agencies.map(({ agency }) => agency), namesOf(SIX));
    assert.equal(files.heat.length, SIX.length * bank.capabilities.length);
    assert.deepEqual(files.buying.map(({ capability, power }) => [capability, power]), GROUP.buy_groups.map(({ cap, power }) => [cap, power]));
    assert.equal(files.meetings.length, GROUP.fair_pairs.length);
    assert.deepEqual(sorted(files.meetings.map(({ fit }) => String(fit))), sorted(GROUP.fair_pairs.map(([, , fit]) => String(fit))));
    const uncovered = files.coverage.filter(({ helpers }) => helpers === 'nobody').length;
    const wanted = [...GROUP.nobody_can_help, ...GROUP.partly_uncovered].flatMap(({ needed_by, uncovered: some = needed_by }) => some);
    assert.equal(uncovered, wanted.length);
    assert.deepEqual(files.summary.filter(({ n }) => n !== null && n > 0 && n < 5), []);

    // The links alone give the same group again.
    const { page: other, close } = await newPage(browser);
    await toGroup(other);
    await addText(other, files.links.map(({ link }) => link).join('\n'));
    await listed(other, SIX.length);
    assert.deepEqual(await names(other), namesOf(SIX));
    await close();
    assert.deepEqual(log.requestsSince(mark).filter(({ url }) => !url.startsWith('blob:')), []);
    assert.deepEqual(log.problems(), []);
  });
});

test('the list and the map of many agencies have several pages', async () => {
  const { expected, csv } = convenersList();
  const { page, log, close } = await newPage(browser);
  await toGroup(page);
  await page.locator('#lists').setInputFiles(csv);
  await listed(page, 25);
  const first = await names(page);
  const part = (from, to) => sayDesk('en', 'list.part', { from, to, n: expected.agencies });
  const list = page.locator('section', { has: page.locator('.list') }).last();
  await list.locator('[data-action=after]').click();
  await page.locator('.turn p', { hasText: part(26, 50) }).waitFor();
  await worked(page);
  assert.deepEqual((await names(page)).filter((name) => first.includes(name)), []);

  await turn(page, 'gaps');
  const heads = () => page.locator('.heat__agency').allInnerTexts();
  const seen = new Set(await heads());
  for (let from = 12; from < expected.agencies; from += 12) {
    await page.locator('[data-action=after]').click();
    await page.locator('.turn p', { hasText: part(from + 1, Math.min(from + 12, expected.agencies)) }).waitFor();
    await worked(page);
    (await heads()).forEach((name) => seen.add(name));
  }
  assert.equal(seen.size, expected.agencies, 'each agency stands on one page of the map');
  assert.equal(await page.locator('[data-action=after]').getAttribute('aria-disabled'), 'true');
  const cells = await page.locator('.heat__table tbody td.heat__cell').count();
  assert.equal(cells, (expected.agencies % 12) * bank.capabilities.length);
  assert.deepEqual(log.problems(), []);
  await close();
});
