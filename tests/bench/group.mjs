// Measures a group of agencies as a convener meets it: the built site in Chromium, its worker, and pages that show what the
// worker says. Prints each figure beside its bar, and fails when one is missed. Run it with: cargo xtask bench-group
//
// Times are between the page's question and the worker's answer, with both ways between the two threads. The processor
// is not slowed down: the bars are for a machine such as this one. Memory is that of the whole process with page and
// worker, less what it shares with other processes, at its highest.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch, newPage } from '../e2e/support/browser.mjs';
import { tokens } from '../e2e/support/cli.mjs';
import { open } from '../e2e/support/pages.mjs';
import { row } from './numbers.mjs';

const SIZES = [1250, 5000, 20000];
/** For 20,000; in milliseconds, and megabytes of memory. */
const BARS = { 'links pasted, read and scored': 2000, 'best partners of one': 20, 'ten helpers for all': 1000, 'best partners of all': 10000, cancel: 200, 'longest the page was blocked': 50, memory: 300 };
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Names of the answers by their number in a message: the order of the enum. */
const ANSWERS = variants('crates/group/src/answer.rs', 'Answer');
const ASKS = variants('crates/group/src/ask.rs', 'Ask');

function variants(file, name) {
  const source = readFileSync(`${root}/${file}`, 'utf8');
  const body = source.slice(source.indexOf(`pub enum ${name} {`)).split('\n}')[0];
  return [...body.matchAll(/^ {4}([A-Z]\w+)[ ({,]/gm)].map(([, variant]) => variant);
}

/** Notes each message between page and worker: its time, its direction and its first byte, which says what it is. */
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

/** Milliseconds from the first such question after `since` to the last answer to it, which is awaited. */
async function timed(page, ask, answer, act, isLast = false) {
  const since = await page.evaluate(() => performance.now());
  await act();
  const [askKind, answerKind] = [ASKS.indexOf(ask), ANSWERS.indexOf(answer)];
  const found = await page.waitForFunction(
    ([since, askKind, answerKind, isLast]) => {
      const later = window.messages.filter(({ at }) => at >= since);
      const asked = later.find(({ way, kind }) => way === 'ask' && kind === askKind);
      // The last byte of `Partners` says whether all is done.
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

/** What the clipboard does: the text comes with an event, and the page decides where it goes. */
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

/** The longest task of the page's thread between two moments, in milliseconds; those under 50 are not told. */
async function blockedBetween(page, from, to) {
  await page.waitForTimeout(100);
  const blocked = await page.evaluate(() => window.blocked);
  return Math.max(0, ...blocked.filter(({ at, duration }) => at + duration > from && at < to).map(({ duration }) => duration));
}

/**
 * Watches the memory of the process that has the page and its worker: what is its own and no file's, in MB. Gives what
 * tells the most there was.
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
        // It is gone.
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
  const args = ['run', '--quiet', '--package', 'interlocal-fiction', '--example', 'profiles', '--', String(n)];
  const profiles = execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 });
  return tokens(profiles.trim().split('\n').map((line) => JSON.parse(line)));
}

/** A browser of its own with an empty group; gives what `act` gives. */
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

/** Links as pasted text. */
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

/** The same links as a file, so that no copy of this script's own counts as the page's memory, and all results. */
function measureResults(links) {
  return withGroup(async (page, browser) => {
    const figures = {};
    const mostMemory = watchMemory(await pidOf(browser));
    const name = join(mkdtempSync(join(tmpdir(), 'interlocal-')), 'links.txt');
    writeFileSync(name, links.join('\n'));
    await timed(page, 'Add', 'Collected', () => page.locator('#lists').setInputFiles(name));
    await toPage(page, 'desk-meet');
    // The introductions are asked for when their page opens; what is measured here comes after them.
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
    // Another group of the same agencies: nothing is known of it yet.
    await toPage(page, 'desk-group');
    await timed(page, 'Remove', 'Collected', () => page.locator('[data-action=remove]').first().click());
    await page.evaluate(() => { window.messages.length = 0; });
    await toPage(page, 'desk-gaps');
    Object.assign(figures, await allPairs(page));
    figures.memory = mostMemory();
    return figures;
  });
}

/** The long computation by itself: cancelled once, then to its end. */
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
