// The bridge between Playwright and Firefox: both speak WebDriver BiDi, but Playwright asks for commands that some versions
// of Firefox don't have. The bridge passes every command on, and does it in another way where Firefox answers that it can't.
// It never asks for the version.

import * as inside from './firefox-inside.mjs';

/** Commands that the bridge answers in any case. */
const ANSWERS = {
  'session.new': (_params, { session }) => session,
  // Firefox leaves closing to the door that began the session.
  'browser.close': (_params, { door }) => door.leave(),
  // Preferences say where files are saved, in every version; `nextFile` of `outside.mjs` waits for them.
  'browser.setDownloadBehavior': () => ({}),
  // The network belongs to the whole browser, and comes back with the pages that had it taken away.
  'browser.removeUserContext': async (params, ways) => {
    if (ways.isOffline) {
      await goOffline(ways, false);
    }
    return ways.ask('browser.removeUserContext', params);
  },
};

/** The other ways, for commands that Firefox can't do. */
const STAND_INS = {
  // Only for the text of answers, which no test asks the browser for.
  'network.addDataCollector': () => ({ collector: 'none' }),
  // A page's own settings come from `newPage`, which knows the page.
  'emulation.setMediaFeaturesOverride': () => ({}),
  'emulation.setScreenOrientationOverride': () => ({}),
  'emulation.setScreenSettingsOverride': () => ({}),
  'emulation.setLocaleOverride': ({ locale }, { door }) => door.run(inside.speak, locale),
  'emulation.setNetworkConditions': ({ networkConditions }, ways) => goOffline(ways, networkConditions !== null),
  'browsingContext.locateNodes': frameOf,
};

/** The errors by which Firefox says that it doesn't know a command or an argument. */
const UNKNOWN = ['unknown command', 'unsupported operation', 'invalid argument'];

/** Commands that are sent in another form. */
const REWRITES = {
  'script.callFunction': (params, ways) => rewritten(params, ways),
  'script.evaluate': (params, ways) => rewritten(params, ways),
  // A window takes twice the time.
  'browsingContext.create': (params) => ({ ...params, type: 'tab' }),
  // Playwright names sizes of paper in inches, where BiDi takes centimetres.
  'browsingContext.print': (params) => ({ ...params, page: metric(params.page), margin: metric(params.margin) }),
};

const metric = (sizes) => Object.fromEntries(Object.entries(sizes).map(([name, inches]) => [name, inches * 2.54]));

function goOffline(ways, isOffline) {
  ways.isOffline = isOffline;
  return ways.door.run(inside.goOffline, isOffline);
}

/** Finds the element that holds a frame by looking at all frames of the document. */
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

/** Stands between Playwright and Firefox from now on; Playwright takes it for its way to the browser. */
export async function bridge(transport, door, session) {
  const bridge = new Bridge(transport, door, session);
  await Promise.all([tellOfHistory(bridge), letPlaywrightEvaluate(bridge)]);
  return bridge;
}

/** Has what Playwright asks of a transport: `send`, `close`, and the callbacks `onmessage` and `onclose`. */
class Bridge {
  #transport;
  #send;
  /** Commands of Playwright that Firefox may not know, by their ids. */
  #passed = new Map();
  /** The bridge's own commands, by ids that Playwright does not come to. */
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

  /** Sends a command of the bridge's own. */
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
 * Some versions of Firefox run the scripts that come before all others a second time in a new frame, against a document that
 * is not the frame's any more, and report that as errors of the page. An error that a page throws has a place in it.
 */
function isNoise({ method, params }) {
  const isNowhere = method === 'log.entryAdded' && params.type === 'javascript' && !params.stackTrace;
  return isNowhere && params.text === 'Error: Permission denied to access property "length"';
}

/** Playwright has to hear of addresses that a page changes without leaving. */
async function tellOfHistory({ ask, door }) {
  const has = await ask('session.subscribe', { events: ['browsingContext.historyUpdated'] }).then(() => true, () => false);
  if (!has) {
    await door.run(inside.tellOfHistory);
  }
}

/**
 * Playwright has the page turn texts into functions, which our policy forbids, and rightly. Newer versions of Firefox let a
 * debugger do it all the same. In others the bridge gives pages a function that does, and has Playwright's own code call it.
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
 * Runs in the page: text comes into a field as from a keyboard, so that the field says that it was changed once it is left.
 * Playwright sets the value, which is left to it where there is much of it, or where the field is in a frame.
 */
function typed(text) {
  if (text.length > 2000 || !document.execCommand('insertText', false, text)) {
    return window.__pw_bidiInsertText(text);
  }
}
