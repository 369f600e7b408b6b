// Encrypted links. The browser and the command line make and open them, including each other's; every problem has its own
// message; and the page responds while the browser encrypts.

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { decode, decodeSealed, sealedToken } from './support/cli.mjs';
import { open, selectors, settled, siteUrl } from './support/pages.mjs';
import { atDesk, COUNTY, openToken, returning, sealWithWords, storage, token, toOpen, toShare, TOWN, unseal } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const folder = mkdtempSync(join(tmpdir(), 'interlocal-'));

/** Writes a file with a passphrase for the command line. */
function kept(passphrase) {
  const path = join(folder, `${kept.n = (kept.n ?? 0) + 1}.txt`);
  writeFileSync(path, `${passphrase}\n`);
  return path;
}

const PASSPHRASE = 'Río verde 9 – luz';
let made;
/** One link that the command line encrypted, for all tests that only open it. */
const fromCommandLine = () => (made ??= sealedToken(TOWN, kept(PASSPHRASE)));

async function sharing(profile = TOWN) {
  const visit = await returning(browser, { profile, page: 'profile' });
  await open(visit.page);
  await toShare(visit.page);
  return visit;
}

/** Opens the page that asks for the passphrase in a new visit. */
async function asked(link, options) {
  const visit = await newPage(browser, options);
  await openToken(visit.page, link);
  await atDesk(visit.page, 'unseal');
  return visit;
}

test('a link that the browser encrypted opens in another browser and in the command line', async () => {
  const { page, log, close } = await sharing();
  const open = decode(await page.locator('#link').inputValue());
  const { link, words } = await sealWithWords(page);
  assert.match(words, /^([a-z]+-){5}[a-z]+$/);
  assert.deepEqual(decodeSealed(link, kept(words)), open);
  assert.ok(link.split('#')[1].length <= 280, link);
  await close();

  const reader = await newPage(browser);
  await openToken(reader.page, link.split('#')[1]);
  await atDesk(reader.page, 'unseal');
  // The passphrase is typed from paper: capitals, spaces, a dash from a word processor.
  await unseal(reader.page, words.toUpperCase().replace('-', ' ').replace('-', ' – '));
  await atDesk(reader.page, 'found');
  await reader.page.locator('h1', { hasText: TOWN.agency }).waitFor();
  assert.ok((await reader.page.locator('main .banner').innerText()).includes(sayDesk('en', 'found.sealed')));
  assert.deepEqual(await storage(reader.page), {}, 'reading leaves nothing behind');
  assert.equal(await reader.page.evaluate(() => location.href), siteUrl());
  assert.deepEqual([...log.problems(), ...reader.log.problems()], []);
  await reader.close();
});

test('a link that the command line encrypted opens in the browser with every spelling of its passphrase', async () => {
  for (const typed of [PASSPHRASE, 'RÍO-VERDE-９-LUZ', '  ri\u0301o  verde 9 luz ']) {
    const { page, log, close } = await asked(fromCommandLine());
    await unseal(page, typed);
    await atDesk(page, 'found');
    await page.locator('h1', { hasText: TOWN.agency }).waitFor();
    assert.deepEqual(log.problems(), []);
    await close();
  }
});

test('two links of one profile differ in salt and words', async () => {
  const { page, close } = await sharing();
  const one = await sealWithWords(page);
  const other = await sealWithWords(page);
  assert.notEqual(one.words, other.words);
  assert.notEqual(one.link.slice(-200), other.link.slice(-200));
  await close();
});

test('the passphrase is shown once: neither Back nor the page of the link shows it again', async () => {
  const { page, close } = await sharing();
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  const words = (await page.locator('#words').inputValue()).split('-');
  /** Collects everything that a script of the site can read: the page, its fields, storage, the address, the history. */
  const everything = () =>
    page.evaluate(() => {
      const fields = [...document.querySelectorAll('input, textarea')].map(({ value }) => value);
      return [document.body.textContent, ...fields, ...Object.values(localStorage), location.href, history.state].join(' ');
    });
  const found = async () => {
    const all = await everything();
    return words.filter((word) => new RegExp(`\\b${word}\\b`).test(all));
  };
  assert.deepEqual(await found(), words, 'the page has them while it is open');
  await page.locator('[data-action=words-kept]').click();
  await page.locator('#link').waitFor();
  // One word of the list may also be a word of the page, but not all six.
  const left = await found();
  assert.ok(left.length < 3, left.join());
  await page.goBack();
  await page.locator(selectors.screen('profile')).waitFor();
  await page.goForward();
  await atDesk(page, 'share');
  assert.equal(await page.locator('#words').count(), 0);
  assert.equal(await page.locator('input[name=lock][value=open]').isChecked(), true, 'the desk begins anew');
  await close();
});

