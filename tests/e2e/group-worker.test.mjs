// The worker of a group's pages. Browsers that lack a function get the same answers in another way, a crash of the worker loses
// only the group, the pages work without a database, and long work shows its progress and can be stopped.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { sayDesk } from './support/bank.mjs';
import { launch, newPage } from './support/browser.mjs';
import { fictional } from './support/cli.mjs';
import { onlyInAll } from './support/depth.mjs';
import { ahead, brought, listed, names, namesOf, PAGES, SIX, toExamples, toGroup, turn, worked } from './support/group.mjs';
import { countWorkers } from './support/outside.mjs';
import { open, settled } from './support/pages.mjs';
import { storage } from './support/visits.mjs';
import { drawn, until } from './support/wait.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function visiting(prepare = () => {}) {
  const visit = await newPage(browser);
  await prepare(visit.page);
  await open(visit.page);
  await settled(visit.page);
  return visit;
}

/** Returns the texts of all pages for the six agencies. */
async function allTexts(page) {
  await toExamples(page);
  const texts = {};
  for (const name of PAGES) {
    await turn(page, name);
    if (name === 'meet') {
      await page.locator('[data-action=partners-all]').click();
      await worked(page);
    }
    if (name === 'invite') {
      await page.locator('input[name=member]').first().check();
      await page.locator('#next-title').waitFor();
      await worked(page);
    }
    texts[name] = await page.locator('main').innerText();
  }
  return texts;
}

const programs = (log) => log.requests.map(({ url }) => /interlocal_group\w*(\.wasm|_script\.js)/.exec(url)?.[0]).filter(Boolean);

describe('the answers are the same', () => {
  let usual;
  before(async () => {
    const { page, log, close } = await visiting();
    usual = await allTexts(page);
    assert.deepEqual(programs(log), ['interlocal_group_bg.wasm']);
    assert.equal(await countWorkers(page), 1);
    assert.deepEqual(log.problems(), []);
    await close();
  });

  test('if the browser has no SIMD', { skip: onlyInAll('such a browser runs a script, which the quick build has not') }, async () => {
    const { page, log, close } = await visiting((it) => ahead(it, 'group-worker.js', 'WebAssembly.validate = () => false;'));
    assert.deepEqual(await allTexts(page), usual);
    assert.deepEqual(programs(log), ['interlocal_group_script.js']);
    assert.deepEqual(log.problems(), []);
    await close();
  });

  test('if the page can\'t make a worker', async () => {
    const { page, log, close } = await visiting((it) =>
      it.addInitScript(() => {
        window.Worker = class {
          constructor() {
            throw new DOMException('no workers here', 'SecurityError');
          }
        };
      }),
    );
    assert.deepEqual(await allTexts(page), usual);
    assert.equal(await countWorkers(page), 0);
    assert.deepEqual(log.problems(), []);
    // "Forget everything" removes the group as well.
    await page.locator('[data-action=forget]').click();
    await page.locator('[data-page=start]').waitFor();
    await toGroup(page);
    await page.locator('[data-action=add-examples]').waitFor();
    await close();
  });
});

const broken = (page) => page.locator('.problem', { hasText: sayDesk('en', 'group.fail-broken') }).waitFor();

const FAULTS = {
  'whose script doesn\'t load': 'group-worker.js',
  'whose program doesn\'t load': 'interlocal_group_bg.wasm',
};

for (const [what, file] of Object.entries(FAULTS)) {
  test(`the page reports a worker ${what}, and the next try works`, async () => {
    const { page, close } = await visiting((it) => it.route(`**/${file}`, (route) => route.abort()));
    await page.locator('[data-action=example]').click();
    await broken(page);
    await page.unroute(`**/${file}`);
    await page.locator('[data-action=add-examples]').click();
    await listed(page, SIX.length);
    assert.equal(await page.locator('.problem').count(), 0);
    await turn(page, 'helpers');
    assert.equal(await page.locator('.tile').count(), 2);
    await close();
  });
}

