// Answers on the device: they survive everything that happens to the tab, "forget everything" erases them, and the widget works
// on a device without storage.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';

import { say } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { crash } from './support/outside.mjs';
import { begin, currentScreen, fillDetails, next, open, selectors, settled, walkTo } from './support/pages.mjs';
import { ASIDE_KEY, choices, COUNTY, DRAFT_KEY, draft, returning, storage, token } from './support/visits.mjs';
import { drawn, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const unknownBank = readFileSync(new URL('../vectors/link/unknown-bank-named.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .at(-1);

/** Goes to the first capabilities, and gives two answers and a name. */
async function someAnswers(page) {
  await open(page);
  await settled(page);
  await begin(page);
  await fillDetails(page, { kind: '1', agency: 'Keepsake County' });
  await next(page);
  await page.locator('input[name=skill-sec-lead]').nth(3).click();
  await page.locator('input[name=need-sec-monitor]').nth(1).click();
  // Firefox may report a click before the page has handled it.
  await until(async () => (await choices(page)).join() === ANSWERS.join());
}

const ANSWERS = ['skill-sec-lead=3', 'need-sec-monitor=1'];

async function hasAnswers(page) {
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), ANSWERS);
  await page.locator('[data-action=back]').click();
  await page.locator(selectors.heading('details')).waitFor();
  assert.equal(await page.locator('#field-agency').inputValue(), 'Keepsake County');
  assert.equal(await page.locator('#ctx-kind').inputValue(), '1');
}

test('answers and the place in the questionnaire survive a reload', async () => {
  const { page, close } = await newPage(browser);
  await someAnswers(page);
  await page.reload();
  await hasAnswers(page);
  await close();
});

test('answers survive a tab that crashes', async () => {
  const { page, context, close } = await newPage(browser);
  await someAnswers(page);
  await drawn(page);
  await crash(page);
  const again = await context.newPage();
  await open(again);
  await hasAnswers(again);
  await close();
});

test('answers survive a closed tab', async () => {
  const { page, context, close } = await newPage(browser);
  await someAnswers(page);
  await page.close();
  const again = await context.newPage();
  await open(again);
  await hasAnswers(again);
  await close();
});

test('an answer survives if the page is left in the same moment', async () => {
  const { page, close } = await newPage(browser);
  await someAnswers(page);
  // No frame is drawn in between: the page gets the event in the task of the click.
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
    document.querySelectorAll('input[name=skill-sec-monitor]')[2].click();
    setTimeout(() => location.reload());
  });
  await page.waitForEvent('load');
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.deepEqual((await choices(page)).sort(), [...ANSWERS, 'skill-sec-monitor=2'].sort());
  await close();
});

test('invalid text is saved as it was typed, with its error', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await page.locator('#field-agency').fill('x'.repeat(80));
  await page.locator('#field-agency[aria-invalid=true]').waitFor();
  await page.reload();
  await page.locator('#field-agency[aria-invalid=true]').waitFor();
  assert.equal(await page.locator('#field-agency').inputValue(), 'x'.repeat(80));
  await close();
});

test('"forget everything" empties the storage, and Undo restores everything', async () => {
  const { page, close } = await newPage(browser, { storage: { [DRAFT_KEY]: 'garbage' } });
  await open(page);
  await settled(page);
  await begin(page);
  await fillDetails(page, { kind: '1', agency: 'Keepsake County' });
  await next(page);
  await page.locator('input[name=skill-sec-lead]').nth(3).click();
  await page.locator('input[name=need-sec-monitor]').nth(1).click();
  assert.deepEqual(Object.keys(await storage(page)).sort(), [DRAFT_KEY, ASIDE_KEY]);
  await page.locator('[data-action=forget]').click();
  await page.locator(selectors.heading('start')).waitFor();
  assert.deepEqual(await storage(page), {});
  assert.equal(await page.locator('.notice__text').innerText(), say('en', 'notice.forgotten'));
  assert.equal(await page.locator(selectors.begin).innerText(), say('en', 'start.begin'));
  await page.locator('[data-action=undo]').click();
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.equal(await page.locator('.notice').count(), 0);
  await drawn(page);
  assert.ok(DRAFT_KEY in (await storage(page)));
  await hasAnswers(page);
  await close();
});

test('after "forget everything" a reload shows the start, with no answer left', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' });
  await open(page);
  await page.locator('[data-action=forget]').click();
  await page.locator(selectors.heading('start')).waitFor();
  await page.reload();
  await page.locator(selectors.heading('start')).waitFor();
  await begin(page);
  assert.equal(await page.locator('#ctx-kind').inputValue(), '');
  assert.deepEqual(await storage(page), {});
  await close();
});

