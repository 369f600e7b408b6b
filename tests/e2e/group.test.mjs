// Collecting and saving many agencies: the examples, a convener's list, import errors, and saved groups on the device.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';

import { bank, say, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { convenersList } from './support/convener.mjs';
import { tokens } from './support/cli.mjs';
import {
  addText,
  brought,
  drop,
  listed,
  nameOf,
  names,
  namesOf,
  pairOf,
  rowsOf,
  SIX,
  toExamples,
  toGroup,
  turn,
  worked,
} from './support/group.mjs';
import { countWorkers } from './support/outside.mjs';
import { open, selectors, settled, siteUrl } from './support/pages.mjs';
import { atDesk, COUNTY, storage, token, TOWN } from './support/visits.mjs';
import { idle, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const link = (text) => `${siteUrl()}?#${text}`;

/** Returns the names of the databases on the device. */
const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

/** Checks that the page has no problem, no cookie, and nothing in its storage without the person's request. */
async function assertClean(visit) {
  assert.deepEqual(visit.log.problems(), []);
  assert.deepEqual(await visit.log.cookies(), []);
  assert.deepEqual(await storage(visit.page), {});
}

test('one click on the start page opens six fictional agencies, and another compares two of them', async () => {
  const visit = await newPage(browser);
  const { page, log, close } = visit;
  await open(page);
  await settled(page);
  await page.locator('[data-action=example]').click();
  await atDesk(page, 'group');
  await listed(page, SIX.length);
  assert.deepEqual(await names(page), namesOf(SIX));
  assert.equal(await page.locator('.banner.examples').innerText(), [
    sayDesk('en', 'group.examples-text'),
    sayDesk('en', 'group.examples-clear'),
  ].join('\n\n'));
  await idle(page);
  const mark = log.mark();

  for (const name of namesOf(['larkspur-county', 'fenwick-falls'])) {
    await page.getByRole('button', { name: sayDesk('en', 'list.beside-of', { name }), exact: true }).click();
  }
  await page.locator('.notice [data-action=pair]').click();
  await atDesk(page, 'pair');
  const { label } = pairOf('larkspur-county', 'fenwick-falls');
  assert.equal(await page.locator('.pair__label').innerText(), bank.messages[`fit.${label}`].en);
  await page.goBack();
  await atDesk(page, 'group');
  await listed(page, SIX.length);
  assert.deepEqual(log.requestsSince(mark), []);
  assert.deepEqual(await databases(page), [], 'nothing is kept before somebody asks');
  await assertClean(visit);

  // One click removes the examples, and one click brings them back.
  await page.locator('[data-action=clear-examples]').click();
  await page.locator('.banner.examples').waitFor({ state: 'detached' });
  await page.locator('.list').waitFor({ state: 'detached' });
  await page.locator('[data-action=lang-es]').click();
  await page.locator('[data-action=add-examples]').click();
  await listed(page, SIX.length);
  assert.deepEqual(await names(page), namesOf(SIX, 'es'));
  assert.ok((await page.locator('.banner.examples').innerText()).includes(sayDesk('es', 'group.examples-text')));
  await close();
});

const WAYS = {
  'dropped as a spreadsheet': ['xlsx', (page, file) => drop(page, [[file.split('/').at(-1), readFileSync(file).toString('base64')]])],
  'chosen as a table': ['csv', (page, file) => page.locator('#lists').setInputFiles(file)],
};

for (const [what, [kind, give]] of Object.entries(WAYS)) {
  test(`a convener’s list, ${what}: new, duplicate and unreadable entries have their row numbers`, async () => {
    const { expected, [kind]: file } = convenersList();
    const visit = await newPage(browser);
    const { page, log, close } = visit;
    await toGroup(page);
    await idle(page);
    await give(page, file);
    const n_twice = expected.same_link.length + expected.older_date.length;
    const bad = [...expected.damaged, ...expected.older_bank].toSorted((a, b) => a - b);
    await brought(page, [
      sayDesk('en', 'collect.new', { n: expected.agencies }),
      sayDesk('en', 'collect.duplicates', { n: n_twice }),
      sayDesk('en', 'collect.rejected', { n: bad.length }),
    ].join(' '));
    await listed(page, 25);
    const mark = log.mark();
    const numbers = (rows) => rows.map(([place]) => Number(/(?:row|line) (\d+)/.exec(place)[1]));

    const folds = { bad: page.locator('[data-fold=bad]'), duplicates: page.locator('[data-fold=duplicates]') };
    assert.equal(await folds.bad.locator('summary').innerText(), sayDesk('en', 'rejects.bad', { n: bad.length }));
    await folds.bad.locator('summary').click();
    const rows = await rowsOf(folds.bad);
    assert.deepEqual(numbers(rows), bad);
    const reason = (lang, row) => rowsOf(folds.bad).then((all) => all.find(([place]) => new RegExp(`\\b${row}\\b`).test(place))[1]);
    const [words, changed] = [103, 25];
    assert.equal(await reason('en', words), sayDesk('en', 'reject.no-link'));
    assert.equal(await reason('en', changed), say('en', 'broken.damaged'));
    for (const [place, why, excerpt] of rows) {
      assert.ok(place.startsWith(file.split('/').at(-1)), place);
      assert.ok(why.length > 20, why);
      assert.ok(excerpt.length > 5 || place.includes('103'), excerpt);
    }
    await folds.duplicates.locator('summary').click();
    const twice = [...expected.same_link, ...expected.older_date].toSorted((a, b) => a - b);
    const rows_twice = await rowsOf(folds.duplicates);
    assert.deepEqual(numbers(rows_twice).toSorted((a, b) => a - b), twice);
    const same = rows_twice.filter(([, why]) => why === sayDesk('en', 'rejects.same'));
    assert.deepEqual(numbers(same).toSorted((a, b) => a - b), expected.same_link);

    await page.locator('[data-action=lang-es]').click();
    await page.locator('h1', { hasText: sayDesk('es', 'group.title') }).waitFor();
    assert.equal(await reason('es', words), sayDesk('es', 'reject.no-link'));
    assert.equal(await reason('es', changed), say('es', 'broken.damaged'));
    await page.locator('[data-action=lang-en]').click();

    await page.locator('[data-action=undo-group]').click();
    await page.locator('.list').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.rejects').count(), 0);
    assert.equal(await page.locator('[data-action=add-examples]').count(), 1, 'the group is empty again');
    assert.deepEqual(log.requestsSince(mark), []);
    await assertClean(visit);
    await close();
  });
}

test('a convener finds agencies to introduce, compares two, and prints a summary without names', async () => {
  const { expected, xlsx } = convenersList();
  const visit = await newPage(browser);
  const { page, log, close } = visit;
  await page.addInitScript(() => {
    window.nPrinted = 0;
    window.print = () => {
      window.nPrinted += 1;
    };
  });
  await toGroup(page);
  await page.locator('#lists').setInputFiles(xlsx);
  await listed(page, 25);
  const list = await names(page);
  await turn(page, 'meet');
  const tile = page.locator('section[aria-labelledby=pairs-title] .tile').first();
  const [a, b] = await tile.locator('h3 .who').allInnerTexts();
  assert.ok(a && b && a !== b);
  assert.ok((await tile.locator('li').allInnerTexts()).every((reason) => reason.length > 10));
  await tile.locator('[data-action=pair]').click();
  await atDesk(page, 'pair');
  const text = await page.locator('main').innerText();
  assert.ok(text.includes(a) && text.includes(b), `${a}, ${b}`);
  await page.goBack();
  await atDesk(page, 'meet');
  await worked(page);

  await turn(page, 'summary');
  await page.locator('[data-action=print]').click();
  assert.equal(await page.evaluate(() => window.nPrinted), 1);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('button:visible, summary:visible, input:visible, select:visible').count(), 0);
  const paper = await page.locator('main').innerText();
  assert.ok(paper.includes(sayDesk('en', 'group.count', { n: expected.agencies })));
  assert.ok(paper.includes(sayDesk('en', 'summary.held')));
  assert.deepEqual(list.filter((name) => paper.includes(name)), [], 'nobody is named');
  const counts = await page.locator('.summary__table td').allInnerTexts();
  assert.ok(counts.length > 50 && counts.includes(sayDesk('en', 'summary.few')));
  assert.deepEqual(counts.filter((it) => /^\d+$/.test(it) && Number(it) > 0 && Number(it) < 5), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('links are found in any text, and the newer of two profiles of an agency is kept', async () => {
  const town = (date, level) => ({ ...TOWN, date, answers: { ...TOWN.answers, website: { skill: level, need: 0 } } });
  const [older, newer] = tokens([town('2025-03-01', 1), town('2026-03-01', 4)]);
  const { page, log, close } = await newPage(browser);
  await toGroup(page);
  await addText(page, `Dear all,\n> ours: <${link(newer)}>, and Oakvale's (${link(token(COUNTY))}).\nThe old one was ${link(older)}…`);
  await brought(page, [sayDesk('en', 'collect.new', { n: 2 }), sayDesk('en', 'collect.duplicates-one')].join(' '));
  await listed(page, 2);
  assert.deepEqual(await names(page), [TOWN.agency, COUNTY.agency]);
  assert.equal(await page.locator('#links').inputValue(), '', 'the box is empty for the next ones');
  const fold = page.locator('[data-fold=duplicates]');
  await fold.locator('summary').click();
  const [[place, why, kept]] = await rowsOf(fold);
  assert.equal(place, `${sayDesk('en', 'place.pasted')}, ${sayDesk('en', 'place.line', { n: 3 })}`);
  assert.equal(why, sayDesk('en', 'rejects.older', { date: '2025-03-01' }));
  assert.equal(kept, TOWN.agency);
  // Dropped text is added as well, and a newer profile replaces an older one.
  const [newest] = tokens([town('2026-09-09', 3)]);
  await drop(page, [], `Look: ${link(newest)}`);
  await brought(page, sayDesk('en', 'collect.replaced-one'));
  await listed(page, 2);
  assert.deepEqual(await names(page), [TOWN.agency, COUNTY.agency]);
  await addText(page, 'nothing of the kind');
  await brought(page, sayDesk('en', 'collect.new-none'));
  assert.deepEqual(log.problems(), []);
  await close();
});

describe('a saved group', () => {
  const collection = (page, name) => page.locator('.collections__one', { has: page.locator('strong', { hasText: new RegExp(`^${name}$`) }) });
  const kept = (page) => page.locator('.collections__one strong').allInnerTexts();
  const keep = async (page, name) => {
    await page.locator('input[name=collection]').fill(name);
    await page.locator('[data-action=keep]').click();
    await page.locator('.share__status', { hasText: sayDesk('en', 'kept.done', { name }) }).waitFor();
    await collection(page, name).waitFor();
  };

  /** Opens a visit with two saved groups: "Valley" has the six agencies; "Without the county", which is open, has five. */
  async function withTwo() {
    const visit = await newPage(browser);
    const { page } = visit;
    await open(page);
    await settled(page);
    await toExamples(page);
    await keep(page, 'Valley');
    await page.getByRole('button', { name: sayDesk('en', 'list.remove-of', { name: nameOf(SIX[0]) }), exact: true }).click();
    await listed(page, 5);
    await keep(page, 'Without the county');
    return visit;
  }

  test('is listed in a later visit, with its name and its number of agencies', async () => {
    const { page, close } = await withTwo();
    assert.deepEqual(await kept(page), ['Without the county', 'Valley'], 'the newest first');
    assert.ok((await collection(page, 'Valley').innerText()).includes(sayDesk('en', 'group.count', { n: 6 })));
    await page.reload();
    await page.locator(selectors.screen('start')).waitFor();
    await toGroup(page);
    await collection(page, 'Valley').waitFor();
    assert.equal(await page.locator('.list').count(), 0);
    await collection(page, 'Valley').locator('[data-action=open-kept]').click();
    await listed(page, 6);
    assert.deepEqual(await names(page), namesOf(SIX));
    await collection(page, 'Without the county').locator('[data-action=open-kept]').click();
    await listed(page, 5);
    assert.deepEqual(await names(page), namesOf(SIX.slice(1)));
    await close();
  });

  test('can be renamed, but not to an existing name', async () => {
    const { page, close } = await withTwo();
    const rename = async (from, to) => {
      await collection(page, from).locator('[data-action=rename-kept]').click();
      await page.waitForFunction(() => document.activeElement?.name === 'new-name');
      await page.keyboard.type(to);
      await page.keyboard.press('Enter');
    };
    await rename('Valley', 'Without the county');
    await page.locator('.problem', { hasText: sayDesk('en', 'group.fail-name-taken') }).waitFor();
    assert.deepEqual(await kept(page), ['Without the county', 'Valley']);
    await rename('Valley', 'River valley');
    await collection(page, 'River valley').waitFor();
    assert.equal(await page.locator('.problem').count(), 0);
    await collection(page, 'River valley').locator('[data-action=open-kept]').click();
    await listed(page, 6);
    assert.deepEqual(await kept(page), ['Without the county', 'River valley']);
    await close();
  });

  test('is deleted only after a question', async () => {
    const { page, close } = await withTwo();
    const name = 'Without the county';
    await collection(page, name).locator('[data-action=delete-kept]').click();
    await page.locator('.collections__ask', { hasText: sayDesk('en', 'kept.delete-ask', { name }) }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.collections__ask').waitFor({ state: 'detached' });
    assert.deepEqual(await kept(page), [name, 'Valley']);
    await collection(page, name).locator('[data-action=delete-kept]').click();
    await page.locator('[data-action=confirm-delete]').click();
    await collection(page, name).waitFor({ state: 'detached' });
    assert.deepEqual(await kept(page), ['Valley']);
    await close();
  });

  test('is erased by "forget everything", in memory and on the device', async () => {
    const { page, log, close } = await withTwo();
    assert.deepEqual(await databases(page), ['interlocal']);
    assert.equal(await countWorkers(page), 1);
    await page.locator('[data-action=forget]').click();
    await page.locator(selectors.screen('start')).waitFor();
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    await until(async () => (await countWorkers(page)) === 0);
    await page.locator('[data-action=open]').click();
    await page.locator('[data-action=desk-open]').click();
    await atDesk(page, 'open');
    await page.locator('[data-action=group]').click();
    await atDesk(page, 'group');
    await page.locator('[data-action=add-examples]').waitFor();
    assert.equal(await page.locator('.list, .collections').count(), 0);
    assert.deepEqual(log.problems(), []);
    assert.deepEqual(Object.keys(await storage(page)), []);
    await close();
  });
});
