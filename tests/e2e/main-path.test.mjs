// The whole path from the start to a link and on to its reader, with the mouse, as most people use it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bank, barWords, domainScreens, label, say, stepScreens } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { decode, score } from './support/cli.mjs';
import { heardInMain } from './support/outside.mjs';
import {
  answerLevels,
  begin,
  currentScreen,
  fillDetails,
  next,
  open,
  paste,
  selectors,
  settled,
  siteUrl,
} from './support/pages.mjs';
import {
  choices,
  COUNTY,
  goHome,
  openToken,
  returning,
  storage,
  token,
  tour,
  TOWN,
} from './support/visits.mjs';
import { drawn } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const notAsked = bank.capabilities.filter((capability) => !capability.core);

/** Returns the content of a profile's screen: its sentence, its lists and its bars. */
function content(page) {
  return page.evaluate(() => {
    const texts = (selector, root = document) => [...root.querySelectorAll(selector)].map((it) => it.innerText.trim());
    const [offers, needs] = document.querySelectorAll('.columns > .part');
    const measures = [...document.querySelectorAll('.measure')].map((it) => [
      it.querySelector('h3').innerText.trim(),
      ...texts('.range-bar__words', it),
    ]);
    // Only the text node, because a badge may follow it.
    const labels = (part) => [...part.querySelectorAll('.top-list__label')].map((it) => it.firstChild.textContent.trim());
    return {
      headline: document.querySelector('.profile__headline').innerText,
      offers: labels(offers),
      needs: labels(needs),
      measures,
    };
  });
}

/** Returns the same, from the numbers of the command line. */
function expected(profile, lang = 'en') {
  const numbers = score(profile);
  const domains = bank.domains.map(({ id, label: text }) => [
    text[lang],
    barWords(numbers.domain_skill[id], lang),
    barWords(numbers.domain_need[id], lang),
  ]);
  const share = Object.entries(bank.messages)
    .filter(([id]) => /^score\.[A-Z]$/.test(id))
    .map(([id, text]) => [id.at(-1), text[lang]])
    .map(([letter, text]) => [`${letter} ${text}`, barWords(numbers.share[letter], lang)]);
  return {
    offers: numbers.top_offers.map((id) => label(id, lang)),
    needs: numbers.top_needs.map((id) => label(id, lang)),
    measures: [...domains, ...share],
  };
}

/** Compares a screen with the numbers; the screen may show only the first of a long list. */
function assertShows(shown, wanted) {
  for (const list of ['offers', 'needs']) {
    assert.ok(shown[list].length > 0, list);
    assert.deepEqual(shown[list], wanted[list].slice(0, shown[list].length), list);
  }
  assert.deepEqual(shown.measures, wanted.measures);
}

const shareLink = (page) => page.locator('#share-link').inputValue();
const tokenOf = (link) => link.slice(link.indexOf('#') + 1);

/** Checks that nothing changed the stored answers of the person. */
async function assertOwnAnswers(page, before) {
  assert.deepEqual(await storage(page), before);
}