test('after "forget everything" Back shows no answer either', async () => {
  const { page, close } = await newPage(browser);
  await someAnswers(page);
  await page.locator('[data-action=forget]').click();
  await page.locator(selectors.heading('start')).waitFor();
  await page.goBack();
  await page.locator(selectors.heading('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), []);
  assert.deepEqual(await storage(page), {});
  await close();
});

/** Counts all notices that appear, by their text. */
async function countNotices(page) {
  await page.addInitScript(() => {
    window.notices = [];
    let last = '';
    new MutationObserver(() => {
      const texts = [...document.querySelectorAll('.notice__text')].map((it) => it.textContent).join(' + ');
      if (texts !== '' && texts !== last) {
        window.notices.push(texts);
      }
      last = texts;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Goes past the first capabilities to a profile with a link. */
async function toProfile(page) {
  await walkTo(page, 'domain-infra', { pick: (_name, at) => (at * 3) % 5 });
  await page.locator('[data-action=see-profile]').click();
  await page.locator(selectors.heading('profile')).waitFor();
  assert.match(await page.locator('#share-link').inputValue(), /\?#su1[0-9a-z]+$/);
}

const failures = {
  'localStorage that is denied': () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  },
  'localStorage that is missing': () => {
    Object.defineProperty(window, 'localStorage', { value: null });
  },
  'localStorage that is full from the start': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  },
};

for (const [what, cause] of Object.entries(failures)) {
  test(`${what} is reported once, and the visit continues to a profile`, async () => {
    const { page, log, close } = await newPage(browser);
    await page.addInitScript(cause);
    await countNotices(page);
    await open(page);
    await toProfile(page);
    assert.deepEqual(await page.evaluate(() => window.notices), [say('en', 'notice.not-saved')]);
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('localStorage that fills up during the visit is reported once, and the visit continues to a profile', async () => {
  const { page, log, close } = await newPage(browser);
  await countNotices(page);
  await someAnswers(page);
  assert.deepEqual(await page.evaluate(() => window.notices), []);
  await page.evaluate(failures['localStorage that is full from the start']);
  await page.locator('input[name=skill-sec-monitor]').nth(2).click();
  await page.locator('.notice').waitFor();
  assert.equal(await page.locator('.notice').count(), 1);
  await page.locator('[data-action=close-notice]').click();
  await page.locator('.notice').waitFor({ state: 'detached' });
  await toProfile(page);
  assert.deepEqual(await page.evaluate(() => window.notices), [say('en', 'notice.not-saved')]);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('"forget everything" and Undo work if storage is denied', async () => {
  const { page, log, close } = await newPage(browser);
  await page.addInitScript(failures['localStorage that is denied']);
  await someAnswers(page);
  await page.locator('[data-action=forget]').click();
  await page.locator('[data-action=undo]').click();
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), ANSWERS);
  assert.deepEqual(log.problems(), []);
  await close();
});

const sound = draft({ profile: COUNTY });
const spoiled = {
  'a draft of garbage': { text: '\u0000{"not": "a draft"}', key: 'notice.unreadable' },
  'an empty draft': { text: '', key: 'notice.unreadable' },
  'a draft that was cut': { text: sound.slice(0, -9), key: 'notice.unreadable' },
  'a draft without its answers': { text: sound.split('\n').slice(0, -1).join('\n'), key: 'notice.unreadable' },
  'a draft with one character changed': { text: sound.replace(/.$/, (c) => (c === '0' ? '1' : '0')), key: 'notice.unreadable' },
  'a draft of a later format': { text: sound.replace('draft 1', 'draft 9'), key: 'notice.unreadable' },
  'a draft of another questionnaire': { text: draft({ answers: unknownBank }), key: 'notice.another-bank' },
};

for (const [what, { text, key }] of Object.entries(spoiled)) {
  test(`${what} is set aside and reported once`, async () => {
    const { page, log, close } = await newPage(browser, { storage: { [DRAFT_KEY]: text } });
    await countNotices(page);
    await open(page);
    await page.locator('.notice').waitFor();
    assert.equal(await currentScreen(page), 'start');
    assert.equal(await page.locator('.notice__text').innerText(), say('en', key));
    await page.waitForFunction((aside) => localStorage.getItem(aside) !== null, ASIDE_KEY);
    assert.deepEqual(await storage(page), { [ASIDE_KEY]: text });
    await begin(page);
    await fillDetails(page);
    await next(page);
    assert.deepEqual(await page.evaluate(() => window.notices), [say('en', key)]);
    assert.equal((await storage(page))[ASIDE_KEY], text, 'kept beside the new draft');
    await page.reload();
    await page.locator(selectors.screen('domain-cyber')).waitFor();
    assert.equal(await page.locator('.notice').count(), 0, 'said in the first visit only');
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('a visit that began with a damaged draft continues to a profile', async () => {
  const { page, close } = await newPage(browser, { storage: { [DRAFT_KEY]: sound.slice(0, -9) } });
  await open(page);
  await toProfile(page);
  await close();
});

test('a damaged draft on a full device is reported and stays, and the visit continues', async () => {
  const { page, log, close } = await newPage(browser, { storage: { [DRAFT_KEY]: 'garbage' } });
  await page.addInitScript(failures['localStorage that is full from the start']);
  await open(page);
  await page.locator('.notice').waitFor();
  assert.equal(await page.locator('.notice').count(), 1);
  await begin(page);
  await fillDetails(page);
  await next(page);
  assert.deepEqual(await storage(page), { [DRAFT_KEY]: 'garbage' });
  assert.deepEqual(log.problems(), []);
  await close();
});

test('opening a link writes nothing to the storage', async () => {
  const { page, close } = await newPage(browser);
  await open(page, `?#${token(COUNTY)}`);
  await page.locator(selectors.heading('received')).waitFor();
  assert.deepEqual(await storage(page), {});
  await close();
});
