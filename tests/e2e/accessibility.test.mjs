// WCAG 2.2 AA as far as a machine can tell: rules, reflow, targets, names, spacing. One tour through every screen in
// each language and width gathers what is wrong; each test is one fact about all of it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { runAxe } from './support/axe.mjs';
import { launch, newPage } from './support/browser.mjs';
import { groupTour } from './support/group.mjs';
import { clipped, overflow, withTextSpacing } from './support/layout.mjs';
import { open, siteUrl } from './support/pages.mjs';
import { deskTour, returning, tour, unfold } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Screens that are looked at in forced colours, too. */
const FORCED = /^(start|details:problem|domain-cyber|profile|received|desk-share:unfolded|desk-raters|desk-pair:unfolded|desk-talk|desk-group|desk-gaps|desk-helpers|desk-invite)$/;

const PATHS = { en: 'index.html', es: 'es.html' };

/** Of the screen: what a reader of its structure hears. */
function structure() {
  const main = document.querySelector('main');
  const isShown = (it) => it.checkVisibility();
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(isShown);
  const levels = headings.map((it) => Number(it.tagName[1]));
  const named = (it) => {
    const by = (it.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    const texts = [
      it.getAttribute('aria-label'),
      ...by.map((id) => document.getElementById(id)?.textContent),
      ...[...(it.labels ?? [])].map((label) => label.textContent),
      it.tagName === 'BUTTON' ? it.textContent : '',
    ];
    return texts.some((text) => text?.trim());
  };
  const controls = [...document.querySelectorAll('button, input, select, textarea, summary, a')].filter(isShown);
  const unresolved = [...document.querySelectorAll('[aria-labelledby], [aria-describedby], [for]')].flatMap((it) =>
    ['aria-labelledby', 'aria-describedby', 'for']
      .flatMap((name) => (it.getAttribute(name) ?? '').split(' ').filter(Boolean))
      .filter((id) => document.getElementById(id) === null),
  );
  const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);
  return {
    lang: document.documentElement.lang,
    title: document.title,
    mains: document.querySelectorAll('main').length,
    h1s: [...document.querySelectorAll('h1')].filter(isShown).length,
    skips: levels.filter((level, at) => level - (levels[at - 1] ?? 0) > 1).length,
    firstIsH1: levels[0] === 1,
    nameless: controls
      .filter((it) => !named(it) && !(['A', 'SUMMARY'].includes(it.tagName) && it.textContent.trim()))
      .map((it) => it.outerHTML.slice(0, 120)),
    loose: [...document.querySelectorAll('input[type=radio]')].filter((it) => !it.closest('fieldset')?.querySelector('legend')).length,
    unresolved,
    doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
    text: main.innerText.length,
  };
}

