// Success criteria of WCAG 2.2 that docs/accessibility.md reports and that no other file here tests.
// screens.test.mjs tests the criteria that every screen must meet.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';

import { axeInBoth, runAxe } from './support/axe.mjs';
import { say, sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { element, ready, visitHost } from './support/element.mjs';
import { addText, listed, toExamples } from './support/group.mjs';
import { heard } from './support/heard.mjs';
import { overflow } from './support/layout.mjs';
import { nextFile } from './support/outside.mjs';
import { begin, currentScreen, fillDetails, next, open, paste, selectors, settled, siteUrl } from './support/pages.mjs';
import { atDesk, COUNTY, goHome, returning, token, toOpen, toShare } from './support/visits.mjs';
import { hold } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Returns the first few findings: one is enough to begin with, and a thousand are too many to read. */
const list = (found) => found.flatMap(([screen, lines]) => lines.map((line) => `${screen}: ${line}`)).slice(0, 12);

test('1.3.5: the fields for the agency and its place state their purpose', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  const purposes = await page.locator('main input[type=text]').evaluateAll((all) => all.map((it) => [it.id, it.autocomplete]));
  assert.deepEqual(purposes, [
    ['field-agency', 'organization'],
    ['field-country', 'country'],
    ['field-subdivision', 'address-level1'],
    // The list in WCAG has no purpose for "County or metro area".
    ['field-local', 'off'],
  ]);
  await close();
});

test('1.3.4: a rotated screen shows the same content', async () => {
  const { page, close } = await returning(browser, { page: 'profile' }, { width: 800, height: 360 });
  await open(page);
  await settled(page);
  const lying = await page.locator('main').innerText();
  await page.setViewportSize({ width: 360, height: 800 });
  assert.equal(await page.locator('main').innerText(), lying);
  await close();
});

test('1.4.13: hovering makes no content appear', async () => {
  const { page, close } = await returning(browser, { page: 'profile' });
  await open(page);
  await settled(page);
  await toShare(page);
  // These properties change only the appearance, not the text or the layout.
  const looks = /^(background|border|color|fill|filter|outline|stroke|text-decoration)/;
  const rules = await page.evaluate(() => {
    const inside = (rules) => [...rules].flatMap((rule) => [...(rule.selectorText?.includes(':hover') ? [rule] : []), ...(rule.cssRules ? inside(rule.cssRules) : [])]);
    const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
    return sheets.flatMap((sheet) => inside(sheet.cssRules)).map(({ selectorText, style }) => [selectorText, [...style]]);
  });
  assert.ok(rules.length > 0, 'there are rules for hovering');
  assert.deepEqual(rules.filter(([selector, names]) => /:(before|after)/.test(selector) || !names.every((name) => looks.test(name))), []);
  await close();
});

test('2.1.4: no single letter or digit triggers an action', async () => {
  const { page, close } = await returning(browser, { page: 'profile' });
  await open(page);
  await settled(page);
  for (const at of ['profile', 'start', 'group']) {
    if (at === 'start') {
      await goHome(page);
    }
    if (at === 'group') {
      await toExamples(page);
    }
    await page.locator('h1').focus();
    const before = await page.locator('body').innerText();
    for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789/?.,-+') {
      await page.keyboard.press(key);
    }
    assert.equal(await page.locator('body').innerText(), before, at);
  }
  await close();
});

test('2.2.1: after a day nothing has expired, including the passphrase that is shown once', async () => {
  const { page, close } = await returning(browser, { page: 'profile' });
  await page.clock.install();
  await open(page);
  await page.clock.runFor(1000);
  await page.locator(selectors.screen('profile')).waitFor();
  await toShare(page);
  await page.evaluate(() => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    crypto.subtle.encrypt = (...all) => encrypt(...all).finally(() => (window.isSealed = true));
  });
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  const words = await page.locator('#words').inputValue();
  assert.match(words, /^([a-z]+-){5}[a-z]+$/);
  // Until the link is ready, the page may show a message that it is being made.
  await page.waitForFunction(() => window.isSealed);
  await page.locator('.busy progress').waitFor({ state: 'detached' });
  const before = await page.locator('body').innerText();
  await page.clock.fastForward('24:00:00');
  assert.equal(await page.locator('body').innerText(), before);
  assert.equal(await page.locator('#words').inputValue(), words);
  await close();
});

test('2.5.2: a press that ends outside the button does nothing', async () => {
  const { page, close } = await returning(browser, { page: 'details' });
  await open(page);
  await settled(page);
  for (const action of ['next', 'home', 'forget', 'lang-es']) {
    const button = page.locator(`[data-action=${action}]`).first();
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(2, 2);
    await page.mouse.up();
    assert.equal(await currentScreen(page), 'details', action);
  }
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await close();
});

