// The page that makes the snippet, as a web team uses it: the snippet is pasted into a page of another host, and must work
// there under exactly the policy that the page named.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import jsQR from 'jsqr';

import { axeInBoth } from './support/axe.mjs';
import { say, shellTexts } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { forward, POLICY } from './support/forward.mjs';
import { isOn, tabTo } from './support/keys.mjs';
import { nextFile } from './support/outside.mjs';
import { filePath } from './support/pages.mjs';
import { countPdfPages } from './support/pdf.mjs';
import { storage, token, TOWN } from './support/visits.mjs';
import { until } from './support/wait.mjs';

const WAYS = ['link', 'iframe', 'element', 'card'];
const WITH_FRAMES = `${POLICY}; frame-src 'self'`;
const part = (name) => `[data-part="${name}"]`;

let browser;
let files;
before(async () => {
  browser = await launch();
  // A different host from that of the pages; it allows other sites to load its files.
  files = await forward({
    policy: WITH_FRAMES,
    change: (_path, answer) => {
      answer.headers['access-control-allow-origin'] = '*';
    },
  });
});
after(async () => {
  await browser.close();
  await files.close();
});

/** Opens the page and chooses a way of embedding. */
async function open(page, way, { path = 'get.html', base = files.url } = {}) {
  await page.goto(new URL(path, base).href);
  await page.locator('.get__out').waitFor();
  await page.locator(`[data-action="way-${way}"]`).check();
  await page.locator(`.get[data-way="${way}"]`).waitFor();
}

const snippetOf = (page) => page.locator(part('snippet')).inputValue();

/** Waits for a snippet that contains this: the page waits a moment until typing has ended. */
async function snippetWith(page, text) {
  await page.waitForFunction((text) => document.querySelector('[data-part="snippet"]').value.includes(text), text);
  return snippetOf(page);
}

/** Returns the policy that the page suggests to a strict site. */
async function policyFor(page, present = "default-src 'none'; require-trusted-types-for 'script'") {
  await page.locator('#get-policy').fill(present);
  await page.locator(part('policy')).waitFor();
  return page.locator(part('policy')).inputValue();
}

