// Tests a page that Vite built by the package's readme, from the start to a profile, with the strict policy.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch, newPage } from '../e2e/support/browser.mjs';
import { siteUrl } from '../e2e/support/pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Answers all questions of a page with the middle level and goes to the next page. */
async function answerPage(page) {
  const before = await page.locator('[data-page]').getAttribute('data-page');
  for (const radio of await page.locator('input[type=radio][value="2"]').all()) await radio.check({ force: true });
  await page.locator('[data-action=next]').first().click();
  await page.locator(`[data-page]:not([data-page="${before}"])`).waitFor();
}

test('requirement 9: a bundled page goes from start to profile, and nothing is blocked', async () => {
  const { page, log, close } = await newPage(browser);
  await page.goto(siteUrl());
  await page.locator('interlocal-assessment [data-action=begin]').first().click();
  await page.locator('#ctx-kind').selectOption('2');
  await page.locator('#field-agency').fill('Testville');
  for (let steps = 0; (await page.locator('[data-page=profile]').count()) === 0; steps += 1) {
    assert.ok(steps < 20, 'no profile after 20 pages');
    await answerPage(page);
  }
  await page.locator('[data-page=profile] .profile__headline').waitFor();
  const theme = await page.evaluate(() => getComputedStyle(document.querySelector('interlocal-assessment')).getPropertyValue('--interlocal-radius'));
  assert.notEqual(theme, '', 'the page lacks the theme that it imports');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('files of another version are rejected with an error that says what to do', async () => {
  const { page, close } = await newPage(browser);
  const answers = [];
  await page.route('**/interlocal.js', async (route) => {
    const response = await route.fetch();
    answers.push(response.status());
    await route.fulfill({ response, body: `${await response.text()}//` });
  });
  await page.goto(siteUrl());
  await page.locator('html[data-failed*="is of another version than this package"]').waitFor();
  assert.deepEqual(answers, [200]);
  assert.equal(await page.evaluate(() => customElements.get('interlocal-assessment')), undefined);
  await close();
});

test('copying removes files of other versions, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'interlocal-'));
  const old = ['interlocal-0.0.9-0123456789/boot.js', 'interlocal-notes/mine.txt', 'photo.txt'];
  for (const name of old) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), 'x');
  }
  execFileSync(process.execPath, [fileURLToPath(new URL('node_modules/interlocal-assessment/copy.js', import.meta.url)), folder]);
  const left = await readdir(folder);
  assert.deepEqual(old.map((name) => existsSync(join(folder, name))), [false, true, true]);
  assert.ok(left.includes('index.html') && left.some((name) => /^interlocal-\d+\.\d+\.\d+-[0-9a-f]{10}$/.test(name)), left.join());
  await rm(folder, { recursive: true });
});