test('3.3.7: entered values are still there on the way back, and no page asks for them twice', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await fillDetails(page, { agency: 'Town of Little Quill' });
  await page.locator('#field-local').fill('Quill Valley');
  await next(page);
  await page.locator('input[name=skill-sec-lead]').nth(4).click();
  await page.locator('[data-action=back]').click();
  await page.locator(selectors.heading('details')).waitFor();
  assert.equal(await page.locator('#field-agency').inputValue(), 'Town of Little Quill');
  assert.equal(await page.locator('#field-local').inputValue(), 'Quill Valley');
  await page.locator('[data-action=see-profile]').click();
  await toShare(page);
  // On that page the name is a choice, not a field.
  assert.equal(await page.locator('main input[type=text]').count(), 0);
  assert.ok((await page.locator('main').innerText()).includes('Town of Little Quill'));
  await close();
});

test('3.3.8: the passphrase of an encrypted link can be pasted, and shown while it is typed', async () => {
  const { page, close } = await returning(browser, { page: 'profile' }, { permissions: ['clipboard-read', 'clipboard-write'] });
  await open(page);
  await settled(page);
  await toShare(page);
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  await page.locator('[data-action=copy-words]').click();
  await page.locator('.share__status:not(:empty)').waitFor();
  await page.locator('[data-action=words-kept]').click();
  const link = await page.locator('#link').inputValue();
  await toOpen(page);
  await paste(page, link);
  await atDesk(page, 'unseal');
  await page.locator('#passphrase').focus();
  await page.keyboard.press('Control+V');
  await page.locator('input[name=reveal]').check();
  assert.equal(await page.locator('#passphrase').getAttribute('type'), 'text');
  assert.match(await page.locator('#passphrase').inputValue(), /^([a-z]+-){5}[a-z]+$/);
  await page.locator('[data-action=unseal]').click();
  await atDesk(page, 'found');
  await close();
});

describe('4.1.3: without moving the focus, a screen reader announces', () => {
  const hears = (what, kept, options, act, expected) =>
    test(what, async () => {
      const { page, close } = await returning(browser, kept, options);
      await open(page);
      await settled(page);
      const lines = await act(page);
      assert.deepEqual(lines, expected);
      await close();
    });
  const atProfile = { page: 'profile' };
  const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

  hears('that the link was copied', atProfile, clipboard, async (page) => {
    const act = async () => {
      await page.locator('[data-action=copy]').click();
      await page.locator('.share__status:not(:empty)').waitFor();
    };
    return heard(page, act);
  }, [`status: ${say('en', 'share.copied')}`]);

  hears('that a fourth pick was not taken', { page: 'picks' }, {}, (page) => {
    const act = async () => {
      for (const at of [0, 1, 2, 3]) {
        await page.locator('input[name=featured-offers]').nth(at).click();
      }
      await page.locator('.notice').waitFor();
    };
    return heard(page, act).then((lines) => lines.map((line) => line.replace(/ (Undo )?Close$/, '')));
  }, [`status: ${say('en', 'notice.three')}`]);

  hears('the error of a field', { page: 'details' }, {}, (page) => {
    const act = async () => {
      await page.locator('#field-country').fill('Q');
      await page.locator('#field-country-error').waitFor();
    };
    return heard(page, act);
  }, ['alert: Use the two-letter country code, such as US.']);

  hears('that a note is too long', atProfile, {}, async (page) => {
    await toShare(page);
    const act = async () => {
      await page.locator('#note').fill('x'.repeat(290));
      await page.locator('#note-error').waitFor();
    };
    return (await heard(page, act)).map((line) => line.slice(0, 6));
  }, ['alert:']);

  hears('that a passphrase is wrong', atProfile, {}, async (page) => {
    await toShare(page);
    await page.locator('input[name=lock][value=words]').check();
    await page.locator('[data-action=seal]').click();
    await atDesk(page, 'words');
    await page.locator('[data-action=words-kept]').click();
    const link = await page.locator('#link').inputValue();
    await toOpen(page);
    await paste(page, link);
    await atDesk(page, 'unseal');
    const act = async () => {
      await page.locator('#passphrase').fill('not this one');
      await page.locator('[data-action=unseal]').click();
      await page.locator('#problem').waitFor();
    };
    return heard(page, act);
  }, [`alert: ${sayDesk('en', 'seal.wrong')}`]);

  hears('that encrypting takes a while', atProfile, {}, async (page) => {
    await toShare(page);
    await page.locator('input[name=lock][value=own]').check();
    await page.locator('#passphrase').fill('a passphrase of my own');
    // Deriving the key never ends.
    await page.evaluate(() => {
      crypto.subtle.deriveBits = crypto.subtle.deriveKey = crypto.subtle.importKey = () => new Promise(() => {});
    });
    const act = async () => {
      await page.locator('[data-action=seal]').click();
      await page.locator('.busy progress').waitFor();
    };
    return heard(page, act);
  }, [`status: ${sayDesk('en', 'seal.busy')}`]);

  hears('that a part of the page is loading', atProfile, {}, async (page) => {
    const { release } = await hold(page, '**/interlocal_desk_bg.wasm');
    const act = async () => {
      await page.locator('[data-action=desk-share]').click();
      await page.locator('#interlocal-wait').waitFor();
    };
    const lines = await heard(page, act);
    release();
    await atDesk(page, 'share');
    return lines;
  }, [`status: ${say('en', 'wait.busy')}`]);

  hears('the number of imported agencies and of import errors', atProfile, {}, async (page) => {
    await toExamples(page);
    const act = async () => {
      await addText(page, [token(COUNTY), 'su1nothing'].join('\n'));
      await listed(page, 7);
    };
    return (await heard(page, act)).map((line) => line.replace(/ \S+$/, ''));
  }, ['status: 1 agency was added. 1 item could not be read.']);

  hears('how many agencies a filter leaves', atProfile, {}, async (page) => {
    await toExamples(page);
    await page.locator('.filter summary').click();
    const act = async () => {
      await page.locator('input[name=kind]').first().check();
      await listed(page, 1);
    };
    return heard(page, act);
  }, [`status: ${sayDesk('en', 'group.count-shown', { n: 1 })}`]);

  hears('how many names a search finds', atProfile, {}, async (page) => {
    await toExamples(page);
    const act = async () => {
      await page.locator('input[name=search]').fill('larkspur');
      await listed(page, 1);
    };
    return heard(page, act);
  }, [`status: ${sayDesk('en', 'shared.found-one')}`]);

  hears('that everything was erased', atProfile, {}, (page) => {
    const act = async () => {
      await page.locator('[data-action=forget]').click();
      await page.locator('.notice').waitFor();
    };
    return heard(page, act).then((lines) => lines.map((line) => line.split('.')[0]));
  }, ['status: Your saved data was deleted from this device']);
});

