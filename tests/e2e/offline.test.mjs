// The page without a network: the files that one visit caches, the update to a new build, and the removal of the cache by the
// site.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { isFirefox, launch, newPage } from './support/browser.mjs';
import { each } from './support/depth.mjs';
import { POLICY } from './support/forward.mjs';
import { toExamples, turn } from './support/group.mjs';
import { FOLDER, folders, isAllKept, keep, kept, LAST, movingHost, NEXT } from './support/kept.mjs';
import { countWorkers } from './support/outside.mjs';
import { begin, open, selectors, settled, siteUrl, subpathUrl, walkTo } from './support/pages.mjs';
import { atDesk, COUNTY, openToken, storage, token, toShare } from './support/visits.mjs';
import { drawn, idle, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const visiting = (options = {}) => newPage(browser, { isKept: true, ...options });

const registrations = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

// All other tests use a page at a root.
for (const [where, base] of each([
  ['a sub-path', subpathUrl],
  ['a root', siteUrl],
])) {
  test(`after one visit everything works in airplane mode, under ${where}`, async (t) => {
    const visit = await visiting();
    const { page, context, log } = visit;
    await keep(page, base());
    await context.setOffline(true);
    await t.test('Spanish', async () => {
      await open(page, 'es.html', base());
      await settled(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
    });
    await t.test('the whole path to a profile, from a page that is opened again', async () => {
      await open(page, '', base());
      await settled(page);
      await walkTo(page, 'profile');
      assert.ok((await page.locator('#share-link').inputValue()).startsWith(`${base()}?#su1`));
    });
    await t.test('the desk', async () => {
      await toShare(page);
      await page.locator('#link').waitFor();
    });
    await t.test('a group, computed in a worker', async () => {
      await toExamples(page);
      await turn(page, 'helpers');
      assert.equal(await countWorkers(page), 1);
    });
    await t.test('a received link', async () => {
      await openToken(page, token(COUNTY), { base: base() });
      assert.ok((await page.locator('.profile__headline').textContent()).startsWith(COUNTY.agency));
      assert.equal(page.url(), base());
    });
    await t.test('a link whose # was escaped', async () => {
      await page.goto(`${base()}?%23${token(COUNTY)}`);
      await page.locator(selectors.screen('received')).waitFor();
    });
    await t.test('the forms on paper, with their styles', async () => {
      for (const lang of ['en', 'es']) {
        await page.goto(new URL(`questionnaire.${lang}.html`, base()).href);
        assert.equal(await page.evaluate(() => document.styleSheets.length), 2);
      }
    });
    await t.test('the policy had no violations', () => assert.deepEqual(log.violations, []));
    await visit.close();
  });
}

test('an open page continues without the network, including parts that it hadn\'t loaded', async () => {
  const { page, context, close } = await visiting();
  await keep(page, siteUrl());
  await context.setOffline(true);
  await toExamples(page);
  await turn(page, 'gaps');
  await close();
});

test('the cache contains only the program: no token, no answer, no query', async () => {
  const { page, close } = await visiting();
  await keep(page, siteUrl());
  await page.goto(`${siteUrl()}?utm_source=mail`);
  await settled(page);
  await walkTo(page, 'profile');
  await openToken(page, token(COUNTY));
  await page.goto(`${siteUrl()}?%23${token(COUNTY)}`);
  await page.locator(selectors.screen('received')).waitFor();
  const all = await kept(page);
  assert.deepEqual(Object.keys(all), [`interlocal ${siteUrl()} ${FOLDER}`]);
  const [addresses] = Object.values(all);
  assert.deepEqual(addresses.filter((it) => /[?#]|su1/i.test(it)), []);
  const known = Object.keys(await (await fetch(new URL('integrity.json', siteUrl()))).json());
  assert.deepEqual(addresses.filter((it) => it !== '' && !known.includes(it)), []);
  const texts = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const all = await Promise.all((await cache.keys()).map(async (it) => (await cache.match(it)).text()));
    return all.join('\n');
  });
  for (const secret of [token(COUNTY).slice(0, 20), 'Oakvale County', 'Testville', 'utm_source']) {
    assert.equal(texts.includes(secret), false, secret);
  }
  await close();
});

test('the cache contains every file that a page of the site can request', async () => {
  const { page, close } = await visiting();
  await keep(page, siteUrl());
  const [addresses] = Object.values(await kept(page));
  const known = Object.keys(await (await fetch(new URL('integrity.json', siteUrl()))).json());
  // Files for pages of other sites, for custom banks, for site owners, and for browsers without WebAssembly.
  const isElsewhere =
    /^(?!interlocal-)|\/((bank|card|embed|embedded-host|element|gallery|get|hashes|link|messages|policy|qr|resize|snippet(-builder)?)\.|interlocal\.js|interlocal_(reader|\w+_script)|start\.|theme-)/;
  assert.deepEqual(known.filter((it) => !addresses.includes(it) && !isElsewhere.test(it)), []);
  await close();
});

test('requirement 6: a visit that begins with a link caches nothing, and has no worker', async () => {
  const { page, log, close } = await visiting();
  await openToken(page, token(COUNTY));
  await settled(page);
  await idle(page);
  assert.deepEqual(await kept(page), {});
  assert.equal(await registrations(page), 0);
  assert.deepEqual(await storage(page), {});
  assert.deepEqual(log.requests.filter(({ url }) => url.includes('offline.js')), []);
  await close();
});

test('requirement 21: a cached page doesn\'t send an escaped link to the server', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  const asked = [];
  await keep(page, host.url);
  host.change = (_path, _answer, query) => void asked.push(query);
  await page.goto(`${host.url}?%23${token(COUNTY)}`);
  await page.locator(selectors.screen('received')).waitFor();
  assert.ok(asked.length > 0);
  assert.deepEqual(asked.filter((it) => /su1/i.test(it)), []);
  await close();
  await host.close();
});

test('online the newest page is shown at once, and cached for later', async () => {
  const host = await movingHost();
  const { page, context, close } = await visiting();
  await keep(page, host.url);
  host.publish(NEXT);
  await page.reload();
  await settled(page);
  assert.ok((await page.locator('head link[rel=stylesheet]').first().getAttribute('href')).startsWith(NEXT));
  await isAllKept(page, NEXT);
  assert.deepEqual(await folders(page), [FOLDER, NEXT]);
  await context.setOffline(true);
  await page.reload();
  await settled(page);
  assert.ok((await page.locator('head link[rel=stylesheet]').first().getAttribute('href')).startsWith(NEXT));
  await toExamples(page);
  await close();
  await host.close();
});

test('a page of the old build continues after an update, even if the host has deleted the old build', async () => {
  const host = await movingHost();
  const { page: old, context, log, close } = await visiting();
  await keep(old, host.url);
  await begin(old);
  host.publish(NEXT);
  const fresh = await context.newPage();
  await keepNext(fresh, host.url, NEXT);
  host.publish(LAST);
  await keepNext(fresh, host.url, LAST);
  assert.deepEqual(await folders(fresh), [FOLDER, NEXT, LAST]);
  await walkTo(old, 'profile');
  await toShare(old);
  await atDesk(old, 'share');
  assert.deepEqual(log.problems(), []);
  await old.close();
  await fresh.reload();
  await settled(fresh);
  await until(() => folders(fresh), (it) => it.length === 2);
  assert.deepEqual(await folders(fresh), [NEXT, LAST]);
  await close();
  await host.close();
});

async function keepNext(page, url, folder) {
  await open(page, '', url);
  await settled(page);
  await isAllKept(page, folder);
}

/** Makes the worker's timers end at once, and reports their durations to the host. */
const HURRIED = `{
  const { setTimeout: wait } = self;
  self.setTimeout = (work, ms, ...rest) => {
    fetch(\`waited/\${ms}\`);
    return wait(work, 0, ...rest);
  };
}`;

test('a server that doesn\'t answer delays the page by two seconds at most', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  host.change = (path, answer) => void (path === '/sw.js' && (answer.body = `${HURRIED}\n${answer.body}`));
  await keep(page, host.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The server never answers.
  host.holds = (path) => path === '/' || path.endsWith('sw.js');
  await page.reload({ waitUntil: 'commit' });
  await settled(page);
  await until(() => host.asked.includes('/waited/2000'));
  await close();
  await host.close();
});

test('a half-published site is not cached', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  // The page of one build, the worker of another.
  host.change = (path, answer) => {
    if (path === '/sw.js') answer.body = `${answer.body}`.replaceAll(FOLDER, NEXT);
  };
  await open(page, '', host.url);
  await settled(page);
  await until(() => registrations(page), (it) => it === 0);
  assert.deepEqual(Object.values(await kept(page)).flat().filter((it) => it === ''), []);
  await close();
  await host.close();
});

test('redirects, failures, and pages in place of a file are not cached', async () => {
  for (const spoil of [
    (answer) => Object.assign(answer, { status: 302, headers: { location: '/favicon.svg' }, body: '' }),
    // Without the response's own headers, because a browser may cache even an immutable failure.
    (answer) => Object.assign(answer, { status: 500, headers: { 'content-type': 'text/plain' } }),
    (answer) => Object.assign(answer, { headers: { 'content-type': 'text/html' }, body: '<!doctype html>' }),
  ]) {
    const host = await movingHost();
    const { page, close } = await visiting();
    host.change = (path, answer) => void (path.endsWith('/desk.css') && spoil(answer));
    const nAsked = () => host.asked.filter((path) => path.endsWith('/desk.css')).length;
    // A cached file is requested once, by the first of two visits.
    for (const nVisits of [1, 2]) {
      await open(page, '', host.url);
      await settled(page);
      await until(() => nAsked() >= nVisits);
    }
    assert.ok(Object.values(await kept(page)).flat().some((path) => path.endsWith('_app_bg.wasm')));
    assert.deepEqual(Object.values(await kept(page)).flat().filter((it) => it.endsWith('desk.css')), []);
    await close();
    await host.close();
  }
});

const html = (status, body) => (answer) => Object.assign(answer, { status, headers: { 'content-type': 'text/html' }, body });
const gone = (status) => (answer) => Object.assign(answer, { status, headers: { 'content-type': 'text/plain' }, body: '' });
const ownPage = html(200, `<!doctype html><script src="${FOLDER}/boot.js"></script>`);

/** Waits until the worker has checked its own registration again, after `nAsked` earlier requests. */
async function looked(page, host, nAsked) {
  // A request that begins later is answered later.
  await until(() => host.asked.slice(nAsked).includes('/sw.js'));
  await page.evaluate(() => fetch('sw.js').then((response) => response.text(), () => {}));
  await drawn(page);
}

for (const [what, change, nVisits] of [
  ['is missing (404)', gone(404), 1],
  ['is deleted (410)', gone(410), 1],
  ['is the site’s own page twice', ownPage, 2],
]) {
  test(`where sw.js ${what}, the next visit deletes the cache`, async () => {
    const host = await movingHost();
    const { page, close } = await visiting();
    await keep(page, host.url);
    host.change = (path, answer) => void (path === '/sw.js' && change(answer));
    for (let visit = 1; visit <= nVisits; visit += 1) {
      const nAsked = host.asked.length;
      // The start page would register the worker again.
      await page.goto(`${host.url}${visit < nVisits ? '' : 'questionnaire.en.html'}`);
      if (visit < nVisits) {
        await looked(page, host, nAsked);
        assert.equal(await registrations(page), 1);
      }
    }
    await until(() => registrations(page), (it) => it === 0);
    assert.deepEqual(await kept(page), {});
    await open(page, '', host.url);
    await settled(page);
    await begin(page);
    await close();
    await host.close();
  });
}

test('no other response for sw.js deletes the cache: sign-in, limits, failures, and the page of a network’s owner', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  await keep(page, host.url);
  const before = await kept(page);
  const healthy = () => {};
  const answers = [
    ...[401, 403, 407, 429, 451, 500, 503].map((status) => html(status, '<p>Not now')),
    ...[403, 429, 500].map(gone),
    html(200, '<!doctype html><title>Accept our terms</title>'),
    html(200, '<!doctype html><title>Accept our terms</title>'),
    (answer) => Object.assign(answer, { status: 302, headers: { location: '/login' }, body: '' }),
    () => false,
    // The site's own page, but not twice in a row.
    ownPage,
    healthy,
    ownPage,
    healthy,
  ];
  for (const change of answers) {
    host.change = (path, answer) => (path === '/sw.js' ? change(answer) : undefined);
    const nAsked = host.asked.length;
    await open(page, '', host.url);
    await settled(page);
    await looked(page, host, nAsked);
    assert.equal(await registrations(page), 1);
  }
  assert.deepEqual(await kept(page), before);
  await close();
  await host.close();
});

