// Without WebAssembly the same programs run as scripts, and everything works as it does with it. Other visitors don't load them.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { decode } from './support/cli.mjs';
import { element, hostPage, listen, ready } from './support/element.mjs';
import { forward, POLICY } from './support/forward.mjs';
import { countWorkers } from './support/outside.mjs';
import { namesOf, names, SIX, toExamples, turn } from './support/group.mjs';
import { answerLevels, begin, fillDetails, next, open, selectors, settled, siteUrl } from './support/pages.mjs';
import { atDesk, choices, COUNTY, openToken, returning, sealWithWords, storage, token, toShare, unseal } from './support/visits.mjs';

/** The required policy without the source that WebAssembly needs. */
const WITHOUT = POLICY.replace(" 'wasm-unsafe-eval'", '');

let browser;
let strict;
before(async () => {
  browser = await launch();
  strict = await forward({ policy: WITHOUT, pages: { '/host.html': hostPage(element()) } });
});
after(async () => {
  await browser.close();
  await strict.close();
});

/** The causes for missing WebAssembly. `lacks`: the text of the message to the site owner. */
const OFF = {
  'the browser has no WebAssembly': {
    base: siteUrl,
    prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
    lacks: /no WebAssembly/,
    violations: [],
  },
  "the policy lacks 'wasm-unsafe-eval'": {
    base: () => strict.url,
    prepare: () => {},
    lacks: /script-src lacks 'wasm-unsafe-eval'/,
    violations: ['wasm-eval'],
  },
};

/** Opens a visit without WebAssembly; `infos` has the page's console.info lines. */
async function visiting({ prepare }, options = {}) {
  const visit = await newPage(browser, options);
  const told = [];
  visit.page.on('console', (message) => message.type() === 'info' && told.push(message.text()));
  await prepare(visit.page);
  return { ...visit, told };
}

/** Goes from the start to the profile with the same answer everywhere; returns the link without its address. */
async function wholeWay(page, base) {
  await open(page, '', base);
  await begin(page);
  await fillDetails(page, { agency: 'City of Testville' });
  const walked = ['details'];
  for (let id = await next(page); id !== 'profile'; id = await next(page)) {
    walked.push(id);
    if (id.startsWith('domain-')) {
      await answerLevels(page, (name, at) => (name.startsWith('skill-') ? (at + 3) % 5 : (at * 2 + 1) % 5));
    }
  }
  const link = await page.locator('#share-link').inputValue();
  assert.ok(link.startsWith(base), link);
  return { walked, fragment: link.slice(link.indexOf('#')), text: await page.locator('main').innerText() };
}

/** Files that only visitors without WebAssembly load. */
const SCRIPTS = /_script\.js$|^slower\.js$/;

/** The names of requested files of one kind. */
const asked = (log, kind) => log.requests.map(({ url }) => new URL(url).pathname.split('/').at(-1)).filter((name) => kind.test(name)).sort();

let usual;
async function usually() {
  if (!usual) {
    const { page, log, close } = await newPage(browser);
    usual = await wholeWay(page, siteUrl());
    assert.deepEqual(log.problems(), []);
    assert.deepEqual(asked(log, SCRIPTS), [], 'nobody else loads the scripts');
    await close();
  }
  return usual;
}

/** The browser itself reports what a policy blocks: Chromium on the console, Firefox as an error of the page. */
const besidesPolicy = (texts) => texts.filter((text) => !/Content.Security.Policy/.test(text));

/** Checks that there were no other problems, and that the site owner got one message. */
function assertCalm({ log, told }, { lacks, violations }) {
  assert.deepEqual(besidesPolicy(log.pageErrors), []);
  assert.deepEqual(log.violations.map(({ blockedURI }) => blockedURI), violations);
  assert.deepEqual(besidesPolicy(log.consoleErrors), []);
  assert.equal(told.length, 1, `${told}`);
  assert.match(told[0], lacks);
}

