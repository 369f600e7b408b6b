// Fields that software fills: autofill, password managers, and extensions that insert their own elements beside fields.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, newPage } from './support/browser.mjs';
import { begin, detailsFields, next, open, selectors, settled } from './support/pages.mjs';
import { storage } from './support/visits.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function atDetails() {
  const visit = await newPage(browser);
  await open(visit.page);
  await settled(visit.page);
  await begin(visit.page);
  await visit.page.locator(detailsFields.kind).selectOption('2');
  return visit;
}

/** Fills fields as software does: sets whole values, with the events that browsers and password managers dispatch. */
const autofill = (page, values, events = ['input', 'change']) =>
  page.evaluate(
    ([values, events]) => {
      for (const [id, value] of Object.entries(values)) {
        const field = document.getElementById(id);
        field.value = value;
        for (const type of events) field.dispatchEvent(new Event(type, { bubbles: true }));
      }
    },
    [values, events],
  );

const codes = (page) => page.evaluate(() => ['country', 'subdivision'].map((id) => document.getElementById(`field-${id}`).value));
const hold = (page, wanted) =>
  page.waitForFunction(
    (wanted) => ['country', 'subdivision'].every((id, at) => document.getElementById(`field-${id}`).value === wanted[at]),
    wanted,
  );

for (const [country, state, wanted] of [
  ['United States', 'California', ['US', 'CA']],
  ['USA', 'Calif.', ['US', 'CA']],
  ['Estados Unidos', 'Nueva York', ['US', 'NY']],
  ['us', 'tx', ['US', 'TX']],
  ['Canada', 'ON', ['CA', 'ON']],
]) {
  test(`autofill’s “${country}” and “${state}” are read as ${wanted.join('-')}, and Next works`, async () => {
    const { page, log, close } = await atDetails();
    await autofill(page, { 'field-agency': 'Testville', 'field-country': country, 'field-subdivision': state });
    await hold(page, wanted);
    assert.equal(await page.locator('[aria-invalid=true]').count(), 0);
    assert.notEqual(await next(page), 'details');
    assert.deepEqual(log.problems(), []);
    await close();
  });
}

test('a typed name is looked up when the field loses the focus, and not before', async () => {
  const { page, close } = await atDetails();
  await page.locator('#field-country').pressSequentially('Niger');
  assert.deepEqual(await codes(page), ['Niger', '']);
  await page.locator('#field-country').pressSequentially('ia');
  await page.locator('#field-subdivision').focus();
  await hold(page, ['NG', '']);
  await close();
});

test('an unknown name is reported, and Next works once it is removed', async () => {
  const { page, close } = await atDetails();
  await page.locator('#field-country').fill('Atlantis');
  await page.locator('#field-local').focus();
  await page.locator('#field-country[aria-invalid=true]').waitFor();
  await page.locator('#field-country').fill('');
  assert.notEqual(await next(page), 'details');
  await close();
});

test('elements that extensions insert in and around fields break nothing', async () => {
  const { page, log, close } = await atDetails();
  await page.evaluate(() => {
    for (const field of document.querySelectorAll('main input')) {
      field.setAttribute('data-lastpass-icon', 'true');
      field.setAttribute('data-1p-ignore', '');
      field.style.setProperty('background-image', 'none');
      field.after(document.createElement('com-1password-button'));
      field.before(document.createElement('span'));
      const wrapper = document.createElement('div');
      field.replaceWith(wrapper);
      wrapper.append(field);
    }
    document.querySelector('main').prepend(document.createElement('grammarly-extension'));
  });
  await page.locator('#field-country').fill('Q');
  await page.locator('#field-country-error').waitFor();
  await page.locator('#field-country').fill('US');
  await page.locator('#field-country-error').waitFor({ state: 'detached' });
  await page.locator('#field-agency').fill('Testville');
  await page.locator('[data-action=lang-es]').click();
  await page.locator('.interlocal[lang=es]').waitFor();
  assert.equal(await page.locator('#field-agency').inputValue(), 'Testville');
  assert.notEqual(await next(page), 'details');
  await page.goBack();
  await page.locator(selectors.screen('details')).waitFor();
  assert.equal(await page.locator('#field-agency').inputValue(), 'Testville');
  assert.equal(await page.locator('com-1password-button').count(), 0);
  assert.ok(Object.keys(await storage(page)).length > 0);
  assert.deepEqual(log.problems(), []);
  await close();
});

test('fields state their purpose in the tokens that browsers know', async () => {
  const { page, close } = await atDetails();
  const said = await page.locator('main input[autocomplete]').evaluateAll((all) => all.map((it) => it.autocomplete));
  assert.deepEqual(said, ['organization', 'country', 'address-level1', 'off']);
  await close();
});
