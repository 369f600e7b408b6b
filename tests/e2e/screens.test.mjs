// WCAG 2.2 AA on every screen, as far as software can check it. Tours visit all screens: one in a wide window for axe and the
// structure, one at 320 px for reflow, targets and the focus order. The quick depth makes one tour of each kind, the narrow one
// in Spanish, whose words are longer. Each test is one fact about all screens.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { axeInBoth, runAxe } from './support/axe.mjs';
import { domainScreens } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each, isAll } from './support/depth.mjs';
import { groupTour } from './support/group.mjs';
import { clipped, overflow, withTextSpacing } from './support/layout.mjs';
import { deskTour, returning, tour } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Screens that are also checked in forced colors. */
const FORCED = /^(start|details:problem|domain-cyber|profile|received|desk-share:unfolded|desk-raters|desk-pair:unfolded|desk-talk|desk-group|desk-gaps|desk-helpers|desk-invite)$/;

const PATHS = { en: 'index.html', es: 'es.html' };

/** Returns the first few findings: one is enough to begin with, and a thousand are too many to read. */
const list = (found) => found.flatMap(([screen, lines]) => lines.map((line) => `${screen}: ${line}`)).slice(0, 12);

/** Returns the structure of a screen, as screen readers announce it. Runs inside the page. */
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

/** Finds targets that are too small: a control, with its label if that is part of the target (WCAG 2.5.8). */
function smallTargets() {
  return [...document.querySelectorAll('button, input, select, textarea, summary')]
    .filter((it) => it.checkVisibility())
    .map((it) => it.closest('label') ?? it)
    .map((it) => [it, it.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([it, { width, height }]) => `${it.outerHTML.slice(0, 90)}: ${width.toFixed(1)} × ${height.toFixed(1)}`);
}

/** Returns the texts and names of a screen for people who can't see all of it. Runs inside the page. */
function said() {
  const isShown = (it) => it.checkVisibility();
  const clean = (text) => text.replace(/\s+/g, ' ').trim();
  const texts = (root, isLeftOut) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode;
      if (isShown(parent) && !parent.closest(isLeftOut)) {
        found.push(data);
      }
    }
    return clean(found.join(''));
  };
  const seen = (it) => texts(it, '.visually-hidden');
  const spoken = (it) => clean(it.getAttribute('aria-label') ?? texts(it, '[aria-hidden=true]'));
  const controls = [...document.querySelectorAll('button, a[href], summary')].filter(isShown);
  // A sign such as × isn't spoken text.
  const isText = (text) => /\p{Letter}{2}/u.test(text);
  const landmarks = { banner: 'header:not(main header)', main: 'main', contentinfo: 'footer:not(main footer)' };
  const roots = Object.values(landmarks).map((tag) => [...document.querySelectorAll(tag)].filter(isShown));
  const bare = texts(document.body, 'header, main, footer, [role=status], [role=alert], noscript');
  const pictures = [...document.querySelectorAll('svg, img, canvas')].filter(isShown);
  const isNamed = (it) => it.getAttribute('role') === 'img' && clean(it.getAttribute('aria-label') ?? '') !== '';
  const frame = (at) => roots[at].flatMap((it) => [...it.querySelectorAll('button, a')]).filter(isShown).map(spoken);
  return {
    title: document.title,
    heading: clean(document.querySelector('h1').textContent),
    unlike: controls
      .filter((it) => isText(seen(it)) && !spoken(it).toLowerCase().includes(seen(it).toLowerCase()))
      .map((it) => `“${seen(it)}” is called “${spoken(it)}”`),
    landmarks: roots.flatMap((all, at) => (all.length === 1 ? [] : [`${all.length} × ${Object.keys(landmarks)[at]}`])).concat(bare ? [bare] : []),
    pictures: pictures.filter((it) => !it.closest('[aria-hidden=true]') && !isNamed(it)).map((it) => it.outerHTML.slice(0, 100)),
    languages: [...document.querySelectorAll('.languages__one')].filter((it) => it.lang !== it.dataset.action.slice(5)).map((it) => it.outerHTML),
    frame: JSON.stringify([frame(0), frame(2)]),
    moving: document.getAnimations().length,
  };
}

/**
 * Focuses each control in turn. `changed`: controls that did something when they got the focus. `covered`: controls without a
 * visible corner or middle. `back`: controls that are wholly above the previous one in a single column. Runs inside the page.
 */