test('with the mouse from the start to a link; the link shows a reader the same profile', async () => {
  const { page, log, close } = await newPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await open(page);
  await begin(page);
  await fillDetails(page, { kind: '2', agency: 'City of Testville' });
  await page.locator('#ctx-pop').selectOption('3');
  await page.locator('#field-country').fill('us');
  await page.locator('#field-subdivision').fill('ny');
  await page.locator('#field-local').fill('Finger Lakes');
  const walked = ['details'];
  for (let id = await next(page); id !== 'profile'; id = await next(page)) {
    walked.push(id);
    if (id.startsWith('domain-')) {
      await answerLevels(page, (name, at) => (name.startsWith('skill-') ? (at + 3) % 5 : (at * 2 + 1) % 5));
    } else if (id === 'readiness') {
      for (const [at, question] of (await page.locator('main fieldset').all()).entries()) {
        await question.locator('.choice').nth(at % 5).click();
      }
    } else if (id === 'terms') {
      await page.locator('input[name=term-roles][value=provider]').check();
      await page.locator('input[name=term-costs-split][value="2"]').check();
      await page.locator('input[name=term-reach][value=state]').check();
      await page.locator('input[name=term-reach-firm][value="1"]').check();
      await page.locator('input[name=term-platform][value=open]').check();
    } else if (id === 'picks') {
      await page.locator('input[name=featured-offers]').last().check();
      await page.locator('input[name=featured-needs]').last().check();
    } else if (id === 'review') {
      const text = await page.locator('main').innerText();
      for (const said of ['City of Testville', 'US-NY, Finger Lakes', ...domainScreens.map((it) => it.slice(7))]) {
        const part = bank.domains.find(({ id: domain }) => domain === said)?.label.en ?? said;
        assert.ok(text.includes(part), part);
      }
    }
  }
  assert.deepEqual([...walked, 'profile'], stepScreens);

  const own = await content(page);
  assert.ok(own.headline.startsWith('City of Testville '));
  const link = await shareLink(page);
  assert.match(link, new RegExp(`^${siteUrl()}\\?#su1[0-9a-z]+$`));
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: say('en', 'share.copied') }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);

  const said = decode(link);
  assert.equal(said.agency, 'City of Testville');
  assert.deepEqual(said.context, {
    'ctx-kind': 'city',
    'ctx-pop': 'p3',
    'ctx-region': { country: 'US', subdivision: 'NY', local: 'Finger Lakes' },
  });
  assert.deepEqual(said.terms['term-roles'], ['provider']);
  assert.deepEqual(said.terms['term-reach'], { level: 1, bend: true });

  const reader = await newPage(browser);
  await reader.page.goto(link);
  await reader.page.locator(selectors.heading('received')).waitFor();
  const shown = await content(reader.page);
  assertShows(shown, expected(said));
  // The sentences may differ, because the link withholds security needs. Each names the first entries of its own lists.
  for (const { headline, offers, needs } of [own, shown]) {
    for (const named of [...offers.slice(0, 2), ...needs.slice(0, 2)]) {
      assert.ok(headline.toLowerCase().includes(named.toLowerCase()), `${named} in: ${headline}`);
    }
  }
  assert.ok(shown.headline.startsWith('City of Testville '));
  const agency = await reader.page.locator('main > .answers').innerText();
  for (const row of ['City', '50,000 to 99,999', 'US-NY, Finger Lakes']) {
    assert.ok(agency.includes(row), row);
  }
  assert.deepEqual([...log.problems(), ...reader.log.problems()], []);
  await reader.close();
  await close();
});

test('if copying is denied, the page selects the link and says so, or copies it with the older command', async () => {
  const { page, log, close } = await returning(browser, { page: 'profile' });
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
    Document.prototype.execCommand = () => false;
  });
  await open(page);
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: say('en', 'share.refused') }).waitFor();
  await assertSelected(page);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('without a clipboard, the page selects the link and says so', async () => {
  const { page, log, close } = await returning(browser, { page: 'profile' });
  await page.addInitScript(() => {
    delete Navigator.prototype.clipboard;
    Document.prototype.execCommand = () => false;
  });
  await open(page);
  assert.equal(await page.evaluate(() => navigator.clipboard), undefined);
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: say('en', 'share.refused') }).waitFor();
  await assertSelected(page);
  assert.deepEqual(log.problems(), []);
  await close();
});

async function assertSelected(page) {
  const selected = await page.evaluate(() => {
    const { id, value, selectionStart, selectionEnd } = document.activeElement;
    return { id, text: value?.slice(selectionStart, selectionEnd) };
  });
  assert.deepEqual(selected, { id: 'share-link', text: await shareLink(page) });
}

