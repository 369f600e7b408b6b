// The first seconds: the page before the program has loaded, and the page if it never loads.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bank, say } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { begin, currentScreen, fillDetails, next, open, selectors, settled, siteUrl } from './support/pages.mjs';
import { countPdfPages } from './support/pdf.mjs';
import { COUNTY, choices, returning, token } from './support/visits.mjs';
import { drawn, hold } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WASM = '**/interlocal_app_bg.wasm';
const PAGES = { es: 'es.html', en: 'index.html' };

/** Opens a page whose program doesn't load before `release` is called. */
async function held(options = {}, visit = newPage(browser, options)) {
  const { page, log, close } = await visit;
  const { release } = await hold(page, WASM);
  return { page, log, close, release };
}

const plain = (html) => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

for (const [lang, file] of Object.entries(PAGES)) {
  test(`the text of the start screen is in the static page (${file})`, async () => {
    const html = plain(await (await fetch(new URL(file, siteUrl()))).text());
    assert.match(html, new RegExp(`<html lang="${lang}">`));
    const counts = { n: bank.capabilities.filter((it) => it.core).length };
    for (const key of ['title', 'lead', 'time', 'private', 'who', 'form', 'begin', 'open', 'got-link']) {
      assert.ok(html.includes(say(lang, `start.${key}`)), key);
    }
    assert.ok(html.includes(say(lang, 'start.quick', counts)));
    assert.ok(html.includes(say(lang, 'start.full', { n: bank.capabilities.length })));
  });
}

for (const [lang, file] of each(Object.entries(PAGES))) {
  test(`the start screen is painted before the program loads (${file})`, async () => {
    const { page, close, release } = await held();
    await page.goto(new URL(file, siteUrl()).href);
    assert.equal(await page.locator('h1').innerText(), say(lang, 'start.title'));
    assert.ok(await page.locator('h1').isVisible());
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length === 1);
    assert.equal(await page.evaluate(() => history.state), null, 'the program is not there yet');
    release();
    await settled(page);
    await close();
  });

  test(`nothing moves when the program takes over the page (${file})`, async () => {
    const { page, close, release } = await held();
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        window.shifts.push(...list.getEntries().map(({ value }) => value));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(new URL(file, siteUrl()).href);
    const picture = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('#interlocal :is(h1, h2, p, li, legend, label, button, a)')].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [element.tagName, element.textContent, x, y, width, height];
        }),
      );
    await page.locator('h1').waitFor();
    const before = await picture();
    release();
    await settled(page);
    await drawn(page);
    assert.deepEqual(await picture(), before);
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    await close();
  });
}

test('a click on Start before the program loads is not lost', async () => {
  const { page, close, release } = await held();
  await open(page);
  await page.locator(selectors.begin).click();
  assert.equal(await page.locator(selectors.begin).getAttribute('aria-busy'), 'true');
  assert.equal(await currentScreen(page), 'start');
  release();
  await page.locator(selectors.heading('details')).waitFor();
  await close();
});

test('a click on Open a link before the program loads is not lost', async () => {
  const { page, close, release } = await held();
  await open(page);
  await page.locator('[data-action=open]').click();
  release();
  await page.locator(selectors.heading('open')).waitFor();
  await close();
});

test('a choice of form before the program loads is not lost', async () => {
  const { page, close, release } = await held();
  await open(page);
  await page.locator('.choice').last().click();
  assert.deepEqual(await choices(page), ['form=full']);
  release();
  await settled(page);
  await page.waitForFunction(() => document.querySelector('input[value=full]').checked);
  await begin(page);
  await fillDetails(page);
  await next(page);
  const first = bank.capabilities.filter((it) => it.domain === bank.domains[0].id);
  assert.equal(await page.locator('.item-card').count(), first.length);
  await close();
});

test('a choice of language before the program loads is not lost', async () => {
  const { page, close, release } = await held();
  await open(page);
  await page.locator('[data-action=lang-es]').click();
  release();
  await page.locator('h1', { hasText: say('es', 'start.title') }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
  await close();
});

test('several clicks before the program loads are replayed in order, and two on Start as one', async () => {
  const { page, log, close, release } = await held();
  await open(page);
  await page.locator('[data-action=lang-es]').click();
  await page.locator('.choice').last().click();
  await page.locator(selectors.begin).dblclick();
  release();
  await page.locator('h1', { hasText: say('es', 'details.title') }).waitFor();
  assert.equal(await currentScreen(page), 'details');
  await page.goBack();
  await page.locator(selectors.heading('start')).waitFor();
  assert.deepEqual(await choices(page), ['form=full']);
  assert.deepEqual(log.problems(), []);
  await close();
});

for (const [what, selector] of Object.entries({
  'the Start button': '[data-action=begin]',
  'a language button': '[data-action=lang-es]',
  'a choice of form': 'input[value=quick]',
  'the link to the questionnaire on paper': '.footer a',
})) {
  test(`keyboard focus on ${what} is still there when the program has taken over`, async () => {
    const { page, close, release } = await held();
    await open(page);
    const isThere = () => page.evaluate((it) => document.activeElement?.matches(it) ?? false, selector);
    for (let n = 0; n < 12 && !(await isThere()); n += 1) {
      await page.keyboard.press('Tab');
    }
    assert.ok(await isThere());
    release();
    await settled(page);
    await drawn(page);
    assert.ok(await isThere(), await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)));
    await close();
  });
}

