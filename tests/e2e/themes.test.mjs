// The styles on other sites: the page of themes, and the element's tree from that page in pages of other sites with hostile
// styles. xtask/src/themes tests the contrast of colors.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { axeInBoth } from './support/axe.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { LOADER, element } from './support/element.mjs';
import { POLICY } from './support/forward.mjs';
import { siteUrl } from './support/pages.mjs';
import { until } from './support/wait.mjs';

const PRESETS = ['plain', 'uswds', 'govuk'];
const GALLERY = { es: 'themes.es.html', en: 'themes.html' };

let browser;
let elements;
before(async () => {
  browser = await launch();
  const gallery = await (await fetch(new URL('themes.html', siteUrl()))).text();
  // Light themes, the widget's own first.
  elements = gallery.match(/<interlocal-assessment.*?<\/interlocal-assessment>/gs).filter((_, at) => at % 2 === 0);
});
after(() => browser.close());

/** Opens a page of this site and waits for its styles. */
const look = (page, path) => page.goto(new URL(path, siteUrl()).href);

/**
 * Opens a page of another site around `body`, with a stylesheet and no style in the markup. `show(css, body)` replaces
 * both.
 */
async function site(css, body, options) {
  const visit = await newPage(browser, options);
  const headers = { 'Content-Security-Policy': POLICY };
  let now;
  const html = () => `<!doctype html><html lang="en"><title>A site</title><link rel="stylesheet" href="site.css">${now.body}</html>`;
  await visit.page.route('**/a-site.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html() }));
  await visit.page.route('**/site.css', (route) => route.fulfill({ contentType: 'text/css', body: now.css }));
  const show = async (css, body) => {
    now = { css, body };
    await visit.page.goto(new URL('a-site.html', siteUrl()).href);
  };
  await show(css, body);
  return { ...visit, show };
}

/** Returns the computed style of the first element that `selector` finds, inside the shadow tree or outside. */
const computed = (page, selector, ...names) =>
  page.locator(selector).first().evaluate((it, all) => all.map((name) => getComputedStyle(it).getPropertyValue(name)), names);

/** Returns the position and the inherited properties of all elements inside. */
function inside() {
  const host = document.querySelector('interlocal-assessment');
  const { left, top } = host.shadowRoot.querySelector('.interlocal').getBoundingClientRect();
  const names = [
    'font', 'letter-spacing', 'word-spacing', 'text-transform', 'text-align', 'text-indent', 'white-space', 'color', 'direction',
    'writing-mode', 'list-style', 'border-spacing', 'cursor', 'visibility', 'background-color', 'box-sizing', 'quotes',
  ];
  const drawn = [...host.shadowRoot.querySelectorAll('.interlocal, .interlocal *')].filter((it) => it.getClientRects().length > 0);
  return drawn.map((it) => {
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    const place = [box.left - left, box.top - top, box.width, box.height];
    return { place, look: [it.tagName, it.className.baseVal ?? it.className, ...names.map((name) => style.getPropertyValue(name))].join(' ') };
  });
}

/** Checks for the same look and the same position within a pixel, because browsers snap boxes to screen pixels. */
function assertSame(seen, wanted) {
  assert.deepEqual(seen.map(({ look }) => look), wanted.map(({ look }) => look));
  const moved = seen.filter(({ place }, at) => place.some((length, side) => Math.abs(length - wanted[at].place[side]) > 1));
  assert.deepEqual(moved, []);
}

for (const [lang, path] of each(Object.entries(GALLERY))) {
  test(`the page of themes violates no accessibility rule and no policy (${lang})`, async () => {
    const visit = await newPage(browser);
    await look(visit.page, path);
    assert.deepEqual(visit.log.problems(), []);
    assert.equal(await visit.page.locator('interlocal-assessment .interlocal').count(), 2 * (1 + PRESETS.length));
    assert.deepEqual(await axeInBoth(visit), { light: [], dark: [] });
    await visit.close();
  });

  test(`the page of themes fits 320 px (${lang})`, async () => {
    const { page, close } = await newPage(browser, { width: 320 });
    await look(page, path);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await close();
  });
}

test('each preset is drawn in its own colors, light and dark', async () => {
  const { page, close } = await newPage(browser);
  await look(page, GALLERY.en);
  const pairs = await page.locator('interlocal-assessment').evaluateAll((all) =>
    all.map((it) => getComputedStyle(it.shadowRoot.querySelector('.button')).backgroundColor),
  );
  assert.equal(new Set(pairs).size, pairs.length, pairs.join(', '));
  assert.equal(pairs[0], 'rgb(23, 89, 106)');
  assert.equal(pairs.at(-2), 'rgb(15, 122, 82)');
  await close();
});

test('tokens that a site sets around the element reach the widget, and the nearest wins', async () => {
  const css = `
    :root { --interlocal-color-accent: rgb(1, 2, 3); --interlocal-radius: 3px; --interlocal-font-size: 20px }
    .near { --interlocal-radius: 7px }
    interlocal-assessment { --interlocal-color-page: rgb(250, 250, 200) }`;
  const { page, log, close } = await site(css, `<div class="near">${elements[0]}</div>`);
  assert.deepEqual(await computed(page, '.button', 'background-color', 'border-radius'), ['rgb(1, 2, 3)', '7px']);
  assert.deepEqual(await computed(page, '.button--quiet', 'color'), ['rgb(1, 2, 3)']);
  assert.deepEqual(await computed(page, '.interlocal', 'font-size', 'background-color'), ['20px', 'rgb(250, 250, 200)']);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a rule for the element wins over a preset, and a preset over inherited values', async () => {
  const css = `
    :root { --interlocal-color-button: rgb(1, 2, 3); --interlocal-color-card: rgb(4, 5, 6) }
    interlocal-assessment { --interlocal-color-card: rgb(7, 8, 9) }`;
  const { page, close } = await site(css, elements.at(-1));
  assert.deepEqual(await computed(page, '.button', 'background-color'), ['rgb(15, 122, 82)']);
  assert.deepEqual(await computed(page, '.item-card', 'background-color'), ['rgb(7, 8, 9)']);
  await close();
});

test('the attribute sets a preset at the start and later, and an unknown name has no effect', async () => {
  const body = `<script type="module" src="${LOADER}"></script>${element('theme="govuk"')}${element('theme="../paper"')}`;
  const { page, log, close } = await site('', body);
  const grounds = async () => {
    const all = page.locator('interlocal-assessment .button[data-action=begin]');
    await all.nth(1).waitFor();
    return all.evaluateAll((all) => all.map((it) => getComputedStyle(it).backgroundColor));
  };
  // The program's buttons replace the panel's.
  const areThere = (colors) => until(grounds, (seen) => `${seen}` === `${colors}`);
  await areThere(['rgb(15, 122, 82)', 'rgb(23, 89, 106)']);
  const change = (theme) =>
    page.locator('interlocal-assessment').evaluateAll((all, it) => all.forEach((one) => one.setAttribute('theme', it)), theme);
  const become = (color) => areThere([color, color]);
  await change('uswds');
  await become('rgb(0, 94, 162)');
  await change('nothing');
  await become('rgb(23, 89, 106)');
  assert.deepEqual(log.problems(), []);
  await close();
});

test('parts have their names from the start, and on the pages that the program draws', async () => {
  const names = ['header', 'footer', 'heading', 'card', 'button', 'button-primary', 'link', 'field', 'banner'];
  const css = names.map((name, at) => `interlocal-assessment::part(${name}) { outline-offset: ${at + 1}px }`).join('\n');
  const { page, log, close } = await site(css, `<script type="module" src="${LOADER}"></script>${element()}`);
  // In one step, because the program may redraw between two.
  const offsets = (selectors) =>
    page.locator('interlocal-assessment').evaluate((it, all) => {
      const found = all.map((selector) => it.shadowRoot.querySelector(selector));
      return found.map((one) => parseInt(getComputedStyle(one).outlineOffset, 10));
    }, selectors);
  // A primary button is also a button, and the later of two rules with the same specificity wins.
  const everywhere = ['.masthead', '.footer', '.heading', '.footer a', '.button:not(.button--quiet)'];
  await page.locator('[data-action=begin]').waitFor();
  assert.deepEqual(await offsets([...everywhere, '.aside', '.button--quiet']), [1, 2, 3, 7, 6, 4, 5]);
  await page.locator('[data-action=begin]').click();
  await page.locator('[data-page=details]').waitFor();
  assert.deepEqual(await offsets([...everywhere, '.field__input']), [1, 2, 3, 7, 6, 8]);
  assert.deepEqual(log.problems(), []);
  await close();
});

for (const preset of PRESETS) {
  test(`a class sets the preset ${preset} on the standalone page and on a plain element`, async () => {
    const folder = elements[0].match(/href="([^"]*)element\.css"/)[1];
    const link = (name) => `<link rel="stylesheet" href="${folder}${name}.css">`;
    const body = `${link('interlocal')}${link(`theme-${preset}`)}<body class="interlocal-page interlocal-theme-${preset}">
      <div class="interlocal"><button class="button">A</button></div>${elements[0]}`;
    const { page, close } = await site('', body);
    const wanted = await site('', elements[1 + PRESETS.indexOf(preset)]);
    const names = ['background-color', 'border-radius', 'font-family'];
    const button = await computed(wanted.page, '.button', ...names);
    assert.deepEqual(await computed(page, 'body > .interlocal .button', ...names), button);
    assert.deepEqual(await computed(page, 'interlocal-assessment .button', ...names), button);
    const ground = await computed(wanted.page, '.interlocal', 'background-color');
    assert.deepEqual(await computed(page, 'body', 'background-color'), ground);
    await close();
    await wanted.close();
  });
}

