// Pages of other people that have the widget in them.

import { filePath } from './pages.mjs';

export const LOADER = await filePath('interlocal.js');

/** A host's page with `body` in it. `head` goes into its head. */
export function hostPage(body, { head = '', lang = 'en' } = {}) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>County of Testville</title><link rel="icon" href="data:,">${head}
<script type="module" src="/${LOADER}"></script></head><body>${body}</body></html>`;
}

/** The element with attributes. */
export const element = (attributes = '', inside = '') =>
  `<interlocal-assessment ${attributes}>${inside}</interlocal-assessment>`;

/** Waits until the element (the first, unless told) has drawn its program. */
export async function ready(page, at = 0) {
  await page.locator('interlocal-assessment').nth(at).locator('[data-page]:not([aria-busy])').waitFor();
  await page.waitForFunction((at) => document.querySelectorAll('interlocal-assessment')[at].dataset.ready === '', at);
}

/** Marks every element that says it is ready, and keeps what the page hears of it. To be called before the page is opened. */
export async function listen(page) {
  await page.addInitScript(() => {
    window.heard = [];
    for (const name of ['ready', 'complete', 'error']) {
      addEventListener(`interlocal-${name}`, (event) => {
        if (name === 'ready') event.target.dataset.ready = '';
        window.heard.push({ name, detail: event.detail, at: event.target.id });
      });
    }
  });
}
