// Profiles, drafts and tours: shortcuts to the middle of a visit, and a way through all screens.

import { bank } from './bank.mjs';
import { newPage } from './browser.mjs';
import { tokens } from './cli.mjs';
import {
  begin,
  currentScreen,
  fillDetails,
  levelGroups,
  next,
  open,
  paste,
  selectors,
  settled,
  siteUrl,
} from './pages.mjs';
import { drawn } from './wait.mjs';

export const DRAFT_KEY = `interlocal:draft:${bank.id}`;
export const ASIDE_KEY = `${DRAFT_KEY}:aside`;

const core = bank.capabilities.filter((capability) => capability.core);

/** A town with offers, needs and levels between them, and an answer to every core question. */
export const TOWN = {
  agency: 'Town of Little Quill',
  answers: Object.fromEntries(core.map(({ id }, at) => [id, { skill: (at * 3) % 5, need: (at * 7 + 1) % 5 }])),
  readiness: Object.fromEntries(bank.readiness.map(({ id }, at) => [id, at % 5])),
  terms: { 'term-roles': ['provider', 'peer'], 'term-reach': { level: 1, bend: true } },
  context: { 'ctx-kind': 'town', 'ctx-pop': 'p2', 'ctx-region': { country: 'US', subdivision: 'CA', local: 'Quill Valley' } },
};

/** Another agency, whose profile arrives as a link. */
export const COUNTY = {
  agency: 'Oakvale County',
  answers: Object.fromEntries(core.map(({ id }, at) => [id, { skill: (at + 3) % 5, need: (at * 2) % 5 }])),
  readiness: { 'share-s1': 4, 'share-h1': 2 },
  context: { 'ctx-kind': 'county' },
};

const cache = new Map();

/** A profile's token, made once by the command line. */
export function token(profile) {
  const key = JSON.stringify(profile);
  if (!cache.has(key)) {
    cache.set(key, tokens([profile])[0]);
  }
  return cache.get(key);
}

/** The token with the whole profile, including sensitive weaknesses, as in a draft. */
export function wholeToken(profile) {
  return tokens([profile], '--disclose', 'partner')[0];
}

/** A draft in the widget's format: the answers, and the current screen. */
export function draft({ profile = TOWN, answers = token(profile), page = 'details', lang = 'en', form = 'quick' } = {}) {
  return ['interlocal-draft 1', `lang ${lang}`, `form ${form}`, `page ${page}`, `answers ${answers}`].join('\n');
}

/** A page of a returning user with answers; `draft` has the details. */
export function returning(browser, kept = {}, options = {}) {
  return newPage(browser, { ...options, storage: { [DRAFT_KEY]: draft(kept) } });
}

/** Everything in localStorage. */
export function storage(page) {
  return page.evaluate(() => ({ ...localStorage }));
}

/** The checked radio buttons and boxes of the screen, as `name=value`. */
export function choices(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('main input:checked')].map((input) => `${input.name}=${input.value}`),
  );
}

/**
 * Makes `look` wait until the page is drawn. The heading of a screen can appear before the window's title and the focus change.
 */
export function whenDrawn(page, look) {
  return async (name) => {
    await drawn(page);
    await look(name);
  };
}

/**
 * Walks through all screens in order, answers questions on the way, and calls `look(name)` on each. The names are those of the
 * screens, with a suffix for another state of a screen: `details:problem`, `start:forgotten`.
 */
export async function tour(page, lookAt, { path = '' } = {}) {
  const look = whenDrawn(page, lookAt);
  await open(page, path);
  await settled(page);
  await look('start');
  await begin(page);
  await look('details');
  await page.locator(selectors.next).click();
  await page.locator('#ctx-kind[aria-invalid=true]').waitFor();
  await page.locator('#field-country').fill('Q');
  await page.locator('#field-country[aria-invalid=true]').waitFor();
  await look('details:problem');
  await page.locator('#field-country').fill('US');
  await fillDetails(page);
  for (let id = await next(page); id !== 'profile'; id = await next(page)) {
    await answer(page, id);
    await look(id);
  }
  await look('profile');
  await unfold(page);
  await look('profile:unfolded');
  await goHome(page);
  await look('start:answered');
  await page.locator('[data-action=open]').click();
  await page.locator(selectors.screen('open')).waitFor();
  await look('open');
  await paste(page, token(COUNTY));
  await page.locator(selectors.screen('received')).waitFor();
  await look('received');
  await page.locator('.banner [data-action=open]').click();
  await page.locator(selectors.screen('open')).waitFor();
  await paste(page, token(COUNTY).slice(0, -5));
  await page.locator(selectors.screen('problem')).waitFor();
  await look('problem');
  await page.locator('[data-action=forget]').click();
  await page.locator('[data-action=undo]').waitFor();
  await look('start:forgotten');
  await begin(page);
  await page.locator('[data-action=see-profile]').click();
  await page.locator(selectors.screen('profile')).waitFor();
  await look('profile:empty');
}

/** Waits for a page of the desk, which has to be loaded first. */
export function atDesk(page, name) {
  return page.locator(selectors.screen(`desk-${name}`)).waitFor();
}

/** Goes from the user's own profile to the page that makes a link. */
export async function toShare(page) {
  await page.locator('[data-action=desk-share]').click();
  await atDesk(page, 'share');
}

/** Goes from any screen to the page that opens links and files. */
export async function toOpen(page) {
  await goHome(page);
  await page.locator('[data-action=open]').click();
  await page.locator('[data-action=desk-open]').click();
  await atDesk(page, 'open');
}

