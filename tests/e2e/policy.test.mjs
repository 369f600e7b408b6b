// The product's promises to a security scan: no violation, no data sent, no storage except the draft and the program's own
// files, and foreign text stays text.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { label, say } from './support/bank.mjs';
import { isFirefox, launch, newPage } from './support/browser.mjs';
import { tokens } from './support/cli.mjs';
import { each } from './support/depth.mjs';
import { groupTour } from './support/group.mjs';
import { isAllKept, kept } from './support/kept.mjs';
import { begin, currentScreen, fillDetails, next, open, selectors, settled, siteUrl, subpathUrl } from './support/pages.mjs';
import {
  choices,
  COUNTY,
  deskTour,
  DRAFT_KEY,
  draft,
  openToken,
  returning,
  storage,
  token,
  tour,
  TOWN,
  wholeToken,
} from './support/visits.mjs';
import { idle, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Requests except those for the icon, which a browser requests at any time. */
const besidesIcon = (requests) => requests.filter(({ url }) => !url.endsWith('/favicon.svg'));

/** Finds elements with markup that a strict policy forbids. */
function inMarkup() {
  return [...document.querySelectorAll('*')]
    .filter((it) => it.getAttributeNames().some((name) => name === 'style' || name.startsWith('on')))
    .map((it) => it.outerHTML.slice(0, 120));
}

/** Runs in the page. */
async function hashesOfKept(addresses) {
  const site = new URL('.', location.href).href;
  const hashOf = async (path) => {
    const response = await caches.match(site + path, { ignoreVary: true });
    const hash = await crypto.subtle.digest('SHA-384', await response.arrayBuffer());
    return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
  };
  return Object.fromEntries(await Promise.all(addresses.map(async (path) => [path, await hashOf(path)])));
}

/** Makes a whole visit from the page of either language, with everything that a person can do. */
async function wholeVisit(path) {
  const visit = await newPage(browser, { permissions: ['clipboard-read', 'clipboard-write'], isKept: true });
  const { page, log } = visit;
  const keys = new Set();
  const styled = [];
  let since;
  await tour(
    page,
    async (name) => {
      if (name === 'start') {
        await idle(page);
        await isAllKept(page);
        since = log.mark();
      }
      for (const lang of ['es', 'en']) {
        await page.locator(`[data-action=lang-${lang}]`).click();
        await page.waitForFunction((it) => document.documentElement.lang === it, lang);
      }
      if (name === 'profile') {
        await page.locator('[data-action=copy]').click();
        await page.locator('.share__status', { hasText: say('en', 'share.copied') }).waitFor();
        await page.evaluate(() => {
          window.print = () => {};
        });
        await page.locator('[data-action=print]').click();
        await page.locator('[data-action=preview]').click();
        await page.locator(selectors.heading('received')).waitFor();
        await page.goBack();
        await page.locator(selectors.heading('profile')).waitFor();
      }
      Object.keys(await storage(page)).forEach((key) => keys.add(key));
      styled.push(...(await page.evaluate(inMarkup)));
    },
    { path },
  );
  return { ...visit, since, keys, styled };
}

// The visit changes the language on every screen.
for (const path of each(['es.html', 'index.html'])) {
  test(`a whole visit keeps every promise (${path})`, async (t) => {
    const { page, log, since, keys, styled, close } = await wholeVisit(path);
    await t.test('requirement 9: nothing breaks the policy, Trusted Types included, and there are no errors', () => {
      assert.deepEqual(log.problems(), []);
    });
    await t.test('no element has a style attribute or a handler in its markup', () => assert.deepEqual(styled, []));
    await t.test('the page makes no request after loading', () => {
      assert.deepEqual(besidesIcon(log.requestsSince(since)), []);
    });
    await t.test('every request is a plain GET to the site', () => {
      assert.ok(log.requests.length > 4);
      const { origin } = new URL(siteUrl());
      assert.deepEqual(log.requests.filter(({ url, method }) => new URL(url).origin !== origin || method !== 'GET'), []);
    });
    await t.test('requirement 21: no request contains a link', () => {
      assert.deepEqual(log.requests.filter(({ url }) => /su1/i.test(url)), []);
    });
    await t.test('there is no cookie', async () => {
      assert.deepEqual(await log.cookies(), []);
    });
    await t.test('storage contains only the draft', async () => {
      assert.deepEqual([...keys], [DRAFT_KEY]);
      const others = await page.evaluate(async () => ({
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
      }));
      assert.deepEqual(others, { session: 0, databases: 0 });
    });
    await t.test("caches contain only the site's own files, with the same bytes", async () => {
      const addresses = Object.values(await kept(page)).flat();
      const integrity = await (await fetch(new URL('integrity.json', siteUrl()))).json();
      const hashes = await page.evaluate(hashesOfKept, addresses);
      assert.deepEqual(
        hashes,
        Object.fromEntries(addresses.map((path) => [path, integrity[path || 'index.html']])),
      );
    });
    await close();
  });
}

test('a visit to the desk keeps every promise', async (t) => {
  const visit = await returning(browser, { answers: wholeToken(TOWN), page: 'profile' });
  const { page, log, close } = visit;
  const keys = new Set();
  const styled = [];
  const since = {};
  const asked = {};
  const look = async (name) => {
    if (name === 'desk-share' || name === 'desk-gaps:empty') {
      await idle(page);
      since[name] = log.mark();
    }
    for (const lang of ['es', 'en']) {
      await page.locator(`[data-action=lang-${lang}]`).click();
      await page.waitForFunction((it) => document.documentElement.lang === it, lang);
    }
    Object.keys(await storage(page)).forEach((key) => keys.add(key));
    styled.push(...(await page.evaluate(inMarkup)));
  };
  await deskTour(page, look);
  asked.desk = besidesIcon(log.requestsSince(since['desk-share']));
  await groupTour(page, look);
  asked.group = besidesIcon(log.requestsSince(since['desk-gaps:empty']));
  await t.test('requirement 9: nothing breaks the policy, Trusted Types included, and there are no errors', () => {
    assert.deepEqual(log.problems(), []);
  });
  await t.test('no element has a style attribute or a handler in its markup', () => assert.deepEqual(styled, []));
  await t.test('after the desk has loaded, encrypting, opening, files and comparing make no request', () => {
    assert.deepEqual(asked.desk, []);
  });
  await t.test('after a group’s worker has loaded, its pages and saving make no request', () => {
    assert.deepEqual(asked.group, []);
  });
  await t.test('storage contains only the draft, and there is no cookie', async () => {
    assert.deepEqual([...keys], [DRAFT_KEY]);
    assert.deepEqual(await log.cookies(), []);
  });
  await close();
});

test('the policy is in force: the browser blocks forbidden actions, and the log has them', async () => {
  const { page, log, close } = await newPage(browser);
  await open(page);
  await settled(page);
  const outcome = await page.evaluate(async () => {
    const attempt = async (work) => {
      try {
        await work();
        return 'done';
      } catch (error) {
        return error.name;
      }
    };
    return {
      html: await attempt(() => {
        document.body.innerHTML = '<p>x</p>';
      }),
      // Code that the debugger runs may evaluate text; callbacks that it leaves behind may not.
      evaluation: await new Promise((resolve) => setTimeout(() => resolve(attempt(() => (0, eval)('1'))))),
      elsewhere: await attempt(() => fetch('https://example.com/')),
    };
  });
  // Firefox ESR doesn't support Trusted Types yet, but enforces the rest.
  const hasTypes = await page.evaluate(() => 'trustedTypes' in window);
  assert.ok(hasTypes || isFirefox);
  assert.deepEqual(outcome, { html: hasTypes ? 'TypeError' : 'done', evaluation: 'EvalError', elsewhere: 'TypeError' });
  // With Trusted Types, the browser blocks text that would run before it checks the source.
  const expected = [hasTypes ? 'require-trusted-types-for' : 'script-src', 'connect-src'];
  const wanted = hasTypes ? 3 : 2;
  const missing = () => expected.filter((name) => !log.violations.some((it) => it.violatedDirective.startsWith(name)));
  // The browser reports a violation a little after it blocks.
  await until(() => ({ missing: missing(), n: log.violations.length }), ({ missing, n }) => missing.length === 0 && n >= wanted);
  await close();
});

for (const form of ['?#', '?%23', '?%2523', '#']) {
  test(`no request contains a link in the form ${form}…, except the browser's own request for it`, async () => {
    const { page, log, close } = await newPage(browser);
    await page.goto(new URL(`${form}${token(COUNTY)}`, siteUrl()).href);
    await page.locator(selectors.heading('received')).waitFor();
    await idle(page);
    const [first, ...rest] = log.requests;
    assert.equal(first.type, 'document');
    assert.deepEqual(rest.filter(({ url }) => /su1/i.test(url)), []);
    // An escaped hash sign is part of the query, which a page can't keep out of the server's log.
    assert.equal(/su1/i.test(first.url.split('#')[0]), form.includes('%23') || form.includes('%2523'));
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('requirement 7: the link is removed from the address before any other script of ours runs', async () => {
  const { page, close } = await newPage(browser);
  const addresses = [];
  await page.exposeBinding('__address', (_source, address) => addresses.push(address));
  await page.route('**/interlocal_app.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `window.__address(location.href);\n${await response.text()}` });
  });
  await openToken(page, token(COUNTY));
  assert.deepEqual(addresses, [siteUrl()]);
  await close();
});

test('requirement 6: opening a link makes no more requests than opening the page, and writes nothing', async () => {
  const paths = async (path) => {
    const { page, log, close } = await newPage(browser, { isKept: true });
    await open(page, path);
    await settled(page);
    // When the page is first idle, it starts a service worker, which caches files.
    await idle(page);
    const stored = { ...(await storage(page)), ...(path && (await kept(page))) };
    await close();
    return { stored, asked: besidesIcon(log.requests).map(({ url }) => new URL(url).pathname).sort() };
  };
  const [bare, link] = [await paths(''), await paths(`?#${token(COUNTY)}`)];
  assert.deepEqual(link.asked, bare.asked.filter((path) => !path.endsWith('/offline.js')));
  assert.deepEqual([bare.stored, link.stored], [{}, {}]);
});

test('a link put into the address of an open page makes no request, except the browser\'s for the icon', async () => {
  const visit = await newPage(browser);
  const { page, log } = visit;
  await open(page);
  await settled(page);
  await idle(page);
  const mark = log.mark();
  await page.evaluate((it) => {
    location.hash = it;
  }, token(COUNTY));
  await page.locator(selectors.heading('received')).waitFor();
  await idle(page);
  assert.deepEqual(besidesIcon(log.requestsSince(mark)), []);
  assert.deepEqual(log.problems(), []);
  await visit.close();
});

test('requirement 11: a link adds no control that leads to another site', async () => {
  const { page, close } = await newPage(browser);
  const agency = 'https://evil.example/login';
  await openToken(page, token({ ...COUNTY, agency, context: { ...COUNTY.context, 'ctx-region': { local: 'www.evil.example' } } }));
  assert.ok((await page.locator('main').innerText()).includes(agency));
  const links = await page.locator('a:visible').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  assert.deepEqual(links, ['questionnaire.en.html']);
  await close();
});

test('under a sub-path the widget works, its link leads back there, and it requests nothing above', async () => {
  const { page, log, close } = await newPage(browser);
  const base = subpathUrl();
  await open(page, '', base);
  await settled(page);
  await begin(page);
  await fillDetails(page);
  assert.equal(await next(page), 'domain-cyber');
  await page.locator('input[name=skill-sec-lead]').nth(4).click();
  await page.locator('[data-action=see-profile]').click();
  await page.locator(selectors.heading('profile')).waitFor();
  const link = await page.locator('#share-link').inputValue();
  assert.ok(link.startsWith(`${base}?#su1`), link);
  await page.goto(link);
  await page.locator(selectors.screen('received')).waitFor();
  assert.ok((await page.locator('.profile__headline').innerText()).includes(label('sec-lead').toLowerCase()));
  assert.equal(page.url(), base);
  await page.locator('.footer a').click();
  await page.waitForURL(`${base}questionnaire.en.html`);
  assert.deepEqual(log.requests.filter(({ url }) => !url.startsWith(base)), []);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('"forget everything" erases the drafts of all questionnaires of one origin, and keeps the keys of other programs', async () => {
  const strange = { 'host:theme': 'dark', 'interlocal:draft:other-bank': draft({ profile: COUNTY }) };
  const { page, close } = await newPage(browser, { storage: strange });
  await open(page);
  await page.locator(selectors.screen('start')).waitFor();
  await page.locator('[data-action=forget]').click();
  await page.locator('.notice').waitFor();
  assert.deepEqual(await storage(page), { 'host:theme': 'dark' });
  await close();
});

/** Each runs code, loads a file or breaks out of an element if a page writes text as markup. All fit the fields for names. */
const INJECTIONS = [
  '<script>window.pwned=1</script>',
  '<img src=x onerror=window.pwned=1>',
  '<svg onload=window.pwned=1>',
  '"><script>window.pwned=1</script>',
  "'><img src=x onerror=pwned=1>",
  '</title><script>pwned=1</script>',
  '</textarea><script>pwned=1</script>',
  'javascript:window.pwned=1',
  '<iframe src=javascript:pwned=1>',
  '<a href="javascript:pwned=1">x</a>',
  '<style>*{display:none}</style>',
  '<link rel=stylesheet href=//evil.example>',
  '<base href=//evil.example/>',
  '<meta http-equiv=refresh content=0;//evil.example>',
  '<template><script>pwned=1</script></template>',
  '{{constructor.constructor("pwned=1")()}}',
  '${window.pwned=1}',
  '&lt;script&gt;pwned=1&lt;/script&gt;',
  '<!--<script>pwned=1//-->',
  '{name} {offers} {needs}',
];
const FITS_LOCAL = INJECTIONS.filter((text) => Buffer.byteLength(text) <= 60);

/** Counts the elements of a screen by tag, to check that none was added. */
const census = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].reduce((counts, { tagName }) => ({ ...counts, [tagName]: (counts[tagName] ?? 0) + 1 }), {}),
  );

async function assertInert({ page, log }) {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.deepEqual(log.problems(), []);
  const { origin } = new URL(siteUrl());
  assert.deepEqual(log.requests.filter(({ url }) => new URL(url).origin !== origin), []);
}

const hostile = (text) => ({
  ...TOWN,
  agency: text,
  context: { ...TOWN.context, 'ctx-region': { country: 'US', local: FITS_LOCAL.includes(text) ? text : 'x' } },
});

test('requirement 8: script injections in a link are inert text', async (t) => {
  const visit = await newPage(browser);
  const { page } = visit;
  const [plain, ...links] = tokens([hostile('Plain'), ...INJECTIONS.map(hostile)]);
  await openToken(page, plain);
  const elements = await census(page);
  for (const [at, text] of INJECTIONS.entries()) {
    await t.test(text, async () => {
      await page.evaluate((it) => {
        location.hash = it;
      }, links[at]);
      const heading = say('en', 'received.title', { name: text });
      await page.waitForFunction((it) => document.querySelector('h1').textContent === it, heading);
      assert.deepEqual(await census(page), elements);
      assert.ok((await page.locator('.profile__headline').textContent()).startsWith(text));
      await assertInert(visit);
    });
  }
  await visit.close();
});

test('requirement 8: script injections that are typed are inert text on every screen that repeats them', async (t) => {
  const visit = await returning(browser, { page: 'details', profile: hostile('Plain') });
  const { page } = visit;
  await open(page);
  await settled(page);
  const counts = {};
  const type = async (text) => {
    await page.locator('#field-agency').fill(text);
    await page.locator('#field-local').fill(FITS_LOCAL.includes(text) ? text : 'x');
    const invalid = await page.locator('[aria-invalid=true]').count();
    assert.equal(invalid, 0, 'the text is allowed, so that it is the page that is tested');
  };
  const look = async (text) => {
    for (const id of ['details', 'profile']) {
      if (id === 'profile') {
        await page.locator('[data-action=see-profile]').click();
        await page.locator(selectors.heading('profile')).waitFor();
        assert.ok((await page.locator('.profile__headline').textContent()).startsWith(text), text);
      }
      counts[id] ??= await census(page);
      assert.deepEqual(await census(page), counts[id], `${id}: ${text}`);
    }
    await assertInert(visit);
    await page.goBack();
    await page.locator(selectors.heading('details')).waitFor();
    assert.equal(await page.locator('#field-agency').inputValue(), text);
  };
  await type('Plain');
  await look('Plain');
  for (const text of INJECTIONS) {
    await t.test(text, async () => {
      await type(text);
      await look(text);
    });
  }
  await visit.close();
});

test('script injections in a draft are inert text', async () => {
  const profile = hostile(INJECTIONS[0]);
  const visit = await returning(browser, { page: 'review', profile });
  await open(visit.page);
  assert.equal(await currentScreen(visit.page), 'review');
  assert.ok((await visit.page.locator('main').textContent()).includes(INJECTIONS[0]));
  await assertInert(visit);
  assert.deepEqual(await choices(visit.page), []);
  await visit.close();
});
