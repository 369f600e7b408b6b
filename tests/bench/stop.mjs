// Measures how soon the site listens while it reads hostile input in Chromium: files of 16 MiB in a group, and pasted texts of
// 1 MiB. Prints each figure next to its bar, and fails if one is missed. `cargo xtask bench-group` runs it after group.mjs.
//
// A file is stopped several times, each time a little later. The wait is from the message "Cancel" to its answer, so it includes
// the step that the worker is in. The processor isn't slowed down.

import { launch, newPage } from '../e2e/support/browser.mjs';
import { open } from '../e2e/support/pages.mjs';
import { toOpen } from '../e2e/support/visits.mjs';
import { ANSWERS, ASKS } from './messages.mjs';
import { row } from './numbers.mjs';

const FILE = 16 << 20;
const TEXT = 1 << 20;
/** Milliseconds. */
const BAR = 200;
/** Milliseconds from handing over a file to stopping it. */
const DELAYS = [0, 50, 150, 400, 1000];

const filled = (piece, size) => piece.repeat(Math.floor(size / piece.length));
const mail = (header, piece) => `From: a\nTo: b\n${header}\n\n${filled(piece, FILE)}`;

/** Name, name of the file, and content. The cases are those of crates/import/examples/hostile.rs that took longest. */
const FILES = [
  ['starts of links', 'a.txt', () => filled('su1', FILE)],
  ['soft breaks', 'a.txt', () => filled('=\n', FILE)],
  ['base64 lines', 'a.txt', () => filled('c3UxYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWZnaGlqa2xtbm9wcXJz\n', FILE)],
  ['addresses', 'a.txt', () => filled('https://x/?u=aHR0cHM6Ly94Lz91PWFIUjBjSE02THk5NEx6OTFQWA== ', FILE)],
  ['angle brackets', 'a.html', () => `</p>${filled('<', FILE)}`],
  ['cells', 'a.csv', () => filled('a,', FILE)],
  ['numbers in JSON', 'a.json', () => `[${filled('1,', FILE)}1]`],
  ['objects in JSON', 'a.json', () => `[${filled('{"":0},', FILE)}1]`],
  ['links in JSON', 'a.json', () => `[${filled('{"":"su1"},', FILE)}1]`],
  ['fields of a mail', 'a.eml', () => mail('a: b', 'a:\n')],
  ['parts of a mail', 'a.eml', () => mail('Content-Type: multipart/mixed; boundary=b', '--b\n\n')],
  ['one long base64 part', 'a.eml', () => mail('Content-Transfer-Encoding: base64', 'c3Ux')],
];

/** The worst texts for a search for links; crates/core/examples/worst_text.rs has more. */
const TEXTS = ['su1', 'su1zz', '&', '%25', '%2525', '=', '<meta ', '%73%75%31zz', 'https://x/?u=aHR0cHM6Ly94Lz91PWFIUjBjSE02THk5NEx6OTFQWA== '];

/** Runs in the page before its scripts: keeps the worker, and the kinds of its answers with their times. */
function watchWorker() {
  window.blocked = [];
  window.answers = [];
  const Original = Worker;
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      window.worker = this;
      this.addEventListener('message', ({ data }) => window.answers.push({ kind: data?.[0], at: performance.now() }));
    }
  };
  new PerformanceObserver((list) => window.blocked.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
}

/** Runs in the page: the longest wait for the answer `cancelled` to the message `cancel`, sent after each delay. */
async function longestWait({ name, text, delays, cancel, cancelled, collected }) {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let longest = 0;
  for (const delay of delays) {
    window.answers.length = 0;
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    const field = document.querySelector('#lists');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    // The page reads the file before it asks the worker.
    await new File([text], name).arrayBuffer();
    await pause(delay);
    if (window.answers.some(({ kind }) => kind === collected)) break;
    const asked = performance.now();
    window.worker.postMessage(Uint8Array.of(cancel));
    const answer = () => window.answers.find(({ kind }) => kind === cancelled);
    while (!answer()) await pause(1);
    longest = Math.max(longest, answer().at - asked);
    // The page asks its questions again afterwards; they are quick.
    await pause(200);
  }
  return longest;
}

/** Runs in the page: opens a pasted text. The browser reports long tasks later than it draws. */
async function openText(text) {
  document.querySelector('#paste').value = text;
  await new Promise((resolve) => setTimeout(resolve, 500));
  window.blocked.length = 0;
  document.querySelector('[data-action=open-link]').click();
}

/** The longest task of the page's thread for a text that is pasted at "Open a file". The browser reports none below 50 ms. */
async function longestTask(page, text) {
  await page.evaluate(openText, text);
  await page.locator('#problem').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  return page.evaluate(() => Math.max(0, ...window.blocked));
}

async function withPage(go, act) {
  const browser = await launch();
  try {
    const { page } = await newPage(browser);
    await page.addInitScript(watchWorker);
    await open(page);
    await go(page);
    return await act(page);
  } finally {
    await browser.close();
  }
}

async function toEmptyGroup(page) {
  await page.locator('[data-action=example]').click();
  await page.locator('[data-action=clear-examples]').click();
  await page.locator('[data-action=add-links]').waitFor();
}

let isGood = true;
function report(name, ms) {
  const isMet = ms <= BAR;
  isGood &&= isMet;
  console.log(row(name, ms === 0 ? 'under 50 ms' : `${ms.toFixed(0)} ms`, `${BAR} ms`, isMet ? 'ok' : 'MISSED'));
}

console.log(row('a file of 16 MiB in the worker', 'longest wait', 'bar', ''));
const kinds = { cancel: ASKS.indexOf('Cancel'), cancelled: ANSWERS.indexOf('Cancelled'), collected: ANSWERS.indexOf('Collected') };
for (const [name, file, content] of FILES) {
  const given = { name: file, text: content(), delays: DELAYS, ...kinds };
  report(name, await withPage(toEmptyGroup, (page) => page.evaluate(longestWait, given)));
}
console.log(`\n${row('a pasted text of 1 MiB in the page', 'longest task', 'bar', '')}`);
for (const piece of TEXTS) {
  report(JSON.stringify(piece).slice(0, 32), await withPage(toOpen, (page) => longestTask(page, filled(piece, TEXT))));
}
if (!isGood) process.exitCode = 1;
