// Firefox ESR for the tests. Playwright drives it over WebDriver BiDi, and asks for commands that only later versions of
// Firefox have; what is missing is done here, with the browser's own means. Nothing of a page or of its policy is changed.

import { Script } from 'node:vm';

import { firefox } from 'playwright-core';

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
  // The tests look at what a page loads, and not at what the browser wants to know of its maker.
  'network.captive-portal-service.enabled': false,
  // No icon, as in a Chromium without a window: a policy that a test is about need not let one through.
  'browser.chrome.site_icons': false,
  // The site under test is as far away as any other where there is no network.
  'network.disable-localhost-when-offline': true,
};

/** The side of Playwright that talks to browsers; both sides are of one process. */
const inner = (it) => firefox._connection.toImpl(it);
const driver = inner(firefox)._bidiFirefox;
/** By address: how a browser was begun. */
const begun = new Map();
/** By browser: the door to its inside. */
const doors = new WeakMap();

/** Starts a Firefox; the profile is new every time. */
export function launchFirefox(executablePath) {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    args: ['--marionette', '--remote-allow-system-access'],
    firefoxUserPrefs: PREFERENCES,
  });
}

/** Runs a function of `firefox-inside.mjs` in a page's browser, with what Firefox calls the page as its first argument. */
export function within(page, work, ...args) {
  const door = doors.get(inner(page.context().browser()));
  return door.run(work, inner(page).delegate._session.sessionId, ...args);
}

/** Has a page show and behave as `newPage` and `page.emulateMedia` are asked to. */
export async function settle(page, options) {
  const set = (features) => within(page, inside.emulate, features);
  await set(options);
  page.emulateMedia = set;
  const print = page.pdf.bind(page);
  page.pdf = async (format) => {
    const pdf = await print(format);
    // Who prints leaves the medium for paper, and goes on with the screen.
    await set({});
    return pdf;
  };
}

const said = (logs, pattern) =>
  new Promise((resolve) => logs.onMessage((message) => pattern.test(message) && resolve(pattern.exec(message)[1])));

// The session is begun by us and taken up by Playwright, since Firefox has one for both doors.
driver.waitForReadyState = async (_options, logs) => {
  const ready = said(logs, /WebDriver BiDi listening on (ws:.*)$/);
  const port = await said(logs, /Marionette\s+INFO\s+Listening on port (\d+)/);
  await ready;
  const { door, answer } = await enter(Number(port), { webSocketUrl: true, unhandledPromptBehavior: { default: 'ignore' } });
  const wsEndpoint = answer.capabilities.webSocketUrl;
  begun.set(wsEndpoint, { door, answer });
  return { wsEndpoint };
};

// A page that crashes, which a test is about, does not end the browser.
const amend = driver.amendEnvironment;
driver.amendEnvironment = (env) => ({ ...amend.call(driver, env), MOZ_CRASHREPORTER_SHUTDOWN: undefined });

const connect = driver.connectToTransport;
driver.connectToTransport = async (transport, options) => {
  const { door, answer } = begun.get(options.wsEndpoint);
  await door.run(inside.prepare);
  const ways = { door, answer, downloads: options.downloadsPath };
  const browser = await connect.call(driver, bridge(transport, ways), options);
  doors.set(browser, door);
  return browser;
};

driver.attemptToGracefullyCloseBrowser = (transport) => begun.get(transport.wsEndpoint)?.door.leave();

/** What is answered here in any case. */
const ANSWERS = {
  'session.new': (_params, { answer }) => answer,
  'browser.close': (_params, { door }) => door.leave(),
  // A preference stands for those that the tests ask for, and Firefox does not know them by these names.
  'permissions.setPermission': () => ({}),
  'browsingContext.locateNodes': (params, ways) =>
    params.locator.type === 'context' ? frameOf(params, ways) : ways.ask('browsingContext.locateNodes', params),
  // The network belongs to the whole browser, and comes back with the pages that had it taken away.
  'browser.removeUserContext': async (params, ways) => {
    if (ways.isOffline) {
      await goOffline(ways, false);
    }
    return ways.ask('browser.removeUserContext', params);
  },
};