for (const [when, how] of Object.entries(OFF)) {
  describe(`if ${when}`, () => {
    test('a whole visit gives the same profile and the same link, and the link can be copied', async () => {
      const visit = await visiting(how, { permissions: ['clipboard-read', 'clipboard-write'] });
      const { page, log, close } = visit;
      const { walked, fragment, text } = await wholeWay(page, how.base());
      const same = await usually();
      assert.deepEqual(walked, same.walked);
      assert.equal(fragment, same.fragment);
      assert.equal(text, same.text);
      await page.locator('[data-action=copy]').click();
      await page.locator('.share__status', { hasText: say('en', 'share.copied') }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${how.base()}?${fragment}`);
      assert.equal(decode(fragment).agency, 'City of Testville');
      assertCalm(visit, how);
      assert.deepEqual(asked(log, SCRIPTS), ['interlocal_app_script.js', 'warn-no-wasm.js']);
      await close();
    });

    test('the answers are still there after a reload', async () => {
      const { page, close } = await visiting(how);
      await open(page, '', how.base());
      await begin(page);
      await fillDetails(page);
      await next(page);
      await answerLevels(page, (_name, at) => at % 5);
      const answered = await choices(page);
      await page.reload();
      await page.locator(selectors.domainScreen).waitFor();
      assert.deepEqual(await choices(page), answered);
      await close();
    });

    test('a link opens, and neither the address nor the device keeps it', async () => {
      const visit = await visiting(how);
      const { page, close } = visit;
      assert.equal(await openToken(page, token(COUNTY), { base: how.base() }), 'received');
      const text = await page.locator('main').innerText();
      assert.ok(text.includes(COUNTY.agency), text);
      assert.equal(await page.evaluate(() => location.href), how.base());
      assert.deepEqual(await storage(page), {});
      assertCalm(visit, how);
      await close();
    });

    test('the desk encrypts a link, and opens it', async () => {
      const visit = await visiting(how);
      const { page, log, close } = visit;
      await wholeWay(page, how.base());
      await toShare(page);
      const { link, words } = await sealWithWords(page);
      assert.equal(await openToken(page, link.split('#')[1], { base: how.base() }), 'desk-unseal');
      await unseal(page, words);
      await atDesk(page, 'found');
      await page.locator('h1', { hasText: 'City of Testville' }).waitFor();
      assert.ok(asked(log, SCRIPTS).includes('interlocal_desk_script.js'));
      assert.deepEqual(besidesPolicy(log.pageErrors), []);
      await close();
    });
  });
}

test("under a policy without 'wasm-unsafe-eval', a group of agencies can be collected and compared", async () => {
  const { page, log, close } = await newPage(browser);
  await open(page, '', strict.url);
  await settled(page);
  await toExamples(page);
  assert.deepEqual(await names(page), namesOf(SIX));
  assert.equal(await countWorkers(page), 1);
  await turn(page, 'meet');
  await turn(page, 'summary');
  assert.deepEqual(besidesPolicy(log.pageErrors), []);
  assert.deepEqual(asked(log, /interlocal_group.*/), ['interlocal_group_script.js']);
  await close();
});

test("an element works on a page whose policy lacks 'wasm-unsafe-eval', with every file checked", async () => {
  const { page, log, close } = await newPage(browser);
  const told = [];
  page.on('console', (message) => message.type() === 'info' && told.push(message.text()));
  await listen(page);
  await page.goto(new URL('host.html', strict.url).href);
  await ready(page);
  await begin(page);
  assert.deepEqual(log.violations.map(({ blockedURI }) => blockedURI), ['wasm-eval']);
  assert.deepEqual((await page.evaluate(() => window.heard)).map(({ name }) => name), ['ready']);
  assert.equal(told.length, 1, `${told}`);
  await close();
});

test('the owner of a Spanish page gets the message in Spanish', async () => {
  const how = OFF['the browser has no WebAssembly'];
  const { page, told, close } = await visiting(how);
  await open(page, 'es.html');
  await settled(page);
  assert.deepEqual(told.length, 1);
  assert.match(told[0], /no tiene WebAssembly/);
  await close();
});

test('if the script fails, the page says so, and the answers are still there', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' });
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await open(page);
  await settled(page);
  const answers = async () => Object.values(await storage(page))[0].match(/^answers .*$/m)[0];
  const kept = await answers();
  await page.evaluate(() => {
    Node.prototype.cloneNode = () => {
      throw new Error('this browser copies no elements');
    };
  });
  await page.locator(selectors.next).click();
  await page.locator('.crash[role=alert]').waitFor();
  await page.reload();
  await page.locator(selectors.domainScreen).waitFor();
  assert.ok((await choices(page)).length > 0);
  assert.equal(await answers(), kept);
  await close();
});