test('if a draft opens another screen, the start screen doesn\'t flash first', async () => {
  const { page, close, release } = await held({}, returning(browser, { page: 'domain-cyber' }));
  await page.goto(siteUrl());
  await page.locator('#interlocal-wait').waitFor();
  assert.equal(await page.locator('h1').isVisible(), false);
  release();
  await page.locator(selectors.heading('domain-cyber')).waitFor();
  assert.equal(await page.locator('#interlocal-wait').isVisible(), false);
  await close();
});

test('if a link opens another screen, the start screen doesn\'t flash first', async () => {
  const { page, close, release } = await held();
  await page.goto(new URL(`?#${token(COUNTY)}`, siteUrl()).href);
  await page.locator('#interlocal-wait').waitFor();
  assert.equal(await page.locator('h1').isVisible(), false);
  assert.equal(await page.evaluate(() => location.href), siteUrl());
  release();
  await page.locator(selectors.heading('received')).waitFor();
  await close();
});

/** Goes from the message that the program can't run to the questionnaire on paper. */
async function leadsToPaper(page, lang) {
  const off = page.locator('noscript:visible, #interlocal-off:visible, .banner:visible').first();
  const text = await off.innerText();
  assert.ok(text.includes(say(lang, 'off.scripts')), text);
  assert.ok(text.includes(say(lang, 'off.paper')), text);
  await page.locator('.banner a[href^=questionnaire]:visible').click();
  await page.waitForURL(`**/questionnaire.${lang}.html`);
  assert.equal(await page.locator('h1').innerText(), bank.title[lang]);
}

for (const [lang, file] of each(Object.entries(PAGES))) {
  test(`without scripts the page says so and leads to the questionnaire on paper (${file})`, async () => {
    const { page, close } = await newPage(browser, { javaScriptEnabled: false });
    await page.goto(new URL(file, siteUrl()).href);
    await leadsToPaper(page, lang);
    const rows = await page.locator('tbody th').allInnerTexts();
    assert.equal(rows.length, bank.capabilities.length);
    for (const [at, capability] of bank.capabilities.entries()) {
      assert.ok(rows[at].startsWith(capability.label[lang]), capability.id);
      assert.ok(rows[at].includes(capability.text[lang]), capability.id);
    }
    const text = await page.locator('main').innerText();
    for (const { ask } of [...bank.readiness, ...bank.terms, ...bank.context]) {
      assert.ok(text.includes(ask[lang]), ask[lang]);
    }
    for (const format of ['A4', 'Letter']) {
      const n = countPdfPages(await page.pdf({ format, preferCSSPageSize: false }));
      assert.ok(n >= 2 && n <= 12, `${n} pages of ${format}`);
    }
    await close();
  });

  test(`if neither form of the program loads, the page says so and leads to the questionnaire on paper (${file})`, async () => {
    const { page, log, close } = await newPage(browser);
    await page.addInitScript(() => delete window.WebAssembly);
    await page.route('**/interlocal_app_script.js', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: '' }));
    await page.goto(new URL(file, siteUrl()).href);
    await page.locator('#interlocal-off').waitFor();
    assert.equal(await page.locator('#interlocal-off [role=alert]').count(), 1);
    assert.equal(await page.locator('#interlocal').isVisible(), false, 'no button that does nothing');
    assert.deepEqual(log.violations, []);
    await leadsToPaper(page, lang);
    await close();
  });
}

for (const [what, answer] of Object.entries({
  'is missing (404)': { status: 404, contentType: 'text/plain', body: 'There is no such page here.\n' },
  'is replaced by a page': { status: 200, contentType: 'text/html', body: '<!doctype html><title>Home</title>' },
  'is truncated': { status: 200, contentType: 'application/wasm', body: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1]) },
})) {
  test(`if the program ${what}, the page says so and leads to the questionnaire on paper`, async () => {
    const { page, close } = await newPage(browser);
    await page.route(WASM, (route) => route.fulfill(answer));
    await page.goto(siteUrl());
    await page.locator('#interlocal-off').waitFor();
    await leadsToPaper(page, 'en');
    await close();
  });
}

test('if the connection breaks before the program loads, the page says so', async () => {
  const { page, close } = await newPage(browser);
  await page.route(WASM, (route) => route.abort('connectionreset'));
  await page.goto(siteUrl());
  await page.locator('#interlocal-off').waitFor();
  await leadsToPaper(page, 'en');
  await close();
});

test('if the program never loads, the wait also ends for a person with a draft', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' });
  await page.route(WASM, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: '' }));
  await page.goto(siteUrl());
  await page.locator('#interlocal-off').waitFor();
  assert.equal(await page.locator('#interlocal-wait').isVisible(), false);
  await close();
});

for (const type of ['application/octet-stream', 'application/wasm; charset=utf-8', '']) {
  test(`a program sent as "${type}" still works, and is not sent twice`, async () => {
    const { page, log, close } = await newPage(browser);
    let n = 0;
    await page.route(WASM, async (route) => {
      n += 1;
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-type': type };
      if (type === '') {
        delete headers['content-type'];
      }
      await route.fulfill({ response, headers });
    });
    await open(page);
    await begin(page);
    assert.deepEqual(log.problems(), []);
    assert.equal(n, 1);
    await close();
  });
}

test('a program with the right type is requested once', async () => {
  const { page, log, close } = await newPage(browser);
  await open(page);
  await settled(page);
  const names = log.requests.map(({ url }) => new URL(url).pathname);
  assert.deepEqual(names, [...new Set(names)]);
  assert.equal(names.filter((name) => name.endsWith('.wasm')).length, 1);
  await close();
});
