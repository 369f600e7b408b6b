// A host in front of the site under test: pages that embed the widget, other headers, other responses. Responses that a test
// doesn't change pass through unchanged.

import http from 'node:http';

import { siteUrl } from './pages.mjs';

/** The policy that embedding.md requires. All pages have it unless a test sets another. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'";

/** Headers that aren't passed on, because they describe another connection. */
const OWN = ['content-security-policy', 'content-encoding', 'content-length', 'transfer-encoding', 'connection', 'date'];

/**
 * Starts the host. Returns `{ url, port, asked, close }`; `asked` lists the requested paths. Options:
 * `pages`: HTML (or `{ body, type }`) by path.
 * `policy`: the header of every response, or '' for none.
 * `change(path, answer, query)`: may change the `{ status, headers, body }` that passes through; returning false drops the connection.
 * `rename(path)`: the path to request from the site instead.
 * `holds(path)`: whether to never answer.
 * `port`: the port of an earlier host.
 */
export async function forward({ pages = {}, policy = POLICY, change = () => {}, rename = (path) => path, holds = () => false, port: wanted = 0 } = {}) {
  const asked = [];
  const server = http.createServer(async (request, response) => {
    // Not with `new URL`, which takes the text after two slashes for a host.
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
  // If a test fails before it closes the host, its process can still end.
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
