// The whole main path by keyboard alone, in Spanish, on a narrow screen: Tab, Shift+Tab, Space, Enter, arrows.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { domainScreens, say, sayDesk, stepScreens } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { isAll } from './support/depth.mjs';
import { GROUP, listed, names, namesOf, PAGES, SIX, worked } from './support/group.mjs';
import { assertVisible, focus, isOn, tabTo } from './support/keys.mjs';
import { currentScreen, levelGroups, open, selectors, settled } from './support/pages.mjs';
import { choices, returning, token, TOWN } from './support/visits.mjs';
import { drawn } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const narrow = { width: 320, height: 640, permissions: ['clipboard-read', 'clipboard-write'] };

/** Waits until the heading of the new screen has the focus and is in view. */
async function arrived(page, id) {
  await page.locator(selectors.heading(id)).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assertVisible(await focus(page));
  assert.equal(await currentScreen(page), id);
}

/** Returns every Tab stop up to the end of the document. Each must be visible, and the last button must be among them. */
async function round(page, id) {
  const stops = [];
  // The first press starts at the heading or outside the document; the round ends at the end of the document.
  for (let n = 0; n < 150; n += 1) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    if (now.isNone || stops.some((stop) => stop.id === now.id)) {
      break;
    }
    assertVisible(now);
    stops.push(now);
  }
  assert.ok(stops.length > 5 && stops.length < 150, `${id}: ${stops.length} stops`);
  assert.ok(stops.some((stop) => stop.name === 'forget'), `${id}: the last button is reached`);
  return stops;
}

async function press(page, action, key = 'Enter') {
  await tabTo(page, `[data-action=${action}]`);
  await page.keyboard.press(key);
}

