// The missing sources that policy.js finds in a site's policy, tested without a browser. snippet.test.mjs tests that browsers
// read policies in the same way.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check, lines, needs } from '../../web/lib/policy.js';
import { problemOf, textFor } from '../../web/lib/snippet.js';

const SITE = 'https://forms.example.gov/share/';
const PAGE = 'https://www.county.example.gov/it/';
const element = needs({ way: 'element', site: SITE, page: PAGE });
const frame = needs({ way: 'iframe', site: SITE, page: PAGE });

/** Returns the lines that a policy lacks. */
function lacks(policy, wanted = element, page = PAGE) {
  return check(policy, wanted, page).lacks.map(({ directive, sources, isNonce }) => `${directive} ${isNonce ? 'nonce' : sources.join(' ')}`);
}

test('an empty policy lacks the lines of each way of embedding', () => {
  assert.equal(lines(element, PAGE), "script-src https://forms.example.gov 'wasm-unsafe-eval'; connect-src https://forms.example.gov");
  assert.equal(lines(frame, PAGE), 'frame-src https://forms.example.gov');
  assert.equal(
    lines(needs({ way: 'iframe', site: SITE, page: PAGE, isFollowing: true }), PAGE),
    'frame-src https://forms.example.gov; script-src https://forms.example.gov',
  );
  assert.equal(lines(needs({ way: 'link', site: SITE }), PAGE), '');
});