const hostPage = (body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>County of Testville</title></head><body><h1>County</h1>${body}</body></html>`;

/** Starts a host with `snippet` in its only page, under `policy`. */
const pasted = (snippet, policy) => forward({ pages: { '/it/': hostPage(snippet), '/favicon.ico': { body: '', type: 'image/x-icon' } }, policy });

/** Goes from the start screen to the profile. */
async function toProfile(scope) {
  await scope.locator('[data-action=begin]').first().click();
  await scope.locator('[data-page=details] h1').waitFor();
  await scope.locator('#ctx-kind').selectOption('2');
  await scope.locator('[data-action=see-profile]').click();
  await scope.locator('[data-page=profile] h1').waitFor();
}

test('the element works on another host, through to a profile, under the policy that was named', async () => {
  const maker = await newPage(browser);
  await open(maker.page, 'element');
  const snippet = await snippetOf(maker.page);
  assert.match(snippet, /integrity="sha384-[A-Za-z0-9+/=]{64}" crossorigin="anonymous"/);
  const policy = await policyFor(maker.page);
  const origin = new URL(files.url).origin;
  assert.equal(
    policy,
    `default-src 'none'; require-trusted-types-for 'script'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`,
  );
  const host = await pasted(snippet, policy);
  const { page, log, close } = await newPage(browser);
  await page.goto(`${host.url}it/`);
  await toProfile(page.locator('interlocal-assessment'));
  assert.deepEqual(log.problems(), []);
  await close();
  await host.close();
  assert.deepEqual(maker.log.problems(), []);
  await maker.close();
});

test('the element has the chosen attributes, and they work', async () => {
  const maker = await newPage(browser);
  const { page } = maker;
  await open(page, 'element');
  await page.locator('[data-action=lang]').selectOption('es');
  await page.locator('[data-action=theme]').selectOption('uswds');
  await page.locator('[data-action=base]').fill('https://www.county.example.gov/it/');
  await page.locator('[data-action=more]').click();
  await page.locator('[data-action=accepts]').check();
  await page.locator('[data-action=mode]').selectOption('view');
  await page.locator('[data-action=storage]').selectOption('session');
  await page.locator('[data-action=instance]').fill('north');
  const snippet = await snippetWith(page, 'north');
  assert.ok(
    snippet.includes(
      '<interlocal-assessment lang="es" theme="uswds" share-base="https://www.county.example.gov/it/" mode="view" storage="session" instance="north" accepts-profile>',
    ),
    snippet,
  );
  assert.ok(snippet.includes(say('es', 'get.snippet-link')), 'the link inside is in the language of the widget');
  const host = await pasted(snippet, await policyFor(page));
  const visit = await newPage(browser);
  await visit.page.goto(`${host.url}it/`);
  await visit.page.locator('interlocal-assessment [data-page]:lang(es)').first().waitFor();
  assert.deepEqual(visit.log.problems(), []);
  await visit.close();
  await host.close();
  await maker.close();
});

for (const [what, way, height] of [
  ['an element', 'element', ''],
  ['a frame that grows', 'iframe', 'auto'],
  ['a frame of one height', 'iframe', 'fixed'],
]) {
  test(`a page that accepts profiles gets one that was sent from ${what}`, async () => {
    const pages = {};
    const host = await forward({ pages, policy: '' });
    const maker = await newPage(browser);
    await open(maker.page, way);
    assert.equal(await maker.page.locator(part('listener')).isVisible(), false);
    if (height) await maker.page.locator(`[data-action=height-${height}]`).check();
    await maker.page.locator('[data-action=page]').fill(`${host.url}it/`);
    // The error of the empty field disappears, and the rest moves up.
    await maker.page.locator('#get-page-error').waitFor({ state: 'hidden' });
    await maker.page.locator('[data-action=more]').click();
    await maker.page.locator('[data-action=accepts]').check();
    const snippet = await snippetWith(maker.page, way === 'element' ? 'accepts-profile' : 'accepts=profile');
    assert.equal(await maker.page.locator(part('listener')).isVisible(), true);
    pages['/own.js'] = { body: await maker.page.locator(part('listener')).inputValue(), type: 'text/javascript' };
    pages['/it/'] = hostPage(`<script src="/own.js"></script>${snippet}`);
    const { page, close } = await newPage(browser);
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    const isSaid = () => said.some((text) => text.includes('su1'));
    await page.goto(`${host.url}it/`);
    const inside = way === 'element' ? page.locator('interlocal-assessment') : page.frameLocator('iframe');
    await toProfile(inside);
    await inside.locator('[data-action=desk-share]').click();
    await inside.locator('[data-action=send-to-site]').click();
    const link = await inside.locator('#link').inputValue();
    await until(isSaid);
    assert.equal(said.filter((text) => text.includes(link)).length, 1, said.join('\n'));
    await close();
    await maker.close();
    await host.close();
  });
}

test('a loader with another hash is rejected, and the link inside the element stays', async () => {
  const maker = await newPage(browser);
  await open(maker.page, 'element');
  const snippet = await snippetOf(maker.page);
  const policy = await policyFor(maker.page);
  await maker.close();
  const [, hash] = snippet.match(/integrity="sha384-(.)/);
  const wrong = snippet.replace('integrity="sha384-', `integrity="sha384-${hash === 'A' ? 'B' : 'A'}`).replace(/(sha384-.)./, '$1');
  const host = await pasted(wrong, policy);
  const { page, log, close } = await newPage(browser);
  await page.goto(`${host.url}it/`);
  await until(() => log.problems().some((line) => line.includes('integrity')));
  assert.equal(await page.locator('interlocal-assessment:not(:defined)').count(), 1);
  assert.ok(await page.locator('interlocal-assessment a').isVisible());
  await close();
  await host.close();
});

test('a snippet that follows releases has no hash, and the small script beside the folder imports the loader', async () => {
  const maker = await newPage(browser);
  await open(maker.page, 'element');
  await maker.page.locator('[data-action=follow-yes]').check();
  const snippet = await snippetWith(maker.page, `${files.url}interlocal.js`);
  assert.ok(!snippet.includes('integrity'), snippet);
  const host = await pasted(snippet, await policyFor(maker.page));
  await maker.close();
  const { page, log, close } = await newPage(browser);
  await page.goto(`${host.url}it/`);
  await toProfile(page.locator('interlocal-assessment'));
  assert.deepEqual(log.problems(), []);
  await close();
  await host.close();
});

