// The widget in a frame on another site: its height, the messages of both sides, and the moment when the site gets a profile.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { say, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { decode } from './support/cli.mjs';
import { element, hostPage, listen, ready } from './support/element.mjs';
import { forward, POLICY } from './support/forward.mjs';
import { dealtWith, embedUrl, fits, framed, frameOf, framing, frameTag, hears, page as hostWith, RESIZE, toolSite } from './support/frame.mjs';
import { begin, currentScreen, fillDetails, next, selectors } from './support/pages.mjs';
import { atDesk, COUNTY, DRAFT_KEY, draft, sealWithWords, token, toShare, TOWN } from './support/visits.mjs';
import { drawn } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Opens the profile of a person who answered in an earlier visit. */
const AT_PROFILE = { [DRAFT_KEY]: draft({ page: 'profile' }) };

const typesOf = (heard) => heard.map((it) => it.event ?? it.data?.type);

/** Posts `data` to the page, as the frame itself does. */
const post = (frame, data, origin) => frame.evaluate(([data, origin]) => parent.postMessage(data, origin), [data, origin]);

/** Posts `data` into the frame, as the page around it does. */
const postInto = (page, data, origin) =>
  page.evaluate(([data, origin]) => document.getElementById('frame').contentWindow.postMessage(data, origin), [data, origin]);

/** Waits until the page has handled all messages of the frame. */
const heardAll = (page, frame) => dealtWith(page, (mark) => post(frame, mark, '*'));

/** Goes from the start to the profile and answers every question. The frame's height changes, so no clicks use coordinates. */
async function answerAll(frame) {
  await frame.locator(selectors.begin).press('Enter');
  await frame.locator(selectors.heading('details')).waitFor();
  for (let id = 'details'; id !== 'profile'; id = await currentScreen(frame)) {
    if (id === 'details') await fillDetails(frame);
    await frame.evaluate(() => {
      for (const input of document.querySelectorAll('main input[type=radio][value="2"]')) input.click();
    });
    await frame.locator(selectors.next).first().press('Enter');
    await frame.locator(`${selectors.anyScreen}:not(${selectors.screen(id)})`).waitFor();
  }
}

