// The bridge between Playwright and Firefox. Both speak WebDriver BiDi, but Playwright uses commands that some versions of Firefox
// don't support. The bridge passes every command on, and replaces it if Firefox answers that it doesn't support it. It never asks
// for the version.

import * as inside from './firefox-inside.mjs';

/** Commands that the bridge always answers itself. */
const ANSWERS = {
  'session.new': (_params, { session }) => session,
  // Firefox closes only on request of the connection that started the session.
  'browser.close': (_params, { door }) => door.leave(),
  // Preferences name the folder for files in every version; `nextFile` of `outside.mjs` waits for files.
  'browser.setDownloadBehavior': () => ({}),
  // The network belongs to the whole browser, and returns with the pages that were offline.
  'browser.removeUserContext': async (params, ways) => {
    if (ways.isOffline) {
      await goOffline(ways, false);
    }
    return ways.ask('browser.removeUserContext', params);
  },
};

/** Replacements for commands that Firefox doesn't support. */
const STAND_INS = {
  // Only needed for the text of responses, which no test reads through the browser.
  'network.addDataCollector': () => ({ collector: 'none' }),
  // `newPage`, which knows the page, applies a page's own settings.
  'emulation.setMediaFeaturesOverride': () => ({}),
  'emulation.setScreenOrientationOverride': () => ({}),
  'emulation.setScreenSettingsOverride': () => ({}),
  'emulation.setLocaleOverride': ({ locale }, { door }) => door.run(inside.speak, locale),
  'emulation.setNetworkConditions': ({ networkConditions }, ways) => goOffline(ways, networkConditions !== null),
  'browsingContext.locateNodes': frameOf,
};

/** The errors of Firefox for a command or an argument that it doesn't support. */
const UNKNOWN = ['unknown command', 'unsupported operation', 'invalid argument'];

/** Commands that are sent in another form. */
const REWRITES = {
  'script.callFunction': (params, ways) => rewritten(params, ways),
  'script.evaluate': (params, ways) => rewritten(params, ways),
  // A window takes twice the time of a tab.
  'browsingContext.create': (params) => ({ ...params, type: 'tab' }),
  // Playwright gives paper sizes in inches, BiDi expects centimeters.
  'browsingContext.print': (params) => ({ ...params, page: metric(params.page), margin: metric(params.margin) }),
};

const metric = (sizes) => Object.fromEntries(Object.entries(sizes).map(([name, inches]) => [name, inches * 2.54]));

function goOffline(ways, isOffline) {
  ways.isOffline = isOffline;
  return ways.door.run(inside.goOffline, isOffline);
}

/** Finds the element that contains a frame by looking at all frames of the document. */
async function frameOf({ context, locator }, { ask }) {
  const functionDeclaration = `() => {
    const within = (root) => [...root.querySelectorAll('*')].flatMap((it) => [it, ...(it.shadowRoot ? within(it.shadowRoot) : [])]);
    return within(document).filter((it) => it.matches('iframe, frame')).map((it) => [it, it.contentWindow]);
  }`;
  const target = { context, sandbox: 'frames' };
  const { result } = await ask('script.callFunction', { functionDeclaration, target, awaitPromise: false });
  const found = result.value.map(({ value }) => value).filter(([, inside]) => inside.value?.context === locator.value?.context);
  return { nodes: found.map(([it]) => it) };
}

/** Connects Playwright with Firefox from now on; Playwright uses it as its transport. */
export async function bridge(transport, door, session) {
  const bridge = new Bridge(transport, door, session);
  await Promise.all([tellOfHistory(bridge), letPlaywrightEvaluate(bridge)]);
  return bridge;
}

/** Has the members of a transport of Playwright: `send`, `close`, and the callbacks `onmessage` and `onclose`. */
class Bridge {
  #transport;
  #send;
  /** Commands of Playwright that Firefox may not support, by their ids. */
  #passed = new Map();
  /** The bridge's own commands, by ids that Playwright never reaches. */
  #own = new Map();
  #last = 2 ** 40;

