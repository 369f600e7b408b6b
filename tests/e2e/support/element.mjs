// Pages of other sites that contain the widget.

import { say } from './bank.mjs';
import { newPage } from './browser.mjs';
import { forward } from './forward.mjs';
import { filePath } from './pages.mjs';

/** The element's loader, relative to a host's root. */
export const LOADER = `/${await filePath('interlocal.js')}`;

/** A host's page with `body` in it. `head` is added to its head, before the loader. */
export function hostPage(body, { head = '', lang = 'en', loader = LOADER } = {}) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>County of Testville</title>
<link rel="icon" href="data:,">${head}<script type="module" src="${loader}"></script></head><body>${body}</body></html>`;
}

/** The element with attributes. */
export const element = (attributes = '', inside = '') =>
  `<interlocal-assessment ${attributes}>${inside}</interlocal-assessment>`;

/** Records the events of the elements in `heard`, and marks elements that are ready. Call it before the page opens. */
export async function listen(page) {
  await page.addInitScript(() => {
    window.heard = [];
    for (const name of ['ready', 'complete', 'error']) {
      addEventListener(`interlocal-${name}`, (event) => {
        event.target.setAttribute(`data-${name}`, '');
        window.heard.push({ name, detail: event.detail, at: event.target.id });
      });
    }
  });
}

/** Waits until every element that came into view has drawn its program. */
export async function ready(page, selector = 'interlocal-assessment') {
  await page.locator(`${selector}[data-ready]`).first().waitFor();
}

/**
 * A host whose page has `body`, opened in a browser. The options are those of `hostPage`, of `forward` and of `newPage`, and
 * `query`, which is added to the page's address. Returns the result of `newPage`, with the `host`.
 */
export async function visitHost(browser, body, options = {}) {
  const host = await forward({ ...options, pages: { '/page.html': hostPage(body, options), ...options.pages } });
  const visit = await newPage(browser, options);
  await listen(visit.page);
  await visit.page.goto(`${host.url}page.html${options.query ?? ''}`);
  const close = async () => {
    await visit.close();
    await host.close();
  };
  return { ...visit, host, close };
}

/** Goes from the start screen to a finished profile, with the first level of every question; `inside` contains the widget. */
export async function fillIn(inside, lang = 'en') {
  await inside.locator('[data-action=begin]').first().click();
  await inside.locator('#ctx-kind').selectOption('2');
  for (let steps = 0; steps < 20; steps += 1) {
    const before = await inside.locator('[data-page]').getAttribute('data-page');
    if (before === 'profile') break;
    await inside.locator('input[type=radio][value="2"]:is([name^=skill-], [name^=need-])').evaluateAll((all) => all.forEach((it) => it.click()));
    await inside.locator('[data-action=next]').first().click();
    await inside.locator(`[data-page]:not([data-page="${before}"])`).waitFor();
  }
  await inside.locator('[data-page=profile] h1', { hasText: say(lang, 'profile.title') }).waitFor();
}