test('the passphrase can be copied and printed', async () => {
  const visit = await returning(browser, { profile: TOWN, page: 'profile' }, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page, close } = visit;
  await open(page);
  await toShare(page);
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  await page.locator('[data-action=copy-words]').click();
  await page.locator('.share__status', { hasText: sayDesk('en', 'copied.words') }).waitFor();
  const words = await page.locator('#words').inputValue();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words);
  const shown = await page.locator('.words li').allInnerTexts();
  assert.equal(shown.join('-'), words);
  await page.evaluate(() => {
    window.print = () => {
      window.printed = true;
    };
  });
  await page.locator('[data-action=print-words]').click();
  assert.equal(await page.evaluate(() => window.printed), true);
  await close();
});

test('an own passphrase is required, gets a warning, and works', async () => {
  const { page, close } = await sharing();
  await page.locator('input[name=lock][value=own]').check();
  await page.locator('#passphrase-hint', { hasText: sayDesk('en', 'own.warning') }).waitFor();
  await page.locator('[data-action=seal]').click();
  await page.locator('#passphrase-error', { hasText: sayDesk('en', 'seal.empty') }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'passphrase');
  assert.equal(await page.locator('#link').count(), 0, 'no link that is not sealed is offered meanwhile');
  assert.equal(await page.locator('#passphrase').getAttribute('type'), 'password');
  await page.locator('#passphrase').fill(PASSPHRASE);
  await page.locator('[data-action=seal]').click();
  await page.locator('#link').waitFor();
  const link = await page.locator('#link').inputValue();
  assert.equal(decodeSealed(link, kept(PASSPHRASE)).agency, TOWN.agency);
  assert.equal(await page.locator('#passphrase').inputValue(), '', 'nobody reads it beside its link');
  const mail = new URL(await page.locator('[data-action=mail]').getAttribute('href'));
  assert.equal(mail.href.includes(encodeURIComponent(TOWN.agency)), false, 'the seal covers the name');
  // The link doesn't contain later changes, so the page discards it.
  await page.locator('#note').fill('New.');
  await page.locator('#link').waitFor({ state: 'detached' });
  assert.equal(JSON.stringify(await storage(page)).includes(PASSPHRASE), false);
  await close();
});