test('the frame is as high as its content, growing and shrinking, under the strict policy on both sides', async () => {
  const { page, frame, log, heard, close } = await framed(browser);
  await hears(page, 'ready');
  const first = await fits(page, frame);
  await begin(frame);
  const second = await fits(page, frame);
  assert.notEqual(second, first);
  await page.setViewportSize({ width: 360, height: 800 });
  const narrow = await fits(page, frame);
  assert.ok(narrow > second, `${narrow} > ${second}`);
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.equal(await fits(page, frame), second);
  const { scrollHeight, clientHeight } = await frame.evaluate(() => document.scrollingElement);
  assert.equal(scrollHeight, clientHeight);
  const types = new Set(typesOf(await heard()));
  assert.deepEqual([...types].sort(), ['height', 'ready']);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a frame with a border shows all of its content, whatever the page\'s box sizing is', async () => {
  for (const box of ['content-box', 'border-box']) {
    const body = `#frame { border: 7px solid; box-sizing: ${box}; }`;
    const { page, frame, close } = await framed(browser, {
      pages: { '/edge.css': { body, type: 'text/css' } },
      beside: '<link rel="stylesheet" href="/edge.css">',
    });
    await hears(page, 'ready');
    await fits(page, frame);
    await close();
  }
});

test('a module that loads late receives the current state', async () => {
  const { page, frame, heard, log, close } = await framed(browser, { resize: false });
  await hears(page, 'ready');
  assert.ok((await heard()).every(({ event }) => !event));
  await page.evaluate((src) => import(src), `/${RESIZE}`);
  await page.waitForFunction(() => window.heard.some(({ event }) => event === 'ready'));
  await fits(page, frame);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('requirement 14: the page ignores a message of another origin, source, schema or version', async () => {
  const evil = await toolSite({ pages: { '/evil': '<!doctype html><title>Evil</title>' } });
  const beside = `<iframe id="other" title="Other" src="${evil.url}evil"></iframe>`;
  const { page, frame, tool, heard, origin, close } = await framed(browser, { beside, others: [evil.origin] });
  await hears(page, 'ready');
  const height = await fits(page, frame);
  const count = (await heard()).filter(({ event }) => event).length;
  const good = { interlocal: 1, type: 'height', height: 4321 };
  const unmoved = async (what, post) => {
    await dealtWith(page, post);
    assert.equal(await page.locator('#frame').evaluate((it) => it.clientHeight), height, what);
    assert.equal((await heard()).filter(({ event }) => event).length, count, what);
  };
  const other = await frameOf(page, '#other');
  const fromOther = (data) => post(other, data, origin);
  const fromItself = (data) => page.evaluate((data) => postMessage(data, location.origin), data);
  const fromFrame = (data) => post(frame, data, origin);
  for (const data of [good, { interlocal: 1, type: 'complete', link: '#su1', profile: null }]) {
    await fromOther(data);
    await unmoved('another origin and source', fromOther);
    await fromItself(data);
    await unmoved('the page itself', fromItself);
  }
  const wrong = [
    { ...good, interlocal: 2 },
    { ...good, interlocal: '1' },
    { type: 'height', height: 4321 },
    { ...good, type: 'Height' },
    { ...good, type: ['height'] },
    { ...good, type: 'toString' },
    { interlocal: 1, type: 'height' },
    { ...good, more: 1 },
    ...[-1, 0, 1.5, NaN, Infinity, 1e7, '4321', null, [4321]].map((height) => ({ ...good, height })),
    { interlocal: 1, type: 'ready', more: 1 },
    { interlocal: 1, type: 'complete', link: '#su1' },
    { interlocal: 1, type: 'complete', link: 1, profile: {} },
    { interlocal: 1, type: 'complete', link: '#su1', profile: [] },
    { interlocal: 1, type: 'complete', link: '#su1', profile: 'x' },
    { interlocal: 1, type: 'error', cause: 'path' },
    { interlocal: 1, type: 'open', link: '#su1' },
    { interlocal: 1, type: 'hello' },
    'height',
    null,
    [good],
    new Map([['interlocal', 1]]),
  ];
  for (const data of wrong) await fromFrame(data);
  await unmoved('schema and version', fromFrame);
  // The same frame now shows another page.
  await frame.goto(`${evil.url}evil`);
  await fromFrame(good);
  await unmoved('another origin from the frame', fromFrame);
  await frame.goto(embedUrl(tool, { host: origin }));
  // The widget reports its own height soon after.
  await page.evaluate(() => {
    window.heights = [];
    addEventListener('message', () => window.heights.push(document.getElementById('frame').clientHeight));
  });
  await fromFrame(good);
  await page.waitForFunction(() => window.heights.includes(4321));
  await close();
  await evil.close();
});

test('requirement 14: the frame ignores a message of another origin, source, schema or version', async () => {
  const tool = await toolSite();
  const pages = { '/sibling': '<!doctype html><title>Sibling</title>' };
  const host = await forward({ pages, policy: `${framing(tool.origin)} 'self'` });
  const origin = new URL(host.url).origin;
  pages['/'] = hostWith(`${frameTag(embedUrl(tool, { host: origin }), '')}<iframe id="sibling" title="Sibling" src="/sibling"></iframe>`, { resize: false });
  const { page, log, close } = await newPage(browser);
  await page.goto(host.url);
  const frame = await frameOf(page);
  await frame.locator(selectors.screen('start')).waitFor();
  const good = { interlocal: 1, type: 'open', link: `#${token(COUNTY)}` };
  const unmoved = async (what, post) => {
    await dealtWith(frame, post);
    assert.equal(await currentScreen(frame), 'start', what);
  };
  const beside = await frameOf(page, '#sibling');
  const fromSibling = (data) => beside.evaluate(([data, origin]) => parent.frames[0].postMessage(data, origin), [data, tool.origin]);
  await fromSibling(good);
  await unmoved('another window of the same origin', fromSibling);
  const fromItself = (data) => frame.evaluate((data) => postMessage(data, location.origin), data);
  await fromItself(good);
  await unmoved('the frame itself', fromItself);
  const wrong = [
    { ...good, interlocal: 2 },
    { ...good, interlocal: true },
    { ...good, type: 'opened' },
    { ...good, type: ['open'] },
    { interlocal: 1, type: 'open' },
    { ...good, link: [good.link] },
    { ...good, link: null },
    { ...good, more: 1 },
    good.link,
    null,
  ];
  for (const data of wrong) await postInto(page, data, tool.origin);
  await unmoved('schema and version', (data) => postInto(page, data, tool.origin));
  await postInto(page, good, tool.origin);
  await frame.locator(selectors.screen('received')).waitFor();
  assert.deepEqual(log.problems(), []);
  await close();
  await Promise.all([tool.close(), host.close()]);
});

test('requirement 14: if the address names another origin, neither side receives messages', async () => {
  for (const named of ['https://agency.example', undefined]) {
    const { page, frame, heard, tool, close } = await framed(browser, {
      parameters: named ? { host: named, accepts: 'profile' } : { host: '*', accepts: 'profile' },
      kept: AT_PROFILE,
    });
    await frame.locator(selectors.screen('profile')).waitFor();
    await postInto(page, { interlocal: 1, type: 'open', link: `#${token(COUNTY)}` }, tool.origin);
    await toShare(frame);
    // If the browser tells the frame the origin around it, the frame rejects another one at once.
    const isTold = await frame.evaluate(() => Boolean(location.ancestorOrigins));
    if (named && !isTold) await frame.locator('[data-action=send-to-site]').click();
    else assert.equal(await frame.locator('[data-action=send-to-site]').count(), 0);
    await heardAll(page, frame);
    assert.deepEqual(await heard(), []);
    await close();
  }
});

test('requirement 15: the page around a frame receives nothing before the person sends the profile, and then gets it once', async () => {
  const { page, frame, log, heard, tool, close } = await framed(browser, {
    attributes: 'data-interlocal allow="clipboard-write"',
    parameters: { accepts: 'profile' },
  });
  await hears(page, 'ready');
  await answerAll(frame);
  await frame.locator('[data-action=copy]').click();
  await toShare(frame);
  await frame.locator('input[name=preset][value=offers]').check();
  await frame.locator('input[name=part][value=agency]').uncheck();
  await frame.locator('[data-action=copy]').click();
  await frame.locator('.field__hint', { hasText: new URL(page.url()).origin }).waitFor();
  await heardAll(page, frame);
  assert.deepEqual([...new Set(typesOf(await heard()))].sort(), ['height', 'ready']);
  assert.ok(!JSON.stringify(await heard()).includes('Testville'));
  await frame.locator('[data-action=send-to-site]').click();
  await hears(page, 'complete');
  const status = await frame.locator('.share__status').textContent();
  assert.equal(status, sayDesk('en', 'ways.site-sent', { site: new URL(page.url()).origin }));
  await heardAll(page, frame);
  const link = await frame.locator('#link').inputValue();
  const all = await heard();
  const messages = all.filter(({ data }) => data?.type === 'complete');
  const events = all.filter(({ event }) => event === 'complete');
  assert.equal(messages.length, 1);
  assert.equal(messages[0].from, tool.origin);
  assert.equal(events.length, 1);
  assert.deepEqual([events[0].at, events[0].isFrozen], ['frame', true]);
  assert.equal(events[0].detail.link, link);
  assert.ok(link.startsWith(`${tool.url}?#su1`), link);
  assertSays(events[0].detail.profile, link);
  assert.ok(!JSON.stringify(events[0].detail).includes('Testville'));
  assert.deepEqual(log.problems(), []);
  await close();
});

/** Checks that a profile has exactly the content of the link. */
function assertSays(profile, link) {
  const { answers, context, readiness, terms } = decode(link);
  assert.deepEqual({ answers: profile.answers, context: profile.context, readiness: profile.readiness, terms: profile.terms }, { answers, context, readiness, terms });
  assert.equal(profile.link, link.split('#')[1]);
}

test('requirement 15: for an encrypted link the page around gets only the link', async () => {
  const { page, frame, heard, close } = await framed(browser, { parameters: { accepts: 'profile' }, kept: AT_PROFILE });
  await frame.locator(selectors.screen('profile')).waitFor();
  await toShare(frame);
  const { link } = await sealWithWords(frame);
  assert.ok(!typesOf(await heard()).includes('complete'));
  await frame.locator('[data-action=send-to-site]').click();
  await hears(page, 'complete');
  const [{ data }] = (await heard()).filter(({ data }) => data?.type === 'complete');
  assert.deepEqual(data, { interlocal: 1, type: 'complete', link, profile: null });
  await close();
});

test('a page that doesn\'t accept profiles has no button to send one', async () => {
  const { frame, close } = await framed(browser, { kept: AT_PROFILE });
  await frame.locator(selectors.screen('profile')).waitFor();
  await toShare(frame);
  assert.equal(await frame.locator('[data-action=send-to-site]').count(), 0);
  await close();
});

test('requirement 15: the page around the element receives nothing before the person sends the profile, and then gets it once', async () => {
  for (const attributes of ['accepts-profile', '']) {
    const host = await forward({ pages: { '/': hostPage(element(`id="it" ${attributes}`)) } });
    const { page, log, close } = await newPage(browser);
    await listen(page);
    await page.addInitScript((kept) => Object.entries(kept).forEach(([key, text]) => localStorage.setItem(key, text)), AT_PROFILE);
    await page.addInitScript(() => {
      window.messages = [];
      addEventListener('message', ({ data }) => window.messages.push(data));
    });
    await page.goto(host.url);
    await ready(page);
    await page.locator(selectors.screen('profile')).waitFor();
    await toShare(page);
    const events = () => page.evaluate(() => window.heard.filter(({ name }) => name !== 'ready'));
    assert.deepEqual(await events(), []);
    assert.equal(await page.evaluate(() => document.getElementById('it').profile), null);
    const button = page.locator('[data-action=send-to-site]');
    if (!attributes) {
      assert.equal(await button.count(), 0);
    } else {
      await button.click();
      await page.locator('.share__status', { hasText: new URL(host.url).origin }).waitFor();
      const [{ name, detail }, ...more] = await events();
      assert.deepEqual([name, more], ['complete', []]);
      assert.equal(detail.link, await page.locator('#link').inputValue());
      assertSays(detail.profile, detail.link);
      const kept = await page.evaluate(() => {
        const { profile } = document.getElementById('it');
        return { profile, isFrozen: Object.isFrozen(profile) && Object.isFrozen(profile.answers) };
      });
      assert.deepEqual(kept, { profile: detail.profile, isFrozen: true });
    }
    assert.deepEqual(await page.evaluate(() => window.messages), []);
    assert.deepEqual(log.problems(), []);
    await close();
    await host.close();
  }
});

test("a link in the page's address is removed and shown in the frame, now and later", async () => {
  const { page, frame, host, log, close } = await framed(browser, { path: `?id=7#${token(COUNTY)}`, wait: false });
  await frame.locator(selectors.screen('received')).waitFor();
  assert.equal(page.url(), `${host.url}?id=7`);
  await page.evaluate((token) => {
    location.hash = token;
  }, token(TOWN));
  await frame.locator(selectors.screen('received'), { hasText: TOWN.agency }).waitFor();
  assert.equal(page.url(), `${host.url}?id=7`);
  await page.evaluate(() => {
    location.hash = 'after';
  });
  assert.equal(page.url(), `${host.url}?id=7#after`);
  assert.deepEqual(log.problems(), []);
  await close();
});

test("a link in the frame's own address is shown, and new links lead to the address in its parameters", async () => {
  const { page, frame, log, origin, close } = await framed(browser, {
    fragment: `#${token(COUNTY)}`,
    parameters: ({ origin }) => ({ accepts: 'profile', 'share-base': `${origin}/profile` }),
    wait: false,
  });
  const base = `${origin}/profile`;
  await frame.locator(selectors.screen('received')).waitFor();
  await hears(page, 'ready');
  assert.ok(!frame.url().includes('su1'), frame.url());
  assert.equal(new URL(frame.url()).searchParams.get('share-base'), base);
  await frame.locator('.masthead [data-action]').first().click();
  await answerAll(frame);
  await toShare(frame);
  assert.ok((await frame.locator('#link').inputValue()).startsWith(`${base}?#su1`));
  assert.equal(await frame.locator('#link-host').innerText(), say('en', 'share.host', { host: new URL(base).host }));
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the frame doesn\'t change the page\'s title, history, focus and scroll position', async () => {
  const { page, frame, close } = await framed(browser);
  await hears(page, 'ready');
  await page.locator('#before').focus();
  const length = await page.evaluate(() => history.length);
  await page.evaluate(() => window.frames[0].location.href).catch(() => {});
  assert.equal(await page.evaluate(() => document.activeElement.id), 'before');
  assert.equal(await page.evaluate(() => scrollY), 0);
  await begin(frame);
  await fillDetails(frame);
  await next(frame);
  assert.equal(await page.evaluate(() => history.length), length);
  assert.equal(await page.title(), 'County of Testville');
  assert.notEqual(await frame.title(), 'County of Testville');
  assert.match(await frame.title(), / – /);
  await close();
});

test('the keyboard enters the frame, works there, and leaves it again', async () => {
  const { page, frame, close } = await framed(browser);
  await hears(page, 'ready');
  await page.locator('#before').focus();
  const inside = () => frame.evaluate(() => document.hasFocus() && (document.activeElement.dataset?.action ?? document.activeElement.tagName));
  const seen = [];
  for (let n = 0; n < 30 && !(await page.evaluate(() => document.activeElement.id === 'after')); n += 1) {
    await page.keyboard.press('Tab');
    seen.push(await inside());
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  assert.ok(seen.includes('begin'), seen.join(' '));
  for (let n = 0; n < 30 && (await inside()) !== 'begin'; n += 1) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await frame.locator(selectors.heading('details')).waitFor();
  await frame.waitForFunction(() => document.activeElement.matches('h1'));
  await close();
});

test('the language in the address is visible from the first paint, before the program starts', async () => {
  const change = (path, answer) => {
    if (path.endsWith('_bg.wasm')) Object.assign(answer, { status: 503, body: Buffer.alloc(0) });
  };
  const { frame, tool, origin, log, close } = await framed(browser, {
    // The program never loads, so it can't change the language afterwards.
    tool: { change: (path, answer) => (path.endsWith('program-switch.js') ? false : change(path, answer)) },
    visit: { lang: 'es-AR' },
    wait: false,
  });
  for (const [lang, want] of [['es', 'es'], ['es-MX', 'es'], ['en', 'en'], ['fr', 'es']]) {
    await frame.goto(embedUrl(tool, { host: origin, lang }));
    await frame.locator('.off').first().waitFor();
    const shown = await frame.evaluate(() => [...document.querySelectorAll('[data-begin]')].map((it) => it.dataset.begin));
    assert.deepEqual(shown, [want], lang);
    assert.equal(await frame.evaluate(() => document.documentElement.lang), want);
  }
  assert.equal(log.violations.length, 0);
  await close();
});

test('a whole visit in Spanish ends with the profile at the site', async () => {
  const { page, frame, heard, log, close } = await framed(browser, {
    parameters: { lang: 'es', accepts: 'profile' },
    kept: { [DRAFT_KEY]: draft({ page: 'profile', lang: 'es' }) },
  });
  await frame.locator(selectors.screen('profile')).waitFor();
  await toShare(frame);
  const button = frame.locator('[data-action=send-to-site]');
  assert.equal(await button.textContent(), sayDesk('es', 'ways.site'));
  await button.click();
  await hears(page, 'complete');
  assert.equal(await frame.locator('.share__status').textContent(), sayDesk('es', 'ways.site-sent', { site: new URL(page.url()).origin }));
  assert.equal((await heard()).filter(({ data }) => data?.type === 'complete').length, 1);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('unknown parameters are ignored, with one line for the site owner', async () => {
  const lines = [];
  const parameters = { lang: 'xx', mode: 'edit', storage: 'cookie', theme: '../evil', instance: 'a b', 'share-base': 'javascript:alert(1)', accepts: 'all', utm: '1' };
  const { page, frame, log, close } = await framed(browser, { parameters, wait: false });
  page.on('console', (message) => message.type() === 'warning' && lines.push(message.text()));
  await frame.goto(frame.url());
  await frame.locator(selectors.screen('start')).waitFor();
  await page.waitForFunction(() => window.heard.some(({ data }) => data?.type === 'ready'));
  assert.equal(lines.length, 1, lines.join('\n'));
  for (const [name, text] of Object.entries(parameters)) assert.ok(lines[0].includes(`${name}=${text}`), `${name}: ${lines[0]}`);
  assert.ok(!lines[0].includes('host='));
  assert.equal(await frame.evaluate(() => document.documentElement.className), '');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the address can select each preset, which applies from the first paint', async () => {
  const files = (await readdir(new URL('../../styles/themes/', import.meta.url))).map((name) => name.replace('.css', ''));
  const colors = new Set();
  const { page, frame, tool, origin, log, close } = await framed(browser);
  await hears(page, 'ready');
  for (const [at, theme] of files.entries()) {
    await frame.goto(embedUrl(tool, { host: origin, theme }));
    await hears(page, 'ready', at + 2);
    colors.add(await frame.evaluate(() => getComputedStyle(document.querySelector('[data-action=begin]')).backgroundColor));
    assert.equal(await frame.evaluate(() => getComputedStyle(document.body).visibility), 'visible');
  }
  assert.equal(colors.size, files.length);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the address can set a light or dark color scheme', async () => {
  for (const [scheme, ground] of [['light', 'rgb(247, 248, 248)'], ['dark', 'rgb(18, 24, 28)']]) {
    const { page, frame, log, close } = await framed(browser, { parameters: { scheme } });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const seen = await frame.evaluate(() => getComputedStyle(document.querySelector('.interlocal-root > .interlocal')).backgroundColor);
      assert.equal(seen, ground, `${scheme}, ${colorScheme}`);
    }
    assert.deepEqual(log.problems(), []);
    await close();
  }
});

test('a frame for viewing profiles offers no questionnaire, and its storage has its instance\'s name or is empty', async () => {
  const view = await framed(browser, { parameters: { mode: 'view' } });
  await view.frame.locator(selectors.screen('open')).waitFor();
  assert.equal(await view.frame.locator('[data-action=begin]:visible').count(), 0);
  await view.close();
  for (const [parameters, want] of [[{ instance: 'fire' }, [DRAFT_KEY.replace(':', ':fire:')]], [{ storage: 'off' }, []]]) {
    const { page, frame, close } = await framed(browser, { parameters, kept: {} });
    await hears(page, 'ready');
    await begin(frame);
    await fillDetails(frame);
    await next(frame);
    // Answers are saved after the next screen is drawn.
    await drawn(frame);
    assert.deepEqual(await frame.evaluate(() => Object.keys(localStorage)), want);
    await close();
  }
});

test('requirement 20: in a sandbox without an origin the visit works, and says that it saves nothing', async () => {
  const { page, frame, heard, log, close } = await framed(browser, {
    attributes: 'data-interlocal sandbox="allow-scripts"',
    parameters: { accepts: 'profile' },
    fragment: `#${token(COUNTY)}`,
    tool: { change: (_path, answer) => Object.assign(answer.headers, { 'access-control-allow-origin': '*' }) && undefined },
    wait: false,
  });
  await frame.locator(selectors.screen('received')).waitFor();
  await hears(page, 'ready');
  await frame.locator('.masthead [data-action]').first().click();
  await begin(frame);
  await fillDetails(frame);
  await frame.getByText(say('en', 'notice.not-saved')).waitFor();
  await next(frame);
  assert.match(await currentScreen(frame), /^domain-/);
  // Any frame without an origin could send these messages.
  assert.ok((await heard()).every(({ event, from }) => !event && from === 'null'));
  assert.equal(await page.locator('#frame').evaluate((it) => it.style.height), '');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('the message about copying is right with the permission and without', async () => {
  for (const attributes of ['data-interlocal allow="clipboard-write"', 'data-interlocal']) {
    const { page, frame, close } = await framed(browser, { attributes, kept: AT_PROFILE });
    await frame.locator(selectors.screen('profile')).waitFor();
    await toShare(frame);
    await frame.locator('[data-action=copy]').click();
    const status = frame.locator('.share__status');
    await frame.waitForFunction(() => document.querySelector('.share__status').textContent !== '');
    const link = await frame.locator('#link').inputValue();
    if ((await status.textContent()) === sayDesk('en', 'copied.link')) {
      await page.locator('#before').evaluate((it) => it.closest('p').insertAdjacentElement('afterend', document.createElement('textarea')));
      await page.locator('body > textarea').focus();
      await page.keyboard.press('Control+V');
      assert.equal(await page.locator('body > textarea').inputValue(), link, attributes);
    } else {
      assert.ok(!attributes.includes('allow='), 'with the permission it is copied');
      assert.equal(await status.textContent(), sayDesk('en', 'copied.refused'));
      assert.equal(await frame.evaluate(() => document.getElementById('link').selectionEnd), link.length);
    }
    await close();
  }
});

test('printing prints the frame', async () => {
  const { page, frame, close } = await framed(browser, { kept: AT_PROFILE });
  await frame.locator(selectors.screen('profile')).waitFor();
  for (const place of [page, frame]) {
    await place.evaluate(() => {
      window.printed = 0;
      window.print = () => (window.printed += 1);
    });
  }
  await frame.locator('[data-action=print]').click();
  assert.deepEqual([await frame.evaluate(() => window.printed), await page.evaluate(() => window.printed)], [1, 0]);
  await close();
});

test('a frame that can\'t start tells the person and the page why', async () => {
  const { page, frame, heard, close } = await framed(browser, {
    tool: { change: (path, answer) => void (path.endsWith('interlocal_app_bg.wasm') && Object.assign(answer, { status: 404 })) },
    wait: false,
  });
  await frame.locator('.off .banner').waitFor();
  await page.waitForFunction(() => window.heard.some(({ event }) => event === 'error'));
  const [{ detail, at }] = (await heard()).filter(({ event }) => event === 'error');
  assert.deepEqual([detail.cause, at], ['path', 'frame']);
  await frame.locator('.off', { hasText: `${say('en', 'why.owner')} ${detail.message}` }).waitFor();
  await frame.locator('.off a', { hasText: say('en', 'why.alone') }).waitFor();
  await fits(page, frame);
  await close();
});

test('a removed frame gets no more links, and the next one does', async () => {
  const { page, frame, close } = await framed(browser);
  await hears(page, 'ready');
  await page.evaluate(() => {
    const first = document.getElementById('frame');
    const next = first.cloneNode();
    next.id = 'next';
    first.replaceWith(next);
  });
  await page.evaluate((src) => import(src).then(({ connect }) => connect(document.getElementById('next'))), `/${RESIZE}`);
  const next = await frameOf(page, '#next');
  await next.locator(selectors.begin).waitFor();
  await page.evaluate((it) => (location.hash = it), token(COUNTY));
  await next.locator('h1', { hasText: COUNTY.agency }).waitFor();
  await close();
});

test('alone in a tab, the page for frames works and sends no messages', async () => {
  const tool = await toolSite();
  const { page, log, close } = await newPage(browser);
  await page.goto(embedUrl(tool, { host: tool.origin, accepts: 'profile' }));
  await answerAll(page);
  await toShare(page);
  assert.equal(await page.locator('[data-action=send-to-site]').count(), 0);
  assert.deepEqual(log.problems(), []);
  await close();
  await tool.close();
});

test('a link to the paper form opens beside the frame', async () => {
  const { page, frame, close } = await framed(browser);
  await hears(page, 'ready');
  const [opened] = await Promise.all([page.waitForEvent('popup'), frame.locator('.footer a').first().click()]);
  await opened.waitForURL(/questionnaire\.en\.html/);
  assert.equal(await currentScreen(frame), 'start');
  await close();
});