test('a crash of the worker loses the group but no saved group, and the visit continues', async () => {
  const dies = "new BroadcastChannel('test').onmessage = () => setTimeout(() => { throw new Error('out of memory'); });";
  const { page, log, close } = await visiting((it) => ahead(it, 'group-worker.js', dies));
  await toExamples(page);
  await page.locator('input[name=collection]').fill('Valley');
  await page.locator('[data-action=keep]').click();
  await page.locator('.collections__one', { hasText: 'Valley' }).waitFor();
  await turn(page, 'buying');
  await page.evaluate(() => new BroadcastChannel('test').postMessage('die'));
  await broken(page);
  await page.locator('[data-action=collect]').click();
  await page.locator('.collections__one [data-action=open-kept]').click();
  await listed(page, SIX.length);
  assert.deepEqual(await names(page), namesOf(SIX));
  await turn(page, 'buying');
  assert.ok((await page.locator('.tile').count()) > 5);
  assert.deepEqual(log.problems().filter((it) => !it.includes('out of memory')), []);
  await close();
});

const DENIALS = {
  'is unavailable': "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });",
  'does not open': "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'InvalidStateError'); };",
  'is full': "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
};

for (const [what, line] of Object.entries(DENIALS)) {
  test(`if the device’s database ${what}, the page says that it can't save a group, and everything else works`, async () => {
    const { page, log, close } = await visiting((it) => ahead(it, 'group-worker.js', line));
    await toExamples(page);
    assert.equal(await page.locator('.problem').count(), 0, 'nobody asked for anything to be kept yet');
    await page.locator('input[name=collection]').fill('Valley');
    await page.locator('[data-action=keep]').click();
    await page.locator('.problem', { hasText: sayDesk('en', 'group.fail-not-kept') }).waitFor();
    assert.equal(await page.locator('.share__status').innerText(), '');
    assert.deepEqual(await names(page), namesOf(SIX));
    await turn(page, 'helpers');
    assert.equal(await page.locator('.problem').count(), 0, 'the message is not carried along');
    assert.equal(await page.locator('.tile').count(), 2);
    assert.deepEqual(log.problems(), []);
    assert.deepEqual(await storage(page), {});
    await close();
  });
}

/**
 * A worker that stops after the number of steps that the test allows, and reports when it pauses. Each message between its
 * turns takes one step off `left`. A turn does one step of the work, because the worker's clock ends its time after each.
 */
const LED = `{
  let clock = 0;
  performance.now = () => (clock += 1000);
  let left = Infinity;
  const waiting = [];
  const channel = new BroadcastChannel('lead');
  const goOn = () => {
    while (left > 0 && waiting.length > 0) {
      left -= 1;
      waiting.shift()();
    }
    if (waiting.length > 0) channel.postMessage('resting');
  };
  channel.onmessage = ({ data }) => {
    left = data === 'free' ? Infinity : data === 'stop' ? 0 : left + data;
    if (data === 'stop') channel.postMessage('stopped');
    goOn();
  };
  const Quick = MessageChannel;
  globalThis.MessageChannel = class {
    constructor() {
      const { port1, port2 } = new Quick();
      this.port1 = port1;
      this.port2 = {
        postMessage(message) {
          waiting.push(() => port2.postMessage(message));
          goOn();
        },
      };
    }
  };
}`;