test('a wrong passphrase gets a message, the typed text stays, and another try works', async () => {
  const { page, log, close } = await asked(fromCommandLine());
  await unseal(page, 'río verde 9 sol');
  await page.locator('#problem', { hasText: sayDesk('en', 'seal.wrong') }).waitFor();
  assert.equal(await page.locator('#passphrase').inputValue(), 'río verde 9 sol');
  assert.equal(await page.locator('#passphrase').getAttribute('type'), 'password');
  await page.locator('input[name=reveal]').check();
  assert.equal(await page.locator('#passphrase').getAttribute('type'), 'text');
  await unseal(page, PASSPHRASE);
  await atDesk(page, 'found');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('requirement 17: a damaged encrypted link is not a wrong passphrase, and is reported before the page asks for one', async () => {
  const link = fromCommandLine();
  const { page, close } = await newPage(browser);
  await openToken(page, link.slice(0, 100) + (link[100] === '0' ? '1' : '0') + link.slice(101));
  await page.locator(selectors.screen('problem')).waitFor();
  assert.ok((await page.locator('main').innerText()).includes('damaged on the way'));
  await close();
});

test('requirement 17: without a secure connection encrypting and opening are off, and the page says why', async () => {
  const insecure = async (page) => {
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
  };
  const visit = await returning(browser, { profile: TOWN, page: 'profile' });
  await insecure(visit.page);
  await open(visit.page);
  await toShare(visit.page);
  await visit.page.locator('section', { hasText: sayDesk('en', 'seal.no-crypto') }).waitFor();
  assert.equal(await visit.page.locator('input[name=lock]').count(), 0);
  assert.ok(await visit.page.locator('#link').inputValue(), 'open links go on');
  await visit.close();
  const reader = await newPage(browser);
  await insecure(reader.page);
  await openToken(reader.page, fromCommandLine());
  await atDesk(reader.page, 'unseal');
  await reader.page.locator('p.problem', { hasText: sayDesk('en', 'seal.no-crypto') }).waitFor();
  assert.equal(await reader.page.locator('#passphrase').count(), 0);
  assert.deepEqual([...visit.log.problems(), ...reader.log.problems()], []);
  await reader.close();
});

test('without random numbers nothing is encrypted, and the page says why', async () => {
  const { page, close } = await sharing();
  await page.evaluate(() => {
    crypto.getRandomValues = () => {
      throw new DOMException('no entropy', 'OperationError');
    };
  });
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await page.locator('.problem', { hasText: sayDesk('en', 'seal.no-random') }).waitFor();
  assert.equal(await page.locator('#link').count(), 0);
  await close();
});

test('an encrypted link and a public one still open after mail programs changed them', async () => {
  const wrap = (text) => text.match(/.{1,72}/g);
  const mangled = {
    'wrapped at 72': (link) => wrap(link).join('\n'),
    quoted: (link) => wrap(link).map((line) => `> ${line}`).join('\n'),
    'with punctuation': (link) => `See <${link}>).`,
    escaped: (link) => link.replace('#', '%23'),
  };
  for (const [how, mangle] of Object.entries(mangled)) {
    const { page, log, close } = await newPage(browser);
    await open(page);
    await settled(page);
    for (const [link, there] of [[fromCommandLine(), 'unseal'], [token(COUNTY), 'found']]) {
      await toOpen(page);
      await page.locator('#paste').fill(mangle(`https://agency.example/share/?#${link}`));
      await page.locator('[data-action=open-link]').click();
      await atDesk(page, there).catch((error) => assert.fail(`${how}: ${error}`));
    }
    assert.deepEqual(log.problems(), []);
    await close();
  }
});

test('a passphrase does not stay in its field for the next link', async () => {
  const { page, close } = await asked(fromCommandLine());
  await page.locator('#passphrase').fill('for this one');
  await page.locator('[data-action=home]').click();
  await page.locator(selectors.screen('start')).waitFor();
  await page.evaluate((it) => {
    location.hash = it;
  }, fromCommandLine());
  await atDesk(page, 'unseal');
  assert.equal(await page.locator('#passphrase').inputValue(), '');
  await close();
});

test('an encrypted link in an address that a gateway escaped asks for its passphrase', async () => {
  const { page, close } = await newPage(browser);
  await page.goto(`${siteUrl()}?%23${fromCommandLine()}`);
  await atDesk(page, 'unseal');
  assert.equal(await page.evaluate(() => location.href), siteUrl());
  await close();
});

test('while the browser encrypts, the page responds, and a message appears after 300 ms', async () => {
  const { page, close } = await returning(browser, { profile: TOWN, page: 'profile' });
  await page.clock.install();
  await open(page);
  await toShare(page);
  // The test decides how long the browser derives the key. `cargo xtask bench` measures the frames meanwhile.
  await page.evaluate(() => {
    const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
    const isOver = new Promise((resolve) => (window.goOn = resolve));
    crypto.subtle.deriveKey = async (how, ...rest) => {
      window.iterations = how.iterations;
      const key = await derive(how, ...rest);
      await isOver;
      return key;
    };
  });
  await page.locator('input[name=lock][value=own]').check();
  await page.locator('#passphrase').fill(PASSPHRASE);
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
  await page.locator('[data-action=seal]').click();
  await page.waitForFunction(() => window.iterations !== undefined);
  assert.equal(await page.evaluate(() => window.iterations), 600_000);
  const sign = page.locator('.busy progress');
  await page.clock.runFor(299);
  assert.equal(await sign.count(), 0);
  await page.clock.runFor(1);
  await sign.waitFor();
  await page.locator('[data-action=lang-es]').click();
  await page.locator('.busy', { hasText: sayDesk('es', 'seal.busy') }).waitFor();
  await page.evaluate(() => window.goOn());
  await page.locator('#link').waitFor();
  assert.equal(await sign.count(), 0, 'and is gone afterwards');
  await close();
});
