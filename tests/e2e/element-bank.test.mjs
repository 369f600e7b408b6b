// An element with a custom question bank.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bank, say } from './support/bank.mjs';
import { withDigest } from './support/cli.mjs';
import { launch } from './support/browser.mjs';
import { element, fillIn, ready, visitHost } from './support/element.mjs';
import { COUNTY, storage, token } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const SCRIPTS = '<img src=x onerror="document.title=\'hit\'"><script>document.title="hit"</script>';
const other = structuredClone(bank);
other.id = 'another-bank';
other.title.en = `Libraries ${SCRIPTS}`;
other.domains[0].label.en = `Books ${SCRIPTS}`;
other.capabilities[0].label.en = `Lending ${SCRIPTS}`;
other.capabilities[0].text.en = `javascript:alert(1) ${SCRIPTS}`;

const json = (value) => ({ body: typeof value === 'string' ? value : JSON.stringify(value), type: 'application/json' });
const pages = { '/other.json': json(withDigest(other)), '/cut.json': json('{"id": 1'), '/wrong.json': json({ ...bank, domains: [] }) };

test('requirement 8: a custom bank works from start to profile, and its texts stay text', async () => {
  const { page, log, close } = await visitHost(browser, element('bank="/other.json"'), { pages });
  await ready(page);
  assert.equal(await page.locator('[data-action=example]:visible').count(), 0);
  await fillIn(page);
  await page.locator('[data-page=profile]', { hasText: 'Books <img' }).waitFor();
  assert.equal(await page.locator('interlocal-assessment img, interlocal-assessment script').count(), 0);
  assert.equal(await page.title(), 'County of Testville');
  assert.deepEqual(Object.keys(await storage(page)), ['interlocal:draft:another-bank']);
  await page.locator('[data-action=desk-share]').click();
  await page.locator('[data-page=desk-share]').waitFor();
  assert.deepEqual(log.problems(), []);
  await close();
});

test('a link for the included bank doesn\'t open with a custom bank', async () => {
  const { page, close } = await visitHost(browser, element('bank="/other.json"'), { pages, query: `?#${token(COUNTY)}` });
  await page.locator('[data-page=problem]').waitFor();
  await close();
});

test('no other page loads the reader of banks', async () => {
  const { page, host, close } = await visitHost(browser, element(), { pages });
  await ready(page);
  assert.deepEqual(host.asked.filter((path) => /bank|reader/.test(path)), []);
  await close();
});

for (const [what, address, reason] of [
  ['is missing', '/none.json', '404'],
  ['is truncated', '/cut.json', 'line 1'],
  ['contradicts itself', '/wrong.json', '/'],
  ['is on another site', 'https://banks.example/share.json', 'https://banks.example'],
]) {
  test(`a bank that ${what} is reported to the owner`, async () => {
    const { page, close } = await visitHost(browser, element(`bank="${address}"`), { pages });
    await page.locator('interlocal-assessment[data-error]').waitFor();
    assert.equal(await page.evaluate(() => window.heard[0].detail.cause), 'bank');
    const panel = page.locator('interlocal-assessment [role=alert]', { hasText: say('en', 'why.lead') });
    await panel.filter({ hasText: address }).filter({ hasText: reason }).waitFor();
    await close();
  });
}

test('a redirect of a bank is never followed', async () => {
  for (const location of ['/other.json', 'https://banks.example/share.json']) {
    const change = (path, answer) =>
      void (path === '/moved.json' && Object.assign(answer, { status: 302, headers: { location }, body: '' }));
    const { page, host, close } = await visitHost(browser, element('bank="/moved.json"'), { pages, change });
    await page.locator('interlocal-assessment[data-error]').waitFor();
    assert.equal(await page.evaluate(() => window.heard[0].detail.cause), 'bank');
    assert.ok(!host.asked.includes('/other.json'));
    await close();
  }
});