  constructor(transport, door, session) {
    this.door = door;
    this.session = session;
    this.#transport = transport;
    this.#send = transport.send.bind(transport);
    // Playwright closes the browser through the transport itself.
    transport.send = (message) => this.send(message);
    transport.onmessage = (message) => this.#receive(message);
    transport.onclose = (reason) => this.onclose?.(reason);
  }

  /** Sends a command of the bridge itself. */
  ask = (method, params) => {
    const id = (this.#last += 1);
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#own.set(id, { resolve, reject }));
  };

  send(message) {
    const { id, method, params } = message;
    if (ANSWERS[method]) {
      this.#answer(message, ANSWERS[method]);
      return;
    }
    if (STAND_INS[method]) {
      this.#passed.set(id, message);
    }
    this.#send(REWRITES[method] ? { ...message, params: REWRITES[method](params, this) } : message);
  }

  close() {
    this.#transport.close();
  }

  #receive(message) {
    const own = this.#own.get(message.id);
    if (own) {
      this.#own.delete(message.id);
      return message.error ? own.reject(new Error(`${message.error}: ${message.message}`)) : own.resolve(message.result);
    }
    const command = this.#passed.get(message.id);
    this.#passed.delete(message.id);
    if (command && UNKNOWN.includes(message.error)) {
      return this.#answer(command, STAND_INS[command.method]);
    }
    return isNoise(message) ? undefined : this.onmessage?.(message);
  }

  async #answer({ id, params }, work) {
    try {
      const result = await work(params, this);
      this.onmessage?.({ type: 'success', id, result: result ?? {} });
    } catch ({ message }) {
      this.onmessage?.({ type: 'error', id, error: 'unknown error', message });
    }
  }
}

/**
 * Some versions of Firefox run the scripts that precede all others a second time in a new frame, with an outdated document, and
 * report the failures as errors of the page. An error that a page throws has a location.
 */
function isNoise({ method, params }) {
  const isNowhere = method === 'log.entryAdded' && params.type === 'javascript' && !params.stackTrace;
  return isNowhere && params.text === 'Error: Permission denied to access property "length"';
}

/** Tells Playwright about addresses that a page changes without navigation. */
async function tellOfHistory({ ask, door }) {
  const has = await ask('session.subscribe', { events: ['browsingContext.historyUpdated'] }).then(() => true, () => false);
  if (!has) {
    await door.run(inside.tellOfHistory);
  }
}

/**
 * Playwright makes the page turn texts into functions, which our policy forbids. Newer versions of Firefox allow it to a
 * debugger. For others, the bridge adds a function to pages that does it, and makes Playwright's own code call it.
 */
async function letPlaywrightEvaluate(ways) {
  const { contexts } = await ways.ask('browsingContext.getTree', { maxDepth: 0 });
  const { context } = contexts[0];
  const url = `data:text/html,<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`;
  await ways.ask('browsingContext.navigate', { context, url, wait: 'complete' });
  const { type } = await ways.ask('script.evaluate', { expression: 'eval("1")', target: { context }, awaitPromise: false });
  ways.isBound = type === 'exception';
  if (ways.isBound) {
    await ways.door.run(inside.letDebuggerRunTexts);
  }
}

function rewritten(params, { isBound }) {
  const text = JSON.stringify(params);
  const unbound = isBound ? text.replace(/\b(this\.global|this\.window|globalThis)\.eval\(/g, '($1.__evaluate ?? $1.eval)(') : text;
  const typing = JSON.stringify(`(${typed})`).slice(1, -1);
  return JSON.parse(unbound.replace(/\bwindow\.__pw_bidiInsertText\((\w+)\)(?=")/, `${typing}($1)`));
}

/**
 * Runs in the page: enters text into a field as a keyboard does, so that the field reports a change when it loses the focus.
 * Playwright sets the value instead, which is still its task for long texts and for fields in a frame.
 */
function typed(text) {
  if (text.length > 2000 || !document.execCommand('insertText', false, text)) {
    return window.__pw_bidiInsertText(text);
  }
}