test('on our own host the lines have self', () => {
  const page = 'https://forms.example.gov/';
  assert.equal(lines(needs({ way: 'element', site: SITE, page }), page), "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
});

test('a policy with the lines lacks nothing, and is returned unchanged', () => {
  const policy = `default-src 'none'; ${lines(element, PAGE)}`;
  assert.deepEqual(check(policy, element, PAGE), { lacks: [], policy });
});

test('a page without a policy lacks nothing', () => {
  assert.deepEqual(lacks(''), []);
  assert.deepEqual(lacks("style-src 'self'; frame-ancestors 'none'"), []);
});

test('if default-src applies, an added line keeps its sources', () => {
  assert.deepEqual(check("default-src 'self' data:", element, PAGE), {
    lacks: [
      { directive: 'script-src', sources: ["'self'", 'data:', 'https://forms.example.gov', "'wasm-unsafe-eval'"], instead: 'default-src' },
      { directive: 'connect-src', sources: ["'self'", 'data:', 'https://forms.example.gov'], instead: 'default-src' },
    ],
    policy:
      "default-src 'self' data:; script-src 'self' data: https://forms.example.gov 'wasm-unsafe-eval'; connect-src 'self' data: https://forms.example.gov",
  });
});

test("'none' is removed if a source is added", () => {
  assert.equal(check("script-src 'none'; frame-src 'none'", frame, PAGE).policy, "script-src 'none'; frame-src https://forms.example.gov");
});

test('sources that match our host are enough', () => {
  const through = (source) => lacks(`connect-src ${source}`, [['connect-src', [SITE]]]).length === 0;
  for (const source of [
    '*', 'https:', 'http:', 'forms.example.gov', 'https://forms.example.gov', 'https://forms.example.gov:443', 'forms.example.gov:*',
    '*.example.gov', 'HTTPS://FORMS.EXAMPLE.GOV', 'https://forms.example.gov/', 'https://forms.example.gov/share/', 'http://forms.example.gov',
  ]) {
    assert.ok(through(source), source);
  }
  for (const source of [
    "'self'", 'data:', 'wss:', 'example.gov', '*.forms.example.gov', 'https://forms.example.gov:8443', 'https://forms.example.gov/other/',
    'https://forms.example.gov/share', 'https://forms.example.gov.evil.example', "'unsafe-inline'",
  ]) {
    assert.ok(!through(source), source);
  }
});

test('a host without a scheme matches http on an http page, and never http on an https page', () => {
  const site = 'http://localhost:8080/';
  assert.deepEqual(lacks('connect-src localhost:8080', [['connect-src', [site]]], 'http://localhost:9000/'), []);
  assert.deepEqual(lacks('connect-src localhost:8080', [['connect-src', [site]]], PAGE), ['connect-src http://localhost:8080']);
  assert.deepEqual(lacks('connect-src https:', [['connect-src', [site]]]), ['connect-src http://localhost:8080']);
});

test("'unsafe-eval' allows WebAssembly as well", () => {
  assert.deepEqual(lacks(`script-src ${SITE} 'unsafe-eval'`), []);
  assert.deepEqual(lacks(`script-src ${SITE}`), ["script-src 'wasm-unsafe-eval'"]);
});

test('a line for script elements has the host, and WebAssembly stays with script-src', () => {
  assert.deepEqual(lacks("script-src 'self'; script-src-elem 'self'"), [
    'script-src-elem https://forms.example.gov',
    "script-src 'wasm-unsafe-eval'",
  ]);
});

test("with 'strict-dynamic' hosts are ignored, and the snippet needs the nonce", () => {
  assert.deepEqual(lacks(`script-src 'nonce-abc' 'strict-dynamic' ${SITE}`), ['script-src nonce', "script-src 'wasm-unsafe-eval'"]);
});

test('a list of Trusted Types policies must name ours; a policy without such a list lacks nothing', () => {
  assert.deepEqual(lacks("trusted-types dompurify; require-trusted-types-for 'script'"), ['trusted-types interlocal']);
  assert.deepEqual(lacks("trusted-types 'none'"), ['trusted-types interlocal']);
  assert.deepEqual(lacks("trusted-types interlocal; require-trusted-types-for 'script'"), []);
});

test('child-src counts for frames and workers before default-src', () => {
  assert.deepEqual(lacks("default-src 'none'; child-src 'self'", frame), ['child-src https://forms.example.gov']);
  const page = 'https://forms.example.gov/';
  const same = needs({ way: 'element', site: SITE, page });
  assert.deepEqual(lacks("script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", same, page), ["worker-src 'self'"]);
});

test('if there are several policies, each must allow a source', () => {
  assert.equal(
    check("frame-src 'self', default-src 'none'", frame, PAGE).policy,
    "frame-src 'self' https://forms.example.gov, default-src 'none'; frame-src https://forms.example.gov",
  );
});

test('a header, a line of a server and a meta element are read', () => {
  for (const text of [
    "Content-Security-Policy: frame-src 'none'",
    "content-security-policy-report-only: frame-src 'none';",
    "add_header Content-Security-Policy \"frame-src 'none'\"",
    "Header always set Content-Security-Policy \"frame-src 'none'\"",
    `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">`,
  ]) {
    assert.equal(check(text, frame, PAGE).policy, 'frame-src https://forms.example.gov', text);
  }
});

test('text that isn\'t a policy is reported', () => {
  assert.equal(check('hello there', element).unknown, 'hello');
  assert.equal(check("default-src 'self'; scriptsrc *", element).unknown, 'scriptsrc');
});

test('addresses are complete and secure, and have no fragment', () => {
  for (const good of ['', 'https://a.example', 'https://a.example/b?c=d', 'http://localhost:8080/', 'http://127.0.0.1/']) {
    assert.equal(problemOf('base', good), undefined, good);
  }
  for (const bad of ['a.example', '/share/', 'http://a.example/', 'https://a.example/#b', 'https://u:p@a.example/', 'javascript:alert(1)', 'https://a b', 'data:,']) {
    assert.equal(problemOf('base', bad), 'bad-address', bad);
  }
});

test('links from a frame lead to its own site or to the page\'s; links from the element may lead anywhere', () => {
  const base = (text, more) => problemOf('base', text, { way: 'iframe', page: PAGE, site: SITE, ...more });
  for (const good of ['https://forms.example.gov/share/es.html', 'https://www.county.example.gov/profiles/']) {
    assert.equal(base(good), undefined, good);
  }
  for (const bad of ['https://other.example/', 'https://www.county.example.gov:8443/', 'https://county.example.gov/']) {
    assert.equal(base(bad), 'bad-base', bad);
    assert.equal(base(bad, { way: 'element' }), undefined, bad);
  }
  const needsPage = (text) => problemOf('page', '', { way: 'iframe', height: 'fixed', base: text, site: SITE });
  assert.equal(needsPage('https://www.county.example.gov/profiles/'), 'bad-page');
  assert.equal(needsPage('https://forms.example.gov/share/'), undefined);
});

test('a question bank must be on the host of the page', () => {
  for (const good of ['/bank.json', '/a/b.json?c', 'https://www.county.example.gov/bank.json']) {
    assert.equal(problemOf('bank', good, { page: PAGE }), undefined, good);
  }
  for (const bad of ['bank.json', '//evil.example/bank.json', '/\\evil.example', 'javascript:1', '/a#b']) {
    assert.equal(problemOf('bank', bad, { page: PAGE }), 'bad-bank', bad);
  }
  assert.equal(problemOf('bank', 'https://other.example/bank.json', { page: PAGE }), 'bad-bank-host');
});

test('a frame that sends messages needs the address of the site', () => {
  assert.equal(problemOf('page', '', { way: 'iframe', height: 'fixed' }), undefined);
  assert.equal(problemOf('page', '', { way: 'iframe', height: 'auto' }), 'bad-page');
  assert.equal(problemOf('page', '', { way: 'iframe', accepts: 'profile' }), 'bad-page');
  assert.equal(problemOf('page', '', { way: 'element', accepts: 'profile' }), undefined);
});

test('entered text can\'t leave its attribute', () => {
  const about = { site: SITE, loader: `${SITE}a/interlocal.js`, resizer: '', hashes: {}, say: { link: '<b> & "c"', title: '"><script>' } };
  const base = 'https://a.example/?"><script>&x';
  const text = textFor('element', { lang: 'en', base }, about) + textFor('iframe', { lang: 'en', base }, about);
  assert.ok(text.includes('share-base="https://a.example/?&quot;&gt;&lt;script&gt;&amp;x"'), text);
  assert.equal(text.match(/<script/g).length, 1, text);
});