test('a hostile site changes nothing inside', async (t) => {
  const whole = `<main>${elements[0]}</main>`;
  const frame = 'main { display: block !important; width: 900px !important }';
  const { page, show, close } = await site(frame, whole);
  const wanted = await page.evaluate(inside);
  assert.ok(wanted.length > 100);
  const HOSTILE = {
    'a reset of everything': '* { all: unset !important } style, link, title, head { display: none !important }',
    'a small root': 'html { font-size: 62.5% }',
    'another box': '*, ::before, ::after { box-sizing: content-box; margin: 0; padding: 0; border: 0; outline: none !important }',
    'right to left': 'html { direction: rtl; text-align: right } * { unicode-bidi: plaintext }',
    'loud text': `body { font: italic bold 30px/3 cursive; letter-spacing: 5px; word-spacing: 9px; text-transform: uppercase;
      text-indent: 40px; white-space: pre; color: red; text-align: center; writing-mode: horizontal-tb; list-style: square;
      cursor: wait; border-spacing: 9px; quotes: none }`,
    'loud rules for the element itself': `interlocal-assessment { font-size: 40px; line-height: 4; letter-spacing: 1em;
      text-transform: uppercase; display: inline; color: red; text-align: end }`,
    'rules for elements inside': '.button, .card, button, input, h1, h2, p, label, .choice { display: none !important; color: red !important }',
    'variables of the same names': ':root { --_accent: red; --_page: red; --_space-3: 9em; --_target: 0 }',
  };
  for (const [name, css] of Object.entries(HOSTILE)) {
    await t.test(name, async () => {
      await show(`${frame} ${css}`, whole);
      assertSame(await page.evaluate(inside), wanted);
    });
  }
  await close();
});

