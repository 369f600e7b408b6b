// Older browsers: each newer function that the site uses is removed by itself. Then the visit works, or the page says that it
// can't. docs/browsers.md has the versions.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { element, hostPage } from './support/element.mjs';
import { forward } from './support/forward.mjs';
import { siteUrl } from './support/pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Functions by name, each with a script that removes it. fallback.test.mjs tests browsers without WebAssembly. */
const NEWER = {
  'URL.canParse': 'delete URL.canParse',
  'navigator.userActivation': 'delete Navigator.prototype.userActivation',
  'Array.prototype.toSorted': 'delete Array.prototype.toSorted',
  'inert': 'delete HTMLElement.prototype.inert',
  'structuredClone': 'delete globalThis.structuredClone',
  'Array.prototype.at and String.prototype.at': 'delete Array.prototype.at, delete String.prototype.at',
  'Object.hasOwn': 'delete Object.hasOwn',
  'crypto.randomUUID': 'delete Crypto.prototype.randomUUID',
  'adoptedStyleSheets': 'delete Document.prototype.adoptedStyleSheets, delete ShadowRoot.prototype.adoptedStyleSheets',
  'CSSStyleSheet as a constructor': 'const Old = CSSStyleSheet; globalThis.CSSStyleSheet = function () { throw new TypeError("Illegal constructor") }; globalThis.CSSStyleSheet.prototype = Old.prototype',
  'navigator.locks': 'delete Navigator.prototype.locks',
  'BroadcastChannel': 'delete globalThis.BroadcastChannel',
  'Intl.DisplayNames': 'delete Intl.DisplayNames',
  'String.prototype.replaceAll': 'delete String.prototype.replaceAll',
  'WebAssembly.compileStreaming': 'delete WebAssembly.compileStreaming, delete WebAssembly.instantiateStreaming',
  'ResizeObserver': 'delete globalThis.ResizeObserver',
  'IntersectionObserver': 'delete globalThis.IntersectionObserver',
  'requestIdleCallback': 'delete globalThis.requestIdleCallback',
  'location.ancestorOrigins': 'delete Location.prototype.ancestorOrigins',
  'trustedTypes': 'delete globalThis.trustedTypes',
  'Worker': 'delete globalThis.Worker',
  'indexedDB': 'delete globalThis.indexedDB',
  'localStorage': 'delete globalThis.localStorage',
  'navigator.serviceWorker': 'delete Navigator.prototype.serviceWorker',
  'navigator.clipboard': 'delete Navigator.prototype.clipboard',
  'crypto.subtle': 'delete Crypto.prototype.subtle',
};

/** Goes from the start to the profile and the page that shares it. Returns false if the page says that it can't start. */
async function goesOn(place) {
  const said = place.locator('.off [role=alert]:visible, [role=alert]:visible:has(a)').first();
  const steps = [
    ['[data-action=begin]:visible', '#ctx-kind'],
    ['[data-action=see-profile]', '#share-link'],
    ['[data-action=desk-share]', '[data-page=desk-share]'],
  ];
  for (const [action, next] of steps) {
    const button = place.locator(action).first();
    await button.or(said).first().waitFor();
    if (await said.isVisible()) return false;
    if (action === '[data-action=see-profile]') await place.locator('#ctx-kind').selectOption('2');
    await button.click();
    await place.locator(next).or(said).or(place.locator('.notice:visible')).first().waitFor();
    if (await said.isVisible()) return false;
    if (await place.locator('.notice:visible').count()) return place.locator('.notice').first().innerText();
  }
  return true;
}

const SITES = {
  'the standalone page': (page) => page.goto(siteUrl()),
  'the page for frames': (page) => page.goto(`${siteUrl()}embed.html`),
  'a page with the element': async (page, host) => page.goto(`${host.url}page.html`),
};

/** Functions that pages call before the program has loaded; each kind of page handles them in its own way. */
const EARLY = ['Object.hasOwn', 'adoptedStyleSheets', 'CSSStyleSheet as a constructor', 'IntersectionObserver', 'ResizeObserver', 'WebAssembly.compileStreaming', 'localStorage'];

/** The pages that can't start without a function, by its name. All others must work. */
const SAID = {
  'adoptedStyleSheets': ['the page for frames'],
  'CSSStyleSheet as a constructor': ['the page for frames', 'a page with the element'],
};

for (const [name, script] of Object.entries(NEWER)) {
  test(`without ${name} the visit works, or the page says that it can't`, async () => {
    const pages = { '/page.html': hostPage(element('', '<p role="alert"><a href="https://forms.example.gov/">Open the questionnaire</a></p>')) };
    const host = await forward({ pages });
    // The pages differ before the program has loaded.
    for (const [where, visit] of each(Object.entries(SITES), EARLY.includes(name) ? 3 : 1)) {
      const { page, close } = await newPage(browser);
      await page.addInitScript(script);
      await visit(page, host);
      const isGoing = await goesOn(page);
      assert.equal(isGoing, !SAID[name]?.includes(where), where);
      await close();
    }
    await host.close();
  });
}

const BROKEN = {
  'can’t be read': 'const { = ;',
  'is not there': undefined,
};
for (const [what, body] of Object.entries(BROKEN)) {
  test(`a first script that ${what} leaves no dead start screen`, async () => {
    for (const [path, script, lang] of [['', 'boot.js', 'en'], ['es.html', 'boot.js', 'es'], ['embed.html', 'embed.js', 'en']]) {
      const { page, close } = await newPage(browser);
      await page.route(`**/${script}`, (route) => (body ? route.fulfill({ body, contentType: 'text/javascript' }) : route.abort()));
      await page.goto(siteUrl() + path);
      await page.locator('.off [role=alert]', { hasText: say(lang, 'off.old') }).waitFor();
      assert.equal(await page.locator('[data-action=begin]:visible').count(), 0);
      assert.ok((await page.locator('.off a:visible').first().getAttribute('href')).startsWith('questionnaire.'));
      await close();
    }
  });
}
