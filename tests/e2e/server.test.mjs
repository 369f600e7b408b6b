// The local server, which all other tests depend on.

import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { filePath, siteUrl, subpathUrl } from './support/pages.mjs';

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; require-trusted-types-for 'script'";

/** Sends a request with the path as written; `fetch` would normalize it. */
function ask(path, { method = 'GET', headers = {}, base = siteUrl() } = {}) {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.end();
  });
}

const BOOT = `/${await filePath('boot.js')}`;
const STYLES = `/${await filePath('interlocal.css')}`;
const GLUE = `/${await filePath('interlocal_app.js')}`;
const WASM = `/${await filePath('interlocal_app_bg.wasm')}`;

test('each file has the type that browsers require', async () => {
  const types = {
    '/': 'text/html; charset=utf-8',
    '/index.html': 'text/html; charset=utf-8',
    [STYLES]: 'text/css; charset=utf-8',
    [BOOT]: 'text/javascript; charset=utf-8',
    [GLUE]: 'text/javascript; charset=utf-8',
    [WASM]: 'application/wasm',
    '/favicon.svg': 'image/svg+xml',
  };
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.equal(headers['content-type'], type, path);
  }
});

test('a browser gets brotli, an older one gzip, and all three are the same file', async () => {
  const plain = await ask(WASM);
  assert.equal(plain.headers['content-encoding'], undefined);
  const brotli = await ask(WASM, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.deepEqual(brotliDecompressSync(brotli.body), plain.body);
  const gzip = await ask(WASM, { headers: { 'accept-encoding': 'gzip, br;q=0' } });
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.deepEqual(gunzipSync(gzip.body), plain.body);
  assert.ok(brotli.body.length < gzip.body.length && gzip.body.length < plain.body.length);
  for (const { headers } of [plain, brotli, gzip]) {
    assert.equal(headers.vary, 'accept-encoding');
  }
});

test('files that are named after their content are cached forever, and all others are revalidated', async () => {
  for (const path of [BOOT, STYLES, GLUE, WASM]) {
    assert.equal((await ask(path)).headers['cache-control'], 'public, max-age=31536000, immutable', path);
  }
  for (const path of ['/', '/index.html', '/es.html', '/integrity.json', '/favicon.svg', '/no-such-page']) {
    assert.equal((await ask(path)).headers['cache-control'], 'no-cache', path);
  }
});

test('every response has the strict policy', async () => {
  for (const path of ['/', BOOT, WASM, '/no-such-page']) {
    const { headers } = await ask(path);
    assert.equal(headers['content-security-policy'], POLICY, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
    assert.equal(headers['set-cookie'], undefined, path);
  }
});

test('nothing outside the site is served', async () => {
  for (const path of ['/../Cargo.toml', '/%2e%2e/Cargo.toml', '/..%2fCargo.toml', '//etc/passwd', '/./../../etc/passwd', `${BOOT}/`]) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.equal(body.toString(), 'There is no such page here.\n', path);
  }
});

test('a missing page is plain text', async () => {
  const { status, headers } = await ask('/no-such-page');
  assert.equal(status, 404);
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
});

test('HEAD gives the response of GET without the body', async () => {
  const get = await ask(BOOT);
  const head = await ask(BOOT, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
  assert.equal(head.headers['content-length'], String(get.body.length));
  assert.equal(head.headers.etag, get.headers.etag);
  assert.equal((await ask('/', { method: 'POST' })).status, 405);
});

test('an unchanged file is not sent again', async () => {
  const { headers } = await ask(BOOT, { headers: { 'accept-encoding': 'br' } });
  const again = await ask(BOOT, { headers: { 'accept-encoding': 'br', 'if-none-match': headers.etag } });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
  // Another encoding has other bytes, so its ETag differs.
  assert.equal((await ask(BOOT, { headers: { 'if-none-match': headers.etag } })).status, 200);
});

test('under a sub-path the server serves nothing above it', async () => {
  const base = subpathUrl();
  const { pathname } = new URL(base);
  assert.equal((await ask(pathname, { base })).status, 200);
  assert.equal((await ask(`${pathname.slice(0, -1)}${BOOT}`, { base })).status, 200);
  assert.equal((await ask(BOOT, { base })).status, 404);
  const bare = await ask(pathname.slice(0, -1), { base });
  assert.equal(bare.status, 308);
  assert.equal(bare.headers.location, pathname);
});
