import { launch } from '../e2e/support/browser.mjs';
import { siteUrl } from '../e2e/support/pages.mjs';
import { measureForm } from './form.mjs';
import { measureFirstClick } from './load.mjs';
import { median, percentile } from './numbers.mjs';
const real = await launch();
const off = { newContext: async (o) => { const c = await real.newContext(o); await c.addInitScript(() => delete globalThis.WebAssembly); return c; } };
const n = Number(process.argv[2] ?? 3);
for (const [name, b] of [['wasm', real], ['script', off]]) {
  const firsts = [];
  for (let i = 0; i < n; i += 1) firsts.push((await measureFirstClick(b, siteUrl())).answered);
  const form = []; for (let i = 0; i < Math.ceil(n/3); i += 1) form.push(...(await measureForm(b, siteUrl())));
  const h = form.map((it) => it.byHand);
  console.log(name, 'first', firsts.map(Math.round).join(' '), 'form p50', percentile(form.map((x) => x.byEvents), 50), 'p98', percentile(form.map((x) => x.byEvents), 98), 'hand p50', median(h).toFixed(1), 'p98', percentile(h, 98).toFixed(1), 'first clicks', h.slice(0, 5).map((x) => x.toFixed(0)).join(' '));
}
await real.close();