test('hiding or disabling a part of the site also affects the widget in it', async () => {
  const css = '.closed { visibility: hidden; pointer-events: none } [hidden] { display: none }';
  const { page, close } = await site(css, `<div class="closed">${elements[0]}</div><div>${elements[0].replace(' ', ' hidden ').replace('>', ' hidden>')}</div>`);
  assert.deepEqual(await computed(page, '.closed .button', 'visibility', 'pointer-events'), ['hidden', 'none']);
  assert.ok(!(await page.locator('.button').nth(1).isVisible()));
  await close();
});

test('the element has a width and stays inside wherever a site puts it', async (t) => {
  const css = `.row { display: flex } .middle { display: flex; flex-direction: column; align-items: center }
    .float > * { float: left } .inline > * { display: inline-block } .grid { display: grid; grid-template-columns: auto auto }
    .far { position: relative; height: 2000px } .far > * { position: absolute } .gone > * { display: contents }
    .flex > interlocal-assessment { display: flex } .boxed > * { padding: 30px; margin: 20px; border: 5px solid }`;
  const places = ['row', 'middle', 'float', 'inline', 'grid', 'far', 'gone', 'flex', 'boxed'];
  const { page, show, close } = await site(css, '');
  for (const width of [1100, 400]) {
    await page.setViewportSize({ width, height: 900 });
    for (const place of places) {
      await t.test(`${place}, ${width} px`, async () => {
        await show(css, `<main class="${place}"><p>Beside</p>${elements[0]}</main>`);
        const box = await page.locator('.interlocal').boundingBox();
        assert.ok(box.width >= Math.min(width * 0.6, 500), `${box.width} px`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      });
    }
  }
  await close();
});

test('the site’s color scheme decides whether the widget is light or dark, not the person’s system', async (t) => {
  const grounds = { light: 'rgb(247, 248, 248)', dark: 'rgb(18, 24, 28)' };
  const SAYS = {
    '': { light: 'light', dark: 'light' },
    ':root { color-scheme: light }': { light: 'light', dark: 'light' },
    ':root { color-scheme: dark }': { light: 'dark', dark: 'dark' },
    ':root { color-scheme: light dark }': { light: 'light', dark: 'dark' },
    ':root { color-scheme: light dark } interlocal-assessment { color-scheme: light }': { light: 'light', dark: 'light' },
    'interlocal-assessment { color-scheme: dark }': { light: 'dark', dark: 'dark' },
  };
  const { page, show, close } = await site('', elements[0]);
  for (const [css, wanted] of Object.entries(SAYS)) {
    await show(css, elements[0]);
    for (const colorScheme of ['light', 'dark']) {
      await t.test(`${css || 'nothing'}: ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await computed(page, '.interlocal', 'background-color'), [grounds[wanted[colorScheme]]]);
      });
    }
  }
  await close();
});

test('the text size follows the browser’s setting, not the site’s root font size', async () => {
  const { page, close } = await site('html { font-size: 10px } body { font-size: 9px }', elements[0]);
  assert.deepEqual(await computed(page, '.interlocal', 'font-size'), ['17px']);
  await close();
});

test('forced colors distinguish selected, focused and plain buttons in every theme', async () => {
  const { page, close } = await newPage(browser, { forcedColors: true });
  await look(page, GALLERY.en);
  const looks = await page.locator('interlocal-assessment').evaluateAll((all) =>
    all.map((it) => {
      const style = (selector) => getComputedStyle(it.shadowRoot.querySelector(selector));
      const { outlineStyle, outlineWidth } = style('.gallery__focused > .button');
      const button = style('.steps > .button');
      return {
        picked: parseFloat(style('.choice:has(:checked)').outlineWidth),
        focused: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
        frame: button.borderTopColor !== style('.interlocal').backgroundColor && parseFloat(button.borderTopWidth),
      };
    }),
  );
  for (const { picked, focused, frame } of looks) {
    assert.ok(picked >= 2 && focused >= 2 && frame >= 2, JSON.stringify({ picked, focused, frame }));
  }
  await close();
});

test('a focused control looks as on the page of themes', async () => {
  const { page, close } = await site('', elements.at(-1));
  const names = ['outline-color', 'outline-style', 'outline-width', 'outline-offset', 'box-shadow', 'border-radius'];
  const shown = await computed(page, '.gallery__focused > .button', ...names);
  await page.locator('.steps:not(.gallery__focused) > .button').first().focus();
  await page.keyboard.press('Tab');
  const focused = await page.locator('interlocal-assessment').evaluate((it, all) => {
    const style = getComputedStyle(it.shadowRoot.activeElement);
    return all.map((name) => style.getPropertyValue(name));
  }, names);
  assert.deepEqual(focused, shown);
  await close();
});

test('the browser’s system colors are those that the contrast test uses', async () => {
  const { page, close } = await newPage(browser);
  await look(page, GALLERY.en);
  const source = await readFile(new URL('../../xtask/src/themes/color.rs', import.meta.url), 'utf8');
  const at = browser.browserType().name() === 'firefox' ? 1 : 0;
  const rows = [...source.matchAll(/\("(\w+)", Scheme::(\w+)\) => \[(.*?)\]/g)];
  assert.equal(rows.length, 6);
  for (const [, name, scheme, values] of rows) {
    const color = await page.evaluate(([name, scheme]) => {
      const it = document.createElement('i');
      it.style.setProperty('color-scheme', scheme);
      it.style.setProperty('color', name);
      document.body.append(it);
      return getComputedStyle(it).color;
    }, [name, scheme.toLowerCase()]);
    const hex = color.match(/\d+/g).map((part) => Number(part).toString(16).padStart(2, '0')).join('');
    assert.equal(hex, JSON.parse(`[${values}]`)[at], `${name}, ${scheme}`);
  }
  await close();
});
