// Firefox for the tests, in any version that speaks WebDriver BiDi. Playwright drives it; `firefox-bridge.mjs` is between the two,
// and Marionette does what BiDi has no command for. The tests see a page and its policy unchanged.
//
// Two internals of Playwright are used here: the object that connects to Firefox, because no public function joins a session that
// Marionette started, and the socket of that connection, if there is one.

import { randomUUID } from 'node:crypto';

import { firefox } from 'playwright-core';

import { bridge } from './firefox-bridge.mjs';
import * as inside from './firefox-inside.mjs';
import { enter } from './marionette.mjs';

/** Preferences for every page; settings of single pages change while the browser runs. */
const PREFERENCES = {
  // Any free port; Firefox prints its number.
  'marionette.port': 0,
  // One process for all pages. Every page of a test has its own storage and would otherwise have its own process, whose start
  // takes longer than most tests.
  'fission.autostart': false,
  'dom.ipc.processCount': 1,
  // Access to the clipboard without confirmation, which pages in Chromium get by a permission.
  'dom.events.testing.asyncClipboard': true,
  // Saves files without a question. `prepare` sets the folder.
  'browser.download.folderList': 2,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.alwaysOpenPanel': false,
  // The tests count requests of a page, so the browser makes none of its own.
  'network.captive-portal-service.enabled': false,
  // No icon, as in Chromium without a window: the policy under test may forbid it.
  'browser.chrome.site_icons': false,
  // Without a network, the site under test can't be reached either.
  'network.disable-localhost-when-offline': true,
};

/** Firefox has one session for two connections: Marionette starts it, and BiDi joins it. */
const SESSION = { webSocketUrl: true, unhandledPromptBehavior: { default: 'ignore' }, timeouts: { script: 120_000 } };

/** Playwright's internal object of a public one. */
const inner = (it) => firefox._connection.toImpl(it);
const driver = inner(firefox)._bidiFirefox;
if (!driver?.waitForReadyState || !driver.connectToTransport) {
  throw new Error('This playwright-core connects to Firefox in another way. Run npm ci, or change support/firefox.mjs.');
}
/** The session behind the address that Playwright connects to, as `{ door, answer }`. */
const begun = new Map();
/** The Marionette connection of each browser. */
const doors = new WeakMap();
/** The name of each page inside Firefox. */
const names = new WeakMap();

/** Starts a Firefox with a new profile. */
export function launchFirefox(executablePath) {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    args: ['--marionette', '--remote-allow-system-access'],
    firefoxUserPrefs: PREFERENCES,
    // Only a browser that hangs reaches this limit.
    timeout: 120_000,
  });
}

const doorOf = (page) => doors.get(inner(page.context().browser()));

/** Runs a function of `firefox-inside.mjs` in a page's browser, with the page's name as its first argument. */
export function within(page, work, ...args) {
  return doorOf(page).run(work, names.get(page), ...args);
}

/** Applies the options of `newPage` and `page.emulateMedia` to a page. */
export async function settle(page, options) {
  names.set(page, await named(page));
  const set = (features) => within(page, inside.emulate, features);
  await set(options);
  page.emulateMedia = set;
  const print = page.pdf.bind(page);
  page.pdf = async (format) => {
    const pdf = await print(format);
    // After printing, the page would stay in the medium for paper.
    await set({});
    return pdf;
  };
}

/** Finds the tab of a page by a window name that the page has for a moment. The tab keeps this name. */
async function named(page) {
  const name = randomUUID();
  const call = (it) => page.evaluate((text) => { window.name = text; }, it);
  await call(name);
  await doorOf(page).run(inside.keepTab, name);
  await call('');
  return name;
}

const said = (logs, pattern) =>
  new Promise((resolve) => logs.onMessage((message) => pattern.test(message) && resolve(pattern.exec(message)[1])));

driver.waitForReadyState = async (_options, logs) => {
  const ready = said(logs, /WebDriver BiDi listening on (ws:.*)$/);
  const port = await said(logs, /Marionette\s+INFO\s+Listening on port (\d+)/);
  await ready;
  const { door, answer } = await enter(Number(port), SESSION);
  const wsEndpoint = answer.capabilities.webSocketUrl;
  begun.set(wsEndpoint, { door, answer });
  return { wsEndpoint };
};

/**
 * Acknowledges data from Firefox as soon as it arrives. Firefox sends the header of a WebSocket message first and its content only
 * after TCP has acknowledged the header, which Linux delays by 40 ms. A pong carries the acknowledgement and halves the time of
 * a test.
 */
function acknowledge({ _ws: socket }) {
  socket?._socket?.on('data', () => socket.pong());
}

const connect = driver.connectToTransport;
driver.connectToTransport = async (transport, options) => {
  const { door, answer } = begun.get(options.wsEndpoint);
  acknowledge(transport);
  await door.run(inside.prepare);
  const browser = await connect.call(driver, await bridge(transport, door, answer), options);
  doors.set(browser, door);
  return browser;
};
