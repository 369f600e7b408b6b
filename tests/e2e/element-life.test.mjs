// An element leaks nothing when it is mounted and removed many times on a page that stays open.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, notInFirefox } from './support/browser.mjs';
import { isAll } from './support/depth.mjs';
import { element, ready, visitHost } from './support/element.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Mounts and removes an element `rounds` times, each time with a step inside. */
async function live(page, rounds) {
  await page.evaluate(async (rounds) => {
    const until = async (isSo) => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    for (let round = 0; round < rounds; round += 1) {
      const it = document.createElement('interlocal-assessment');
      it.setAttribute('storage', 'off');
      const isReady = new Promise((resolve) => it.addEventListener('interlocal-ready', resolve, { once: true }));
      document.body.append(it);
      await isReady;
      const shadow = it.shadowRoot;
      await until(() => shadow.querySelector('[data-action=begin]'));
      shadow.querySelector('[data-action=begin]').click();
      await until(() => shadow.querySelector('[data-page=details]'));
      it.remove();
      await until(() => shadow.childElementCount === 0);
    }
  }, rounds);
}

/** Counts bytes of the heap (with WebAssembly), nodes and listeners after garbage collection. */
async function left(session) {
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return { bytes: usedSize + backingStorageSize, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

/** The number of rounds: enough for the smallest leak of a round to exceed its limit. */
const ROUNDS = isAll ? 50 : 15;
const RESETS = isAll ? 20 : 6;

test(`${ROUNDS} rounds of mounting and removing leak no memory, no nodes and no listeners`, { skip: notInFirefox('its debugger counts none of them') }, async () => {
  const { page, close } = await visitHost(browser, element('storage="off"'));
  await ready(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await live(page, isAll ? 10 : 5);
  const early = await left(session);
  await live(page, ROUNDS);
  const late = await left(session);
  // One instance takes more than a megabyte.
  assert.ok(late.bytes - early.bytes < 1_000_000, `${late.bytes - early.bytes} bytes more`);
  assert.ok(late.nodes - early.nodes < ROUNDS, `${late.nodes - early.nodes} nodes more`);
  assert.ok(late.listeners - early.listeners < Math.min(ROUNDS, 20), `${late.listeners - early.listeners} listeners more`);
  await close();
});

test(`${RESETS} resets leak no nodes and no listeners`, { skip: notInFirefox('its debugger counts none of them') }, async () => {
  const { page, close } = await visitHost(browser, element('storage="off"'));
  await ready(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const reset = (times) =>
    page.evaluate(async (times) => {
      const it = document.querySelector('interlocal-assessment');
      for (let time = 0; time < times; time += 1) {
        const isReady = new Promise((resolve) => it.addEventListener('interlocal-ready', resolve, { once: true }));
        await it.reset();
        await isReady;
      }
    }, times);
  await reset(3);
  const early = await left(session);
  await reset(RESETS);
  const late = await left(session);
  assert.ok(late.nodes - early.nodes < RESETS, `${late.nodes - early.nodes} nodes more`);
  assert.ok(late.listeners - early.listeners < 5, `${late.listeners - early.listeners} listeners more`);
  await close();
});
