// Links in addresses that servers, mail programs and other sites changed, and addresses that only look like links.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { element, visitHost } from './support/element.mjs';
import { forward } from './support/forward.mjs';
import { currentScreen, open, selectors, settled, siteUrl } from './support/pages.mjs';
import { COUNTY, token } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const FROM = say('en', 'received.title', { name: COUNTY.agency });

/** A server that treats several slashes as one, and has the site at its root and under `/share/`. */
const merging = () => forward({ rename: (path) => path.replace(/^\/+(share\/+)?/, '/') });

/** Waits for the profile of the link, and for a page that responds. */
async function opens(page, rest) {
  await page.locator('h1', { hasText: FROM }).waitFor();
  assert.equal(await page.evaluate(() => location.href), rest);
  await page.locator('[data-action=lang-es]').click();
  await page.locator('h1', { hasText: say('es', 'received.title', { name: COUNTY.agency }) }).waitFor();
}

for (const path of ['//', '//share/', '///', '/share//', '//share/embed.html', '//embed.html']) {
  test(`a link behind ${path} opens, and is removed from the address`, async () => {
    const host = await merging();
    const { page, log, close } = await newPage(browser);
    const address = host.url.replace(/\/$/, path);
    for (const form of ['?#', '?%23', '?&#', '#']) {
      await page.goto('about:blank');
      await page.goto(`${address}${form}${token(COUNTY)}`);
      await opens(page, address);
    }
    assert.deepEqual(log.pageErrors, []);
    await close();
    await host.close();
  });
}

test('removing a link from the query keeps the rest of the query', async () => {
  const { page, close } = await newPage(browser);
  for (const [before, after] of [
    [`?a=1&%23${token(COUNTY)}&b=2`, '?a=1&b=2'],
    [`?utm_source=mail#${token(COUNTY)}`, '?utm_source=mail'],
    [`?%2523${token(COUNTY)}&utm_source=mail#top`, '?utm_source=mail#top'],
  ]) {
    await page.goto('about:blank');
    await page.goto(siteUrl() + before);
    await opens(page, siteUrl() + after);
  }
  await close();
});

const QUERIES = [
  '?fbclid=IwAR0x7qsU1k9ZtQmLw3vB_cDeFgHiJkLmNoPqRsTuVwXyZ0123456789AbCdE',
  '?gclid=su1k9ztqmlw3vbcdefgh',
  `?${token(COUNTY)}`,
  '?q=visu1234567890#top',
];
test('a query that only looks like a link stays: the start screen appears, and the address doesn’t change', async () => {
  const { page, close } = await newPage(browser);
  for (const query of QUERIES) {
    await page.goto('about:blank');
    await open(page, query);
    await settled(page);
    assert.equal(await currentScreen(page), 'start', query);
    assert.equal(page.url(), siteUrl() + query);
  }
  await close();
});

test('a link that was cut within its first letters says so, and leaves the address', async () => {
  const { page, close } = await newPage(browser);
  for (const path of ['', 'embed.html']) {
    for (const cut of ['?#su1', '?#su1ab', '?#SU1abcd']) {
      await page.goto('about:blank');
      await page.goto(siteUrl() + path + cut);
      await page.locator(selectors.screen('problem')).waitFor();
      const said = await page.locator('main').innerText();
      assert.ok(said.includes(say('en', 'broken.cut').split(':')[0]), said);
      assert.ok(!/#su1/i.test(page.url()), page.url());
    }
  }
  await close();
});

test('an anchor of the site that begins like a link stays', async () => {
  for (const query of ['#su1', '#su1ab', '?a=1#su12', '?q=su1']) {
    const { page, host, close } = await visitHost(browser, element(), { query });
    await page.locator('interlocal-assessment[data-ready] [data-page=start]').waitFor();
    assert.equal(page.url(), `${host.url}page.html${query}`);
    await close();
  }
});

test('on a page with the element such a query stays, too', async () => {
  for (const query of QUERIES) {
    const { page, host, close } = await visitHost(browser, element(), { query });
    await page.locator('interlocal-assessment[data-ready] [data-page=start]').waitFor();
    assert.equal(page.url(), `${host.url}page.html${query}`);
    await close();
  }
});

test('if the browser blocks changes of the address and the history, the link opens and the visit continues', async () => {
  const { page, log, close } = await newPage(browser);
  await page.addInitScript(() => {
    for (const name of ['replaceState', 'pushState']) {
      history[name] = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    }
  });
  await page.goto(`${siteUrl()}?#${token(COUNTY)}`);
  await opens(page, `${siteUrl()}?#`);
  await page.locator('[data-action=home]').click();
  await page.locator(selectors.screen('start')).waitFor();
  await page.locator('[data-action=begin]').first().click();
  await page.locator(selectors.screen('details')).waitFor();
  assert.deepEqual(log.pageErrors, []);
  await close();
});

test('an address of a hundred thousand characters doesn\'t delay the page', async () => {
  const { page, close } = await newPage(browser);
  for (const path of ['', 'embed.html']) {
    await page.goto('about:blank');
    await page.goto(`${siteUrl()}${path}#x${'&'.repeat(100_000)}x`);
    await page.locator('[data-page=start] [data-action=begin]:visible').first().waitFor();
  }
  await close();
});