/** The element that holds a frame, which only later versions look for by its page. */
async function frameOf({ context, locator }, { ask }) {
  const functionDeclaration = `() => {
    const within = (root) => [...root.querySelectorAll('*')].flatMap((it) => [it, ...(it.shadowRoot ? within(it.shadowRoot) : [])]);
    return within(document).filter((it) => it.matches('iframe, frame')).map((it) => [it, it.contentWindow]);
  }`;
  const target = { context, sandbox: 'frames' };
  const { result } = await ask('script.callFunction', { functionDeclaration, target, awaitPromise: false });
  const found = result.value.map(({ value }) => value).filter(([, inside]) => inside.value?.context === locator.value.context);
  return { nodes: found.map(([it]) => it) };
}

/** What is done in place of a command that a Firefox does not have. */
const STAND_INS = {
  // Only for the text of answers, which no test asks the browser for.
  'network.addDataCollector': () => ({ collector: 'none' }),
  'browser.setDownloadBehavior': (_params, { door, downloads }) => door.run(inside.keepDownloads, downloads),
  // A page's own settings come from `newPage`, which knows the page.
  'emulation.setMediaFeaturesOverride': () => ({}),
  'emulation.setScreenOrientationOverride': () => ({}),
  'emulation.setScreenSettingsOverride': () => ({}),
  'emulation.setLocaleOverride': ({ locale }, { door }) => door.run(inside.speak, locale),
  'emulation.setNetworkConditions': ({ networkConditions }, ways) => goOffline(ways, networkConditions !== null),
};

function goOffline(ways, isOffline) {
  ways.isOffline = isOffline;
  return ways.door.run(inside.goOffline, isOffline);
}

/** What is asked for in another way. */
const REWRITES = {
  'script.callFunction': (message) => withoutEval(message),
  // A window takes twice the time.
  'browsingContext.create': (message) => changed(message, { type: 'tab' }),
  // Playwright names sizes of paper in inches, where BiDi takes centimetres.
  'browsingContext.print': (message) => changed(message, { page: metric(message.params.page), margin: metric(message.params.margin) }),
};

const changed = (message, params) => ({ ...message, params: { ...message.params, ...params } });
const metric = (sizes) => Object.fromEntries(Object.entries(sizes).map(([name, inches]) => [name, inches * 2.54]));

/** Playwright's way to the browser, with what is missing put in. */
function bridge(transport, { ...ways }) {
  const asked = new Map();
  const own = new Map();
  // Ids that Playwright does not come to.
  let last = 2 ** 40;
  ways.ask = (method, params) => {
    last += 1;
    transport.send({ id: last, method, params });
    return new Promise((resolve, reject) => own.set(last, { resolve, reject }));
  };
  const answer = ({ id, params }, work) =>
    Promise.resolve(work(params, ways)).then(
      (result) => both.onmessage?.({ type: 'success', id, result: result ?? {} }),
      ({ message }) => both.onmessage?.({ type: 'error', id, error: 'unknown error', message }),
    );
  const both = {
    send(message) {
      if (ANSWERS[message.method]) {
        answer(message, ANSWERS[message.method]);
        return;
      }
      if (STAND_INS[message.method]) {
        asked.set(message.id, message);
      }
      transport.send(REWRITES[message.method]?.(message) ?? message);
    },
    close: () => transport.close(),
  };
  transport.onmessage = (message) => {
    if (own.has(message.id)) {
      const { resolve, reject } = own.get(message.id);
      own.delete(message.id);
      return message.error ? reject(new Error(`${message.error}: ${message.message}`)) : resolve(message.result);
    }
    const question = asked.get(message.id);
    asked.delete(message.id);
    if (question && message.error === 'unknown command') {
      return answer(question, STAND_INS[question.method]);
    }
    return isNoise(message) ? undefined : both.onmessage?.(message);
  };
  transport.onclose = (reason) => both.onclose?.(reason);
  return both;
}