test('a temporary outage with its own page doesn\'t delete the cache', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  await keep(page, host.url);
  const before = await kept(page);
  host.change = (_path, answer) => void Object.assign(answer, { status: 503, headers: { 'content-type': 'text/html' }, body: '<p>Out of order' });
  for (let visit = 0; visit < 2; visit += 1) {
    const nAsked = host.asked.length;
    await open(page, '', host.url);
    await settled(page);
    // The worker checks its own registration. A request that begins later is answered later.
    await until(() => host.asked.slice(nAsked).includes('/sw.js'));
    assert.equal(await page.evaluate(async () => (await fetch('sw.js')).status), 503);
    await drawn(page);
    assert.deepEqual(await kept(page), before);
  }
  await close();
  await host.close();
});

test('sw-off.js in place of sw.js deletes the cache', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  await keep(page, host.url);
  const off = await (await fetch(new URL('sw-off.js', siteUrl()))).text();
  host.change = (path, answer) => void (path === '/sw.js' && (answer.body = off));
  await page.goto(`${host.url}questionnaire.en.html`);
  await until(() => kept(page), (it) => Object.keys(it).length === 0);
  await until(() => registrations(page), (it) => it === 0);
  await open(page, '', host.url);
  await settled(page);
  await close();
  await host.close();
});

