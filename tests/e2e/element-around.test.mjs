// The element and common features of the page around it: keyboard shortcuts and sticky headers.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './support/browser.mjs';
import { element, ready, visitHost } from './support/element.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A page whose script moves the focus at single keys, unless the event's target is a field, and counts the keys that it gets. */
const shortcuts = `
  window.keys = [];
  for (const type of ['keydown', 'keypress', 'keyup']) {
    document.addEventListener(type, (event) => {
      window.keys.push(type + ' ' + event.key);
      if (event.target.matches('input, textarea, select') || type !== 'keydown') return;
      if (['s', '/', '?', 'e', 'Enter'].includes(event.key)) {
        event.preventDefault();
        document.getElementById('search').focus();
      }
    });
  }`;

test('a site’s keyboard shortcuts don’t get typed keys; Escape, Tab and combinations still reach the site', async () => {
  const pages = { '/shortcuts.js': { body: shortcuts, type: 'text/javascript' } };
  const head = '<script src="/shortcuts.js" defer></script>';
  const { page, log, close } = await visitHost(browser, `<input id="search">${element()}`, { pages, head });
  await ready(page);
  await page.locator('[data-action=begin]').first().click();
  const typed = 'Salem/Essex?';
  for (const id of ['field-agency', 'field-local']) {
    await page.locator(`#${id}`).focus();
    await page.keyboard.type(typed);
    assert.equal(await page.locator(`#${id}`).inputValue(), typed);
  }
  assert.equal(await page.locator('#search').inputValue(), '');
  assert.deepEqual(await page.evaluate(() => window.keys), []);
  await page.locator('#ctx-kind').focus();
  await page.keyboard.press('s');
  assert.deepEqual(await page.evaluate(() => window.keys), []);
  for (const key of ['Escape', 'Tab', 'Control+k']) await page.keyboard.press(key);
  const heard = await page.evaluate(() => window.keys.filter((it) => it.startsWith('keydown')));
  assert.deepEqual(heard, ['keydown Escape', 'keydown Tab', 'keydown Control', 'keydown k']);
  // On a button, a key isn't text, and the site's shortcut works.
  await page.locator('[data-action=next]').first().focus();
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  assert.deepEqual(log.problems(), []);
  await close();
});

const HEADERS = {
  'a fixed header': '.site { position: fixed; inset: 0 0 auto; block-size: 90px }',
  'a sticky header': '.site { position: sticky; top: 0; block-size: 90px } .above { block-size: 300px }',
  'two headers, one below the other': '.site { position: sticky; top: 0; block-size: 50px } .second { position: sticky; top: 50px; block-size: 40px }',
  'a header on a page that scrolls smoothly': '.site { position: sticky; top: 0; block-size: 90px } html { scroll-behavior: smooth }',
};
for (const [what, css] of Object.entries(HEADERS)) {
  test(`${what} covers neither the heading after a step nor the focused control`, async () => {
    const pages = { '/site.css': { body: `${css} .tall { block-size: 1500px } body { margin: 0 } div { background: #ccc }`, type: 'text/css' } };
    const head = '<link rel="stylesheet" href="/site.css">';
    const body = `<div class="above"></div><div class="site">County</div><div class="second"></div>${element()}<p class="tall"></p>`;
    const { page, close } = await visitHost(browser, body, { pages, head, height: 600 });
    await ready(page);
    /** Waits until a click at the middle of the top edge of the focused element would hit the element. */
    const isSeen = () =>
      page.waitForFunction(() => {
        const host = document.querySelector('interlocal-assessment');
        const it = host.shadowRoot.activeElement;
        const { left, top, width } = it?.getBoundingClientRect() ?? {};
        // The focus ring is a few pixels outside.
        const over = document.elementFromPoint(left + width / 2, top - 4);
        return top > 0 && top < innerHeight && (over === host || host.contains(over));
      });
    await page.locator('[data-action=begin]').first().click();
    await page.locator('h1:focus').waitFor();
    await isSeen();
    for (let n = 0; n < 6; n += 1) await page.keyboard.press('Tab');
    for (let n = 0; n < 6; n += 1) {
      await page.keyboard.press('Shift+Tab');
      await isSeen();
    }
    await page.locator('#ctx-kind').selectOption('2');
    await page.locator('[data-action=next]').last().click();
    await page.locator('h1:focus').waitFor();
    await isSeen();
    await close();
  });
}

test('a site can set the height of its header', async () => {
  const css = ':root { --interlocal-scroll-offset: 150px } .tall { block-size: 1500px }';
  const pages = { '/site.css': { body: css, type: 'text/css' } };
  const { page, close } = await visitHost(browser, `${element()}<p class="tall"></p>`, { pages, head: '<link rel="stylesheet" href="/site.css">', height: 600 });
  await ready(page);
  await page.locator('[data-action=begin]').first().click();
  await page.locator('h1:focus').waitFor();
  assert.ok((await page.locator('interlocal-assessment .interlocal:not(.wait)').first().evaluate((it) => it.getBoundingClientRect().top)) >= 0);
  assert.match(await page.locator('h1').evaluate((it) => getComputedStyle(it).scrollMarginBlockStart), /^1[56]\d/);
  await close();
});