test('without a clipboard, the page tries the older copy command, which copies the link', async () => {
  const { page, context, close } = await returning(browser, { page: 'profile' });
  await context.grantPermissions(['clipboard-read']);
  await page.addInitScript(() => {
    window.realClipboard = navigator.clipboard;
    delete Navigator.prototype.clipboard;
  });
  await open(page);
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: say('en', 'share.copied') }).waitFor();
  assert.equal(await page.evaluate(() => window.realClipboard.readText()), await shareLink(page));
  await close();
});

test('the message about copying disappears when an answer changes the link', async () => {
  const { page, close } = await returning(browser, { page: 'profile' }, { permissions: ['clipboard-write'] });
  await open(page);
  await page.locator('[data-action=copy]').click();
  await page.locator('.share__status', { hasText: say('en', 'share.copied') }).waitFor();
  await page.locator('[data-action=lang-es]').click();
  await page.waitForFunction(() => document.querySelector('.share__status').textContent === '');
  await close();
});

test('a received profile starts with the notice that it was not checked, also for screen readers', async () => {
  const { page, close } = await newPage(browser);
  await openToken(page, token(COUNTY));
  const warning = say('en', 'received.from', { name: COUNTY.agency });
  const first = page.locator('main > :first-child');
  assert.ok((await first.getAttribute('class')).split(' ').includes('banner'));
  assert.ok((await first.innerText()).startsWith(warning));
  assert.equal((await heardInMain(page))[0], warning);
  await close();
});

test('a link without a name starts with the notice that it names no sender', async () => {
  const { page, close } = await newPage(browser);
  await openToken(page, token({ ...COUNTY, agency: undefined }));
  assert.ok((await page.locator('main > :first-child').innerText()).startsWith(say('en', 'received.from-nobody')));
  assert.equal(await page.locator('h1').innerText(), say('en', 'received.title-anonymous'));
  await close();
});

/** Every form in which a link arrives in an address. */
const addresses = {
  'in its original form': (it) => `?#${it}`,
  'with the hash sign escaped': (it) => `?%23${it}`,
  'with the hash sign escaped twice': (it) => `?%2523${it}`,
  'in capital letters': (it) => `?#${it.toUpperCase()}`,
  'without the question mark': (it) => `#${it}`,
  'behind an escaped hash sign in capitals': (it) => `?%23${it.toUpperCase()}`,
  'behind parameters of a mail program': (it) => `?utm_source=mail#${it}`,
};

test('a link opens in every form, and is removed from the address', async (t) => {
  const { page, log, close } = await newPage(browser);
  for (const [what, address] of Object.entries(addresses)) {
    await t.test(what, async () => {
      // Starts from another page, because a new fragment alone wouldn't load this one.
      await page.goto('about:blank');
      await page.goto(new URL(address(token(COUNTY)), siteUrl()).href);
      await page.locator(selectors.heading('received')).waitFor();
      assert.equal(await page.locator('h1').innerText(), say('en', 'received.title', { name: COUNTY.agency }));
      assert.doesNotMatch(page.url(), /su1/i);
      assert.doesNotMatch(await page.evaluate(() => JSON.stringify([location.href, history.state, document.title])), /su1/i);
    });
  }
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a link opens beside the own answers and doesn\'t change them', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' });
  await open(page);
  const [kept, picked] = [await storage(page), await choices(page)];
  await openToken(page, token(COUNTY));
  await assertOwnAnswers(page, kept);
  assert.equal(await page.locator('[data-action=mine]').innerText(), say('en', 'received.mine'));
  await page.locator('[data-action=mine]').click();
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), picked);
  await close();
});

