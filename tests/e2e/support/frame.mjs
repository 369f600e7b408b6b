// Two sites: one has the widget, the other frames it. Browsers treat them as different sites if one has a number as its name. In
// a private window, which tests have, browsers deny storage to such frames, so tests of storage use two origins of one site.

import { newPage } from './browser.mjs';
import { filePath } from './pages.mjs';
import { forward, POLICY } from './forward.mjs';
import { drawn, until } from './wait.mjs';

export const RESIZE = await filePath('resize.js');

/** The site that has the widget. The options are those of `forward`, and `name`. */
export async function toolSite({ name = '127.0.0.1', ...options } = {}) {
  const site = await forward(options);
  return { ...site, url: `http://${name}:${site.port}/`, origin: `http://${name}:${site.port}` };
}

/** The directives that a host page's policy needs for frames of these origins. */
export const framing = (...origins) => `${POLICY}; frame-src ${origins.join(' ')}`;

/** The address of the page for frames. */
export function embedUrl(tool, parameters = {}, fragment = '') {
  return `${tool.url}embed.html?${new URLSearchParams(parameters)}${fragment}`;
}

/** The markup of a frame. */
export const frameTag = (src, attributes = 'data-interlocal') =>
  `<iframe id="frame" title="Self-assessment" width="100%" src="${src.replaceAll('&', '&amp;')}" ${attributes}></iframe>`;

/** A host's page with `body` in it. */
export const page = (body, { resize = true } = {}) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>County of Testville</title><link rel="icon" href="data:,">${
    resize ? `<script type="module" src="/${RESIZE}"></script>` : ''
  }</head><body><h1>County</h1><p><a id="before" href="#before">Before</a></p>${body}<p><a id="after" href="#after">After</a></p></body></html>`;

/**
 * Opens a page that frames the widget, on two sites. `parameters` of the frame's address contain the host's origin unless they name
 * another one; they may be a function of `{ tool, origin }`. `kept` is the initial content of the frame's storage, `attributes` are
 * added to the tag, `pages` to the host. Returns `{ tool, host, page, frame, log, heard, close }`: `frame` contains the widget, and
 * `heard` returns all messages and events that reached the page, in order.
 */
export async function framed(browser, options = {}) {
  const { parameters: given = {}, attributes, fragment, tool: toolOptions, beside = '', path = '', resize, kept, wait = true } = options;
  const tool = await toolSite({ name: kept ? 'localhost' : undefined, ...toolOptions });
  const others = options.others ?? [];
  const pages = { ...options.pages };
  const host = await forward({ pages, policy: framing(tool.origin, ...others) });
  const origin = new URL(host.url).origin;
  const parameters = typeof given === 'function' ? given({ tool, origin }) : given;
  pages['/'] = page(frameTag(embedUrl(tool, { host: origin, ...parameters }, fragment), attributes) + beside, { resize });
  const visit = await newPage(browser, options.visit);
  await listen(visit.page, origin);
  if (kept) await keep(visit.page, tool.origin, kept);
  await visit.page.goto(host.url + path);
  const frame = await frameOf(visit.page);
  if (wait) await frame.locator('[data-page]:visible').first().waitFor();
  const close = async () => {
    await visit.close();
    await Promise.all([tool.close(), host.close()]);
  };
  return { ...visit, tool, host, origin, frame, heard: () => visit.page.evaluate(() => window.heard), close };
}

/** The document in the frame. */
export async function frameOf(page, selector = '#frame') {
  return (await page.locator(selector).elementHandle()).contentFrame();
}

/** Records all messages and events of the page at `origin`. Call it before the page opens. */
async function listen(page, origin) {
  await page.addInitScript(([origin, mark]) => {
    if (location.origin !== origin || window !== top) return;
    window.heard = [];
    addEventListener('message', ({ data, origin }) => data !== mark && window.heard.push({ from: origin, data }));
    for (const type of ['ready', 'complete', 'error']) {
      addEventListener(`interlocal-${type}`, ({ detail, target }) =>
        window.heard.push({ event: type, detail, at: target.id, isFrozen: Object.isFrozen(detail) && Object.isFrozen(detail.profile ?? Object.freeze({})) }),
      );
    }
  }, [origin, MARK]);
}

/** Fills the storage of the site at `origin` as an earlier visit would, once. */
async function keep(page, origin, kept) {
  await page.addInitScript(
    ([origin, kept]) => {
      if (location.origin !== origin || localStorage.length > 0) return;
      for (const [key, text] of Object.entries(kept)) localStorage.setItem(key, text);
    },
    [origin, kept],
  );
}

const MARK = 'all before this';

/**
 * Waits until `receiver`, a page or a frame, has handled all messages that were posted to it in one way. `post(data)` posts a mark
 * in the same way, and messages keep their order.
 */
export async function dealtWith(receiver, post) {
  await receiver.evaluate((mark) => {
    if (window.nMarks !== undefined) return;
    window.nMarks = 0;
    addEventListener('message', ({ data }) => data === mark && (window.nMarks += 1));
  }, MARK);
  const before = await receiver.evaluate(() => window.nMarks);
  await post(MARK);
  await receiver.waitForFunction((before) => window.nMarks > before, before);
  await drawn(receiver);
}

/** Waits until the page has received a number of messages of a type. */
export async function hears(page, type, count = 1) {
  await page.waitForFunction(
    ([type, count]) => window.heard.filter(({ data }) => data?.type === type).length >= count,
    [type, count],
  );
}

/**
 * Waits until the frame has exactly the height of its content and keeps it while both documents draw: a recent change may not be
 * laid out yet. Returns the height.
 */
export async function fits(page, frame) {
  const heights = async () => [
    await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height)),
    await page.locator('#frame').evaluate((it) => it.clientHeight),
  ];
  const look = async () => {
    const before = await heights();
    await drawn(page);
    await drawn(frame);
    return [...before, ...(await heights())];
  };
  const [inside] = await until(look, (all) => all[0] > 0 && all.every((height) => height === all[0]));
  return inside;
}