function focused() {
  const main = document.querySelector('main');
  const text = main.innerText;
  const place = document.documentElement.scrollTop;
  const name = (it) => it.outerHTML.slice(0, 110);
  const wanted = 'button, a[href], summary, input, select, textarea, [tabindex="0"]';
  const all = [...document.querySelectorAll(wanted)].filter((it) => it.checkVisibility());
  const isCovered = (it) => {
    const marked = it.closest('label') ?? it;
    it.focus({ focusVisible: true });
    const { left, right, top, bottom } = marked.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const points = [[x, y], [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2]];
    return !points.some(([px, py]) => {
      const top = document.elementFromPoint(px, py);
      return top !== null && (marked.contains(top) || top.contains(marked));
    });
  };
  const covered = all.filter(isCovered).map(name);
  const unfocused = all.filter((it) => {
    it.focus();
    return document.activeElement !== it;
  });
  document.activeElement?.blur();
  scrollTo(0, place);
  // In a table, the order follows the cells.
  const rects = all.filter((it) => it.closest('main') && !it.closest('table')).map((it) => [it, (it.closest('label') ?? it).getBoundingClientRect()]);
  const back = rects.filter(([, { bottom }], at) => at > 0 && bottom <= rects[at - 1][1].top);
  return {
    covered,
    unfocused: unfocused.map(name),
    back: back.map(([it]) => name(it)),
    changed: main.innerText === text ? [] : ['the text of the screen'],
  };
}

/** Doubles the text size, as a reader's own setting does. */
async function withLargeText(page, look) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { font-size: 200% }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  const found = await look();
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  });
  return found;
}

/** Every screen, once. The tours don't change the language, so each page keeps its own. */
async function everyScreen(lang, look, size) {
  const first = await newPage(browser, size);
  await tour(first.page, (name) => look(first, name), { path: PATHS[lang] });
  await first.close();
  const again = await returning(browser, { page: 'profile', lang }, size);
  await deskTour(again.page, (name) => look(again, name), { path: PATHS[lang] });
  await groupTour(again.page, (name) => look(again, name));
  await again.close();
}

/** The screens of all domains are alike. If their words don't matter, the quick depth checks only the first. */
const isLikeOthers = (name) => !isAll && domainScreens.slice(1).includes(name);

/** Defines a test of the fact `name`: `wrong` returns a line for each screen or element that violates it. */
const fact = (name, wrong) => test(name, () => assert.deepEqual(wrong(), []));

/** Defines the tests that are the same in every language and width. */
function facts(lang, screens, focus) {
  const of = (key) => list(screens.map(([name, it]) => [name, it[key]]));
  const onFocus = (key) => list(focus.map(([name, it]) => [name, it[key]]));
  const where = (isWrong) => screens.filter(([name, it]) => isWrong(it, name)).map(([name]) => name);

  test('the tour saw every kind of screen', () => {
    const kinds = new Set(screens.map(([name]) => name.split(':')[0]));
    assert.equal(kinds.size, 18 + 10 + 7);
    assert.deepEqual(where((it) => it.text < 80), []);
  });
  fact('the language is set', () => where((it) => it.lang !== lang));
  fact('there is one main part and one h1, which comes first', () => where((it) => it.mains !== 1 || it.h1s !== 1 || !it.firstIsH1));
  fact('headings skip no level', () => where((it) => it.skips > 0));
  fact('every control has a name', () => of('nameless'));
  fact('every radio button is in a group with the question as its name', () => where((it) => it.loose > 0));
  fact('ids are unique, and every reference to an id resolves', () => [...of('unresolved'), ...of('doubled')]);
  fact('the window has a title', () => where((it) => it.title.length <= 12));
  fact('1.1.1: every picture has a name or is hidden from screen readers', () => of('pictures'));
  fact('1.3.1: there is one banner, one main part and one footer, and no text beside them', () => of('landmarks'));
  fact('2.2.2: nothing moves', () => where((it) => it.moving > 0));
  fact('2.4.2: the title of the window starts with the subject of the screen', () => {
    // The start screen's heading is a question; its title names the questionnaire. A profile's title contains no agency.
    const own = /^(start|received|desk-found|desk-pair)/;
    const wrong = screens.filter(([name, { title, heading }]) => !own.test(name) && !title.startsWith(heading));
    return wrong.map(([name, { title, heading }]) => `${name}: ${title} / ${heading}`);
  });
  fact('2.4.11: the focused control is not wholly covered', () => onFocus('covered'));
  fact('2.1.1: every control can take the focus', () => onFocus('unfocused'));
  fact('2.5.3: the name of every control contains its visible text', () => of('unlike'));
  fact('3.1.2: each language has its own name, marked with its language', () => of('languages'));
  fact('3.2.1: taking the focus changes nothing', () => onFocus('changed'));
  test('3.2.3: top and bottom have the same controls in the same order on every screen', () => {
    assert.equal(new Set(screens.map(([, it]) => it.frame)).size, 1);
  });
}