test('a link that arrives in an open page opens there, changes no answer, and Back leads to the previous screen', async () => {
  const { page, close } = await returning(browser, { page: 'domain-cyber' });
  await open(page);
  await settled(page);
  const [kept, picked] = [await storage(page), await choices(page)];
  await page.evaluate((it) => {
    location.hash = it;
  }, token(COUNTY));
  await page.locator(selectors.heading('received')).waitFor();
  await assertOwnAnswers(page, kept);
  assert.doesNotMatch(page.url(), /su1/i);
  // The browser adds its own history entry for the fragment, so going back may take two steps.
  for (let n = 0; n < 2 && (await currentScreen(page)) !== 'domain-cyber'; n += 1) {
    await page.goBack();
    await drawn(page);
  }
  assert.equal(await currentScreen(page), 'domain-cyber');
  assert.deepEqual(await choices(page), picked);
  await close();
});

test('a second link in an open page replaces the first', async () => {
  const { page, close } = await newPage(browser);
  await openToken(page, token(COUNTY));
  await page.evaluate((it) => {
    location.hash = it;
  }, token(TOWN));
  await page.locator('h1', { hasText: TOWN.agency }).waitFor();
  assert.doesNotMatch(page.url(), /su1/i);
  await close();
});

test("the site's own anchor stays unchanged", async () => {
  const { page, close } = await newPage(browser);
  await open(page, '#contact');
  await settled(page);
  assert.equal(await currentScreen(page), 'start');
  assert.equal(new URL(page.url()).hash, '#contact');
  await close();
});

test('the preview is the page that a reader of the link sees', async () => {
  const { page, close } = await returning(browser, { page: 'profile' });
  await open(page);
  const link = await shareLink(page);
  await page.locator('[data-action=preview]').click();
  await page.locator(selectors.heading('received')).waitFor();
  const preview = await page.locator('main').innerText();
  assert.ok(preview.includes(say('en', 'received.from', { name: TOWN.agency })));
  const reader = await newPage(browser);
  await openToken(reader.page, tokenOf(link));
  const read = await reader.page.locator('main').innerText();
  // The button back mentions the own answers; a reader has none yet.
  assert.equal(read.replace(say('en', 'received.begin'), say('en', 'received.mine')), preview);
  await reader.close();
  await close();
});

/** Pasted texts with their results. */
const wrapped = (text, width, before = '') => text.replaceAll(new RegExp(`.{1,${width}}`, 'g'), `${before}$&\n`);
const mailed = {
  'a whole link': (it) => `https://it.example.gov/share/?#${it}`,
  'a bare token': (it) => it,
  'a link wrapped at 72 characters': (it) => wrapped(`https://it.example.gov/share/?#${it}`, 72),
  'a link wrapped and quoted': (it) => `On Monday, Ana wrote:\n${wrapped(`https://it.example.gov/?#${it}`, 72, '> ')}\n> Best,`,
  'a link quoted twice and wrapped softly': (it) => wrapped(`https://it.example.gov/?#${it}`, 70, '>> ').replaceAll('\n', '=\n'),
  'a message around a link': (it) => `Hello,\nhere is ours: <https://it.example.gov/?#${it}>.\nBest wishes\nAna\n`,
  'a link that a scanner wrapped': (it) =>
    `https://scan.example.com/?url=${encodeURIComponent(`https://it.example.gov/?#${it}`)}&data=05`,
};

test('a link opens from any pasted text around it', async (t) => {
  const { page, close } = await newPage(browser);
  await open(page);
  await page.locator('[data-action=open]').click();
  for (const [what, text] of Object.entries(mailed)) {
    await t.test(`pasted: ${what} opens`, async () => {
      await paste(page, text(token(COUNTY)));
      await page.locator(selectors.heading('received')).waitFor();
      assert.equal(await page.locator('h1').innerText(), say('en', 'received.title', { name: COUNTY.agency }));
      await page.locator('.banner [data-action=open]').click();
      await page.locator(selectors.heading('open')).waitFor();
      assert.equal(await page.locator('#paste').inputValue(), '', 'the box is empty again');
    });
  }
  await close();
});