test('a site that was taken down shows the host\'s answer, and not the cached page', async () => {
  const host = await movingHost();
  const { page, close } = await visiting();
  await keep(page, host.url);
  host.change = (path, answer) => void Object.assign(answer, { status: 410, headers: { 'content-type': 'text/plain' }, body: 'Moved to another place.' });
  await page.goto(host.url);
  assert.equal(await page.locator('body').innerText(), 'Moved to another place.');
  await close();
  await host.close();
});

test('the worker ignores other pages and files of the host', async () => {
  const host = await movingHost();
  const { page, context, close } = await visiting();
  await keep(page, host.url);
  await context.setOffline(true);
  for (const path of ['about.html', 'integrity.json', 'interlocal-news', 'embed.html']) {
    await assert.rejects(page.goto(`${host.url}${path}`), path);
  }
  await close();
  await host.close();
});

test('the page can be installed if the policy allows it, and otherwise violates no policy', async () => {
  const link = (page) => page.locator('link[rel=manifest]');
  for (const [policy, there] of [
    [POLICY, 0],
    [`${POLICY}; manifest-src 'self'`, 1],
    ['', 1],
  ]) {
    const host = await movingHost({ policy });
    const visit = await visiting();
    const { page, log, context } = visit;
    // Without a policy of its own, the site under test sends none.
    await keep(page, host.url);
    assert.equal(await link(page).count(), there, policy);
    // Firefox on a desktop installs no pages, so it reports nothing.
    if (there && !isFirefox) {
      const debug = await context.newCDPSession(page);
      const manifest = await debug.send('Page.getAppManifest');
      assert.deepEqual(manifest.errors, []);
      const { installabilityErrors } = await debug.send('Page.getInstallabilityErrors');
      // A separate context counts as a private window, in which nothing is installed.
      assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((it) => it !== 'in-incognito'), []);
    }
    assert.deepEqual(log.problems(), []);
    await visit.close();
    await host.close();
  }
});