test('a page with a nonce policy needs only its nonce on the script, as the page says', async () => {
  const maker = await newPage(browser);
  await open(maker.page, 'element');
  const snippet = await snippetOf(maker.page);
  const present = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'";
  const policy = await policyFor(maker.page, present);
  assert.deepEqual(await maker.page.locator(`${part('lacks')} li`).allTextContents(), [
    say('en', 'get.policy-nonce', { directive: 'script-src' }),
    say('en', 'get.policy-lacks', { directive: 'script-src', sources: "'wasm-unsafe-eval'" }),
    say('en', 'get.policy-from', { directive: 'connect-src', instead: 'default-src', line: `connect-src ${new URL(files.url).origin}` }),
  ]);
  await maker.close();
  const host = await pasted(snippet.replace('<script ', '<script nonce="abc" '), policy);
  const { page, log, close } = await newPage(browser);
  await page.goto(`${host.url}it/`);
  await toProfile(page.locator('interlocal-assessment'));
  assert.deepEqual(log.problems(), []);
  await close();
  await host.close();
});

test("scripts that are deferred behind ours never see a link in the page's address, as docs/embedding.md says", async () => {
  const maker = await newPage(browser);
  await open(maker.page, 'element');
  const snippet = await snippetOf(maker.page);
  await maker.close();
  const [script, ...rest] = snippet.split('\n');
  const look = (name) => ({ body: `(window.saw ??= {}).${name} = location.href;`, type: 'text/javascript' });
  const head = `${script}<script src="/early.js"></script><script defer src="/deferred.js"></script><script type="module" src="/module.js"></script>`;
  const host = await forward({
    pages: { '/it/': hostPage(head + rest.join('\n')), '/early.js': look('early'), '/deferred.js': look('deferred'), '/module.js': look('module') },
    policy: '',
  });
  const { page, close } = await newPage(browser);
  await page.goto(`${host.url}it/#${await token(TOWN)}`);
  await page.waitForFunction(() => window.saw?.module && window.saw.deferred);
  const saw = await page.evaluate(() => window.saw);
  assert.match(saw.early, /#su1/, 'one that is not deferred runs first, whatever its place');
  assert.deepEqual([saw.deferred, saw.module], [`${host.url}it/`, `${host.url}it/`]);
  await close();
  await host.close();
});

for (const height of ['fixed', 'auto']) {
  test(`the frame works on another host, through to a profile, under the policy that was named (height: ${height})`, async () => {
    const maker = await newPage(browser);
    const { page } = maker;
    await open(page, 'iframe');
    const host = await pasted('', '');
    await page.locator('[data-action=page]').fill(host.url);
    await page.locator(`[data-action=height-${height}]`).check();
    const snippet = await snippetWith(page, encodeURIComponent(new URL(host.url).origin));
    const policy = await policyFor(page);
    await host.close();
    const there = await forward({ pages: { '/it/': hostPage(snippet) }, policy, port: host.port });
    const visit = await newPage(browser);
    await visit.page.goto(`${there.url}it/`);
    const [before] = [await visit.page.locator('iframe').evaluate((it) => it.clientHeight)];
    await toProfile(visit.page.frameLocator('iframe'));
    if (height === 'auto') {
      await visit.page.waitForFunction((before) => document.querySelector('iframe').clientHeight !== before, before);
    } else {
      assert.equal(before, 900);
    }
    assert.deepEqual(visit.log.problems(), []);
    await visit.close();
    await there.close();
    assert.deepEqual(maker.log.problems(), []);
    await maker.close();
  });
}

test('the plain link makes no demands on the site, and leads to the standalone page', async () => {
  const maker = await newPage(browser);
  await open(maker.page, 'link', { path: 'get.es.html' });
  const snippet = await snippetOf(maker.page);
  assert.equal(await maker.page.locator(part('lines')).isVisible(), false);
  const text = await maker.page.locator(part('plain')).inputValue();
  assert.equal(text, `${say('es', 'get.snippet-link')}\n${files.url}es.html`);
  await maker.close();
  const host = await pasted(snippet, "default-src 'none'; sandbox allow-top-navigation");
  const { page, log, close } = await newPage(browser);
  await page.goto(`${host.url}it/`);
  await page.locator('a').click();
  await page.waitForURL(`${files.url}es.html`);
  await toProfile(page);
  assert.deepEqual(log.problems(), []);
  await close();
  await host.close();
});

/** Returns the text that a QR code reader finds on the card. */
async function scanned(page) {
  const { size, path } = await page.locator(part('qr')).evaluate((it) => ({
    size: it.viewBox.baseVal.width,
    path: it.querySelector('path').getAttribute('d'),
  }));
  const scale = 4;
  const across = size * scale;
  const pixels = new Uint8ClampedArray(across * across * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = y * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = x * scale; column < (Number(x) + Number(length)) * scale; column += 1) {
        pixels.fill(0, (row * across + column) * 4, (row * across + column) * 4 + 3);
      }
    }
  }
  return jsQR(pixels, across, across)?.data;
}

