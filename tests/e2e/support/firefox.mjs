// Firefox for the tests, of any version that speaks WebDriver BiDi. Playwright drives it; `firefox-bridge.mjs` stands between
// the two, and Marionette runs what a page needs that BiDi has no command for. The tests see a page and its policy as they are.
//
// Two inner parts of Playwright are used here: the object that connects to Firefox, because there is no public way to join a
// session that Marionette began, and the socket of that connection, if it is there.

import { randomUUID } from 'node:crypto';

import { firefox } from 'playwright-core';

import { bridge } from './firefox-bridge.mjs';
import * as inside from './firefox-inside.mjs';
import { enter } from './marionette.mjs';

/** Set for every page; what differs between pages is set while the browser runs. */
const PREFERENCES = {
  // Any port that is free; Firefox says which.
  'marionette.port': 0,
  // One process for all pages. Every page of a test has a store of its own, and would with it have a process of its own,
  // which takes longer to start than most of the tests take.
  'fission.autostart': false,
  'dom.ipc.processCount': 1,
  // The clipboard without a person who confirms it, as Chromium's pages have it with a permission.
  'dom.events.testing.asyncClipboard': true,
  // Files are saved without a question. `prepare` names the folder.
  'browser.download.folderList': 2,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.alwaysOpenPanel': false,
  // The tests look at what a page loads, and not at what the browser wants to know of its maker.
  'network.captive-portal-service.enabled': false,
  // No icon, as in a Chromium without a window: a policy that a test is about need not let one through.
  'browser.chrome.site_icons': false,
  // The site under test is as far away as any other where there is no network.
  'network.disable-localhost-when-offline': true,
};

/** Firefox has one session for both doors: Marionette begins it, and BiDi joins. */
const SESSION = { webSocketUrl: true, unhandledPromptBehavior: { default: 'ignore' }, timeouts: { script: 120_000 } };

/** Playwright's own object behind a public one. */
const inner = (it) => firefox._connection.toImpl(it);
const driver = inner(firefox)._bidiFirefox;
if (!driver?.waitForReadyState || !driver.connectToTransport) {
  throw new Error('This playwright-core connects to Firefox in another way. Run npm ci, or change support/firefox.mjs.');
}
/** By the address that Playwright connects to: the session behind it, as `{ door, answer }`. */
const begun = new Map();
/** By browser: the door to its inside. */
const doors = new WeakMap();
/** By page: its name inside Firefox. */
const names = new WeakMap();

/** Starts a Firefox; the profile is new every time. */
export function launchFirefox(executablePath) {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    args: ['--marionette', '--remote-allow-system-access'],
    firefoxUserPrefs: PREFERENCES,
    // So long that only a browser that hangs reaches it.
    timeout: 120_000,
  });
}

const doorOf = (page) => doors.get(inner(page.context().browser()));

/** Runs a function of `firefox-inside.mjs` in a page's browser, with the page's name as its first argument. */
export function within(page, work, ...args) {
  return doorOf(page).run(work, names.get(page), ...args);
}

/** Has a new page show and behave as `newPage` and `page.emulateMedia` are asked to. */
export async function settle(page, options) {
  names.set(page, await named(page));
  const set = (features) => within(page, inside.emulate, features);
  await set(options);
  page.emulateMedia = set;
  const print = page.pdf.bind(page);
  page.pdf = async (format) => {
    const pdf = await print(format);
    // Printing leaves the page with the medium for paper.
    await set({});
    return pdf;
  };
}

/** Finds the tab of a page by a window name that the page has for a moment; the tab is known by this name from then on. */
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
 * Acknowledges what Firefox sends as soon as it arrives. Firefox writes the header of a WebSocket message first, and its
 * content only after TCP has acknowledged the header, which Linux puts off for 40 ms. A pong carries the acknowledgement, so
 * that a test takes half the time.
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
