// A host of one's own in front of the site under test: pages that embed the widget, other headers, other answers. What a
// test does not change comes through as it is.

import http from 'node:http';

import { siteUrl } from './pages.mjs';

/** The policy that embedding.md requires, and that all pages have unless a test says otherwise. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'";

/** What is not to be handed on: it would be about the bytes of another connection. */
const OWN = ['content-security-policy', 'content-encoding', 'content-length', 'transfer-encoding', 'connection', 'date'];

/**
 * Starts the host. `pages`: HTML (or `{ body, type }`) by path. `policy`: the header of every answer, or '' for none.
 * `change(path, answer, query)`: gets `{ status, headers, body }` of what comes through and may change it; returning false drops the
 * connection. `rename(path)`: what to ask the site for instead. `holds(path)`: whether to never answer. `port`: one that was had before. Returns `{ url, port, asked, close }`; `asked` lists the paths that were asked for.
 */
export async function forward({ pages = {}, policy = POLICY, change = () => {}, rename = (path) => path, holds = () => false, port: wanted = 0 } = {}) {
  const asked = [];
  const server = http.createServer(async (request, response) => {
    // Not by `new URL`, which takes what follows two slashes for a host.
    const [pathname, search = ''] = request.url.split(/(?=\?)/, 2);
    asked.push(pathname);
    if (holds(pathname)) return;
    const answer = pages[pathname] === undefined ? await through(rename(request.url)) : own(pages[pathname]);
    if (policy) answer.headers['content-security-policy'] = policy;
    if (change(pathname, answer, search) === false) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
  await new Promise((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  // A test that failed before it closed this keeps nobody waiting.
  server.unref();
  const { port } = server.address();
  const close = () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections());
  return { url: `http://localhost:${port}/`, port, asked, close };
}

function own(page) {
  const { body, type = 'text/html; charset=utf-8' } = typeof page === 'string' ? { body: page } : page;
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store' }, body };
}

async function through(path) {
  const answer = await fetch(new URL(path.replace(/^\/+/, ''), siteUrl()), { redirect: 'manual' });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN.includes(name)));
  return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
}
