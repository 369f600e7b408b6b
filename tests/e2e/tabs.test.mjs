// Several tabs of one person share one draft. No tab overwrites another tab's answers, and erasing in one tab erases in all.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bank, say } from './support/bank.mjs';
import { isFirefox, launch, newPage, notInFirefox } from './support/browser.mjs';
import { element, ready, visitHost } from './support/element.mjs';
import { begin, currentScreen, fillDetails, next, open, selectors, settled, siteUrl } from './support/pages.mjs';
import { ASIDE_KEY, atDesk, choices, draft, DRAFT_KEY, returning, sealWithWords, storage, toShare } from './support/visits.mjs';
import { drawn, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** For tests with two tabs. */
const skip = notInFirefox('its driver hangs with two tabs of one person');

/** Opens another tab of the same person with the stored draft. */
async function tab(context, path) {
  const page = await context.newPage();
  await open(page, path);
  await settled(page);
  return page;
}

/** Suppresses a tab's events until `window.hears` is true, as if the browser had put it to sleep. To be called before `open`. */
async function deafen(page) {
  await page.addInitScript(() => {
    const drop = (event) => window.hears || event.stopImmediatePropagation();
    for (const name of ['storage', 'focus', 'pageshow', 'message']) addEventListener(name, drop, true);
    document.addEventListener('visibilitychange', drop, true);
    const { prototype } = BroadcastChannel;
    const { set } = Object.getOwnPropertyDescriptor(prototype, 'onmessage');
    Object.defineProperty(prototype, 'onmessage', { set(listener) { set.call(this, (event) => window.hears && listener(event)); } });
  });
}

/** Returns the stored answers on the first screen of capabilities, read in a new tab. */
async function kept(context) {
  const page = await tab(context);
  while ((await currentScreen(page)) !== 'domain-cyber') {
    await page.locator('[data-action=back]').first().click();
    await drawn(page);
  }
  const found = await choices(page);
  await page.close();
  return found.sort();
}

const radio = (page, name, level) => page.locator(`input[name=${name}]`).nth(level);
const isOn = (page, name, level) => page.waitForFunction(
  ([name, level]) => document.querySelectorAll(`input[name=${name}]`)[level]?.checked,
  [name, level],
);
const notice = (page) => page.locator('.notice__text').first().innerText();

/** Opens the first capabilities with one answer; with `isDeaf`, in a tab that gets no events. */
async function first({ isDeaf = false, ...options } = {}) {
  const visit = await newPage(browser, options);
  if (isDeaf) await deafen(visit.page);
  await open(visit.page);
  await settled(visit.page);
  await begin(visit.page);
  await fillDetails(visit.page);
  await next(visit.page);
  await radio(visit.page, 'skill-sec-lead', 1).click();
  await isOn(visit.page, 'skill-sec-lead', 1);
  await drawn(visit.page);
  return visit;
}

/** Twelve more answers in another tab; returns all as `choices` does. */
async function twelve(page) {
  const names = await page.evaluate(() => [...new Set([...document.querySelectorAll('input[name^=skill-], input[name^=need-]')].map((it) => it.name))]);
  const rest = names.filter((name) => name !== 'skill-sec-lead').slice(0, 12);
  for (const name of rest) {
    await radio(page, name, 2).click();
    await isOn(page, name, 2);
  }
  await drawn(page);
  return rest.map((name) => `${name}=2`);
}

test('a tab that missed twelve answers of another one adds its own answer to them', { skip }, async () => {
  const { page: a, context, log, close } = await first({ isDeaf: true });
  const b = await tab(context);
  const more = await twelve(b);
  await b.close();
  assert.equal((await choices(a)).length, 1, 'the tab has heard of nothing');
  await radio(a, 'skill-sec-lead', 3).click();
  await isOn(a, more.at(-1).split('=')[0], 2);
  const all = ['skill-sec-lead=3', ...more].sort();
  assert.deepEqual((await choices(a)).sort(), all);
  assert.deepEqual(await kept(context), all);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('tabs update each other, and stay on their screens', { skip }, async () => {
  const { page: a, context, log, close } = await first();
  const b = await tab(context);
  const c = await tab(context, 'es.html');
  await radio(b, 'need-sec-monitor', 4).click();
  await Promise.all([a, c].map((page) => isOn(page, 'need-sec-monitor', 4)));
  await radio(c, 'skill-sec-monitor', 2).click();
  await Promise.all([a, b].map((page) => isOn(page, 'skill-sec-monitor', 2)));
  assert.deepEqual(await Promise.all([a, b, c].map(currentScreen)), Array(3).fill('domain-cyber'));
  assert.equal(await a.locator('.notice').count(), 0);
  assert.deepEqual(log.problems(), []);
  await close();
});

for (const lang of ['en', 'es']) {
  test(`the page asks about a question that two tabs answered differently, and works by keyboard (${lang})`, { skip }, async () => {
    const { page: a, context, log, close } = await first({ isDeaf: true, lang });
    if (lang === 'es') await a.locator('[data-action=lang-es]').click();
    const b = await tab(context);
    await radio(b, 'skill-sec-lead', 4).click();
    await drawn(b);
    await radio(a, 'skill-sec-lead', 0).click();
    await a.locator('[data-action=clash]').waitFor();
    assert.equal(await notice(a), say(lang, 'notice.clash'));
    await b.locator('[data-action=clash]').waitFor();
    await a.locator('[data-action=clash]').focus();
    await a.keyboard.press('Enter');
    await a.locator(selectors.heading('desk-clash')).waitFor();
    const level = (at) => bank.scales.find(({ id }) => id === 'skill').levels[at].label[lang];
    const keep = a.locator('[data-action=keep]');
    const [one, other] = await keep.allInnerTexts();
    assert.ok(one.includes(level(0)) && other.includes(level(4)), `${one} / ${other}`);
    const legend = await a.locator('legend').innerText();
    assert.equal(legend, bank.capabilities.find(({ id }) => id === 'sec-lead').label[lang]);
    await keep.nth(1).focus();
    await a.keyboard.press('Enter');
    await keep.first().waitFor({ state: 'detached' });
    assert.equal(await a.evaluate(() => document.activeElement.tagName), 'H1');
    await b.locator('[data-action=clash]').waitFor({ state: 'detached' });
    await isOn(b, 'skill-sec-lead', 4);
    assert.deepEqual(await kept(context), ['skill-sec-lead=4']);
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('the desk receives an answer from another tab, and its link includes it', { skip }, async () => {
  const { page: a, context, log, close } = await returning(browser, { page: 'domain-cyber' });
  await open(a);
  await settled(a);
  const b = await tab(context);
  await a.locator('[data-action=see-profile]').click();
  await a.locator(selectors.heading('profile')).waitFor();
  await toShare(a);
  await a.locator('input[name=preset][value=partner]').check();
  const { link } = await sealWithWords(a);
  assert.match(link, /#su1/);
  await radio(b, 'skill-sec-lead', 4).click();
  // The answers changed, so the page drops the encrypted link.
  await a.waitForFunction((link) => document.querySelector('#link')?.value !== link, link);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('an element and the standalone page of one site share a draft, and erasing', { skip }, async () => {
  const { page: a, host, context, log, close } = await visitHost(browser, element());
  await ready(a);
  await a.locator('[data-action=begin]').first().click();
  await a.locator('#ctx-kind').selectOption('2');
  await drawn(a);
  const b = await context.newPage();
  await open(b, '', host.url);
  await b.locator(selectors.heading('details')).waitFor();
  assert.equal(await b.locator('#ctx-kind').inputValue(), '2');
  await b.locator('#field-agency').fill('Shared Town');
  await until(async () => (await a.locator('#field-agency').inputValue()) === 'Shared Town');
  await a.locator('#field-local').fill('Quill Valley');
  await until(async () => (await b.locator('#field-local').inputValue()) === 'Quill Valley');
  await b.locator('[data-action=forget]').click();
  await a.locator('.notice', { hasText: say('en', 'notice.erased-elsewhere') }).waitFor();
  assert.deepEqual(await storage(b), {});
  assert.deepEqual(log.problems(), []);
  await close();
});

const OTHERS = {
  [DRAFT_KEY.replace(':', ':cities:')]: draft(),
  [ASIDE_KEY.replace(':', ':cities:')]: 'garbage',
  [ASIDE_KEY]: 'garbage',
  'interlocal:draft:example.other': 'interlocal-draft 1\nanswers x',
};

test('"forget everything" erases exactly our data of every questionnaire and instance', { skip }, async () => {
  const { page: a, context, log, close } = await newPage(browser, { storage: { ...OTHERS, 'not-ours': '1', interlocal2: '2' } });
  await open(a);
  await settled(a);
  await begin(a);
  await fillDetails(a);
  await next(a);
  const b = await tab(context);
  await a.evaluate(async () => {
    sessionStorage.setItem('interlocal:draft:x', '1');
    for (const name of ['interlocal', 'interlocal:cities', 'theirs']) {
      await new Promise((resolve) => (indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result.close())));
    }
  });
  await a.locator('[data-action=forget]').click();
  await a.locator('[data-action=undo]').waitFor();
  assert.equal(await notice(a), say('en', 'notice.forgotten'));
  assert.deepEqual(await storage(a), { 'not-ours': '1', interlocal2: '2' });
  assert.equal(await a.evaluate(() => sessionStorage.length), 0);
  await until(async () => (await a.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).join())) === 'theirs');
  await b.locator('.notice', { hasText: say('en', 'notice.erased-elsewhere') }).waitFor();
  assert.equal(await currentScreen(b), 'start');
  assert.equal(await b.locator('[data-action=undo]').count(), 0, 'only the tab that erased can undo');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a tab that missed an erasing writes nothing back, even after a click', { skip }, async () => {
  const { page: a, context, close } = await first({ isDeaf: true });
  const b = await tab(context);
  await b.locator('[data-action=forget]').click();
  await b.locator('[data-action=undo]').waitFor();
  assert.deepEqual(await choices(a), ['skill-sec-lead=1'], 'the tab has heard of nothing');
  await radio(a, 'need-sec-lead', 2).click();
  await a.locator('.notice', { hasText: say('en', 'notice.erased-elsewhere') }).waitFor();
  await drawn(a);
  assert.equal(await currentScreen(a), 'start');
  assert.deepEqual(await storage(b), {});
  await b.locator('[data-action=undo]').click();
  await b.locator(selectors.heading('domain-cyber')).waitFor();
  await drawn(b);
  assert.deepEqual(await kept(context), ['skill-sec-lead=1']);
  await close();
});

test('erasing at the desk reaches an element without storage', { skip }, async () => {
  const { page: a, host, context, log, close } = await visitHost(browser, element('storage="off" instance="cities"'));
  await ready(a);
  await a.locator('[data-action=begin]').first().click();
  await a.locator('#field-agency').fill('Nowhere kept');
  const b = await context.newPage();
  await open(b, '', host.url);
  await settled(b);
  await b.locator('[data-action=open]').click();
  await b.locator('[data-action=desk-open]').click();
  await b.locator(selectors.screen('desk-open')).waitFor();
  await b.locator('[data-action=forget]').click();
  await b.locator(selectors.heading('start')).waitFor();
  await a.locator('.notice', { hasText: say('en', 'notice.erased-elsewhere') }).waitFor();
  await a.locator('[data-action=begin]').first().click();
  assert.equal(await a.locator('#field-agency').inputValue(), '');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('Undo is offered until the person answers a question', async () => {
  const { page, close } = await first();
  await page.locator('[data-action=forget]').click();
  await page.locator('[data-action=undo]').waitFor();
  await begin(page);
  assert.equal(await page.locator('[data-action=undo]').count(), 1);
  await page.locator('#field-agency').fill('Another Town');
  await page.locator('[data-action=undo]').waitFor({ state: 'detached' });
  await close();
});

/** Leaves the page and returns to it from the back/forward cache, after calling `meanwhile`. */
async function leaveAndReturn(page, meanwhile = async () => {}) {
  await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (window.isBack = persisted)));
  await page.goto(new URL('questionnaire.en.html', siteUrl()).href);
  await meanwhile();
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => window.isBack === true);
}

/** Dispatches the events of a returning page, for a browser without such a cache. */
const wake = (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));

const ways = {
  'out of the back/forward cache': { comeBack: leaveAndReturn, skip: !isFirefox && 'Chromium without a window has no such cache' },
  'by the browser\'s events': { comeBack: wake },
};

/** Waits until a page that came back shows `selector`. For Playwright the navigation never ends, so locators find nothing. */
const shows = (page, selector) => page.waitForFunction((selector) => document.querySelector(selector), selector);
const text = (page) => page.evaluate(() => document.body.innerText);

for (const [way, { comeBack, skip: why }] of Object.entries(ways)) {
  test(`a page that comes back after an erasing offers no Undo (${way})`, { skip: why }, async () => {
    const { page, close } = await first();
    await page.locator('[data-action=forget]').click();
    await page.locator('[data-action=undo]').waitFor();
    await comeBack(page);
    await page.waitForFunction(() => !document.querySelector('.notice'));
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-action=undo]').length), 0);
    await page.evaluate(() => document.querySelector('[data-action=begin]').click());
    await shows(page, '#ctx-kind');
    assert.equal(await page.evaluate(() => document.querySelector('#ctx-kind').value), '');
    assert.deepEqual(await storage(page), {});
    await close();
  });

  test(`a page that comes back shows no passphrase (${way})`, { skip: why }, async () => {
    const { page, close } = await returning(browser, { page: 'profile' });
    await open(page);
    await toShare(page);
    await page.locator('input[name=lock][value=words]').check();
    await page.locator('[data-action=seal]').click();
    await atDesk(page, 'words');
    const words = await page.locator('#words').inputValue();
    assert.ok(words.length > 10);
    await comeBack(page);
    await shows(page, selectors.screen('desk-share'));
    const found = await page.evaluate(() => [...document.querySelectorAll('textarea, input')].map(({ value }) => value));
    assert.ok(!found.includes(words) && !(await text(page)).includes(words));
    // The person may not have saved the passphrase, so the page discards the link.
    assert.equal(await page.evaluate(() => document.querySelectorAll('#link').length), 0);
    await close();
  });
}

test('a page that comes back after everything was erased shows no answer', { skip: ways['out of the back/forward cache'].skip }, async () => {
  const { page, close } = await first();
  // Erasing in another tab leaves an empty storage.
  await leaveAndReturn(page, () => page.evaluate(() => localStorage.clear()));
  await shows(page, selectors.screen('start'));
  assert.ok((await text(page)).includes(say('en', 'notice.erased-elsewhere')));
  assert.deepEqual(await storage(page), {});
  await close();
});

test('a page that comes back has an answer of another tab', { skip }, async () => {
  const { page, context, close } = await first({ isDeaf: true });
  const other = await tab(context);
  await radio(other, 'need-sec-lead', 4).click();
  await drawn(other);
  assert.deepEqual(await choices(page), ['skill-sec-lead=1'], 'the tab has heard of nothing');
  await page.evaluate(() => {
    window.hears = true;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await isOn(page, 'need-sec-lead', 4);
  await close();
});
