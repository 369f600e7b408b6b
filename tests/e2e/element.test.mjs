// The widget as an element on another site's page: its functions, and the parts of the page that it doesn't change.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { label, say } from './support/bank.mjs';
import { launch } from './support/browser.mjs';
import { isAll } from './support/depth.mjs';
import { element, fillIn, ready, visitHost } from './support/element.mjs';
import { POLICY } from './support/forward.mjs';
import { COUNTY, draft, DRAFT_KEY, token, TOWN, storage } from './support/visits.mjs';
import { hold, idle } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const page1 = (attributes) => `<header><a href="#top">Our county</a></header>${element(attributes)}<footer>End</footer>`;
const screen = (page, id) => page.locator(`[data-page="${id}"]`);
const around = (page) =>
  page.evaluate(() => ({
    title: document.title,
    lang: document.documentElement.lang,
    focus: document.activeElement.tagName,
    scroll: scrollY,
    steps: history.length,
    state: history.state,
    href: location.href,
    head: document.head.innerHTML,
  }));

/** Goes from the start screen to a profile without answers. */
async function shortWay(page) {
  await page.locator('[data-action=begin]').first().click();
  await page.locator('#ctx-kind').selectOption('2');
  await page.locator('[data-action=see-profile]').click();
  await screen(page, 'profile').waitFor();
}