const swapped = (it) => it.replace(/..$/, (two) => (two[0] === two[1] ? `${two[0]}z` : two[1] + two[0]));
const broken = {
  'a damaged link': { text: (it) => `https://x.gov/?#${swapped(it)}`, message: () => say('en', 'broken.damaged') },
  'a cut link': {
    text: (it) => `https://x.gov/?#${it.slice(0, -10)}`,
    message: (it) => say('en', 'broken.cut', { got: it.length - 10, want: it.length }),
  },
  'a link cut in its first letters': {
    text: () => 'https://x.gov/?#su1',
    message: () => say('en', 'broken.cut-early', { got: 3 }),
  },
  'text without a link': { text: () => 'Hello there', message: () => say('en', 'broken.none') },
  'white space alone': { text: () => '  \n ', message: () => say('en', 'broken.none') },
  'more than 1 MiB': { text: (it) => `${'x'.repeat(1024 * 1024)}#${it}`, message: () => say('en', 'broken.too-long') },
};

test('a text that doesn’t open gets a reason, and no profile is shown', async (t) => {
  const { page, log, close } = await returning(browser, { page: 'profile' });
  await open(page);
  await goHome(page);
  const kept = await storage(page);
  await page.locator('[data-action=open]').click();
  for (const [what, { text, message }] of Object.entries(broken)) {
    await t.test(`pasted: ${what} gets a message, and changes no answer`, async () => {
      await paste(page, text(token(COUNTY)));
      await page.locator('main [role=alert]', { hasText: message(token(COUNTY)) }).waitFor();
      assert.equal(await currentScreen(page), 'problem');
      assert.equal(await page.locator('.profile, .range-bar').count(), 0);
      await assertOwnAnswers(page, kept);
    });
  }
  await t.test('the box stays for another try', async () => {
    await paste(page, token(COUNTY));
    await page.locator(selectors.heading('received')).waitFor();
  });
  assert.deepEqual(log.problems(), []);
  await close();
});

test('pasted: just under 1 MiB with a link at its end opens', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await page.locator('[data-action=open]').click();
  const link = `#${token(COUNTY)}`;
  await paste(page, `${'x'.repeat(1024 * 1024 - link.length - 1)} ${link}`);
  await page.locator(selectors.heading('received')).waitFor();
  await close();
});

test('an empty box is not submitted; the browser reports it in its own words', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await page.locator('[data-action=open]').click();
  await page.locator('[data-action=open-link]').click();
  assert.equal(await currentScreen(page), 'open');
  assert.ok(await page.locator('#paste').evaluate((it) => it.validity.valueMissing && it === document.activeElement));
  await close();
});

for (const [what, change] of Object.entries({ cut: (it) => it.slice(0, -4), damaged: swapped })) {
  test(`a ${what} link in the address gets a message, shows no profile, and is removed from the address`, async () => {
    const { page, close } = await newPage(browser);
    assert.equal(await openToken(page, change(token(COUNTY))), 'problem');
    assert.equal(await page.locator('.profile').count(), 0);
    assert.doesNotMatch(page.url(), /su1/i);
    assert.deepEqual(await storage(page), {});
    await close();
  });
}