/** Anything that is too small to be hit: a control, with its label where that is the target (WCAG 2.5.8). */
function smallTargets() {
  return [...document.querySelectorAll('button, input, select, textarea, summary')]
    .filter((it) => it.checkVisibility())
    .map((it) => it.closest('label') ?? it)
    .map((it) => [it, it.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([it, { width, height }]) => `${it.outerHTML.slice(0, 90)}: ${width.toFixed(1)} × ${height.toFixed(1)}`);
}

const list = (found) => found.flatMap(([screen, lines]) => lines.map((line) => `${screen}: ${line}`));

for (const lang of Object.keys(PATHS)) {
  describe(`on every screen (${lang})`, () => {
    const axe = { light: [], dark: [], forced: [] };
    const found = [];
    before(async () => {
      // The tours leave the language alone, so each page keeps its own.
      const look = (visit) => async (name) => {
        const { page } = visit;
        found.push([name, await page.evaluate(structure)]);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          axe[colorScheme].push([name, await runAxe(visit)]);
        }
        await page.emulateMedia({ colorScheme: 'light' });
        if (lang === 'en' && FORCED.test(name)) {
          await page.emulateMedia({ forcedColors: 'active' });
          axe.forced.push([name, await runAxe(visit)]);
          await page.emulateMedia({ forcedColors: 'none' });
        }
      };
      // Colours must not be caught while they change.
      const visit = await newPage(browser, { reducedMotion: true });
      await tour(visit.page, look(visit), { path: PATHS[lang] });
      await visit.close();
      const again = await returning(browser, { page: 'profile', lang }, { reducedMotion: true });
      await deskTour(again.page, look(again), { path: PATHS[lang] });
      await groupTour(again.page, look(again));
      await again.close();
    });

    test('axe finds nothing in the light theme', () => assert.deepEqual(list(axe.light), []));
    test('axe finds nothing in the dark theme', () => assert.deepEqual(list(axe.dark), []));
    if (lang === 'en') {
      test('axe finds nothing in forced colours', () => assert.deepEqual(list(axe.forced), []));
    }
    test('the tour saw every kind of screen', () => {
      const kinds = new Set(found.map(([name]) => name.split(':')[0]));
      assert.equal(kinds.size, 18 + 10 + 7);
      assert.deepEqual(found.filter(([, it]) => it.text < 80).map(([name]) => name), []);
    });
    test('the language is set', () => {
      assert.deepEqual(found.filter(([, it]) => it.lang !== lang).map(([name]) => name), []);
    });
    test('there is one main part and one h1, which comes first', () => {
      assert.deepEqual(found.filter(([, it]) => it.mains !== 1 || it.h1s !== 1 || !it.firstIsH1).map(([name]) => name), []);
    });
    test('headings skip no level', () => {
      assert.deepEqual(found.filter(([, it]) => it.skips > 0).map(([name]) => name), []);
    });
    test('every control has a name', () => assert.deepEqual(list(found.map(([name, it]) => [name, it.nameless])), []));
    test('every radio button is in a group that says what it asks', () => {
      assert.deepEqual(found.filter(([, it]) => it.loose > 0).map(([name]) => name), []);
    });
    test('ids are unique, and whatever refers to one finds it', () => {
      assert.deepEqual(list(found.map(([name, it]) => [name, [...it.unresolved, ...it.doubled]])), []);
    });
    test('the window has a title', () => assert.ok(found.every(([, it]) => it.title.length > 12)));
  });

  // 1280 × 1024 px at 400 % are 320 × 256 CSS pixels, four times as dense.
  describe(`on every screen at 320 px, and at 1280 px and 400 % zoom (${lang})`, () => {
    const found = { overflow: [], zoomed: [], small: [], spacedOverflow: [], spacedClipped: [], clipped: [] };
    before(async () => {
      const look = (page) => async (name) => {
        found.overflow.push([name, await page.evaluate(overflow)]);
        found.small.push([name, await page.evaluate(smallTargets)]);
        found.clipped.push([name, await page.evaluate(clipped)]);
        await page.setViewportSize({ width: 320, height: 256 });
        found.zoomed.push([name, await page.evaluate(overflow)]);
        await page.setViewportSize({ width: 320, height: 640 });
        await withTextSpacing(page, async () => {
          found.spacedOverflow.push([name, await page.evaluate(overflow)]);
          found.spacedClipped.push([name, await page.evaluate(clipped)]);
        });
      };
      const narrow = { width: 320, height: 640, deviceScaleFactor: 4 };
      const visit = await newPage(browser, narrow);
      await tour(visit.page, look(visit.page), { path: PATHS[lang] });
      await visit.close();
      const again = await returning(browser, { page: 'profile', lang }, narrow);
      await deskTour(again.page, look(again.page), { path: PATHS[lang] });
      await groupTour(again.page, look(again.page));
      await again.close();
    });

    test('nothing scrolls to the side at 320 px', () => assert.deepEqual(list(found.overflow), []));
    test('nothing scrolls to the side at 400 % zoom', () => assert.deepEqual(list(found.zoomed), []));
    test('no text is cut off', () => assert.deepEqual(list(found.clipped), []));
    test('every target is 24 × 24 CSS pixels or more', () => assert.deepEqual(list(found.small), []));
    test('with text spacing nothing scrolls to the side', () => assert.deepEqual(list(found.spacedOverflow), []));
    test('with text spacing no text is cut off', () => assert.deepEqual(list(found.spacedClipped), []));
  });

  for (const scheme of ['light', 'dark']) {
    test(`axe finds nothing in the questionnaire on paper (${lang}, ${scheme})`, async () => {
      const visit = await newPage(browser, { colorScheme: scheme, width: 320 });
      await visit.page.goto(new URL(`questionnaire.${lang}.html`, siteUrl()).href);
      assert.deepEqual(await runAxe(visit), []);
      await visit.close();
    });
  }

  test(`axe finds nothing where the page says that nothing runs (${lang})`, async () => {
    const visit = await newPage(browser);
    await visit.page.route('**/*_bg.wasm', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: '' }));
    await visit.page.goto(new URL(PATHS[lang], siteUrl()).href);
    await visit.page.locator('#interlocal-off').waitFor();
    assert.deepEqual(await runAxe(visit), []);
    await visit.close();
  });
}