/** Encrypts the link with six words on the page that makes it, and returns `{ link, words }`. */
export async function sealWithWords(page) {
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  const words = await page.locator('#words').inputValue();
  await page.locator('[data-action=words-kept]').click();
  await atDesk(page, 'share');
  return { link: await page.locator('#link').inputValue(), words };
}

/** Enters a passphrase on the page that asks for one. */
export async function unseal(page, passphrase) {
  await page.locator('#passphrase').fill(passphrase);
  await page.locator('[data-action=unseal]').click();
}

/** Like `tour`, through every page of the desk, for a user with answers, and back to the profile. */
export async function deskTour(page, lookAt, { path = '' } = {}) {
  const look = whenDrawn(page, lookAt);
  await open(page, path);
  await settled(page);
  await page.locator(selectors.screen('profile')).waitFor();
  await toShare(page);
  await look('desk-share');
  await page.locator('input[name=preset][value=partner]').check();
  await page.locator('#note').fill('x'.repeat(290));
  await page.locator('#note-error').waitFor();
  await page.locator('input[name=lock][value=own]').check();
  await page.locator('[data-action=seal]').click();
  await page.locator('#passphrase-error').waitFor();
  await page.locator('[data-action=preview]').click();
  await unfold(page);
  await look('desk-share:unfolded');
  await page.locator('#note').fill('We start in March.');
  await page.locator('input[name=lock][value=words]').check();
  await page.locator('[data-action=seal]').click();
  await atDesk(page, 'words');
  const words = await page.locator('#words').inputValue();
  await look('desk-words');
  await page.locator('[data-action=words-kept]').click();
  await page.locator('#link').waitFor();
  const link = await page.locator('#link').inputValue();
  await look('desk-share:sealed');
  await page.locator('[data-action=sheet]').click();
  await atDesk(page, 'sheet');
  await look('desk-sheet');
  await toOpen(page);
  await look('desk-open');
  await paste(page, 'nothing of the kind');
  await page.locator('#problem').waitFor();
  await look('desk-open:problem');
  await paste(page, link);
  await atDesk(page, 'unseal');
  await look('desk-unseal');
  await unseal(page, 'not this one');
  await page.locator('#problem').waitFor();
  await look('desk-unseal:wrong');
  await unseal(page, words);
  await atDesk(page, 'found');
  await toOpen(page);
  await paste(page, token(COUNTY));
  await atDesk(page, 'found');
  await look('desk-found');
  for (const name of ['since', 'raters']) {
    await page.locator(`[data-action=${name}]`).click();
    await atDesk(page, name);
    await unfold(page);
    await look(`desk-${name}`);
    await page.goBack();
    await atDesk(page, 'found');
  }
  await page.locator('[data-action=compare]').click();
  await atDesk(page, 'pair');
  await look('desk-pair');
  await page.locator('[data-action=swap]').click();
  await unfold(page);
  await look('desk-pair:unfolded');
  await page.locator('[data-action=talk]').click();
  await atDesk(page, 'talk');
  await look('desk-talk');
  await page.goBack();
  await atDesk(page, 'pair');
  await page.goBack();
  await atDesk(page, 'found');
  await page.locator('[data-action=adopt]').click();
  await page.locator('[data-action=confirm]').waitFor();
  await look('desk-found:asking');
  await page.locator('[data-action=confirm]').click();
  await page.locator('[data-action=undo]').waitFor();
  await look('desk-found:adopted');
  await page.locator('[data-action=undo]').click();
  await page.locator('[data-action=undo]').waitFor({ state: 'detached' });
}

/** Answers all questions of a screen, in a pattern with offers, needs and blanks. */
async function answer(page, id) {
  if (id.startsWith('domain-')) {
    await answerAtOnce(page, (name, at) => (name.startsWith('skill-') ? (at * 2 + 3) % 5 : (at + 2) % 5));
  } else if (id === 'readiness' || id === 'picks') {
    for (const group of await page.locator('main fieldset').all()) {
      await group.locator('.choice').first().click();
    }
  } else if (id === 'terms') {
    await page.locator('main input[name=term-roles]').first().check();
    await page.locator('main input[name=term-reach]').nth(1).check();
    await page.locator('main input[name=term-reach-firm]').nth(1).check();
  }
}

/**
 * Answers the capabilities of the screen without moving the mouse, for tests that need only the answers. `pick` gets the name and
 * the index of a question, and returns the index of a level, or `null` for no answer.
 */
export async function answerAtOnce(page, pick) {
  const wanted = (await levelGroups(page)).map(({ name }, at) => [name, pick(name, at)]);
  await page.evaluate((picks) => {
    for (const [name, level] of picks) {
      if (level !== null) {
        document.querySelectorAll(`input[type=radio][name="${name}"]`)[level].click();
      }
    }
  }, wanted);
}

/** Opens everything that is folded. */
export async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll('details:not([open]) > summary').forEach((it) => it.click()));
  await page.waitForFunction(() => document.querySelector('details:not([open])') === null);
}

/** Goes to the start screen, by the name at the top. */
export async function goHome(page) {
  await page.locator('[data-action=home]').click();
  await page.locator(selectors.screen('start')).waitFor();
}

/** Opens another agency's link like a click in a mail. */
export async function openToken(page, text, { path = '', base = siteUrl() } = {}) {
  await page.goto(new URL(`${path}?#${text}`, base).href);
  await page.locator(['received', 'problem', 'desk-unseal'].map(selectors.screen).join()).waitFor();
  return currentScreen(page);
}