test('the browser\'s Back and Forward go through the pages, with the answers', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await fillDetails(page);
  await next(page);
  await page.locator('input[name=skill-sec-lead]').nth(2).click();
  await next(page);
  const way = ['start', 'details', 'domain-cyber', 'domain-infra'];
  for (const id of way.slice(0, -1).reverse()) {
    await page.goBack();
    await page.locator(selectors.heading(id)).waitFor();
  }
  for (const id of way.slice(1)) {
    await page.goForward();
    await page.locator(selectors.heading(id)).waitFor();
  }
  await page.goBack();
  await page.locator(selectors.heading('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), ['skill-sec-lead=2']);
  await close();
});

test('Back from a received profile leads to the screen before, and Forward to the profile again', async () => {
  const { page, close } = await newPage(browser);
  await openToken(page, token(COUNTY));
  await page.goBack();
  await page.locator(selectors.heading('start')).waitFor();
  await page.goForward();
  await page.locator('h1', { hasText: COUNTY.agency }).waitFor();
  await close();
});

test('a reload stays on the page with the answers, and Back still works', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await fillDetails(page);
  await next(page);
  await page.locator('input[name=need-sec-response]').nth(4).click();
  await page.reload();
  await page.locator(selectors.screen('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), ['need-sec-response=4']);
  await page.goBack();
  await page.locator(selectors.heading('details')).waitFor();
  assert.equal(await page.locator('#field-agency').inputValue(), 'Testville');
  await close();
});

test('every step can be reached again by reloading on it', async () => {
  const { page, close } = await returning(browser, { page: 'details' });
  await open(page);
  for (const id of stepScreens.slice(1)) {
    assert.equal(await next(page), id);
    await page.reload();
    await page.locator(selectors.anyScreen).first().waitFor();
    assert.equal(await currentScreen(page), id);
  }
  await close();
});

test('a person can stop anywhere, see the profile so far, and continue at the first open question', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await fillDetails(page);
  await next(page);
  await page.locator('input[name=skill-sec-lead]').nth(4).click();
  await page.locator('[data-action=see-profile]').click();
  await page.locator(selectors.heading('profile')).waitFor();
  const shown = await content(page);
  assert.ok(shown.headline.startsWith('Testville'));
  assert.deepEqual(shown.offers, [label('sec-lead')]);
  assert.match(await shareLink(page), /#su1/);
  await page.locator('[data-action=go-on]').click();
  await page.locator(selectors.heading('domain-cyber')).waitFor();
  assert.deepEqual(await choices(page), ['skill-sec-lead=4']);
  await close();
});

test('every step offers the profile so far', async () => {
  const { page, close } = await returning(browser, { page: 'details' });
  await open(page);
  for (const id of stepScreens.slice(0, -1)) {
    assert.equal(await currentScreen(page), id);
    const wayOut = id === 'review' ? '[data-action=next]' : '[data-action=see-profile]';
    assert.equal(await page.locator(wayOut).count(), 1, id);
    await next(page);
  }
  await close();
});

for (const place of ['review', 'profile']) {
  test(`the ${notAsked.length} other areas are offered at the ${place}, can be added, and are not offered again`, async () => {
    const { page, close } = await returning(browser, { page: place });
    await open(page);
    assert.equal(await page.locator('#more-title').innerText(), say('en', 'more.title', { n: notAsked.length }));
    await page.locator('[data-action=more]').click();
    await page.locator(selectors.heading('domain-cyber')).waitFor();
    const asked = [];
    for (let id = 'domain-cyber'; id !== 'readiness'; id = await next(page)) {
      asked.push(...(await page.locator('.item-card h2').evaluateAll((all) => all.map((it) => it.id.replace('cap-', '')))));
    }
    assert.deepEqual(asked.sort(), bank.capabilities.map((it) => it.id).sort());
    while ((await currentScreen(page)) !== 'review') {
      await next(page);
    }
    assert.equal(await page.locator('[data-action=more]').count(), 0);
    await close();
  });
}

test('changing the language works on every screen, and keeps the screen and its answers', async (t) => {
  const { page, log, close } = await newPage(browser);
  const titles = new Map();
  const state = () =>
    page.evaluate(() => ({
      screen: document.querySelector('[data-page]').dataset.page,
      choices: [...document.querySelectorAll('input:checked')].map((it) => `${it.name}=${it.value}`),
      fields: [...document.querySelectorAll('input[type=text], select')].map((it) => `${it.id}=${it.value}`),
    }));
  const switchTo = async (lang) => {
    await page.locator(`[data-action=lang-${lang}]`).click();
    await page.waitForFunction((it) => document.documentElement.lang === it, lang);
  };
  let nScreens = 0;
  await tour(page, async (name) => {
    nScreens += 1;
    titles.set(name, await page.title());
    const before = await state();
    const heading = await page.locator('h1').innerText();
    for (const lang of ['es', 'en']) {
      await switchTo(lang);
      assert.deepEqual(await state(), before, `${name} in ${lang}`);
      assert.equal(await page.locator('#interlocal > .interlocal').getAttribute('lang'), lang, name);
      assert.equal(await page.locator(`[data-action=lang-${lang}]`).getAttribute('aria-pressed'), 'true', name);
      assert.ok(await page.evaluate((it) => document.activeElement?.dataset.action === `lang-${it}`, lang), name);
      if (lang === 'es') {
        assert.notEqual(await page.locator('h1').innerText(), name === 'received' ? '' : heading, name);
      }
    }
    assert.equal(await page.locator('h1').innerText(), heading, name);
  });
  assert.ok(nScreens >= 20, String(nScreens));
  assert.deepEqual(log.problems(), []);
  await t.test('the window’s title follows the screen and never contains content of a profile', () => {
    for (const [name, title] of titles) {
      assert.ok(title.endsWith(` – ${say('en', 'app.name')}`), `${name}: ${title}`);
      assert.ok(!title.includes('Testville') && !title.includes(COUNTY.agency), `${name}: ${title}`);
    }
    assert.ok(new Set(titles.values()).size >= 16);
    assert.ok(titles.get('received').startsWith(say('en', 'received.title-anonymous')));
  });
  await close();
});

test('text typed into the box for links stays when the language changes', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await page.locator('[data-action=open]').click();
  await page.locator('#paste').fill('half a message');
  await page.locator('[data-action=lang-es]').click();
  await page.locator('h1', { hasText: say('es', 'open.title') }).waitFor();
  assert.equal(await page.locator('#paste').inputValue(), 'half a message');
  await close();
});

test('the chosen language is saved with the answers', async () => {
  const { page, close } = await returning(browser, { page: 'terms' });
  await open(page);
  await page.locator('[data-action=lang-es]').click();
  await page.locator('h1', { hasText: say('es', 'terms.title') }).waitFor();
  await page.reload();
  await page.locator('h1', { hasText: say('es', 'terms.title') }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
  await close();
});

test('the Spanish page makes a link that leads back to the Spanish page', async () => {
  const { page, close } = await returning(browser, { page: 'profile', lang: 'es' });
  await open(page, 'es.html');
  const link = await shareLink(page);
  assert.ok(link.startsWith(new URL('es.html?#su1', siteUrl()).href));
  const reader = await newPage(browser);
  await reader.page.goto(link);
  await reader.page.locator('h1', { hasText: say('es', 'received.title', { name: TOWN.agency }) }).waitFor();
  assert.deepEqual((await content(reader.page)).measures, expected(decode(link), 'es').measures);
  await reader.close();
  await close();
});

test('"not our job" hides the questions, and clearing it shows them again with their answers', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await fillDetails(page);
  await next(page);
  const card = page.locator('.item-card', { has: page.locator('#cap-sec-lead') });
  await card.locator('input[name=skill-sec-lead]').nth(3).click();
  await card.locator('input[name=need-sec-lead]').nth(1).click();
  await card.locator('input[name=job-sec-lead]').click();
  await card.locator('fieldset').first().waitFor({ state: 'detached' });
  assert.equal(await card.locator('input[type=radio]').count(), 0);
  assert.ok((await choices(page)).includes('job-sec-lead=not-our-job'));
  await card.locator('input[name=job-sec-lead]').click();
  await card.locator('fieldset').first().waitFor();
  assert.deepEqual(await choices(page), ['skill-sec-lead=3', 'need-sec-lead=1']);
  await close();
});

test('"Clear" clears only its own question, and appears only if that has an answer', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await fillDetails(page);
  await next(page);
  assert.equal(await page.locator('.item-card__foot .link-button').count(), 0);
  await page.locator('input[name=skill-sec-lead]').nth(3).click();
  await page.locator('input[name=skill-sec-monitor]').nth(1).click();
  assert.equal(await page.locator('.item-card__foot .link-button').count(), 2);
  const card = page.locator('.item-card', { has: page.locator('#cap-sec-lead') });
  const clear = card.locator('.item-card__foot .link-button');
  assert.equal(await clear.getAttribute('aria-label'), say('en', 'row.clear-of', { cap: label('sec-lead') }));
  await clear.click();
  await clear.waitFor({ state: 'detached' });
  assert.deepEqual(await choices(page), ['skill-sec-monitor=1']);
  await close();
});