/**
 * Firefox sometimes runs the scripts that come before all others a second time in a new frame, against a document that is
 * not the frame's any more, and reports that as errors of the page. What a page throws has a place in it.
 */
function isNoise({ method, params }) {
  const isNowhere = method === 'log.entryAdded' && params.type === 'javascript' && !params.stackTrace;
  return isNowhere && params.text === 'Error: Permission denied to access property "length"';
}

/**
 * Playwright has the page turn texts into functions, which our policy forbids, and rightly: in Firefox it holds for what
 * a debugger runs as well. The same texts go in as part of what the debugger is asked to run, which no policy binds.
 */
function withoutEval(message) {
  const { functionDeclaration, arguments: given } = message.params;
  const [, isFunction, , text, count] = given;
  if (!functionDeclaration.includes('.evaluate(') || text?.type !== 'string' || count?.type !== 'number') {
    return message;
  }
  const hasTexts = isFunction.value === true && /\b(injected\w*|globalThis)\.(eval|extend)\(/.test(text.value);
  return changed(message, { functionDeclaration: hasTexts ? withTexts(text.value, given) : plain(text.value) });
}

/** For a function of a test, and for several statements, which have no value. */
function plain(text) {
  const body = isExpression(text) ? `(${text}\n)` : `{ ${text}\n}`;
  return `(script, ...given) => Object.create(script, { global: { value: { eval: () => ${body} } } }).evaluate(...given)`;
}

function isExpression(text) {
  try {
    return Boolean(new Script(`async () => (${text}\n)`));
  } catch {
    return false;
  }
}

/** For a function of Playwright's, which gets texts as arguments, and its own part of the page as the last one. */
function withTexts(text, given) {
  const names = text.includes('.extend(') ? ['source'] : ['functionText', 'callbackText', 'expression'];
  const made = (it) => (names[0] === 'source' ? `{ const module = {}; ${it}\nreturn module.exports.default(); }` : `(${it}\n)`);
  const texts = given.flatMap((argument) => textsIn(argument, names)).map((it) => `[${JSON.stringify(it)}, () => ${made(it)}]`);
  return `(script, ...given) => {
    const texts = new Map([${texts.join()}]);
    const made = (it) => (texts.get(it) ?? texts.get(it.slice(1, -1)))();
    const injected = given.at(-1);
    injected.eval = made;
    injected.extend = (it, parameters) => {
      new (made(it))(injected, parameters);
      const { window } = injected;
      const set = window.__pw_bidiInsertText;
      window.__pw_bidiInsertText = (text) => (${typed})(window, text) || set(text);
    };
    const run = ((globalThis) => (${text}\n))({ eval: made });
    return Object.create(script, { global: { value: { eval: () => run } } }).evaluate(...given);
  }`;
}

/**
 * Runs in the page: text comes into a field as from a keyboard, so that the field knows of it and says that it was changed
 * once it is left. Playwright sets the value, which is left to it where there is much of it.
 */
function typed(window, text) {
  let field = window.document.activeElement;
  while (field?.shadowRoot?.activeElement) {
    field = field.shadowRoot.activeElement;
  }
  const isField = /^(input|textarea)$/i.test(field?.nodeName) && text.length < 2000;
  return isField && window.document.execCommand('insertText', false, text);
}

/** The texts under these names, anywhere in an argument as Playwright packs it and BiDi writes it. */
function textsIn(argument, names) {
  if (!Array.isArray(argument?.value)) {
    return [];
  }
  if (argument.type !== 'object') {
    return argument.value.flatMap((it) => textsIn(it, names));
  }
  const fields = new Map(argument.value.map(([name, it]) => [name.value ?? name, it]));
  const text = names.includes(fields.get('k')?.value) ? fields.get('v') : undefined;
  const own = text?.type === 'string' ? [text.value] : [];
  return [...own, ...[...fields.values()].flatMap((it) => textsIn(it, names))];
}
