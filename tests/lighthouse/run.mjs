// Prints Lighthouse's scores of the site for a phone next to their bars, as medians of some runs. Run it with:
// cargo xtask lighthouse

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import lighthouse from 'lighthouse';

const BARS = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 95 };
const RUNS = 3;
const PAGES = ['', 'es.html', ...process.argv.slice(2)];

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** Starts a browser with a new profile; returns its debugging port and a function that ends it. */
async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'interlocal-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const child = spawn(process.env.INTERLOCAL_CHROMIUM, [...flags, ...quiet, '--remote-debugging-port=0', `--user-data-dir=${folder}`]);
  const port = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stderr.on('data', (text) => {
      const [, port] = `${text}`.match(/ws:\/\/[^:]+:(\d+)\//) ?? [];
      if (port) resolve(Number(port));
    });
  });
  const end = async () => {
    const isOver = new Promise((resolve) => child.on('exit', resolve));
    child.kill();
    await isOver;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, end };
}

let isGood = true;
const { port, end } = await start();
try {
  for (const path of PAGES) {
    const url = new URL(path, process.env.INTERLOCAL_URL).href;
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push((await lighthouse(url, { port, output: 'json', logLevel: 'error' })).lhr);
    for (const [name, bar] of Object.entries(BARS)) {
      const score = Math.round(median(runs.map(({ categories }) => categories[name].score)) * 100);
      if (score < bar) isGood = false;
      console.log(`${(path || 'index.html').padEnd(14)} ${name.padEnd(16)} ${score} of ${bar} ${score < bar ? 'MISSED' : 'ok'}`);
      if (score < bar) {
        const { categories, audits } = runs[0];
        const failed = categories[name].auditRefs.map(({ id }) => audits[id]).filter((it) => it.score !== null && it.score < 1);
        for (const { id, title, displayValue = '' } of failed) console.log(`    ${id}: ${title} ${displayValue}`);
      }
    }
    const timing = (id) => Math.round(median(runs.map(({ audits }) => audits[id].numericValue)));
    console.log(`${' '.repeat(15)}simulated: first paint ${timing('first-contentful-paint')} ms, largest ${timing('largest-contentful-paint')} ms`);
  }
} finally {
  await end();
}
process.exitCode = isGood ? 0 : 1;