test('the details require the kind of agency, and report errors in typed values', async () => {
  const { page, close } = await newPage(browser);
  await open(page);
  await begin(page);
  await page.locator(selectors.next).click();
  await page.locator('#ctx-kind-error').waitFor();
  assert.equal(await page.locator('#ctx-kind-error').innerText(), say('en', 'trouble.kind'));
  assert.ok(await page.evaluate(() => document.activeElement.id === 'ctx-kind'));
  await page.locator('#ctx-kind').selectOption('1');
  await page.locator('#ctx-kind-error').waitFor({ state: 'detached' });
  for (const [field, bad, message, good] of [
    ['agency', 'x'.repeat(61), say('en', 'trouble.chars', { got: 61, most: 60 }), 'x'.repeat(60)],
    // The page looks up names when a field loses the focus; no country and no state has these names.
    ['country', 'Qqq', say('en', 'trouble.country'), 'US'],
    ['subdivision', 'Q-Q', say('en', 'trouble.subdivision'), 'NY'],
    ['local', 'a\u202Eb', say('en', 'trouble.hidden', { code: 'U+202E' }), 'Quill'],
  ]) {
    await page.locator(`#field-${field}`).fill(bad);
    await page.locator(`#field-${field}-error`).waitFor();
    assert.equal(await page.locator(`#field-${field}-error`).innerText(), message);
    await page.locator(selectors.next).click();
    assert.equal(await currentScreen(page), 'details', field);
    await page.waitForFunction((id) => document.activeElement.id === id, `field-${field}`);
    await page.locator(`#field-${field}`).fill(good);
    await page.locator(`#field-${field}-error`).waitFor({ state: 'detached' });
  }
  assert.equal(await next(page), 'domain-cyber');
  await close();
});

