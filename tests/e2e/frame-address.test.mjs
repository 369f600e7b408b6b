// Links and the question bank don't follow the frame's address, because an attacker can send a person any address.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say } from './support/bank.mjs';
import { launch, newPage, notInFirefox } from './support/browser.mjs';
import { framed } from './support/frame.mjs';
import { selectors, siteUrl } from './support/pages.mjs';
import { DRAFT_KEY, draft } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The storage of a person who answered before and left the page at the profile. */
const AT_PROFILE = { [DRAFT_KEY]: draft({ page: 'profile' }) };

/** Returns the address of the profile's link, and the line with the host beside it. */
async function leadsTo(place) {
  const link = await place.locator('#share-link').inputValue();
  return { base: link.split('?#')[0], host: await place.locator('#share-host').innerText() };
}

const FOREIGN = {
  'of another site': () => 'https://evil.example/share/',
  'with the name of a user, of the host’s site': ({ origin }) => origin.replace('//', '//forms.example.gov@'),
  'with the name of a user, of another site': () => 'https://forms.example.gov@evil.example/',
  'with a script': () => 'javascript:alert(1)',
  'without a host': () => '/share/',
  'with a fragment': ({ origin }) => `${origin}/#top`,
  'of the same host name with another port': ({ origin }) => origin.replace(/:\d+$/, ':1/'),
};
for (const [what, base] of Object.entries(FOREIGN)) {
  test(`a frame’s links lead to its own site if its address has a share base ${what}`, async () => {
    const { frame, tool, close } = await framed(browser, {
      kept: AT_PROFILE,
      parameters: (sites) => ({ 'share-base': base(sites) }),
    });
    await frame.locator(selectors.screen('profile')).waitFor();
    assert.deepEqual(await leadsTo(frame), { base: tool.url, host: say('en', 'share.host', { host: new URL(tool.url).host }) });
    await close();
  });
}

test('a frame accepts the origin in its address only if the browser confirms it', { skip: notInFirefox('it does not tell a frame so in every version') }, async () => {
  const { page, frame, tool, heard, close } = await framed(browser, {
    kept: AT_PROFILE,
    parameters: () => ({ host: 'https://other.example', 'share-base': 'https://other.example/share/' }),
  });
  await frame.locator(selectors.screen('profile')).waitFor();
  assert.equal((await leadsTo(frame)).base, tool.url);
  assert.deepEqual(await heard(), []);
  assert.equal(await page.locator('#frame').count(), 1);
  await close();
});

test('outside a frame, the page for frames ignores addresses in its own address: links lead to its site, and the bank is the included one', async () => {
  for (const lang of ['en', 'es']) {
    const { page, close } = await newPage(browser, { storage: AT_PROFILE });
    const warnings = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    const site = siteUrl();
    const parameters = new URLSearchParams({
      lang,
      'share-base': 'https://forms.example.gov@evil.example/',
      bank: 'banks/other.json',
      host: 'https://evil.example',
    });
    await page.goto(`${site}embed.html?${parameters}`);
    await page.locator(selectors.screen('profile')).waitFor();
    await page.locator(`[data-action=lang-${lang}]`).click();
    await page.locator(`.interlocal[lang=${lang}]`).waitFor();
    assert.deepEqual(await leadsTo(page), { base: site, host: say(lang, 'share.host', { host: new URL(site).host }) });
    assert.equal(warnings.length, 1);
    for (const name of ['share-base', 'bank', 'host']) assert.ok(warnings[0].includes(`${name}=`), name);
    // In a frame, this bank on its own origin would be allowed; outside, the page doesn't request it.
    await page.goto(`${site}embed.html?${new URLSearchParams({ 'share-base': `${site}other/` })}`);
    await page.locator(selectors.screen('profile')).waitFor();
    assert.equal((await leadsTo(page)).base, site);
    await close();
  }
});

test('a frame requests no bank outside its own folder, and follows no redirect to one', async () => {
  const asked = (site) => site.asked.filter((path) => /bank\.json/.test(path));
  for (const bank of ['/bank.json', '../bank.json', '%2e%2e/bank.json', '..%2fbank.json', '..\\bank.json', '//evil.example/bank.json', 'https://evil.example/bank.json']) {
    // The site is under a sub-path, so the folder isn't the whole site.
    const tool = { rename: (path) => path.replace(/^\/it\/widget\//, '/') };
    const { frame, close, ...visit } = await framed(browser, { tool, path: '', wait: false });
    const address = `${visit.tool.url}it/widget/embed.html?${new URLSearchParams({ host: visit.origin, bank })}`;
    await frame.goto(address);
    await frame.locator('[data-page=start]').first().waitFor();
    assert.deepEqual(asked(visit.tool), [], bank);
    await close();
  }
  const away = (path, answer) => {
    if (path === '/bank.json') Object.assign(answer, { status: 302, headers: { location: '/other-bank.json' }, body: '' });
  };
  const { frame, tool, close } = await framed(browser, { parameters: { bank: 'bank.json' }, tool: { change: away }, wait: false });
  await frame.locator('.off [role=alert]:visible').first().waitFor();
  assert.deepEqual(asked(tool), ['/bank.json']);
  await close();
});