describe('of thousands of agencies', () => {
  /** Enough agencies for more than a dozen steps of each computation; bench-group measures 20,000. */
  const N = 3000;
  let file;
  const links = () => (file ??= { name: 'links.txt', mimeType: 'text/plain', buffer: Buffer.from(fictional(N).join('\n')) });

  /** Opens a visit with an empty group, and records the page's progress messages in order. */
  async function led() {
    const visit = await visiting((it) => ahead(it, 'group-worker.js', LED));
    const { page } = visit;
    await toGroup(page);
    await page.evaluate(() => {
      const channel = new BroadcastChannel('lead');
      window.said = { resting: false, stopped: false };
      channel.onmessage = ({ data }) => (window.said[data] = true);
      window.lead = (word) => {
        window.said.resting = false;
        channel.postMessage(word);
      };
      window.told = [];
      const look = () => {
        const bar = document.querySelector('main progress');
        if (bar) window.told.push({ done: bar.value, total: bar.max, isCancel: document.querySelector('[data-action=cancel]') !== null });
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['value'] });
    });
    return visit;
  }

  /** Sends the worker `free`, `stop`, or the number of further steps that it may take. */
  const lead = (page, word) => page.evaluate((it) => window.lead(it), word);
  /** Stops the worker before its next step; before its start it receives no messages. */
  const stop = async (page) => {
    await page.evaluate(() => (window.said.stopped = false));
    await until(async () => {
      await lead(page, 'stop');
      return page.evaluate(() => window.said.stopped);
    });
  };
  /** Lets the worker take one step after another until the page shows this. */
  const leadTo = (page, locator) =>
    until(async () => {
      if (await locator.isVisible()) return true;
      if (await page.evaluate(() => window.said.resting)) await lead(page, 1);
      return drawn(page);
    });
  const told = (page) => page.evaluate(() => window.told.splice(0));
  /** Counts the times when the progress went back, because another part of the work began. */
  const n_starts = (steps) => steps.filter((it, at) => at === 0 || it.done / it.total < steps[at - 1].done / steps[at - 1].total).length;

  async function filled() {
    const visit = await led();
    await visit.page.locator('#lists').setInputFiles(links());
    await brought(visit.page, sayDesk('en', 'collect.new', { n: N }));
    await listed(visit.page, 25);
    return visit;
  }

  test('stopping the import leaves the group unchanged', async () => {
    const { page, close } = await led();
    await stop(page);
    await page.locator('#lists').setInputFiles(links());
    const cancel = page.locator('[data-action=cancel]');
    await leadTo(page, cancel);
    await cancel.click();
    await lead(page, 'free');
    await page.locator('main progress').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.list').count(), 0);
    assert.equal(await page.locator('[data-action=add-examples]').count(), 1);
    await close();
  });

  test('the import shows its progress', async () => {
    const { page, close } = await filled();
    const steps = await told(page);
    assert.ok(steps.length > 3, `${steps.length} steps`);
    assert.ok(n_starts(steps) <= 2, 'read, then counted');
    assert.ok(steps.every(({ isCancel }) => isCancel));
    await close();
  });

  test('the best pairs appear in parts, and the search can be stopped and continued', async () => {
    const { page, log, close } = await filled();
    await told(page);
    await stop(page);
    // Introductions also need all pairs and start with them, so a person who opens them meanwhile sees the pairs appear.
    await page.locator('[data-action=desk-meet]').click();
    await page.locator('[data-action=partners-all]').click();
    await leadTo(page, page.locator('main p', { hasText: sayDesk('en', 'partners.so-far') }));
    assert.ok((await page.locator('[aria-labelledby=partners-title] .tile').count()) > 0, 'some before all');
    const cancel = page.locator('[data-action=cancel]');
    await leadTo(page, cancel);
    await cancel.click();
    await lead(page, 'free');
    await page.locator('[data-action=resume]').last().waitFor();
    await page.locator('main p', { hasText: sayDesk('en', 'partners.stopped') }).waitFor();
    // The worker again makes single steps, so that the page shows each of them.
    await stop(page);
    await page.locator('[data-action=resume]').last().click();
    await leadTo(page, page.locator('main p', { hasText: sayDesk('en', 'partners.done') }));
    await lead(page, 'free');
    await worked(page);
    assert.equal(await page.locator('[aria-labelledby=partners-title] .tile').count(), 50);
    const steps = await told(page);
    assert.ok(steps.length > 3, `${steps.length} steps`);
    assert.deepEqual(log.problems(), []);
    await close();
  });
});
