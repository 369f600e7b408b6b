// The selectors of the screens, and steps through them. Tests use these functions, so a changed attribute changes only this file.

export const selectors = {
  /** The root element of a screen: start, details, domain-<id>, readiness, terms, picks, review, profile, received, open, problem. */
  screen: (id) => `[data-page="${id}"]`,
  anyScreen: '[data-page]',
  domainScreen: '[data-page^="domain-"]',
  heading: (id) => `[data-page="${id}"] h1`,
  begin: '[data-action="begin"]',
  next: '[data-action="next"]',
  /** One radio button for each level; those of one question share a name. */
  levels: 'input[type=radio][name^="skill-"], input[type=radio][name^="need-"]',
};

/** The address of the site under test; `cargo xtask test` sets it. */
export function siteUrl() {
  const url = process.env.INTERLOCAL_URL;
  if (!url) {
    throw new Error('INTERLOCAL_URL is not set; run the tests with: cargo xtask test --only browser');
  }
  return url;
}

/** The same site under a sub-path, as many hosts serve it. */
export function subpathUrl() {
  const url = process.env.INTERLOCAL_SUBPATH_URL;
  if (!url) {
    throw new Error('INTERLOCAL_SUBPATH_URL is not set; run the tests with: cargo xtask test --only browser');
  }
  return url;
}

/** The path of a file in the build's folder, such as 'boot.js'. */
export async function filePath(name) {
  const page = await (await fetch(siteUrl())).text();
  const [folder] = page.match(/interlocal-[0-9.]+-[0-9a-f]{10}/);
  return `${folder}/${name}`;
}

/** Opens a page of the site, such as 'es.html' or '#' and a link, and waits for its first screen. */
export async function open(page, path = '', base = siteUrl()) {
  await page.goto(new URL(path, base).href);
  await page.locator(selectors.anyScreen).first().waitFor();
}

/** Waits until the program has replaced the static page and has drawn its screen. */
export async function settled(page) {
  await page.waitForFunction(() => history.state !== null && !('interlocal' in document.documentElement.dataset));
}

/** Enters text into the box of the current screen, and opens it. */
export async function paste(page, text) {
  await page.locator('#paste').fill(text);
  await page.locator('[data-action=open-link]').click();
}

/** The id of the current screen. */
export async function currentScreen(page) {
  return page.locator(selectors.anyScreen).first().getAttribute('data-page');
}

/** Goes from the start screen to the details. Early clicks count, so this function doesn't wait for the program. */
export async function begin(page) {
  await page.locator(selectors.begin).first().click();
  await page.locator(selectors.heading('details')).waitFor();
}

/** Goes to the next screen, and returns its id. */
export async function next(page) {
  const before = await currentScreen(page);
  await page.locator(selectors.next).first().click();
  await page.waitForFunction(
    ([selector, id]) => document.querySelector(selector)?.getAttribute('data-page') !== id,
    [selectors.anyScreen, before],
  );
  return currentScreen(page);
}

/** The fields of the details screen; only the kind of agency is required. */
export const detailsFields = {
  kind: '#ctx-kind',
  agency: '#field-agency',
};

/** Chooses the kind of agency, by the option's value in the bank's order, and enters its name. */
export async function fillDetails(page, { kind = '2', agency = 'Testville' } = {}) {
  await page.locator(detailsFields.kind).selectOption(kind);
  await page.locator(detailsFields.agency).fill(agency);
}

/** The questions of the current screen: for each name, its radio buttons in order. */
export async function levelGroups(page) {
  return page.evaluate((levels) => {
    const groups = new Map();
    for (const radio of document.querySelectorAll(levels)) {
      groups.set(radio.name, [...(groups.get(radio.name) ?? []), radio.value]);
    }
    return [...groups].map(([name, values]) => ({ name, values }));
  }, selectors.levels);
}

/** Answers every question of a capability screen with the level that `pick` returns: an index from 0. */
export async function answerLevels(page, pick = () => 2) {
  for (const [at, { name, values }] of (await levelGroups(page)).entries()) {
    const index = Math.min(pick(name, at), values.length - 1);
    await page.locator(`input[type=radio][name="${name}"]`).nth(index).check({ force: true });
  }
}

/** Goes to the next screens until `isThere` accepts the id of one, and answers capability screens on the way. */
export async function walkTo(page, wanted, { pick } = {}) {
  const isThere = typeof wanted === 'string' ? (id) => id === wanted : wanted;
  for (let steps = 0; steps < 40; steps += 1) {
    const id = await currentScreen(page);
    if (isThere(id)) {
      return id;
    }
    if (id === 'start') {
      await begin(page);
      continue;
    }
    if (id === 'details') {
      await fillDetails(page);
    } else if (id.startsWith('domain-')) {
      await answerLevels(page, pick);
    }
    await next(page);
  }
  throw new Error(`40 screens on, and none is ${wanted}`);
}