test('a fourth pick is rejected, and the page says why', async () => {
  const { page, close } = await returning(browser, { page: 'picks' });
  await open(page);
  const offers = page.locator('input[name=featured-offers]');
  for (const at of [0, 1, 2, 3]) {
    await offers.nth(at).click();
  }
  await page.locator('.notice__text', { hasText: say('en', 'notice.three') }).waitFor();
  assert.equal(await page.locator('input[name=featured-offers]:checked').count(), 3);
  assert.equal(await offers.nth(3).isChecked(), false);
  await offers.nth(0).click();
  await page.locator('.notice').waitFor({ state: 'detached' });
  await offers.nth(3).click();
  assert.ok(await offers.nth(3).isChecked());
  await close();
});

test('notes about the answers can be dismissed and brought back, and never reach a reader', async () => {
  const { page, close } = await returning(browser, {
    page: 'profile',
    profile: { ...TOWN, answers: Object.fromEntries(Object.keys(TOWN.answers).map((id) => [id, { skill: 3, need: 3 }])) },
  });
  await open(page);
  const n = await page.locator('.flags__one').count();
  assert.ok(n > 0);
  await page.locator('.flags__one button').first().click();
  await page.locator('[data-action=restore-flags]').waitFor();
  assert.equal(await page.locator('.flags__one').count(), n - 1);
  await page.locator('[data-action=restore-flags]').click();
  await page.waitForFunction((all) => document.querySelectorAll('.flags__one').length === all, n);
  await page.locator('[data-action=preview]').click();
  await page.locator(selectors.heading('received')).waitFor();
  assert.equal(await page.locator('.flags').count(), 0);
  await close();
});
