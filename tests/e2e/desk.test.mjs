// Switching from the questionnaire to the desk and back: no answers are lost, the browser's Back and Forward work, and the
// visit continues if the desk can't be loaded.

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { say, sayDesk } from './support/bank.mjs';
import { launch, newPage, notInFirefox } from './support/browser.mjs';
import { sealedToken } from './support/cli.mjs';
import { each, isAll } from './support/depth.mjs';
import { currentScreen, open, selectors, settled, siteUrl, subpathUrl } from './support/pages.mjs';
import { atDesk, COUNTY, DRAFT_KEY, openToken, returning, storage, token, toShare, TOWN } from './support/visits.mjs';
import { hold, idle } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const folder = mkdtempSync(join(tmpdir(), 'interlocal-'));
writeFileSync(join(folder, 'words.txt'), 'some words\n');
const SEALED = sealedToken(TOWN, join(folder, 'words.txt'));

const at = (page, id) => page.locator(selectors.screen(id)).waitFor();
const profile = { page: 'profile', profile: TOWN };

/** Returns the address, and the name of this step in the history. */
const place = (page) => page.evaluate(() => ({ href: location.href, state: history.state }));

for (const [where, base] of each([['under a sub-path', subpathUrl()], ['at the root', siteUrl()]])) {
  test(`the desk is loaded on demand and not earlier (${where})`, async () => {
    const { page, log, close } = await returning(browser, profile);
    await open(page, '', base);
    await settled(page);
    // The sub-path is served by another origin, which has its own storage.
    if (base !== siteUrl()) {
      await page.locator('[data-action=begin]').click();
      await page.locator('#ctx-kind').selectOption('2');
      await page.locator('[data-action=see-profile]').click();
    }
    await at(page, 'profile');
    await idle(page);
    assert.deepEqual(log.requests.filter(({ url }) => /desk|group_host/.test(url)), []);
    const mark = log.mark();
    await toShare(page);
    const files = log.requestsSince(mark).map(({ url }) => url.split('/').pop()).sort();
    assert.deepEqual(files, ['desk.css', 'group-host.js', 'interlocal_desk.js', 'interlocal_desk_bg.wasm']);
    // A second switch makes no further requests.
    await page.locator('[data-action=profile]').click();
    await at(page, 'profile');
    await toShare(page);
    assert.equal(log.requestsSince(mark).length, 4);
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('answers, language and place survive switching there and back', async () => {
  const { page, log, close } = await returning(browser, profile);
  await open(page);
  await at(page, 'profile');
  const kept = (await storage(page))[DRAFT_KEY];
  const text = await page.locator('main').innerText();
  await toShare(page);
  assert.equal((await storage(page))[DRAFT_KEY], kept);
  await page.locator('[data-action=lang-es]').click();
  await page.locator('h1', { hasText: sayDesk('es', 'share.title') }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
  await page.locator('[data-action=profile]').click();
  await page.locator('h1', { hasText: say('es', 'profile.title') }).waitFor();
  await page.locator('[data-action=lang-en]').click();
  await page.locator('h1', { hasText: say('en', 'profile.title') }).waitFor();
  assert.equal(await page.locator('main').innerText(), text);
  assert.equal((await storage(page))[DRAFT_KEY], kept);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('Back and Forward go through both programs, and the address never changes', async () => {
  const { page, log, close } = await returning(browser, profile);
  await open(page);
  await at(page, 'profile');
  await page.locator('[data-action=home]').click();
  await at(page, 'start');
  await page.locator('[data-action=open]').click();
  await at(page, 'open');
  await page.locator('[data-action=desk-open]').click();
  await atDesk(page, 'open');
  await page.locator('#paste').fill(token(COUNTY));
  await page.locator('[data-action=open-link]').click();
  await atDesk(page, 'found');
  const seen = [];
  const step = async (way, id) => {
    await page[way]();
    await at(page, id);
    seen.push((await place(page)).state);
    assert.ok(await page.evaluate(() => document.activeElement?.tagName === 'H1'), `${way} to ${id}`);
  };
  await step('goBack', 'desk-open');
  await step('goBack', 'open');
  await step('goBack', 'start');
  await step('goForward', 'open');
  // The desk starts again without the profile that it found, so it shows its page for opening links and files.
  await step('goForward', 'desk-open');
  await step('goBack', 'open');
  await step('goBack', 'start');
  await step('goBack', 'profile');
  assert.deepEqual(seen, ['desk-open', 'open', 'start', 'open', 'desk-open', 'open', 'start', 'profile']);
  assert.equal((await place(page)).href, siteUrl());
  assert.deepEqual(log.problems(), []);
  await close();
});

test('Back at the desk leads to the received profile', async () => {
  const { page, close } = await returning(browser, profile);
  await openToken(page, token(COUNTY));
  await at(page, 'received');
  await page.locator('[data-action=use]').click();
  await atDesk(page, 'found');
  await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
  const { length } = await page.evaluate(() => history);
  for (let n = 0; n < 2; n += 1) {
    await page.goBack();
    await at(page, 'received');
    await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
    await page.goForward();
    await page.locator('[data-page^=desk]').waitFor();
  }
  assert.equal((await page.evaluate(() => history)).length, length, 'no step was added');
  await close();
});

test('a link that arrives while the desk is open opens there', async () => {
  const { page, log, close } = await returning(browser, profile);
  await open(page);
  await toShare(page);
  await page.evaluate((it) => {
    location.hash = it;
  }, token(COUNTY));
  await atDesk(page, 'found');
  assert.equal((await place(page)).href.includes('su1'), false);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('forgetting everything at the desk can be undone in the questionnaire', async () => {
  const { page, close } = await returning(browser, profile);
  await open(page);
  await at(page, 'profile');
  const kept = (await storage(page))[DRAFT_KEY];
  await toShare(page);
  await page.locator('[data-action=forget]').click();
  await page.locator('.notice', { hasText: say('en', 'notice.forgotten') }).waitFor();
  assert.deepEqual(await storage(page), {});
  await page.locator('[data-action=undo]').click();
  await page.waitForFunction((key) => localStorage.getItem(key) !== null, DRAFT_KEY);
  const answers = (text) => text.split('\n').filter((line) => line.startsWith('answers'));
  assert.deepEqual(answers((await storage(page))[DRAFT_KEY]), answers(kept));
  await close();
});

for (const file of ['group-host.js', 'interlocal_desk.js', 'interlocal_desk_bg.wasm', 'desk.css']) {
  test(`if ${file} can't be loaded, the visit continues, and another try can work`, async () => {
    const { page, close } = await returning(browser, profile);
    await open(page);
    await at(page, 'profile');
    await page.route(`**/${file}*`, (route) => route.abort());
    await page.locator('[data-action=desk-share]').click();
    await page.locator('.notice', { hasText: say('en', 'notice.no-desk') }).waitFor();
    assert.equal(await currentScreen(page), 'profile');
    assert.equal(await page.locator('#interlocal-wait').isHidden(), true);
    assert.equal(await page.locator('#interlocal').evaluate((it) => it.inert), false);
    // The program still works: the answers can be reached.
    await page.locator('[data-action=lang-es]').click();
    await page.locator('h1', { hasText: say('es', 'profile.title') }).waitFor();
    await page.unroute(`**/${file}*`);
    await toShare(page);
    await close();
  });
}

test('if the desk can\'t be loaded for an encrypted link, the link is back in the address, so a reload can try again', async () => {
  const { page, close } = await newPage(browser);
  await page.route('**/interlocal_desk.js*', (route) => route.abort());
  await page.goto(`${siteUrl()}?#su10abcdefg`);
  await at(page, 'problem');
  await page.goto(`${siteUrl()}?#${SEALED}`);
  await page.locator('.notice', { hasText: say('en', 'notice.no-desk') }).waitFor();
  assert.ok((await place(page)).href.endsWith(`#${SEALED}`));
  await page.unroute('**/interlocal_desk.js*');
  await page.reload();
  await atDesk(page, 'unseal');
  await close();
});

test('the page shows a message while the desk loads slowly', async () => {
  const { page, close } = await returning(browser, profile);
  await open(page);
  await at(page, 'profile');
  const { release } = await hold(page, '**/interlocal_desk_bg.wasm');
  await page.locator('[data-action=desk-share]').click();
  await page.locator('#interlocal-wait').waitFor();
  assert.equal(await currentScreen(page), 'profile');
  // Answers given now wouldn't be handed over.
  assert.equal(await page.locator('#interlocal').evaluate((it) => it.inert), true);
  release();
  await atDesk(page, 'share');
  assert.equal(await page.locator('#interlocal-wait').isHidden(), true);
  await close();
});

test('switching there and back works without storage', async () => {
  const { page, log, close } = await newPage(browser);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page);
  await settled(page);
  await page.locator('[data-action=begin]').click();
  await page.locator('#field-agency').fill('Testville');
  await page.locator('#ctx-kind').selectOption('2');
  await page.locator('[data-action=see-profile]').click();
  await toShare(page);
  await page.locator('#note').fill('Hello.');
  await page.locator('.notice', { hasText: sayDesk('en', 'notice.not-saved') }).waitFor();
  await page.locator('[data-action=profile]').click();
  await at(page, 'profile');
  await page.locator('.profile__headline', { hasText: 'Testville' }).waitFor();
  await toShare(page);
  assert.equal(await page.locator('#note').inputValue(), 'Hello.');
  assert.deepEqual(log.problems(), []);
  await close();
});

/** The number of rounds. One leaked listener per round would exceed the five that are allowed. */
const ROUNDS = isAll ? 20 : 8;

test(`${ROUNDS} switches there and back leak no listener and no element`, { skip: notInFirefox('its debugger counts no listeners') }, async () => {
  const { page, close } = await returning(browser, profile);
  await open(page);
  await at(page, 'profile');
  const debug = await page.context().newCDPSession(page);
  const count = async () => {
    await debug.send('HeapProfiler.collectGarbage');
    const { metrics } = await debug.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await debug.send('Performance.enable');
  const round = async () => {
    await toShare(page);
    await page.locator('[data-action=profile]').click();
    await at(page, 'profile');
  };
  for (let n = 0; n < 3; n += 1) {
    await round();
  }
  const first = await count();
  for (let n = 0; n < ROUNDS; n += 1) {
    await round();
  }
  const last = await count();
  assert.ok(last.JSEventListeners <= first.JSEventListeners + 5, `${first.JSEventListeners} to ${last.JSEventListeners} listeners`);
  assert.ok(last.Nodes <= first.Nodes * 1.1, `${first.Nodes} to ${last.Nodes} nodes`);
  await close();
});
