// Measures large groups of agencies in the built site in Chromium, with the worker and the pages that show its answers.
// Prints each figure next to its bar, and fails if one is missed. Run it with: cargo xtask bench-group
//
// A time is measured from the page's query to the worker's answer, including both messages between the threads. The
// processor isn't slowed down; the bars apply to a machine like the one that runs the tests. Memory is the highest private
// memory of the process that contains the page and the worker.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launch, newPage } from '../e2e/support/browser.mjs';
import { tokens } from '../e2e/support/cli.mjs';
import { open } from '../e2e/support/pages.mjs';
import { ANSWERS, ASKS, root } from './messages.mjs';
import { row } from './numbers.mjs';

const SIZES = [1250, 5000, 20000];
/** Bars for 20,000 agencies: milliseconds, and megabytes for memory. */
const BARS = { 'links pasted, read and scored': 2000, 'best partners of one': 20, 'ten helpers for all': 1000, 'best partners of all': 10000, cancel: 200, 'longest the page was blocked': 50, memory: 300 };

/** Records each message between page and worker: its time, its direction, and its first byte, which is the kind. */
function listenToWorkers() {
  window.messages = [];
  window.blocked = [];
  const note = (way, data) => window.messages.push({ way, at: performance.now(), kind: data?.[0], last: data?.[data.length - 1] });
  const Original = Worker;
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => note('answer', data));
    }

    postMessage(data, transfer) {
      note('ask', data);
      super.postMessage(data, transfer);
    }
  };
  new PerformanceObserver((list) => {
    window.blocked.push(...list.getEntries().map(({ startTime, duration }) => ({ at: startTime, duration })));
  }).observe({ type: 'longtask' });
}

/** Calls `act`, and returns the milliseconds from the first query `ask` after that to its `answer`. Waits for the answer. */
async function timed(page, ask, answer, act, isLast = false) {
  const since = await page.evaluate(() => performance.now());
  await act();
  const [askKind, answerKind] = [ASKS.indexOf(ask), ANSWERS.indexOf(answer)];
  const found = await page.waitForFunction(
    ([since, askKind, answerKind, isLast]) => {
      const later = window.messages.filter(({ at }) => at >= since);
      const asked = later.find(({ way, kind }) => way === 'ask' && kind === askKind);
      // The last byte of `Partners` says whether the computation is done.
      const told = later.find(
        ({ at, way, kind, last }) => at >= asked?.at && way === 'answer' && kind === answerKind && (!isLast || last === 1),
      );
      return told && { from: asked.at, to: told.at };
    },
    [since, askKind, answerKind, isLast],
    { timeout: 120_000, polling: 200 },
  );
  const { from, to } = await found.jsonValue();
  return { ms: to - from, from, to };
}

/** Pastes like the clipboard does: an event carries the text, and the page handles it. */
const paste = (page, text) =>
  page.locator('textarea').evaluate((box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const toPage = async (page, name) => {
  await page.locator(`[data-action=${name}]`).click();
  await page.locator(`[data-page=${name}]`).waitFor();
};

/** The longest task of the page's thread between two times, in milliseconds. The browser reports none below 50. */
async function blockedBetween(page, from, to) {
  await page.waitForTimeout(100);
  const blocked = await page.evaluate(() => window.blocked);
  return Math.max(0, ...blocked.filter(({ at, duration }) => at + duration > from && at < to).map(({ duration }) => duration));
}

/**
 * Watches the anonymous memory of the process that contains the page and its worker, in MB. Returns a function that
 * stops watching and returns the maximum.
 */
function watchMemory(browserPid) {
  let most = 0;
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const isPage = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
        if (!isPage || !isBelow(pid, browserPid)) continue;
        most = Math.max(most, Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
      } catch {
        // The process has ended.
      }
    }
  };
  const timer = setInterval(look, 100);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}