const POLICIES = {
  'the required policy': POLICY,
  "no policy of its own for Trusted Types": `${POLICY}; trusted-types 'none'`,
  'a policy for Trusted Types by name': `${POLICY}; trusted-types interlocal`,
};
for (const [name, policy] of Object.entries(POLICIES)) {
  test(`requirement 9: the element goes from start to profile under ${name}, and no request is blocked`, async () => {
    const { page, log, close } = await visitHost(browser, page1('lang="es"'), { policy });
    await ready(page);
    if (isAll || policy === POLICY) {
      await fillIn(page, 'es');
    } else {
      await shortWay(page);
    }
    // The desk loads styles, the second program and a worker.
    await page.locator('[data-action=desk-share]').click();
    await screen(page, 'desk-share').waitFor();
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('title, language, focus, scroll, history and address of the page stay unchanged until the person acts', async () => {
  const tall = `<p class="space">Above</p>${element()}`;
  const pages = { '/space.css': { body: '.space { block-size: 300px }', type: 'text/css' } };
  const head = '<link rel="stylesheet" href="/space.css">';
  const { page, log, close } = await visitHost(browser, tall, { pages, head, lang: 'de', query: '?a=1#part' });
  const first = await around(page);
  await ready(page);
  const before = await around(page);
  // While a script is preloaded with its hash, its link is in the head.
  assert.deepEqual(before, { ...first, head: first.head.replace(/<link rel="modulepreload"[^>]*>/g, '') });
  assert.equal(before.title, 'County of Testville');
  await page.locator('[data-action=begin]').first().click();
  await screen(page, 'details').waitFor();
  const after = await around(page);
  assert.deepEqual(
    { ...after, focus: '', scroll: 0 },
    { ...before, focus: '', scroll: 0 },
  );
  // The focus moves to the heading of the next page.
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.tagName), 'H1');
  assert.deepEqual(log.problems(), []);
  await close();
});

const LINKS = {
  'as it is written': (it) => `?#${it}`,
  'in upper case': (it) => `?#${it.toUpperCase()}`,
  'with its # escaped': (it) => `?%23${it}`,
};
for (const [how, written] of Object.entries(LINKS)) {
  test(`requirement 7: a link in the page's address, ${how}, is removed before other files are loaded, and opens`, async () => {
    const { page, host, log, close } = await visitHost(browser, page1(), { query: written(token(COUNTY)) });
    await screen(page, 'received').waitFor();
    assert.equal(await page.evaluate(() => location.href), `${host.url}page.html`);
    assert.equal(host.asked.some((path) => /su1/i.test(path)), false);
    const requests = log.requests.filter(({ url }) => /su1/i.test(url));
    assert.ok(requests.length <= 1, 'only the page itself may have been asked for with it');
    // The page keeps its focus and its scroll position.
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
    await close();
  });
}

test("requirement 7: the rest of the page's query and the page's own fragments stay unchanged", async () => {
  const { page, host, close } = await visitHost(browser, page1(), { query: `?page_id=12&?#${token(COUNTY)}` });
  await screen(page, 'received').waitFor();
  assert.equal(await page.evaluate(() => location.href), `${host.url}page.html?page_id=12`);
  await page.evaluate(() => (location.hash = 'result1'));
  assert.equal(await page.evaluate(() => location.hash), '#result1');
  await page.evaluate((it) => (location.hash = it), token(TOWN));
  await page.locator('h1', { hasText: TOWN.agency }).waitFor();
  assert.equal(await page.evaluate(() => location.hash), '');
  await close();
});

test('links made on a page lead back to it, or to the address that the site sets', async () => {
  for (const [attributes, query, base, bad] of [
    ['', '', (url) => `${url}page.html?#su1`],
    // The query may identify the visitor. A site that needs its query configures it.
    ['', '?mc_eid=f00&email=a%40b.example', (url) => `${url}page.html?#su1`],
    ['share-base="?page_id=12"', '?page_id=12&email=a%40b.example', (url) => `${url}page.html?page_id=12#su1`],
    ['share-base="/share/"', '?a=b', (url) => `${url}share/?#su1`],
    ['share-base="https://it.county.example/share/"', '', () => 'https://it.county.example/share/?#su1'],
    ['share-base="HTTPS:\\\\IT.county.example\\share\\"', '', () => 'https://it.county.example/share/?#su1'],
    ...['https://forms.example.gov@evil.example/', 'https://:x@evil.example/', 'javascript:alert(1)', '/share/#top', 'data:text/html,x'].map((bad) => [
      `share-base="${bad}"`,
      '',
      (url) => `${url}page.html?#su1`,
      bad,
    ]),
  ]) {
    const { page, host, close } = await visitHost(browser, page1(attributes), { query });
    const warnings = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    if (bad) await page.reload();
    await ready(page);
    await page.locator('[data-action=begin]').first().click();
    await page.locator('#ctx-kind').selectOption('2');
    await page.locator('[data-action=see-profile]').click();
    const link = await page.locator('textarea[readonly]').inputValue();
    assert.ok(link.startsWith(base(host.url)), link);
    assert.equal(await page.locator('#share-host').innerText(), say('en', 'share.host', { host: new URL(link).host }));
    assert.deepEqual(warnings.filter((text) => text.includes('share-base')).map((text) => text.includes(bad)), bad ? [true] : []);
    await close();
  }
});

test('requirement 6: opening a link writes nothing and makes no request', async () => {
  const { page, log, close } = await visitHost(browser, page1());
  await ready(page);
  await idle(page);
  const mark = log.mark();
  await page.evaluate((it) => document.querySelector('interlocal-assessment').open(it), `https://x.example/?#${token(COUNTY)}`);
  await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
  assert.deepEqual(log.requestsSince(mark), []);
  assert.deepEqual(await storage(page), {});
  await close();
});

test('the element loads the program when it comes into view, and shows the panel before', async () => {
  const pages = { '/space.css': { body: '.space { block-size: 5000px }', type: 'text/css' } };
  const head = '<link rel="stylesheet" href="/space.css">';
  const { page, host, close } = await visitHost(browser, `<p class="space"></p>${element()}`, { pages, head });
  await screen(page, 'start').waitFor({ state: 'attached' });
  await idle(page);
  assert.deepEqual(host.asked.map((path) => path.split('/').pop()).sort(), [
    'element.css', 'interlocal.css', 'interlocal.js', 'page.html', 'space.css', 'start.en.json',
  ]);
  await page.evaluate(() => document.querySelector('interlocal-assessment').scrollIntoView());
  await ready(page);
  assert.ok(host.asked.some((path) => path.endsWith('interlocal_app_bg.wasm')));
  await close();
});

test('a click on the panel before the program has loaded takes effect', async () => {
  const { page, close } = await visitHost(browser, page1());
  const { release } = await hold(page, '**/interlocal_app_bg.wasm');
  await page.reload();
  await page.locator('[data-action=begin]').first().click();
  release();
  await screen(page, 'details').waitFor();
  await close();
});

test('requirement 19: two elements on one page share nothing but the compiled program', async () => {
  const two = element('id="a" instance="a" lang="en"') + element('id="b" instance="b" lang="es"');
  const { page, host, log, close } = await visitHost(browser, two);
  await ready(page, '#a');
  await page.locator('#b').scrollIntoViewIfNeeded();
  await ready(page, '#b');
  assert.equal(host.asked.filter((path) => path.endsWith('interlocal_app_bg.wasm')).length, 1);
  const [a, b] = [page.locator('#a'), page.locator('#b')];
  for (const [one, agency] of [[a, 'Town A'], [b, 'Town B']]) {
    await one.locator('[data-action=begin]').first().click();
    await one.locator('#ctx-kind').selectOption('2');
    await one.locator('#field-agency').fill(agency);
    await one.locator('[data-action=next]').click();
    await one.locator('[data-page^=domain-]').waitFor();
  }
  // Radio buttons have the same names in both elements, and each element keeps its own selection.
  const radio = (one, level) => one.locator('input[type=radio][name^=skill-]').nth(level);
  await radio(a, 1).check({ force: true });
  await radio(b, 3).check({ force: true });
  assert.equal(await radio(a, 1).isChecked(), true);
  assert.equal(await radio(b, 3).isChecked(), true);
  await page.waitForFunction(() => Object.keys(localStorage).length === 2);
  const kept = await storage(page);
  assert.deepEqual(Object.keys(kept).sort(), [DRAFT_KEY.replace(':', ':a:'), DRAFT_KEY.replace(':', ':b:')]);
  assert.ok(!Object.values(kept).some((text) => text.includes('Town A') && text.includes('Town B')));
  await b.locator('[data-action=forget]').click();
  await b.locator('[data-action=undo]').waitFor();
  // "Everything on this device" includes the other element's answers.
  await a.locator('.notice', { hasText: say('en', 'notice.erased-elsewhere') }).waitFor();
  assert.deepEqual(await storage(page), {});
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a moved element keeps its visit; a removed one ends it and continues there when it is added again', async () => {
  const { page, log, close } = await visitHost(browser, `${element()}<main id="other"></main>`);
  await ready(page);
  await page.locator('[data-action=begin]').first().click();
  await page.locator('#ctx-kind').selectOption('2');
  await page.evaluate(() => document.querySelector('#other').append(document.querySelector('interlocal-assessment')));
  await screen(page, 'details').waitFor();
  assert.equal(await page.locator('#ctx-kind').inputValue(), '2');
  await page.locator('#field-agency').fill('Moved Town');
  await page.locator('[data-action=next]').click();
  await page.locator('[data-page^=domain-]').waitFor();
  await page.evaluate(async () => {
    const it = document.querySelector('interlocal-assessment');
    it.remove();
    // The visit ends after the task in which the element was removed.
    await new Promise((resolve) => setTimeout(resolve));
    window.inside = it.shadowRoot.childElementCount;
    document.body.append(it);
  });
  assert.equal(await page.evaluate(() => window.inside), 0);
  await page.locator('[data-page^=domain-]').waitFor();
  assert.deepEqual(log.problems(), []);
  await close();
});

test('requirement 20: the visit works with storage that is off, only for the session, or denied', async () => {
  for (const kind of ['off', 'session']) {
    const { page, close } = await visitHost(browser, page1(`storage="${kind}"`));
    await ready(page);
    await page.locator('[data-action=begin]').first().click();
    await page.locator('#ctx-kind').selectOption('2');
    if (kind === 'session') await page.waitForFunction(() => sessionStorage.length === 1);
    else await page.locator('.notice', { hasText: say('en', 'notice.not-saved') }).waitFor();
    await page.locator('[data-action=next]').click();
    await page.locator('[data-page^=domain-]').waitFor();
    assert.deepEqual(await storage(page), {});
    await close();
  }
});

test('reset erases the draft and starts again; the draft of another element stays', async () => {
  const { page, close } = await visitHost(browser, page1('instance="x"'));
  await page.evaluate(([key, text]) => {
    localStorage.setItem(key.replace(':', ':x:'), text);
    localStorage.setItem(key, text);
  }, [DRAFT_KEY, draft({ page: 'review' })]);
  await page.reload();
  await screen(page, 'review').waitFor();
  await page.evaluate(() => document.querySelector('interlocal-assessment').reset());
  await screen(page, 'start').waitFor();
  assert.deepEqual(Object.keys(await storage(page)), [DRAFT_KEY]);
  await close();
});

test('the language follows the attribute, the page around the element, and the person', async () => {
  const { page, close } = await visitHost(browser, `<div lang="es-MX">${element()}</div>`);
  await ready(page);
  await page.locator('[data-action=begin]', { hasText: say('es', 'start.begin') }).first().waitFor();
  await page.evaluate(() => document.querySelector('interlocal-assessment').setAttribute('lang', 'en'));
  await page.locator('[data-action=begin]', { hasText: say('en', 'start.begin') }).first().waitFor();
  await page.locator('[data-action=lang-es]').click();
  await page.locator('[data-action=begin]', { hasText: say('es', 'start.begin') }).first().waitFor();
  await close();
});

test('an element that only shows profiles asks for a link and offers no questionnaire', async () => {
  const { page, close } = await visitHost(browser, page1('mode="view"'));
  await ready(page);
  await screen(page, 'open').waitFor();
  await page.locator('#paste').fill(token(COUNTY));
  await page.locator('[data-action=open-link]').click();
  await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
  assert.equal(await page.locator('[data-action=begin]:visible, [data-action=mine]:visible, [data-action=use]:visible').count(), 0);
  await close();
});

test('requirement 11: the notice that a profile was not checked comes first, in the document and in announcements', async () => {
  const { page, close } = await visitHost(browser, page1(), { query: `?#${token(COUNTY)}` });
  await screen(page, 'received').waitFor();
  const first = await page.locator('main').evaluate((main) => main.firstElementChild.className);
  assert.equal(first, 'banner');
  const tree = await page.locator('interlocal-assessment main').ariaSnapshot();
  assert.ok(tree.indexOf('region') < tree.indexOf('heading'), tree);
  await close();
});

const HOSTILE = `
  html { font-size: 62.5%; direction: rtl }
  * { box-sizing: content-box; margin: 0; padding: 0; font-family: cursive; color: red; letter-spacing: 0.5em }
  *, interlocal-assessment { text-transform: uppercase; line-height: 3; text-align: right; font-size: 8px }
  div, p, h1, button, input { all: unset }
  body { display: flex; inline-size: 100% }`;
test('the styles of a page that resets everything, right to left and in a form, don\'t change the widget', async () => {
  const pages = { '/host.css': { body: HOSTILE, type: 'text/css' } };
  const looks = async (head, body) => {
    const { page, close } = await visitHost(browser, body, { pages, head });
    await ready(page);
    await page.locator('[data-action=begin]').first().click();
    await page.locator('#ctx-kind').selectOption('2');
    const seen = await page.locator('interlocal-assessment').evaluate((it) =>
      ['h1', '.lead', '.button', 'select', 'input', 'label'].map((selector) => {
        const found = it.shadowRoot.querySelector(selector);
        const style = getComputedStyle(found);
        const names = ['fontSize', 'fontFamily', 'color', 'letterSpacing', 'textTransform', 'lineHeight', 'boxSizing', 'direction', 'paddingLeft'];
        return [selector, ...names.map((name) => style[name])].join(' ');
      }),
    );
    // If the field belonged to the page's form, Enter would submit the form.
    await page.locator('#field-agency').press('Enter');
    await page.locator('#field-agency').press('Tab');
    assert.ok((await page.evaluate(() => location.pathname)).endsWith('/page.html'));
    await close();
    return seen;
  };
  const plain = await looks('', element());
  const hostile = await looks('<link rel="stylesheet" href="/host.css">', `<form action="/sent">${element()}</form>`);
  assert.deepEqual(hostile, plain);
});

test('a printed page has only the widget, and afterwards the screen shows the whole page again', async () => {
  const { page, close } = await visitHost(browser, page1());
  await ready(page);
  await page.evaluate(() => {
    window.print = () => (window.printing = document.adoptedStyleSheets.length);
  });
  await page.locator('[data-action=begin]').first().click();
  await page.locator('#ctx-kind').selectOption('2');
  await page.locator('[data-action=see-profile]').click();
  await page.locator('[data-action=print]').click();
  assert.equal(await page.evaluate(() => window.printing), 1);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('footer', { hasText: 'End' }).isVisible(), false);
  assert.equal(await page.locator('[data-page=profile] h1').isVisible(), true);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await close();
});

test('including the loader twice, as two blocks of a CMS do, changes nothing', async () => {
  const { page, log, close } = await visitHost(browser, page1());
  await ready(page);
  await page.evaluate(() => import(`${document.querySelector('script[type=module]').src}?again`));
  assert.deepEqual(log.problems(), []);
  await close();
});

test('capabilities have the same names inside an element', async () => {
  const { page, close } = await visitHost(browser, page1());
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [DRAFT_KEY, draft({ page: 'review' })]);
  await page.reload();
  await screen(page, 'review').waitFor();
  await page.locator('main', { hasText: label(Object.keys(TOWN.answers)[0]) }).waitFor();
  await close();
});
