// The scripts' functions for addresses and hashes, tested without a browser: links in addresses, addresses that links may lead
// to, hashes of files.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { baseOf, isBelow } from '../../web/lib/address.js';
import { findLink } from '../../web/lib/link.js';
import { takeLink } from '../../web/lib/take-link.js';
import { hashFor, preloadVerified } from '../../web/lib/verified-import.js';
import { begin, bring, check } from '../../web/lazy/load.js';

/** Replaces global names while `job` runs. */
const withGlobals = async (given, job) => {
  const before = Object.fromEntries(Object.keys(given).map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, given);
  try {
    return await job();
  } finally {
    Object.assign(globalThis, before);
  }
};

const TOKEN = 'su12v000gcbh3azj6pq820x7p2tvpc5p6a0s6';
const LINK = `#${TOKEN}`;
const HOST = 'https://it.example.gov';

const FOUND = {
  'in its original form': ['/share/?#TOKEN', '/share/'],
  'without the question mark': ['/share/#TOKEN', '/share/'],
  'in capitals': ['/?#TOKEN', '/', LINK.toUpperCase()],
  'with its # escaped': ['/?%23TOKEN', '/'],
  'with its # escaped twice': ['/?%2523TOKEN', '/'],
  'with its # escaped in the path': ['/share/%23TOKEN?a=b', '/share/?a=b'],
  'escaped inside of a fragment': ['/#%23TOKEN', '/'],
  'behind two slashes': ['//?#TOKEN', '//'],
  'behind two slashes and a path': ['//share/?#TOKEN', '//share/'],
  'behind three slashes': ['///?#TOKEN', '///'],
  'behind a slash and a backslash': ['/%5C?#TOKEN', '/%5C'],
  'behind more than one sign': ['/?&#TOKEN', '/'],
  "behind the site's own query": ['/?page=12&?#TOKEN', '/?page=12'],
  "before the site's own query": ['/?%23TOKEN&page=12#top', '/?page=12#top'],
  "between two of the site's parameters": ['/?a=1&%23TOKEN&b=2', '/?a=1&b=2'],
  'in a parameter that a gateway made': ['/?url=https%3A%2F%2Fit.example.gov%2F%3F%23TOKEN&data=05', '/?url=https%3A%2F%2Fit.example.gov%2F%3F&data=05'],
  'behind an anchor': ['/#top?#TOKEN', '/#top'],
  'followed by parameters of a mail program': ['/?#TOKEN&utm_source=mail', '/', `${LINK}&utm_source=mail`],
};
for (const [how, [written, rest, link = LINK]] of Object.entries(FOUND)) {
  test(`a link ${how} is found, and the rest of the address is kept`, () => {
    const token = link === LINK.toUpperCase() ? TOKEN.toUpperCase() : TOKEN;
    const address = HOST + written.replace('TOKEN', token);
    assert.deepEqual(findLink(address), { link, rest: HOST + rest });
  });
}

test('text that only looks like a link is not taken for one', () => {
  for (const address of [
    '/?fbclid=IwAR0x7qsU1k9ZtQmLw3vB_cDeFgHiJkLmNoPqRsTuVwXyZ0123456789AbCdE',
    '/?gclid=su1k9ztqmlw3',
    `/?${TOKEN}`,
    `/share/${TOKEN}/`,
    '/#result1',
    '/#su1-1',
    '/#summary',
    `/?q=%24${TOKEN}`,
    '/?q=%2325&su12345678',
  ]) {
    assert.equal(findLink(HOST + address), undefined, address);
  }
});

test('the time for parsing an address grows linearly with its length', () => {
  const shapes = [(n) => `#x${'&'.repeat(n)}x`, (n) => `${'?&'.repeat(n)}#${TOKEN}`, (n) => `#${'%25'.repeat(n)}x`, (n) => `#${'su1'.repeat(n)}`, (n) => `${'#su1'.repeat(n)}`];
  for (const shape of shapes) {
    // Uses this program's processor time, which a busy machine changes little.
    const cost = (n) => {
      const address = `${HOST}/${shape(n)}`;
      const before = process.cpuUsage();
      for (let round = 0; round < 5; round += 1) findLink(address);
      return process.cpuUsage(before).user;
    };
    const least = (n) => Math.min(...[1, 2, 3, 4].map(() => cost(n)));
    least(1000);
    // With quadratic time, twenty times the length would take four hundred times the work.
    const [short, long] = [least(20_000), least(400_000)];
    assert.ok(long < 100 * Math.max(short, 500), `${shape(3)}: ${short} µs, ${long} µs`);
  }
});