/** Selects an option of a question: Space selects the first, and arrow keys move on from there. */
async function pick(page, name, level) {
  await tabTo(page, `input[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let n = 0; n < level; n += 1) {
    await page.keyboard.press('ArrowDown');
    assertVisible(await focus(page));
  }
  const value = await page.locator(`input[name="${name}"]`).nth(level).getAttribute('value');
  assert.ok(await isOn(page, `input[name="${name}"][value="${value}"]:checked`), `${name} at ${level}`);
}

test('from Tab on the start page to a copied link, by keyboard alone, in Spanish, at 320 px', async () => {
  const { page, log, close } = await newPage(browser, narrow);
  await open(page, 'es.html');
  await settled(page);
  await tabTo(page, 'input[name=form]');
  await press(page, 'begin');
  await arrived(page, 'details');

  await press(page, 'next');
  await page.waitForFunction(() => document.activeElement?.id === 'ctx-kind');
  assertVisible(await focus(page));
  assert.equal(await page.locator('#ctx-kind').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#ctx-kind-error').innerText(), say('es', 'trouble.kind'));
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press('ArrowDown');
  }
  assert.equal(await page.locator('#ctx-kind').inputValue(), '2');
  await page.locator('#ctx-kind-error').waitFor({ state: 'detached' });
  assert.ok(await isOn(page, '#ctx-kind'), 'the focus stays where the answer was given');
  await page.keyboard.press('Shift+Tab');
  assertVisible(await focus(page));
  await tabTo(page, '#field-agency');
  await page.keyboard.type('Ciudad de Cañón');
  await tabTo(page, '#field-local');
  await page.keyboard.type('Valle');
  await press(page, 'next', 'Space');

  for (const [at, id] of domainScreens.entries()) {
    await arrived(page, id);
    const groups = await levelGroups(page);
    // The screens of all domains are alike: the quick depth answers the whole first one, and one question of each other.
    const answered = isAll || at === 0 ? groups : groups.slice(0, 1);
    for (const [n, { name }] of answered.entries()) {
      await pick(page, name, (at + n * 3) % 5);
    }
    assert.equal((await choices(page)).length, answered.length);
    if (at === 0) {
      await tabTo(page, 'input[name^=job-]');
      await page.keyboard.press('Space');
      await page.waitForFunction(() => document.activeElement?.checked);
      assertVisible(await focus(page));
      await page.keyboard.press('Space');
      await page.waitForFunction(() => document.activeElement?.checked === false);
    }
    await press(page, 'next');
  }
  await arrived(page, 'readiness');
  await pick(page, 'share-s1', 2);
  await press(page, 'next');
  await arrived(page, 'terms');
  await tabTo(page, 'input[name=term-roles]');
  await page.keyboard.press('Space');
  await pick(page, 'term-reach', 1);
  await pick(page, 'term-reach-firm', 1);
  await press(page, 'next');
  await arrived(page, 'picks');
  await tabTo(page, 'input[name=featured-offers]');
  await page.keyboard.press('Space');
  assertVisible(await focus(page));
  await press(page, 'next');
  await arrived(page, 'review');
  await press(page, 'next');
  await arrived(page, 'profile');

  await press(page, 'copy');
  await page.locator('.share__status', { hasText: say('es', 'share.copied') }).waitFor();
  assert.ok(await isOn(page, '[data-action=copy]'), 'the focus stays on the button');
  const link = await page.locator('#share-link').inputValue();
  assert.match(link, /es\.html\?#su1[0-9a-z]+$/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  assert.deepEqual(log.problems(), []);
  await close();
});

/** Whether a test tabs through a screen. The screens of all domains are alike: the quick depth uses only the first. */
const goesAround = (id) => isAll || !domainScreens.slice(1).includes(id);

test('on every step Tab goes once around and Shift+Tab goes back the same way, with the focus in view', async () => {
  const { page, close } = await returning(browser, { page: 'details', lang: 'es' }, narrow);
  await open(page, 'es.html');
  await settled(page);
  for (const id of stepScreens) {
    // The first screen continues the visit and takes no focus; a round that began before the other screens have the focus
    // would begin at another element.
    if (id !== stepScreens[0]) {
      await arrived(page, id);
    }
    assert.equal(await currentScreen(page), id);
    if (goesAround(id)) {
      const stops = await round(page, id);
      await page.locator('[data-action=forget]').focus();
      const back = [];
      for (let n = 0; n < 3; n += 1) {
        await page.keyboard.press('Shift+Tab');
        back.push((await focus(page)).name);
      }
      const last = stops.findLastIndex((stop) => stop.name === 'forget');
      assert.deepEqual(back, stops.slice(last - 3, last).reverse().map((stop) => stop.name), id);
    }
    if (id !== 'profile') {
      await page.locator(selectors.next).focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction((before) => document.querySelector('[data-page]').dataset.page !== before, id);
    }
  }
  await close();
});

test('a link is opened by keyboard, and one more key leads back to the own answers', async () => {
  const { page, close } = await returning(browser, { page: 'profile', lang: 'es' }, narrow);
  await open(page, 'es.html');
  await settled(page);
  await press(page, 'preview');
  await arrived(page, 'received');
  const warning = await page.locator('main > :first-child').innerText();
  assert.ok(warning.includes('no se ha verificado'));
  await page.keyboard.press('Shift+Tab');
  assert.ok(await isOn(page, '.banner button'), 'the warning stands before the heading');
  await tabTo(page, '[data-action=mine]', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await arrived(page, 'profile');
  await close();
});

test('a link is chosen, encrypted, copied and opened by keyboard alone, in Spanish, at 320 px', async () => {
  const { page, log, close } = await returning(browser, { page: 'profile', lang: 'es' }, narrow);
  await open(page, 'es.html');
  await settled(page);
  await press(page, 'desk-share');
  await arrived(page, 'desk-share');
  await tabTo(page, 'input[name=preset]');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.value === 'partner' && document.activeElement.checked);
  await tabTo(page, 'summary');
  await page.keyboard.press('Enter');
  await tabTo(page, 'input[name=telling-cyber]');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.querySelector('input[name=telling-cyber][value=offers]').checked);
  assertVisible(await focus(page));
  await tabTo(page, 'input[name=part][value=agency]');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.activeElement?.checked === false);
  await tabTo(page, '#note');
  await page.keyboard.type('Llame a María.');
  await tabTo(page, 'input[name=lock]');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.value === 'words' && document.activeElement.checked);
  await press(page, 'seal');
  await arrived(page, 'desk-words');
  const words = await page.locator('#words').inputValue();
  await press(page, 'copy-words');
  assert.ok(await isOn(page, '[data-action=copy-words]'), 'the focus stays on the button');
  await press(page, 'words-kept');
  await arrived(page, 'desk-share');
  // The page becomes longer when the link appears.
  await page.locator('#link').waitFor();
  await press(page, 'copy');
  await page.locator('.share__status:not(:empty)').waitFor();
  const link = await page.locator('#link').inputValue();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  await press(page, 'profile');
  await arrived(page, 'profile');

  await tabTo(page, '[data-action=home]', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await arrived(page, 'start');
  await press(page, 'open');
  await arrived(page, 'open');
  await press(page, 'desk-open');
  await arrived(page, 'desk-open');
  await tabTo(page, '#paste');
  await page.keyboard.insertText('nada');
  await press(page, 'open-link');
  await page.waitForFunction(() => document.activeElement?.id === 'problem');
  await tabTo(page, '#paste');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(link);
  await press(page, 'open-link');
  await arrived(page, 'desk-unseal');
  await tabTo(page, '#passphrase');
  await page.keyboard.type('otra cosa');
  await page.keyboard.press('Enter');
  await page.locator('#problem').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'passphrase');
  assertVisible(await focus(page));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words.replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await arrived(page, 'desk-found');
  await press(page, 'adopt');
  await page.waitForFunction(() => document.activeElement?.id === 'asking');
  await press(page, 'confirm');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await tabTo(page, '[data-action=undo]', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a group is read page after page by keyboard alone, in Spanish, at 320 px', async (t) => {
  const { page, log, close } = await newPage(browser, narrow);
  await open(page, 'es.html');
  await settled(page);
  await press(page, 'example');
  await arrived(page, 'desk-group');
  await listed(page, SIX.length);
  /** Actions on a page besides tabbing through it. */
  const uses = {
    group: async () => {
      await press(page, 'sort-name');
      await page.locator('th[aria-sort=ascending]').waitFor();
      await worked(page);
      assert.ok(await isOn(page, '[data-action=sort-name]'), 'the focus stays where the list was sorted');
      assert.equal((await names(page))[0], namesOf(SIX, 'es').toSorted()[0]);
      await press(page, 'beside');
      await page.locator('[data-action=beside][aria-pressed=true]').waitFor();
      await press(page, 'remove', 'Space');
      await listed(page, SIX.length - 1);
      assert.ok(!(await focus(page)).isNone, 'a row that goes leaves the focus near');
      await page.locator('[data-action=undo-group]').focus();
      await page.keyboard.press('Enter');
      await listed(page, SIX.length);
    },
    gaps: async () => {
      await tabTo(page, '.count summary');
      await page.keyboard.press('Enter');
      await page.locator('.count[open]').first().waitFor();
    },
    helpers: async () => {
      await tabTo(page, '[data-action=how-many]');
      await page.keyboard.press('ArrowDown');
      await page.locator('#met-title', { hasText: sayDesk('es', 'helpers.meet-all', { share: sayDesk('es', 'share.of', { n: 36 }) }) }).waitFor();
      assert.ok(await isOn(page, '[data-action=how-many]'), 'the focus stays on the field');
    },
    meet: async () => {
      await tabTo(page, 'input[name=way]');
      await page.keyboard.press('ArrowDown');
      await page.locator('#pairs-title', { hasText: sayDesk('es', 'meet.pairs', { n: GROUP.fair_pairs.length }) }).waitFor();
      assert.ok(await isOn(page, 'input[name=way][value=fair]:checked'));
    },
    invite: async () => {
      await tabTo(page, 'input[name=member]');
      await page.keyboard.press('Space');
      await page.locator('.chip', { hasText: namesOf(SIX, 'es').toSorted()[0] }).waitFor();
      assert.ok(await isOn(page, 'input[name=member]:checked'), 'the focus stays on the box');
      await tabTo(page, '[data-action=take-out]', { key: 'Shift+Tab' });
      await page.keyboard.press('Enter');
      await page.locator('.chip').waitFor({ state: 'detached' });
      assert.ok(!(await focus(page)).isNone, 'a member that goes leaves the focus near');
    },
  };
  for (const name of PAGES) {
    await t.test(name, async () => {
      if (name !== 'group') {
        await press(page, `desk-${name}`);
        await arrived(page, `desk-${name}`);
        await worked(page);
      }
      await uses[name]?.();
      await page.locator('h1').focus();
      await round(page, `desk-${name}`);
      // Browsers differ in the next stop after the last one.
      await page.locator('[data-action=home]').focus();
    });
  }
  await t.test('back and forth, with the focus on the heading', async () => {
    for (const [way, name] of [['goBack', 'invite'], ['goBack', 'meet'], ['goForward', 'invite'], ['goForward', 'summary']]) {
      await page[way]();
      await page.locator(selectors.heading(`desk-${name}`)).waitFor();
      // The browser restores the scroll position, so the heading may be out of view.
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    }
    assert.deepEqual(log.problems(), []);
  });
  await close();
});

for (const id of ['desk-share', 'desk-open', 'desk-found']) {
  test(`at the desk Tab goes once around, with the focus in view (${id})`, async () => {
    const { page, close } = await returning(browser, { page: 'profile', lang: 'es' }, narrow);
    await open(page, 'es.html');
    await settled(page);
    if (id === 'desk-share') {
      await page.locator('[data-action=desk-share]').click();
    } else {
      await page.locator('[data-action=home]').click();
      await page.locator('[data-action=open]').click();
      await page.locator('[data-action=desk-open]').click();
    }
    if (id === 'desk-found') {
      await page.locator(selectors.screen('desk-open')).waitFor();
      await page.locator('#paste').fill(token(TOWN));
      await page.locator('[data-action=open-link]').click();
    }
    // A click opened the page, so the heading has the focus without showing it.
    await page.locator(selectors.heading(id)).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await round(page, id);
    await close();
  });
}

/** Controls whose answer shows or hides other controls; the focus must stay. */
const growing = {
  'the first rating of a capability': ['domain-cyber', 'input[name=skill-sec-lead]'],
  'the box "not our job"': ['domain-cyber', 'input[name=job-sec-lead]'],
  'a readiness line': ['readiness', 'input[name=share-s1]'],
  'one of many terms': ['terms', 'input[name=term-roles]'],
  'a term with three states': ['terms', 'input[name=term-costs-split]'],
  'the distance of a partner, which brings up a second question': ['terms', 'input[name=term-reach]'],
  'the most sensitive data, which brings up a second question': ['terms', 'input[name=term-data]'],
  'the time of a start': ['terms', 'input[name=term-timing]'],
  'a platform': ['terms', 'input[name=term-platform]'],
};

for (const [what, [start, input]] of Object.entries(growing)) {
  test(`after the answer to ${what} the focus is still on it`, async () => {
    const profile = { answers: {}, context: { 'ctx-kind': 'town' } };
    const { page, close } = await returning(browser, { page: start, profile }, narrow);
    await open(page);
    await settled(page);
    await page.locator(input).first().focus();
    await page.keyboard.press('Space');
    await page.waitForFunction((it) => document.querySelector(`${it}:checked`) !== null, input);
    // The program draws the answer before the next frame.
    await drawn(page);
    assert.ok(await isOn(page, `${input}:checked`), (await focus(page)).name);
    assertVisible(await focus(page));
    await close();
  });
}

test('folded answers open with Enter and Space', async () => {
  const { page, close } = await returning(browser, { page: 'profile' }, narrow);
  await open(page);
  await settled(page);
  for (const key of ['Enter', 'Space']) {
    await tabTo(page, 'details:not([open]) > summary');
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement.parentElement.open);
  }
  await close();
});

/** The same answer everywhere, which leads to a note. */
const FLAT = { ...TOWN, answers: Object.fromEntries(Object.keys(TOWN.answers).map((id) => [id, { skill: 3, need: 3 }])) };

/** Buttons that disappear when they are pressed; the focus must not go to the top of the page. */
const vanishing = {
  'Clear of a capability': { page: 'domain-cyber', button: '.item-card__foot .link-button' },
  'Clear of a readiness question': { page: 'readiness', button: '.item-card__foot .link-button' },
  'Clear of a term': { page: 'terms', button: '.item-card__foot .link-button' },
  'Dismiss of a note': { page: 'profile', button: '.flags__one button', profile: FLAT },
};

for (const [what, { page: start, button, profile = TOWN }] of Object.entries(vanishing)) {
  test(`after "${what}" the focus is still beside it`, async () => {
    const { page, close } = await returning(browser, { page: start, profile }, narrow);
    await open(page);
    await settled(page);
    await tabTo(page, button);
    const before = await page.locator(button).count();
    await page.keyboard.press('Enter');
    await page.waitForFunction(([it, n]) => document.querySelectorAll(it).length < n, [button, before]);
    assertVisible(await focus(page));
    await close();
  });
}

test('closing the notice keeps the focus', async () => {
  const { page, close } = await returning(browser, { page: 'picks' }, narrow);
  await open(page);
  await settled(page);
  await page.locator('[data-action=forget]').focus();
  await page.keyboard.press('Enter');
  await arrived(page, 'start');
  await tabTo(page, '[data-action=close-notice]', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await page.locator('.notice').waitFor({ state: 'detached' });
  assertVisible(await focus(page));
  await close();
});

test('Undo by keyboard leads back to the heading of the previous page', async () => {
  const { page, close } = await returning(browser, { page: 'picks' }, narrow);
  await open(page);
  await settled(page);
  await page.locator('[data-action=forget]').focus();
  await page.keyboard.press('Enter');
  await arrived(page, 'start');
  await tabTo(page, '[data-action=undo]', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await arrived(page, 'picks');
  await close();
});