test('the card has a QR code for the printed address, prints alone on one sheet, and can be saved', async () => {
  const { page, log, close } = await newPage(browser);
  await open(page, 'card');
  assert.equal(await scanned(page), files.url);
  assert.equal(await page.locator(part('card-address')).innerText(), files.url);
  const long = `https://www.county.example.gov/${'departamento-de-tecnología/'.repeat(4)}`;
  await page.locator('[data-action=address]').fill(long);
  await page.locator('[data-action=lang]').selectOption('es');
  await page.locator(part('card-address'), { hasText: long }).waitFor();
  assert.equal(await scanned(page), long);
  assert.equal(await page.locator(part('card-title')).innerText(), say('es', 'get.snippet-link'));
  const [saved] = await Promise.all([nextFile(page), page.locator('[data-action=save-code]').click()]);
  assert.equal(saved.suggestedFilename(), 'interlocal-qr.svg');
  assert.equal(countPdfPages(await page.pdf({ format: 'Letter' })), 1);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(
    await page.evaluate(() => [...document.querySelectorAll('h1, h2, form, button, .get__card')].filter((it) => it.checkVisibility()).map((it) => it.className)),
    ['get__card'],
  );
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a field shows its error when it loses the focus, and copying is off until it is corrected', async () => {
  const { page, close } = await newPage(browser);
  await open(page, 'element');
  const field = page.locator('[data-action=base]');
  await field.fill('www.county.example.gov');
  assert.equal(await page.locator('#get-base-error').isVisible(), false);
  await field.blur();
  await page.locator('#get-base-error').waitFor();
  assert.equal(await page.locator('#get-base-error').innerText(), say('en', 'get.bad-address'));
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.equal(await snippetOf(page), '');
  await field.fill('https://www.county.example.gov/');
  await snippetWith(page, 'share-base="https://www.county.example.gov/"');
  assert.equal(await field.getAttribute('aria-invalid'), null);
  await open(page, 'iframe');
  await page.locator('[data-action=height-auto]').check();
  await page.locator('#get-page-error', { hasText: say('en', 'get.bad-page') }).waitFor();
  await close();
});

test('copying writes to the clipboard, or selects the text if that is denied', async () => {
  const allowed = await newPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await open(allowed.page, 'link');
  await allowed.page.locator('[data-action=copy-snippet]').click();
  await allowed.page.locator(part('said')).first().filter({ hasText: say('en', 'get.copied') }).waitFor();
  assert.equal(await allowed.page.evaluate(() => navigator.clipboard.readText()), await snippetOf(allowed.page));
  await allowed.close();
  const denied = await newPage(browser);
  await denied.page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await open(denied.page, 'link');
  await denied.page.locator('[data-action=copy-snippet]').click();
  await denied.page.locator(part('said')).first().filter({ hasText: say('en', 'get.copy-by-hand') }).waitFor();
  assert.equal(await denied.page.evaluate(() => getSelection().toString()), await snippetOf(denied.page));
  await denied.close();
});