for (const lang of each(['es', 'en'])) {
  test(`a saved page has a language, a title, one h1 and no finding of axe, in light and dark (${lang})`, async () => {
    const visit = await returning(browser, { page: 'profile', lang });
    await open(visit.page, lang === 'en' ? 'index.html' : 'es.html');
    await settled(visit.page);
    await toShare(visit.page);
    const coming = nextFile(visit.page);
    await visit.page.locator('[data-action=save-page]').click();
    const body = await readFile(await (await coming).path(), 'utf8');
    await visit.close();
    const saved = await newPage(browser, { width: 320 });
    await saved.page.route('**/saved.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
    await saved.page.goto(new URL('saved.html', siteUrl()).href);
    assert.deepEqual(await axeInBoth(saved), { light: [], dark: [] });
    assert.equal(await saved.page.evaluate(() => document.documentElement.lang), lang);
    assert.equal(await saved.page.locator('h1').count(), 1);
    assert.match(await saved.page.title(), /^Town of Little Quill, \d{4}-\d{2}-\d{2}$/);
    assert.deepEqual(await saved.page.evaluate(overflow), []);
    await saved.close();
  });
}

for (const [colorScheme, width] of each([['light', 1280], ['dark', 320]])) {
  test(`axe finds nothing in the element on another page, from the start to the page that makes a link (${colorScheme}, ${width} px)`, async (t) => {
    const body = `<header>County of Testville</header><main>${element('lang="en"')}</main>`;
    const visit = await visitHost(browser, body, { colorScheme, width, height: 800 });
    const { page } = visit;
    t.after(visit.close);
    const found = [];
    const look = async (name) => found.push([name, await runAxe(visit, { include: 'interlocal-assessment' })]);
    await ready(page);
    await look('start');
    await page.locator('[data-action=begin]').first().click();
    await page.locator('[data-page=details] [data-action=next]').click();
    await page.locator('#ctx-kind[aria-invalid=true]').waitFor();
    await look('details');
    await page.locator('#ctx-kind').selectOption('2');
    await page.locator('[data-action=next]').click();
    await page.locator('[data-page^=domain]').waitFor();
    await look('domain');
    await page.locator('input[name=skill-sec-lead]').nth(3).check();
    await page.locator('[data-action=see-profile]').click();
    await page.locator(selectors.screen('profile')).waitFor();
    await look('profile');
    await page.locator('[data-action=desk-share]').click();
    await atDesk(page, 'share');
    await look('desk-share');
    assert.deepEqual(list(found), []);
  });
}

for (const [lang, colorScheme] of each([['es', 'dark'], ['en', 'light']])) {
  test(`axe finds nothing on the page for frames, and its messages are announced (${lang}, ${colorScheme})`, async (t) => {
    const visit = await newPage(browser, { colorScheme, width: 320, height: 640 });
    const { page } = visit;
    t.after(visit.close);
    await page.goto(new URL(`embed.html?lang=${lang}`, siteUrl()).href);
    await page.locator('[data-page=start]:visible').waitFor();
    const found = [['start', await runAxe(visit)]];
    await page.locator('[data-action=begin]:visible').click();
    await page.locator('[data-page=details] [data-action=next]').click();
    await page.locator('#ctx-kind[aria-invalid=true]').waitFor();
    found.push(['details', await runAxe(visit)]);
    assert.deepEqual(list(found), []);
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
    const lines = await heard(page, async () => {
      await page.locator('#field-country').fill('Q');
      await page.locator('#field-country-error').waitFor();
    });
    assert.equal(lines.length, 1);
    assert.ok(lines[0].startsWith('alert: '));
  });
}
