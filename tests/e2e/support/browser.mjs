// A browser for tests, and a page that remembers everything a promise of the product is about:
// errors, policy violations, requests and cookies.

import { chromium } from 'playwright-core';

import { siteUrl } from './pages.mjs';
import { LIMIT } from './wait.mjs';

/** Whether the tests run in Firefox; else it is Chromium. */
export const isFirefox = process.env.INTERLOCAL_BROWSER === 'firefox';

/** For the option `skip` of a test of something that can be seen in Chromium only; says why. */
export const notInFirefox = (why) => isFirefox && `not in Firefox: ${why}`;

/** Starts the browser that `cargo xtask` found. Nothing is downloaded, and the profile is new every time. */
export async function launch() {
  const [variable, stage] = isFirefox ? ['INTERLOCAL_FIREFOX', 'firefox'] : ['INTERLOCAL_CHROMIUM', 'browser'];
  const executablePath = process.env[variable];
  if (!executablePath) {
    throw new Error(`${variable} is not set; run the tests with: cargo xtask test --only ${stage}`);
  }
  if (isFirefox) {
    const { launchFirefox } = await import('./firefox.mjs');
    return launchFirefox(executablePath);
  }
  return chromium.launch({
    executablePath,
    // The rest keeps the browser from asking its maker for anything during a test that counts requests.
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      await withoutMenus(),
    ],
  });
}

/**
 * The argument that keeps every window from loading two pages for the menu of its address bar, which took a third of the
 * processor's time. Chromium takes the last list of features alone, and Playwright gives it one, so this is both lists.
 */
async function withoutMenus() {
  const list = '--disable-features=';
  const usual = await chromium._connection.toImpl(chromium).defaultArgs({}, false, '');
  const theirs = usual.find((it) => it.startsWith(list)).slice(list.length);
  return `${list}${theirs},WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup`;
}

/**
 * A page in a context of its own: no cache or cookie from before, and no storage but what `options.storage` puts there.
 * Returns `{ page, context, log, close }`; see `Log` for what `log` holds. `options.isKept`: let the page
 * keep its program on the device; a service worker would answer what a test wants to answer itself.
 */
export async function newPage(browser, options = {}) {
  const { lang = 'en-US', colorScheme = 'light', width = 1280, height = 900 } = options;
  const { forcedColors = false, reducedMotion = false, javaScriptEnabled = true } = options;
  const { storage = {}, deviceScaleFactor = 1, isKept = false } = options;
  const kept = Object.entries(storage).map(([name, value]) => ({ name, value }));
  const looks = {
    colorScheme,
    forcedColors: forcedColors ? 'active' : 'none',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  };
  const context = await browser.newContext({
    storageState: kept.length === 0 ? undefined : { cookies: [], origins: [{ origin: new URL(siteUrl()).origin, localStorage: kept }] },
    deviceScaleFactor,
    locale: lang,
    ...looks,
    viewport: { width, height },
    javaScriptEnabled,
    // Firefox has a preference in place of permissions, and knows none by these names.
    permissions: isFirefox ? undefined : options.permissions,
    serviceWorkers: isKept ? 'allow' : 'block',
  });
  context.setDefaultTimeout(LIMIT);
  const page = await context.newPage();
  if (isFirefox) {
    const { settle } = await import('./firefox.mjs');
    await settle(page, { ...looks, javaScriptEnabled });
  }
  const log = new Log(context);
  await log.listen(page);
  return { page, context, log, close: () => context.close() };
}

/** What happened on a page, in the order it happened. */
export class Log {
  constructor(context) {
    this.context = context;
    /** Texts of console.error and of failed loads. */
    this.consoleErrors = [];
    /** Exceptions that nothing caught. */
    this.pageErrors = [];
    /** Breaches of the content security policy, Trusted Types included. */
    this.violations = [];
    /** `{ url, method, type, time }`; the time is in milliseconds since listening began. */
    this.requests = [];
    this.isPaused = false;
  }

  async listen(page) {
    const start = performance.now();
    const add = (list, entry) => this.isPaused || list.push(entry);
    page.on('console', (message) => {
      if (message.type() === 'error') {
        add(this.consoleErrors, message.text());
      }
    });
    page.on('pageerror', (error) => add(this.pageErrors, String(error)));
    page.on('request', (request) =>
      add(this.requests, {
        url: request.url(),
        method: request.method(),
        type: request.resourceType(),
        time: performance.now() - start,
      }),
    );
    page.on('websocket', (socket) =>
      add(this.requests, { url: socket.url(), method: 'GET', type: 'websocket', time: performance.now() - start }),
    );
    await page.exposeBinding('__reportViolation', (_source, violation) => add(this.violations, violation));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
        window.__reportViolation({ violatedDirective, blockedURI, sourceFile, lineNumber, sample });
      });
    });
  }

  /** A place in the list of requests, to ask later what came after it. */
  mark() {
    return this.requests.length;
  }

  requestsSince(mark) {
    return this.requests.slice(mark);
  }

  /** Everything that should not have happened, as lines; an empty list is what a test wants to see. */
  problems() {
    return [
      ...this.consoleErrors.map((text) => `console: ${text}`),
      ...this.pageErrors.map((text) => `exception: ${text}`),
      ...this.violations.map((it) => `policy: ${it.violatedDirective} blocked ${it.blockedURI} ${it.sample ?? ''}`),
    ];
  }

  async cookies() {
    return this.context.cookies();
  }

  /** Runs something that is no part of the page, such as axe, without recording what it causes. */
  async without(work) {
    this.isPaused = true;
    try {
      return await work();
    } finally {
      this.isPaused = false;
    }
  }
}