test('previews work, and nothing is stored or sent', async () => {
  const { page, log, context, close } = await newPage(browser);
  await open(page, 'element');
  await toProfile(page.locator('interlocal-assessment'));
  await page.locator('[data-action=way-iframe]').check();
  await toProfile(page.frameLocator('.get__preview iframe'));
  await page.locator('#get-policy').fill("default-src 'self'");
  const { origin } = new URL(files.url);
  assert.deepEqual(log.requests.filter(({ url, method }) => new URL(url).origin !== origin || !['GET', 'HEAD'].includes(method)), []);
  assert.deepEqual(await storage(page), {});
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('if the policy of this page allows no frames, the preview of a frame is a link, without a violation', async () => {
  const strict = await forward();
  const { page, log, close } = await newPage(browser);
  await open(page, 'iframe', { base: strict.url });
  await page.locator('.get__preview a', { hasText: say('en', 'get.frame-open') }).waitFor();
  assert.equal(await page.locator('.get__preview iframe').count(), 0);
  assert.deepEqual(log.problems(), []);
  await close();
  await strict.close();
});

test('without the server\'s list of hashes there is no snippet, and the page says so', async () => {
  const bare = await forward({ policy: WITH_FRAMES, change: (path, answer) => void (path === '/integrity.json' && (answer.status = 404)) });
  const { page, close } = await newPage(browser);
  await open(page, 'element', { base: bare.url });
  await page.locator(part('said')).first().filter({ hasText: say('en', 'get.failed') }).waitFor();
  assert.equal(await snippetOf(page), '');
  await close();
  await bare.close();
});

test('axe finds nothing in any way of embedding, language, theme or width', async () => {
  for (const [path, width] of each([['get.es.html', 320], ['get.html', 1280]])) {
    const visit = await newPage(browser, { width });
    for (const way of WAYS) {
      await open(visit.page, way, { path });
      for (const it of await visit.page.locator('details').all()) await it.evaluate((details) => details.setAttribute('open', ''));
      if (way !== 'link' && way !== 'card') await visit.page.locator('#get-policy').fill("default-src 'self'");
      assert.deepEqual(await axeInBoth(visit), { light: [], dark: [] }, `${path} ${way}`);
      const over = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${way} at ${width} is ${over} too wide`);
    }
    assert.deepEqual(visit.log.problems(), []);
    await visit.close();
  }
});

test('by keyboard alone, in Spanish, at 320 px: from the way of embedding to a copied snippet and a policy', async () => {
  const { page, close } = await newPage(browser, { width: 320, height: 640, permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(new URL('get.es.html', files.url).href);
  await page.locator('.get__out').waitFor();
  await tabTo(page, '[data-action=way-link]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator('.get[data-way=element]').waitFor();
  await tabTo(page, '[data-action=theme]');
  await page.keyboard.press('ArrowDown');
  await snippetWith(page, 'theme="uswds"');
  await tabTo(page, '[data-action=copy-snippet]');
  await page.keyboard.press('Enter');
  await page.locator(part('said')).first().filter({ hasText: say('es', 'get.copied') }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await snippetOf(page));
  await tabTo(page, '[data-action=policy]');
  await page.keyboard.type("script-src 'self'");
  await page.locator(part('policy')).waitFor();
  await tabTo(page, '[data-action=copy-policy]');
  assert.ok(await isOn(page, '[data-action=copy-policy]'));
  await close();
});

test('the Spanish page has no English text', async () => {
  const { page, close } = await newPage(browser);
  const english = Object.entries(shellTexts('en')).filter(([key, text]) => key.startsWith('get.') && text !== shellTexts('es')[key]);
  const templates = english.map(([, text]) => text.split(/\{\w+\}/).sort((a, b) => b.length - a.length)[0].trim()).filter((text) => text.length > 5);
  assert.ok(templates.length > 60, `${templates.length} texts`);
  for (const way of WAYS) {
    await open(page, way, { path: 'get.es.html' });
    if (way === 'element') {
      await page.locator('#get-policy').fill("script-src 'nonce-a' 'strict-dynamic'; default-src 'none'");
      await page.locator(part('policy')).waitFor();
    }
    const text = await page.evaluate(() => `${document.title} ${document.documentElement.innerText} ${document.querySelector('[data-part=snippet]').value}`);
    assert.deepEqual(templates.filter((it) => text.includes(it)), [], way);
  }
  await close();
});
