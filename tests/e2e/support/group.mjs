// Steps on the pages of a group, and the published results of the example's six agencies.

import { readFileSync } from 'node:fs';

import { nextFile } from './outside.mjs';
import { open, selectors, settled } from './pages.mjs';
import { atDesk, COUNTY, goHome, token, unfold, whenDrawn } from './visits.mjs';

const published = JSON.parse(readFileSync(new URL('../../vectors/score/personas.json', import.meta.url), 'utf8'));

/** The published results for the six synthetic agencies. */
export const GROUP = published.expected_group;
/** The published results for two of them, by their ids in either order. */
export const pairOf = (one, other) =>
  published.expected_pairs.find(({ a, b }) => (a === one && b === other) || (a === other && b === one));
/** The name of a synthetic agency. */
export const nameOf = (id, lang = 'en') => published.personas.find((it) => it.id === id).name[lang];
/** The names of the six, in their order. */
export const SIX = GROUP.order;
export const namesOf = (ids, lang = 'en') => ids.map((id) => nameOf(id, lang));

/** The pages of a group, in the order of their tabs. */
export const PAGES = ['group', 'gaps', 'helpers', 'buying', 'meet', 'invite', 'summary'];

/** Goes from the start page to a group without agencies. */
export async function toGroup(page, path = '') {
  await open(page, path);
  await settled(page);
  await page.locator('[data-action=open]').click();
  await page.locator('[data-action=desk-open]').click();
  await atDesk(page, 'open');
  await page.locator('[data-action=group]').click();
  await atDesk(page, 'group');
}

/** Goes from any screen to the six synthetic agencies. */
export async function toExamples(page) {
  await goHome(page);
  await page.locator('[data-action=example]').click();
  await atDesk(page, 'group');
  await listed(page, SIX.length);
}

/** The names in the list of agencies, as shown. */
export const names = (page) => page.locator('.list tbody th [data-action=show]').allInnerTexts();

/** Waits until the list shows a number of rows and no query is pending. */
export async function listed(page, n) {
  await page.waitForFunction((wanted) => document.querySelectorAll('.list tbody tr').length === wanted, n);
  await worked(page);
}

/** Waits until all results on the page are computed. */
export function worked(page) {
  return page.waitForFunction(() => document.querySelector('main [aria-busy=true], main progress') === null);
}

/** Goes to a page of the group, by its tab. */
export async function turn(page, name) {
  await page.locator(`.tabs [data-action=desk-${name}]`).click();
  await atDesk(page, name);
  await worked(page);
}

/** Adds the profiles in a text. */
export async function addText(page, text) {
  await page.locator('#links').fill(text);
  await page.locator('[data-action=add-links]').click();
}

/** Drops files or text on an element. Files are `[name, base64]`. */
export async function drop(page, files, text = '', selector = 'main') {
  await page.locator(selector).evaluate(
    (target, [list, words]) => {
      const dataTransfer = new DataTransfer();
      for (const [name, content] of list) {
        dataTransfer.items.add(new File([Uint8Array.from(atob(content), (it) => it.charCodeAt(0))], name));
      }
      if (words) {
        dataTransfer.setData('text/plain', words);
      }
      for (const type of ['dragover', 'drop']) {
        const isLeft = target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        if (isLeft) {
          throw new Error(`the browser would open what is dropped (${type})`);
        }
      }
    },
    [files, text],
  );
}

/** Waits until the status line about the last step has this text. */
export function brought(page, text) {
  return page.locator('.notice__text', { hasText: text }).waitFor();
}

/** Adds a line at the start of a script of the site: for browsers that lack something, and workers that fail. */
export function ahead(page, script, line) {
  return page.route(`**/${script}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${line}\n${await response.text()}` });
  });
}

/** The rows of a table, as texts of their cells. */
export const rowsOf = (table) =>
  table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

/** Clicks on something that saves a file; returns its name and text. */
export async function saved(page, action) {
  const coming = nextFile(page);
  await page.locator(`[data-action=${action}]`).click();
  const download = await coming;
  // Chromium drops the eleventh file within a second; this pause prevents that, and a longer one does no harm.
  await new Promise((resolve) => setTimeout(resolve, 110));
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** A table in the format of our files: a byte order mark first, CR LF after lines, quotes where cells need them. */
export function readCsv(text) {
  const rows = [];
  let [row, cell, isQuoted] = [[], '', false];
  const content = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < content.length; at += 1) {
    const char = content[at];
    if (isQuoted && char === '"' && content[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') {
      isQuoted = !isQuoted;
    } else if (char === ',' && !isQuoted) {
      row.push(cell);
      cell = '';
    } else if (char === '\n' && !isQuoted) {
      rows.push([...row, cell.replace(/\r$/, '')]);
      [row, cell] = [[], ''];
    } else {
      cell += char;
    }
  }
  if (isQuoted || cell !== '' || row.length > 0) {
    throw new Error('the table ends within a row');
  }
  return rows;
}

/** Like `tour`, through every page of a group, for a user with own answers; from any screen, and back to the start. */
export async function groupTour(page, lookAt) {
  const look = whenDrawn(page, lookAt);
  await toExamples(page);
  await page.locator('[data-action=clear-examples]').click();
  await turn(page, 'gaps');
  await look('desk-gaps:empty');
  await page.locator('[data-action=add-examples]').click();
  await page.locator('.heat__table').waitFor();
  await turn(page, 'group');
  // The box is checked once the worker has accepted the answers.
  await page.locator('input[name=mine]').click();
  await page.locator('input[name=mine]:checked').waitFor();
  await listed(page, SIX.length + 1);
  await addText(page, [token(COUNTY), token(COUNTY), token(COUNTY).slice(0, -5)].join('\n'));
  await listed(page, SIX.length + 2);
  for (const at of [0, 1]) {
    await page.locator('[data-action=beside]').nth(at).click();
  }
  await page.locator('input[name=collection]').fill('Larkspur valley');
  await page.locator('[data-action=keep]').click();
  await page.locator('[data-action=delete-kept]').click();
  await page.locator('.collections__ask').waitFor();
  await unfold(page);
  await look('desk-group');
  await page.locator('[data-action=confirm-delete]').click();
  for (const name of PAGES.slice(1)) {
    await turn(page, name);
    if (name === 'meet') {
      await page.locator('[data-action=partners-all]').click();
      await page.locator('[aria-labelledby=partners-title] .tile').first().waitFor();
    }
    if (name === 'invite') {
      for (const at of [3, 4]) {
        await page.locator('input[name=member]').nth(at).check();
      }
      await page.locator('#next-title').waitFor();
      await worked(page);
    }
    await unfold(page);
    await look(`desk-${name}`);
  }
  await goHome(page);
}