for (const lang of each(['en', 'es'])) {
  describe(`on every screen at 1280 px (${lang})`, () => {
    const screens = [];
    const focus = [];
    const axe = { light: [], dark: [], forced: [] };
    const wide = { spacedOverflow: [], spacedClipped: [], largeOverflow: [], largeClipped: [] };
    const look = async (visit, name) => {
      const { page } = visit;
      screens.push([name, { ...(await page.evaluate(structure)), ...(await page.evaluate(said)) }]);
      if (isLikeOthers(name)) return;
      focus.push([name, await page.evaluate(focused)]);
      await withTextSpacing(page, async () => {
        wide.spacedOverflow.push([name, await page.evaluate(overflow)]);
        wide.spacedClipped.push([name, await page.evaluate(clipped)]);
      });
      await withLargeText(page, async () => {
        wide.largeOverflow.push([name, await page.evaluate(overflow)]);
        wide.largeClipped.push([name, await page.evaluate(clipped)]);
      });
      // Waits until colors have finished changing.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const [theme, found] of Object.entries(await axeInBoth(visit))) axe[theme].push([name, found]);
      if (isAll && lang === 'en' && FORCED.test(name)) {
        await page.emulateMedia({ forcedColors: 'active' });
        axe.forced.push([name, await runAxe(visit)]);
        await page.emulateMedia({ forcedColors: 'none' });
      }
      await page.emulateMedia({ reducedMotion: 'no-preference' });
    };
    before(() => everyScreen(lang, look, { width: 1280, height: 800 }));

    facts(lang, screens, focus);
    fact('axe finds nothing in the light theme', () => list(axe.light));
    fact('axe finds nothing in the dark theme', () => list(axe.dark));
    if (isAll && lang === 'en') {
      fact('axe finds nothing in forced colors', () => list(axe.forced));
    }
    fact('1.4.12: with text spacing no screen scrolls sideways', () => list(wide.spacedOverflow));
    fact('1.4.12: with text spacing no text is cut off', () => list(wide.spacedClipped));
    fact('1.4.4: with text at 200 % no screen scrolls sideways', () => list(wide.largeOverflow));
    fact('1.4.4: with text at 200 % no text is cut off', () => list(wide.largeClipped));
  });
}

// 1280 × 1024 px at 400 % are 320 × 256 CSS pixels, four times as dense.
for (const lang of each(['es', 'en'])) {
  describe(`on every screen at 320 px, and at 1280 px and 400 % zoom (${lang})`, () => {
    const screens = [];
    const focus = [];
    const found = { overflow: [], zoomed: [], small: [], spacedOverflow: [], spacedClipped: [], clipped: [] };
    const look = async ({ page }, name) => {
      screens.push([name, { ...(await page.evaluate(structure)), ...(await page.evaluate(said)) }]);
      if (!isLikeOthers(name)) focus.push([name, await page.evaluate(focused)]);
      found.overflow.push([name, await page.evaluate(overflow)]);
      found.small.push([name, await page.evaluate(smallTargets)]);
      found.clipped.push([name, await page.evaluate(clipped)]);
      await page.setViewportSize({ width: 320, height: 256 });
      found.zoomed.push([name, await page.evaluate(overflow)]);
      await page.setViewportSize({ width: 320, height: 480 });
      await withTextSpacing(page, async () => {
        found.spacedOverflow.push([name, await page.evaluate(overflow)]);
        found.spacedClipped.push([name, await page.evaluate(clipped)]);
      });
    };
    before(() => everyScreen(lang, look, { width: 320, height: 480, deviceScaleFactor: 4 }));

    facts(lang, screens, focus);
    fact('no screen scrolls sideways at 320 px', () => list(found.overflow));
    fact('no screen scrolls sideways at 400 % zoom', () => list(found.zoomed));
    fact('no text is cut off', () => list(found.clipped));
    fact('every target is 24 × 24 CSS pixels or more', () => list(found.small));
    fact('with text spacing no screen scrolls sideways', () => list(found.spacedOverflow));
    fact('with text spacing no text is cut off', () => list(found.spacedClipped));
    fact('2.4.3: in a single column the focus goes down', () => list(focus.map(([name, it]) => [name, it.back])));
  });
}
