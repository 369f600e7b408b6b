// A browser for tests, and a page that records everything that the product makes promises about: errors, policy violations,
// requests and cookies.

import { chromium } from 'playwright-core';

import { siteUrl } from './pages.mjs';
import { LIMIT } from './wait.mjs';

/** Whether the tests run in Firefox; otherwise they run in Chromium. */
export const isFirefox = process.env.INTERLOCAL_BROWSER === 'firefox';

/** The reason for the option `skip` of a test of something that only Chromium shows. */
export const notInFirefox = (why) => isFirefox && `not in Firefox: ${why}`;

/** Starts the browser that `cargo xtask` found. It downloads nothing, and each start has a new profile. */
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
    // The other options prevent requests of the browser itself during a test that counts requests.
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
 * The argument that prevents each window from loading two pages for the menu of its address bar, which took a third of the
 * processor's time. Chromium uses only the last list of features, and Playwright passes one, so this contains both lists.
 */
async function withoutMenus() {
  const list = '--disable-features=';
  const usual = await chromium._connection.toImpl(chromium).defaultArgs({}, false, '');
  const theirs = usual.find((it) => it.startsWith(list)).slice(list.length);
  return `${list}${theirs},WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup`;
}

/**
 * A page in a context of its own: its cache, cookies and storage are empty, except for `options.storage`. Returns
 * `{ page, context, log, close }`; `Log` describes `log`. `options.isKept` lets the page register its service worker, which would
 * otherwise answer requests that a test wants to answer.
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
    // Firefox has a preference instead of permissions, and doesn't know these names.
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

/** The events of a page, in their order. */
export class Log {
  constructor(context) {
    this.context = context;
    /** Texts of console.error and of failed loads. */
    this.consoleErrors = [];
    /** Uncaught exceptions. */
    this.pageErrors = [];
    /** Violations of the content security policy and of Trusted Types. */
    this.violations = [];
    /** `{ url, method, type, time }`; the time is in milliseconds since the log started. */
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

  /** The current place in the list of requests, for a later look at the requests after it. */
  mark() {
    return this.requests.length;
  }

  requestsSince(mark) {
    return this.requests.slice(mark);
  }

  /** Everything that shouldn't have happened, as lines. A test expects an empty list. */
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

  /** Runs something that isn't part of the page, such as axe, without recording its effects. */
  async without(work) {
    this.isPaused = true;
    try {
      return await work();
    } finally {
      this.isPaused = false;
    }
  }
}
