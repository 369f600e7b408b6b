// The whole widget as one file, opened from a folder as with a double click: no request, no violation, and the same links as
// on a site.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { launch, newPage } from './support/browser.mjs';
import { toExamples, turn } from './support/group.mjs';
import { open, paste, selectors, settled, siteUrl, walkTo } from './support/pages.mjs';
import { COUNTY, token, toShare } from './support/visits.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'interlocal-single-'));
const BASE = 'https://forms.agency.example/it/';

/** Makes the file from `dist/`, and returns its address. */
function make(name, ...options) {
  const made = execFileSync(join(root, 'target/debug/xtask'), ['single', ...options], { encoding: 'utf8' });
  const [path] = made.match(/\S+\.html/);
  copyFileSync(path, join(folder, name));
  return pathToFileURL(join(folder, name)).href;
}

let browser;
let alone;
let hosted;
before(async () => {
  browser = await launch();
  alone = make('alone.html');
  hosted = make('hosted.html', '--share-base', BASE);
});
after(() => browser.close());

/** Requests except those for the file itself and for the page's own blobs. */
const asked = (log) => log.requests.map(({ url }) => url).filter((url) => !/^(file|data|blob):/.test(url));

test('the path to a profile from a folder makes no request, violates no policy, and gives the link of a site', async () => {
  const links = [];
  for (const address of [siteUrl(), hosted]) {
    const visit = await newPage(browser);
    await open(visit.page, '', address);
    await settled(visit.page);
    await walkTo(visit.page, 'profile');
    links.push(await visit.page.locator('#share-link').inputValue());
    if (address === hosted) assert.deepEqual(asked(visit.log), []);
    assert.deepEqual(visit.log.problems(), []);
    await visit.close();
  }
  assert.equal(links[1], links[0].replace(siteUrl(), BASE));
});

test('without the address of a site, the page says how to open its links, and they open', async () => {
  const visit = await newPage(browser);
  const { page, log } = visit;
  await open(page, '', alone);
  await settled(page);
  assert.match(await page.locator('[data-part=note]').innerText(), /Open a link/);
  await walkTo(page, 'profile');
  const link = await page.locator('#share-link').inputValue();
  assert.match(link, /^\?#su1/);
  assert.equal(link.includes(folder), false);
  await page.locator('[data-action=home]').click();
  await page.locator('[data-action=open]').click();
  await paste(page, token(COUNTY));
  await page.locator(selectors.screen('received')).waitFor();
  assert.deepEqual(asked(log), []);
  assert.deepEqual(log.problems(), []);
  await visit.close();
});

test('the file includes Spanish, the desk and a group', async () => {
  const visit = await newPage(browser);
  const { page, log } = visit;
  await open(page, '', alone);
  await settled(page);
  await page.locator('[data-action=lang-es]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'es');
  await page.locator('[data-action=lang-en]').click();
  await walkTo(page, 'profile');
  await toShare(page);
  await page.locator('#link').waitFor();
  await toExamples(page);
  await turn(page, 'helpers');
  assert.deepEqual(asked(log), []);
  assert.deepEqual(log.problems(), []);
  await visit.close();
});

test('a link behind the file’s own address opens', async () => {
  const visit = await newPage(browser);
  await visit.page.goto(`${alone}#${token(COUNTY)}`);
  await visit.page.locator(selectors.screen('received')).waitFor();
  assert.equal(visit.page.url(), alone);
  assert.deepEqual(visit.log.problems(), []);
  await visit.close();
});
