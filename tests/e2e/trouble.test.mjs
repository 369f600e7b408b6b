// The message to the site owner when the widget can't start, for each forced cause, and the page that the person sees.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch, newPage, notInFirefox } from './support/browser.mjs';
import { element, ready, visitHost } from './support/element.mjs';
import { POLICY } from './support/forward.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Returns the part of a text before its first placeholder, or all of it. */
const start = (key, lang = 'en') => say(lang, key).split('{')[0];

const at = (name, work) => (path, answer) => (path.endsWith(`/${name}`) ? work(answer) : undefined);
const gone = (answer) => Object.assign(answer, { status: 404, body: 'no such file', headers: { 'content-type': 'text/plain' } });
const home = (answer) => Object.assign(answer, { body: '<!doctype html><p>Home', headers: { 'content-type': 'text/html' } });
const changed = (answer) => Object.assign(answer, { body: Buffer.concat([answer.body, Buffer.from('\n')]) });
const typed = (type) => (answer) => Object.assign(answer.headers, { 'content-type': type });

const TROUBLES = {
  'a missing file': { cause: 'path', change: at('interlocal_app_bg.wasm', gone) },
  'a site that answers with its home page': { cause: 'path', change: at('program-switch.js', home) },
  'a script of a wrong type': { cause: 'mime', change: at('interlocal_app.js', typed('text/plain')) },
  'a missing style sheet': { cause: 'path', change: at('interlocal.css', gone) },
  'requirement 10: a script that was changed': { cause: 'integrity', change: at('load.js', changed) },
  'requirement 10: a program that was changed': { cause: 'integrity', change: at('interlocal_app_bg.wasm', changed) },
  'requirement 10: a style sheet that was changed': { cause: 'integrity', change: at('interlocal.css', changed) },
  'requirement 10: a glue script that was changed': { cause: 'integrity', change: at('interlocal_app.js', changed) },
  'a policy that blocks fetching': { cause: 'policy', policy: POLICY.replace("connect-src 'self'; ", '') },
  'a connection that breaks': { cause: 'blocked', change: at('interlocal_app.js', () => false) },
};
for (const [what, { cause, ...options }] of Object.entries(TROUBLES)) {
  test(`${what} is reported to the owner as "${cause}", and the person gets another way`, async () => {
    const { page, host, log, close } = await visitHost(browser, element('lang="en"'), options);
    await page.locator('interlocal-assessment[data-error]').waitFor();
    // A policy without fetching also blocks the texts of the message; then the console has everything.
    const heard = await page.evaluate(() => window.heard);
    assert.deepEqual(heard.map(({ name, detail }) => [name, detail.cause]), [['error', cause]]);
    assert.ok(heard[0].detail.message.length > 10);
    if (cause !== 'policy') {
      const panel = page.locator('interlocal-assessment [role=alert]');
      await panel.filter({ hasText: say('en', 'why.lead') }).filter({ hasText: start(`why.${cause}`) }).waitFor();
      const links = await panel.locator('a').evaluateAll((all) => all.map((it) => it.href));
      assert.deepEqual(links, [`${host.url}questionnaire.en.html`, host.url]);
    }
    assert.ok(log.consoleErrors.some((text) => text.includes('Interlocal:')), log.consoleErrors.join('\n'));
    await close();
  });
}

test('the owner of a Spanish page gets the message in Spanish', async () => {
  const change = at('interlocal_app_bg.wasm', gone);
  const { page, host, close } = await visitHost(browser, element('lang="es"'), { change });
  await page.locator('interlocal-assessment [role=alert]', { hasText: say('es', 'why.lead') }).waitFor();
  const panel = page.locator('interlocal-assessment [role=alert]', { hasText: say('es', 'why.owner') });
  const links = await panel.locator('a').evaluateAll((all) => all.map((it) => it.href));
  assert.deepEqual(links, [`${host.url}questionnaire.es.html`, `${host.url}es.html`]);
  await close();
});

test('requirement 10: a program with a wrong type still starts, and is downloaded once', async () => {
  for (const type of ['application/octet-stream', 'text/html', 'application/wasm; charset=utf-8', '']) {
    const change = at('interlocal_app_bg.wasm', typed(type));
    const { page, host, log, close } = await visitHost(browser, element(), { change });
    await ready(page);
    await page.locator('[data-action=begin]').first().click();
    await page.locator('#ctx-kind').waitFor();
    assert.equal(host.asked.filter((path) => path.endsWith('interlocal_app_bg.wasm')).length, 1, type);
    assert.deepEqual(log.problems(), []);
    await close();
  }
});

test('a failed element tries again when it is added again', async () => {
  let isBroken = true;
  const change = at('interlocal_app_bg.wasm', (answer) => (isBroken ? gone(answer) : undefined));
  const { page, close } = await visitHost(browser, element(), { change });
  await page.locator('interlocal-assessment[data-error]').waitFor();
  isBroken = false;
  await page.evaluate(async () => {
    const it = document.querySelector('interlocal-assessment');
    it.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.body.append(it);
  });
  await ready(page);
  await close();
});

test('the standalone page names the cause, too', async () => {
  const change = at('interlocal_app_bg.wasm', gone);
  const { page, host, close } = await visitHost(browser, '', { change });
  await page.goto(`${host.url}index.html`);
  await page.locator('#interlocal-off [role=alert]', { hasText: start('why.path') || say('en', 'why.owner') }).waitFor();
  await page.locator('#interlocal-off', { hasText: 'interlocal_app_bg.wasm' }).waitFor();
  assert.equal(await page.locator('#interlocal-off [data-file]').isVisible(), false);
  await close();
});

test('a page that is opened from a folder says so', { skip: notInFirefox('its driver lets modules run there') }, async () => {
  const { page, close } = await newPage(browser);
  await page.goto(new URL('../../dist/index.html', import.meta.url).href);
  await page.locator('#interlocal-off [data-file]', { hasText: say('en', 'why.file') }).waitFor();
  await close();
});

test('before the element is defined, and without scripts, the browser shows its content from the page', async () => {
  const inside = '<a href="https://it.county.example/share/">Open the questionnaire</a>';
  const { page, close } = await visitHost(browser, element('', inside), { javaScriptEnabled: false });
  assert.equal(await page.locator('interlocal-assessment a').isVisible(), true);
  await close();
});

test('every cause has its sentence in both languages', async () => {
  const script = await readFile(new URL('../../web/lazy/diagnose.js', import.meta.url), 'utf8');
  const causes = new Set([...script.matchAll(/\["(\w+)", \{/g)].map(([, cause]) => cause));
  assert.ok(causes.size >= 7, [...causes].join(' '));
  for (const lang of ['en', 'es']) for (const cause of causes) assert.ok(say(lang, `why.${cause}`).length > 20, cause);
});