function isBelow(pid, ancestor) {
  for (let at = Number(pid); at > 1; ) {
    if (at === ancestor) return true;
    at = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${at}/stat`, 'utf8'))[1]);
  }
  return false;
}

function fictionalLinks(n) {
  const args = ['run', '--quiet', '--package', 'interlocal-testkit', '--example', 'profiles', '--', String(n)];
  const profiles = execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 });
  return tokens(profiles.trim().split('\n').map((line) => JSON.parse(line)));
}

/** Calls `act` with an empty group in a new browser, and returns its result. */
async function withGroup(act) {
  const browser = await launch();
  try {
    const { page } = await newPage(browser);
    await page.addInitScript(listenToWorkers);
    await open(page);
    await page.locator('[data-action=example]').click();
    await page.locator('[data-action=clear-examples]').click();
    await page.locator('[data-action=add-links]').waitFor();
    return await act(page, browser);
  } finally {
    await browser.close();
  }
}

/** Measures pasting links as text. */
function measurePasting(links) {
  return withGroup(async (page) => {
    const figures = {};
    const pasted = await timed(page, 'Add', 'Collected', () => paste(page, links.join('\n')));
    figures['links pasted, read and scored'] = pasted.ms;
    const wasShown = await page.evaluate(([from, to, kind]) => window.messages.some((it) => it.way === 'answer' && it.kind === kind && it.at > from && it.at < to), [pasted.from, pasted.to, ANSWERS.indexOf('Progress')]);
    figures.wasProgressShown = wasShown;
    return figures;
  });
}

/** Measures all results. The links come from a file, so that the page's memory has no copy made by this script. */
function measureResults(links) {
  return withGroup(async (page, browser) => {
    const figures = {};
    const mostMemory = watchMemory(await pidOf(browser));
    const name = join(mkdtempSync(join(tmpdir(), 'interlocal-')), 'links.txt');
    writeFileSync(name, links.join('\n'));
    await timed(page, 'Add', 'Collected', () => page.locator('#lists').setInputFiles(name));
    await toPage(page, 'desk-meet');
    // The page queries the introductions when it opens; the other measurements come after them.
    await page.locator('[data-action=partners-all]').waitFor();
    await page.waitForFunction(([kind]) => window.messages.some((it) => it.way === 'answer' && it.kind === kind), [ANSWERS.indexOf('Meetings')], { timeout: 120_000 });
    const meetings = await page.evaluate(([ask, answer]) => {
      const at = (way, kind) => window.messages.find((it) => it.way === way && it.kind === kind).at;
      return { from: at('ask', ask), to: at('answer', answer) };
    }, [ASKS.indexOf('Meetings'), ANSWERS.indexOf('Meetings')]);
    figures['introductions, with all pairs'] = meetings.to - meetings.from;
    const choose = page.locator('select').last();
    const option = await choose.locator('option').nth(1).getAttribute('value');
    figures['best partners of one'] = (await timed(page, 'Partners', 'Partners', () => choose.selectOption(option))).ms;
    await toPage(page, 'desk-helpers');
    await page.waitForFunction(([kind]) => window.messages.some((it) => it.way === 'answer' && it.kind === kind), [ANSWERS.indexOf('Network')], { timeout: 120_000 });
    figures['ten helpers for all'] = (await timed(page, 'Helpers', 'Helpers', () => page.locator('[data-action=how-many]').selectOption('10'))).ms;
    figures.gaps = (await timed(page, 'Coverage', 'Coverage', () => toPage(page, 'desk-gaps'))).ms;
    figures['buying groups'] = (await timed(page, 'Buying', 'Buying', () => toPage(page, 'desk-buying'))).ms;
    // Removing an agency empties the cache of results.
    await toPage(page, 'desk-group');
    await timed(page, 'Remove', 'Collected', () => page.locator('[data-action=remove]').first().click());
    await page.evaluate(() => { window.messages.length = 0; });
    await toPage(page, 'desk-gaps');
    Object.assign(figures, await allPairs(page));
    figures.memory = mostMemory();
    return figures;
  });
}

/** Measures the longest computation: cancels it once, then runs it to its end. */
async function allPairs(page) {
  await toPage(page, 'desk-meet');
  const cancel = page.locator('[data-action=cancel]');
  const hasCancel = await cancel.waitFor({ timeout: 2000 }).then(() => true, () => false);
  const figures = {};
  if (hasCancel) {
    figures.cancel = (await timed(page, 'Cancel', 'Cancelled', () => cancel.click())).ms;
    await cancel.waitFor({ state: 'detached' });
  }
  const all = await timed(page, 'Partners', 'Partners', () => page.locator('[data-action=partners-all]').click(), true);
  figures['best partners of all'] = all.ms;
  const blocked = await blockedBetween(page, all.from, all.to);
  return { ...figures, 'longest the page was blocked': blocked };
}

async function pidOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type === 'browser').id;
}

let isGood = true;
for (const n of SIZES) {
  process.stderr.write(`${n} agencies\n`);
  const links = fictionalLinks(n);
  const figures = { ...(await measurePasting(links)), ...(await measureResults(links)) };
  console.log(`\n${row(`${n.toLocaleString('en')} agencies`, 'measured', 'bar', '')}`);
  for (const [name, value] of Object.entries(figures)) {
    if (name === 'wasProgressShown') continue;
    const unit = name === 'memory' ? 'MB' : 'ms';
    const bar = n === SIZES.at(-1) ? BARS[name] : undefined;
    const isMet = bar === undefined || value <= bar;
    isGood &&= isMet;
    const verdict = bar === undefined ? '' : isMet ? 'ok' : 'MISSED';
    const shown = name.startsWith('longest') && value === 0 ? 'under 50 ms' : `${Math.round(value * 10) / 10} ${unit}`;
    console.log(row(name, shown, bar === undefined ? '' : `${bar} ${unit}`, verdict));
  }
  if (n === SIZES.at(-1) && !figures.wasProgressShown) {
    isGood = false;
    console.log('no progress was shown while links were read: MISSED');
  }
}
process.exitCode = isGood ? 0 : 1;
await import('./stop.mjs');