/** The link that is taken from an address, and the changes of the address, in a page that may refuse them. */
const takeFrom = async (href, replaceState) => {
  const changes = [];
  const given = {
    location: { href, replace: (to) => changes.push(['replace', to]) },
    history: { state: 'profile', replaceState: replaceState ?? ((...all) => changes.push(all)) },
    console: { ...console, warn() {} },
  };
  return { link: await withGlobals(given, takeLink), changes };
};

test('the address is replaced by an absolute one, so two slashes in it lead to no other host', async () => {
  for (const path of ['//', '//share/', '///', '//evil.example/']) {
    assert.deepEqual(await takeFrom(`${HOST}${path}?${LINK}`), { link: LINK, changes: [['profile', '', HOST + path]] });
  }
});

test('a page that can\'t change its address still opens the link', async () => {
  const refuse = () => {
    throw new Error('SecurityError');
  };
  assert.deepEqual(await takeFrom(`${HOST}/?${LINK}`, refuse), { link: LINK, changes: [['replace', `${HOST}/?#`]] });
  assert.deepEqual(await takeFrom(`${HOST}/?%23${TOKEN}`, refuse), { link: LINK, changes: [] });
});

test('links lead to a web address in the form that the browser parses', () => {
  const page = 'https://county.example.gov/it/page?id=7';
  for (const [text, wanted] of [
    ['https://it.example.gov/share/', 'https://it.example.gov/share/'],
    ['/share/', 'https://county.example.gov/share/'],
    ['other', 'https://county.example.gov/it/other'],
    ['?id=7', 'https://county.example.gov/it/page?id=7'],
    ['HTTPS:\\\\IT.example.gov\\share', 'https://it.example.gov/share'],
    ['https://forms.example.gov\\@evil.example/', 'https://forms.example.gov/@evil.example/'],
    ['https://gоv.example/', 'https://xn--gv-fmc.example/'],
  ]) {
    assert.equal(baseOf(text, page), wanted, text);
  }
  for (const text of [
    'https://forms.example.gov@evil.example/',
    'https://forms.example.gov:x@evil.example/',
    'https://:x@evil.example/',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://it.example.gov/#',
    'https://it.example.gov/#su1',
    'https://',
  ]) {
    assert.equal(baseOf(text, page), undefined, text);
  }
});

test('a bank must be below the folder of the page, however its path is written', () => {
  const folder = 'https://county.github.io/widget/';
  for (const text of ['bank.json', 'banks/other.json', '/widget/bank.json', './bank.json?v=2', `${folder}bank.json`]) {
    assert.ok(isBelow(text, folder), text);
  }
  for (const text of [
    '../bank.json',
    '/bank.json',
    '%2e%2e/bank.json',
    '.%2E/bank.json',
    '..%2fbank.json',
    '%252e%252e/bank.json',
    'a/..\\..\\bank.json',
    '..%5cbank.json',
    '//evil.example/widget/bank.json',
    '/widget//evil.example/bank.json',
    '\\\\evil.example\\bank.json',
    'https://county.github.io@evil.example/widget/bank.json',
    'https://county.github.io.evil.example/widget/bank.json',
    'https://user@county.github.io/widget/bank.json',
    'javascript:1',
    'bank.json%00',
  ]) {
    assert.ok(!isBelow(text, folder), text);
  }
});

const GOOD = `sha384-${'A'.repeat(64)}`;
const NO_HASHES = [undefined, null, '', 0, {}, [GOOD], 'sha384-', `sha256-${'A'.repeat(43)}=`, `${GOOD} sha1-x`, `x${GOOD}`, GOOD.slice(0, -1), true];

test('a file without a hash that browsers check is not requested', async () => {
  const asked = [];
  const given = { document: { createElement: () => ({ relList: {} }) }, fetch: async (href) => (asked.push(href), { ok: true }) };
  await withGlobals(given, async () => {
    for (const hash of NO_HASHES) {
      await assert.rejects(preloadVerified('program-switch.js', hash, () => true), /no integrity hash for program-switch\.js/, String(hash));
      assert.throws(() => hashFor('program-switch.js', hash), /no integrity hash/);
    }
    assert.deepEqual(asked, []);
    await preloadVerified('program-switch.js', GOOD);
    assert.deepEqual(asked, ['program-switch.js']);
  });
});

test('the loader starts no program without a hash, as script or as WebAssembly', async () => {
  const asked = [];
  await withGlobals({ fetch: async (href) => (asked.push(href), Promise.reject(new Error('asked'))) }, async () => {
    for (const hash of NO_HASHES) {
      check({ 'interlocal_app_bg.wasm': hash }, async (href, its) => hashFor(href, its), hashFor);
      await assert.rejects(bring('program-switch.js'), /no integrity hash/);
      await assert.rejects(begin('app', false), /no integrity hash/);
      await assert.rejects(begin('app', true), /no integrity hash/);
    }
  });
  assert.deepEqual(asked, []);
});
