// An element under difficult conditions: early calls, changes while it draws, starts that fail while another runs, browsers
// that lack a function, and other components around it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say, sayDesk } from './support/bank.mjs';
import { launch } from './support/browser.mjs';
import { element, LOADER, ready, visitHost } from './support/element.mjs';
import { forward, POLICY } from './support/forward.mjs';
import { namesOf, SIX } from './support/group.mjs';
import { COUNTY, draft, DRAFT_KEY, storage, token, TOWN } from './support/visits.mjs';
import { drawn, hold, received, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const screen = (page, id) => page.locator(`[data-page="${id}"]`);
const gone = (answer) => Object.assign(answer, { status: 404, body: 'no such file', headers: { 'content-type': 'text/plain' } });
const failed = (page) => page.locator('interlocal-assessment[data-error]').waitFor({ state: 'attached' });
const beginIn = (lang) => (page) => page.locator('[data-action=begin]', { hasText: say(lang, 'start.begin') }).first().waitFor();

/** Visits a page and delays `file`; returns the result of `visitHost`, with `asked` and `release` of the file. */
async function visitLate(body, file, options) {
  const visit = await visitHost(browser, '', options);
  const held = await hold(visit.page, `**/${file}`);
  await visit.page.evaluate((body) => {
    document.body.append(document.createRange().createContextualFragment(body));
  }, body);
  return { ...visit, ...held };
}
/** A policy that lets the test's own script make markup. */
const LOOSE = { policy: POLICY.replace("; require-trusted-types-for 'script'", '') };

test('a link that is opened before anything is drawn opens once, and nothing else does', async () => {
  const { page, asked, release, close } = await visitLate(element('lang="en"'), 'start.en.json', LOOSE);
  await asked();
  await page.evaluate((it) => {
    window.opened = document.querySelector('interlocal-assessment').open(it);
  }, `#${token(COUNTY)}`);
  release();
  await page.evaluate(() => window.opened);
  await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
  assert.equal(await page.locator('h1').count(), 1);
  // Styles of the second program are added to the right shadow root.
  await page.locator('.banner [data-action=open]').click();
  await page.locator('[data-action=desk-open]').click();
  await page.locator('[data-page^=desk-]').waitFor();
  await close();
});

test('a detached element rejects a link, and an attached one opens it', async () => {
  const { page, log, close } = await visitHost(browser, element());
  await ready(page);
  const said = await page.evaluate(async (it) => {
    const element = document.createElement('interlocal-assessment');
    const refused = await element.open(it).catch((error) => error.message);
    document.body.append(element);
    await element.open(it);
    return refused;
  }, `#${token(COUNTY)}`);
  assert.match(said, /has not started/);
  await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a language or a theme that is set while the panel is drawn takes effect', async () => {
  const { page, asked, release, close } = await visitLate(element('lang="en"'), 'interlocal.css', LOOSE);
  await asked();
  // The panel has its text, and its styles haven't loaded.
  await received(page, '/start.en.json');
  await page.evaluate(() => {
    const it = document.querySelector('interlocal-assessment');
    it.setAttribute('lang', 'es');
    it.setAttribute('theme', 'uswds');
  });
  release();
  await beginIn('es')(page);
  await ready(page);
  const ground = () => page.locator('[data-action=begin]').first().evaluate((it) => getComputedStyle(it).backgroundColor);
  assert.equal(await ground(), 'rgb(0, 94, 162)');
  await page.evaluate(() => document.querySelector('interlocal-assessment').setAttribute('lang', 'en-GB'));
  await beginIn('en')(page);
  // Each style sheet is there once, however often a theme is set.
  const sheets = () =>
    page.locator('interlocal-assessment').evaluate(({ shadowRoot: { adoptedStyleSheets: all } }) => ({ all: all.length, doubled: all.length - new Set(all).size }));
  const take = (theme) => page.locator('interlocal-assessment').evaluate((it, theme) => it.setAttribute('theme', theme), theme);
  const { all } = await sheets();
  await take('plain');
  await until(sheets, (now) => now.all > all);
  // Both themes are loaded now, so the element applies each of them before the next frame.
  for (const theme of ['uswds', 'plain', 'uswds']) {
    await take(theme);
    await drawn(page);
  }
  assert.deepEqual(await sheets(), { all: all + 1, doubled: 0 });
  assert.equal(await ground(), 'rgb(0, 94, 162)');
  await close();
});

test('an element inside a component takes the language of the component\'s surroundings', async () => {
  const script = `customElements.define('x-app', class extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: 'open' }).append(document.createElement('interlocal-assessment'));
    }
  });`;
  const pages = { '/app.js': { body: script, type: 'text/javascript' } };
  const { page, close } = await visitHost(browser, '<div lang="es"><x-app></x-app></div>', { pages, head: '<script type="module" src="/app.js"></script>' });
  await beginIn('es')(page);
  await close();
});

test('a start that fails late doesn\'t affect a newer one', async () => {
  const { page, host, log, close } = await visitHost(browser, '', { pages: {} });
  const bank = await hold(page, '**/slow.json');
  await page.evaluate(async () => {
    const it = document.createElement('interlocal-assessment');
    it.setAttribute('bank', '/slow.json');
    document.body.append(it);
    window.it = it;
  });
  await bank.asked();
  await page.evaluate(async () => {
    window.it.remove();
    await new Promise((resolve) => setTimeout(resolve));
    window.it.removeAttribute('bank');
    document.body.append(window.it);
  });
  await ready(page);
  bank.release();
  await received(page, '/slow.json');
  await drawn(page);
  await page.locator('[data-action=begin]').first().click();
  await screen(page, 'details').waitFor();
  assert.deepEqual((await page.evaluate(() => window.heard)).map(({ name }) => name), ['ready']);
  assert.deepEqual(log.pageErrors, []);
  await close();
});

test('the next start shows the link of a failed one', async () => {
  let isBroken = true;
  const change = (path, answer) => (isBroken && path.endsWith('/program-switch.js') ? gone(answer) : undefined);
  const putIn = (it) => {
    const place = it.parentNode;
    it.remove();
    setTimeout(() => place.append(it));
  };
  for (const again of [(it) => it.reset(), putIn]) {
    isBroken = true;
    const { page, host, close } = await visitHost(browser, element(), { change, query: `?#${token(COUNTY)}` });
    await failed(page);
    assert.equal(page.url(), `${host.url}page.html`);
    isBroken = false;
    await page.evaluate(`(${again})(document.querySelector('interlocal-assessment'))`);
    await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
    await close();
  }
});

test('open() is rejected if the start fails again', async () => {
  const change = (path, answer) => (path.endsWith('/program-switch.js') ? gone(answer) : undefined);
  const { page, close } = await visitHost(browser, element(), { change });
  await failed(page);
  const said = await page.evaluate(() => document.querySelector('interlocal-assessment').open('#su1').catch((error) => error.message));
  assert.match(said, /has not started/);
  await page.locator('interlocal-assessment [role=alert]').waitFor();
  await close();
});

test('the standalone page puts a link back into the address if it can\'t start', async () => {
  const change = (path, answer) => (path.endsWith('interlocal_app_bg.wasm') ? gone(answer) : undefined);
  const { page, host, close } = await visitHost(browser, '', { change });
  await page.goto(`${host.url}?#${token(COUNTY)}`);
  await page.locator('#interlocal-off [role=alert]').waitFor();
  await page.waitForFunction((it) => location.href.endsWith(it), `?#${token(COUNTY)}`);
  await close();
});

test('reset erases the data of this visit, even if the attributes have changed', async () => {
  const { page, close } = await visitHost(browser, element('instance="a"'));
  const keys = ['a', 'b'].map((instance) => DRAFT_KEY.replace(':', `:${instance}:`));
  await page.evaluate(([keys, text]) => keys.forEach((key) => localStorage.setItem(key, text)), [keys, draft({ page: 'review' })]);
  await page.reload();
  await screen(page, 'review').waitFor();
  await page.evaluate(async () => {
    const it = document.querySelector('interlocal-assessment');
    it.setAttribute('instance', 'b');
    await it.reset();
  });
  await screen(page, 'review').waitFor();
  assert.deepEqual(Object.keys(await storage(page)), [keys[1]]);
  await close();
});

test('a reset with a move at the same time ends in one working visit', async () => {
  const { page, asked, release, close } = await visitLate(element('lang="en" storage="off"'), 'interlocal_app_bg.wasm', LOOSE);
  await asked();
  await page.evaluate(() => {
    window.isReset = document.querySelector('interlocal-assessment').reset();
  });
  // The reset has emptied the element and waits for the end of a visit that hasn't begun.
  await page.waitForFunction(() => document.querySelector('interlocal-assessment').shadowRoot.childElementCount === 0);
  await page.evaluate(async () => {
    const it = document.querySelector('interlocal-assessment');
    it.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.body.append(it);
  });
  await page.locator('[data-action=begin]').first().waitFor();
  release();
  await page.evaluate(() => window.isReset);
  await ready(page);
  await page.locator('[data-action=begin]').first().click();
  await screen(page, 'details').waitFor();
  assert.equal(await page.locator('h1').count(), 1);
  await close();
});

test('requirement 10: a reset before the start runs no changed file', async () => {
  const pages = { '/space.css': { body: '.space { block-size: 5000px }', type: 'text/css' } };
  const head = '<link rel="stylesheet" href="/space.css">';
  const change = (path, answer) => void (path.endsWith('/embedded-host.js') && (answer.body += '\nglobalThis.ran = true;'));
  const { page, close } = await visitHost(browser, `<p class="space"></p>${element('lang="en"')}`, { pages, head, change });
  await page.locator('[data-action=begin]').first().waitFor({ state: 'attached' });
  const said = await page.evaluate(async () => {
    try {
      await document.querySelector('interlocal-assessment').reset();
    } catch (error) {
      return String(error);
    }
  });
  assert.ok(said);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await close();
});

test('requirement 10: with files on another host the page computes a group, and runs no changed file', async () => {
  for (const isChanged of [false, true]) {
    const tool = await forward({
      change: (path, answer) => {
        answer.headers['access-control-allow-origin'] = '*';
        if (isChanged && path.endsWith('/group-worker.js')) answer.body += '\nglobalThis.ran = true;';
      },
    });
    const { page, close } = await visitHost(browser, element('lang="en" storage="off"'), { loader: `${tool.url}${LOADER.slice(1)}`, policy: '' });
    await ready(page);
    await page.locator('[data-action=example]').first().click();
    await page.locator('[data-page^=desk-]').waitFor();
    if (isChanged) await page.locator('main .problem', { hasText: sayDesk('en', 'group.fail-broken') }).waitFor();
    else await page.locator('main', { hasText: namesOf(SIX)[0] }).first().waitFor();
    assert.ok(tool.asked.some((path) => path.endsWith('/group-worker.js')), tool.asked.join(' '));
    assert.equal(await page.evaluate(() => window.ran), undefined);
    await close();
    await tool.close();
  }
});

test('after a reset the first element still receives the page\'s links', async () => {
  const { page, close } = await visitHost(browser, element('id="a" storage="off"') + element('id="b" storage="off"'));
  await ready(page, '#a');
  await page.evaluate(() => document.querySelector('#a').reset());
  await page.locator('#a [data-action=begin]').first().waitFor();
  await page.evaluate((it) => (location.hash = it), token(TOWN));
  await page.locator('#a h1', { hasText: TOWN.agency }).waitFor();
  await close();
});

test('requirement 20: in a sandbox without an origin the element can be reset', async () => {
  const pages = { '/framed.html': { body: '', type: 'text/html' } };
  const { page, host, close } = await visitHost(browser, '<iframe sandbox="allow-scripts" src="/framed.html" width="900" height="900"></iframe>', {
    pages,
    policy: '',
    change: (_path, answer) => void (answer.headers['access-control-allow-origin'] = '*'),
  });
  const loader = host.asked.find((path) => path.endsWith('/interlocal.js'));
  pages['/framed.html'].body = `<!doctype html><script type="module" src="${loader}"></script>${element('lang="en"')}`;
  await page.reload();
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
  await frame.locator('[data-action=begin]').first().click();
  await screen(frame, 'details').waitFor();
  await frame.evaluate(() => document.querySelector('interlocal-assessment').reset());
  await frame.locator('[data-action=begin]').first().click();
  await screen(frame, 'details').waitFor();
  await close();
});

test('a script that failed to load once is requested again', async () => {
  let times = 0;
  const busy = { status: 503, headers: { 'content-type': 'text/plain' } };
  const change = (path, answer) => void (path.endsWith('/program-switch.js') && (times += 1) === 1 && Object.assign(answer, busy));
  const { page, close } = await visitHost(browser, element(), { change });
  await failed(page);
  await page.evaluate(() => document.querySelector('interlocal-assessment').reset());
  await ready(page);
  await close();
});

const LACKS = {
  'ignores the hash of preloaded files': () => Object.defineProperty(HTMLLinkElement.prototype, 'integrity', { set() {} }),
  'preloads nothing': () => (DOMTokenList.prototype.supports = () => false),
};
for (const [what, lack] of Object.entries(LACKS)) {
  test(`requirement 10: a browser that ${what} rejects a changed script, and starts with an unchanged one`, async () => {
    let isChanged = false;
    const change = (path, answer) => void (isChanged && path.endsWith('/program-switch.js') && (answer.body += '\nwindow.ran = true;'));
    const { page, close } = await visitHost(browser, element(), { change, policy: '' });
    await page.addInitScript(lack);
    await page.reload();
    await ready(page);
    isChanged = true;
    // The browser's cached copy is the unchanged file.
    await page.route('**/program-switch.js', async (route) => route.fulfill({ response: await route.fetch() }));
    await page.reload();
    await failed(page);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    await close();
  });
}

test('if neither the widget nor its explanation can be loaded, the element shows its content from the page', async () => {
  const change = (path, answer) => (/interlocal-[^/]*\/(?!interlocal\.js)/.test(path) ? gone(answer) : undefined);
  const inside = '<a href="https://it.county.example/share/">Open the questionnaire</a>';
  const { page, close } = await visitHost(browser, element('', inside), { change });
  await page.locator('interlocal-assessment a', { hasText: 'Open the questionnaire' }).waitFor();
  await close();
});

test('a report-only policy is not diagnosed as the cause', async () => {
  const change = (path, answer) => {
    answer.headers['content-security-policy-report-only'] = "default-src 'none'";
    if (path.endsWith('interlocal_app_bg.wasm')) gone(answer);
  };
  const { page, close } = await visitHost(browser, element('lang="en"'), { change, policy: '' });
  await failed(page);
  const [{ detail }] = await page.evaluate(() => window.heard);
  assert.equal(detail.cause, 'path');
  // The message of the panel, for the page's own log.
  assert.ok(detail.message.includes('interlocal_app_bg.wasm'), detail.message);
  await page.locator('interlocal-assessment [role=alert]', { hasText: detail.message }).waitFor();
  await close();
});

test('an element that only shows profiles makes no request before it is in view', async () => {
  const pages = { '/space.css': { body: '.space { block-size: 5000px }', type: 'text/css' } };
  const head = '<link rel="stylesheet" href="/space.css">';
  const { page, close } = await visitHost(browser, `<p class="space"></p>${element('mode="view" lang="en"')}`, { pages, head });
  await page.locator('interlocal-assessment [role=status] p:not([hidden])').waitFor({ state: 'attached' });
  assert.equal(await page.locator('[data-action=begin]').count(), 0);
  await page.evaluate(() => document.querySelector('interlocal-assessment').scrollIntoView());
  await screen(page, 'open').waitFor();
  await close();
});

test('only the printing element is on paper, also inside other components', async () => {
  const script = `customElements.define('x-app', class extends HTMLElement {
    constructor() {
      super();
      const shadow = this.attachShadow({ mode: 'open' });
      const beside = Object.assign(document.createElement('p'), { id: 'beside', textContent: 'Beside' });
      shadow.append(beside, document.createElement('slot'));
    }
  });`;
  const body = `<p id="above">Above</p><x-app><div><p id="within">Within</p>${element('id="a" storage="off"')}</div></x-app>${element('id="b" storage="off"')}`;
  const pages = { '/app.js': { body: script, type: 'text/javascript' } };
  const { page, log, close } = await visitHost(browser, body, { pages, head: '<script type="module" src="/app.js"></script>' });
  await ready(page, '#a');
  await page.locator('#a [data-action=begin]').first().click();
  await page.locator('#ctx-kind').selectOption('2');
  await page.locator('#a [data-action=see-profile]').click();
  await page.evaluate(() => (window.print = () => {}));
  await page.locator('#a [data-action=print]').click();
  await page.emulateMedia({ media: 'print' });
  const shown = async () => {
    const all = { above: '#above', beside: '#beside', within: '#within', a: '#a h1', b: '#b' };
    const seen = await Promise.all(Object.entries(all).map(async ([name, selector]) => (await page.locator(selector).first().isVisible()) && name));
    return seen.filter(Boolean);
  };
  assert.deepEqual(await shown(), ['a']);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await shown(), ['above', 'beside', 'within', 'a', 'b']);
  assert.equal(await page.locator('[data-interlocal-printed]').count(), 0);
  assert.deepEqual(log.problems(), []);
  await close();
});