test('a name and words as long as they may be stay inside 320 px', async () => {
  const long = 'W'.repeat(60);
  const profile = {
    agency: long,
    answers: { 'gis-mapping': { skill: 4, need: 3 }, website: { skill: 0, need: 4 } },
    context: { 'ctx-kind': 'regional', 'ctx-region': { country: 'US', subdivision: 'CA', local: long } },
  };
  const { page, close } = await returning(browser, { page: 'profile', profile }, { width: 320, height: 640 });
  await open(page);
  await page.locator('.profile__headline').waitFor();
  await unfold(page);
  assert.deepEqual(await page.evaluate(overflow), []);
  await page.locator('[data-action=preview]').click();
  await page.locator('[data-page=received] h1').waitFor();
  assert.deepEqual(await page.evaluate(overflow), []);
  await page.goBack();
  await page.locator('[data-action=go-on]').click();
  await page.locator('[data-page^=domain]').waitFor();
  await close();
});

test('at 200 % text size nothing scrolls to the side', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' }, { width: 640, height: 800 });
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { font-size: 200% }');
    document.adoptedStyleSheets = [sheet];
  });
  await open(page);
  for (const action of ['next', 'see-profile', 'home', 'open']) {
    assert.deepEqual(await page.evaluate(overflow), [], action);
    assert.deepEqual(await page.evaluate(clipped), [], action);
    const before = await page.locator('[data-page]').getAttribute('data-page');
    await page.locator(`[data-action=${action}]`).first().click();
    await page.waitForFunction((id) => document.querySelector('[data-page]').dataset.page !== id, before);
  }
  await close();
});

test('a person who asked for less motion gets none; others get little', async () => {
  const moving = async (reducedMotion) => {
    const { page, close } = await newPage(browser, { reducedMotion });
    await open(page);
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((it) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(it);
        const seconds = transitionDuration.split(',').map(parseFloat);
        return seconds.some((it) => it > 0) || animationName !== 'none' || scrollBehavior === 'smooth'
          ? [Math.max(...seconds)]
          : [];
      }),
    );
    await close();
    return found;
  };
  assert.deepEqual(await moving(true), []);
  assert.ok((await moving(false)).every((seconds) => seconds <= 0.25));
});

test('forced colours keep the chosen, the focused and the pressed apart', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' }, { forcedColors: true });
  await open(page);
  const outline = (selector) =>
    page.locator(selector).first().evaluate((it) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
    });
  await page.locator('.choice input').first().click();
  assert.ok((await outline('.choice:has(:checked)')) >= 2);
  await page.locator('[data-action=next]').focus();
  await page.keyboard.press('Tab');
  assert.ok((await outline(':focus-visible')) >= 2);
  // A heavier letter alone is easily missed.
  const looks = await page.locator('.languages__one').evaluateAll((all) =>
    all.map((it) => {
      const { borderTopColor, borderTopStyle, backgroundColor, color, outlineStyle, textDecorationLine } = getComputedStyle(it);
      return [borderTopColor, borderTopStyle, backgroundColor, color, outlineStyle, textDecorationLine].join(' ');
    }),
  );
  assert.notEqual(looks[0], looks[1], 'the language that is on');
  await close();
});

test('the region for notices is there before its text, so that the text is read out', async () => {
  const { page, close } = await returning(browser, { page: 'picks' });
  await open(page);
  const region = page.locator('.notices[role=status]');
  assert.equal(await region.count(), 1);
  assert.equal((await region.textContent()).trim(), '');
  await region.evaluate((it) => {
    window.region = it;
  });
  for (const at of [0, 1, 2, 3]) {
    await page.locator('input[name=featured-offers]').nth(at).click();
  }
  await page.locator('.notice').waitFor();
  assert.ok(await page.evaluate(() => window.region.isConnected && window.region.textContent.length > 5));
  await close();
});
