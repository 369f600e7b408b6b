// What runs inside Firefox, with the browser's own rights. Each function is sent as text, so it knows nothing but its
// arguments and what the browser offers: no import and no name of this file may stand in one.

/**
 * Makes `emulate` hold for whatever a tab shows: a tab may show its next page in a context of its own, which knows
 * nothing of what was set on the one before.
 */
export function keepEmulating() {
  const OVERRIDES = {
    prefersColorSchemeOverride: ({ colorScheme }) => colorScheme ?? 'none',
    forcedColorsOverride: ({ forcedColors }) => forcedColors ?? 'none',
    mediumOverride: ({ media }) => (media === 'print' ? 'print' : ''),
    allowJavascript: ({ javaScriptEnabled }) => javaScriptEnabled ?? true,
  };
  globalThis.put = (tab, features) => {
    const asked = { ...globalThis.asked.get(tab), ...features };
    globalThis.asked.set(tab, asked);
    for (const [name, from] of Object.entries(OVERRIDES)) {
      tab.browsingContext[name] = from(asked);
    }
  };
  globalThis.asked = new WeakMap();
  globalThis.again = ({ target }) => globalThis.put(target, {});
}

/** Sets what a page is told about the person's settings and about the medium; what is not named stays. */
export function emulate(id, features) {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const tab = TabManager.getBrowsingContextById(id).embedderElement;
  globalThis.put(tab, features);
  for (const event of ['XULFrameLoaderCreated', 'PageRestoredFromBFCache']) {
    tab.addEventListener(event, globalThis.again);
  }
  if (features.reducedMotion !== undefined) {
    Services.prefs.setIntPref('ui.prefersReducedMotion', features.reducedMotion === 'reduce' ? 1 : 0);
  }
}

/** Takes the browser's own controls away, so that Tab goes around in the page, as it does where there are none. */
export function hideControls() {
  for (const window of Services.wm.getEnumerator('navigator:browser')) {
    window.document.getElementById('navigator-toolbox').hidden = true;
  }
}

/** The languages that the browser tells pages and servers, first choice first. */
export function speak(languages) {
  Services.prefs.setStringPref('intl.accept_languages', languages);
}

/**
 * Saves every file without asking, and tells Playwright of it with the events that later versions of Firefox have.
 * A file is moved to where Playwright looks for it, since Firefox gives a second file of a name another one.
 */
export async function keepDownloads(folder) {
  const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
  const { RemoteAgent } = ChromeUtils.importESModule('chrome://remote/content/components/RemoteAgent.sys.mjs');
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const own = PathUtils.join(PathUtils.profileDir, 'downloads');
  Services.prefs.setIntPref('browser.download.folderList', 2);
  Services.prefs.setStringPref('browser.download.dir', own);
  Services.prefs.setBoolPref('browser.download.always_ask_before_handling_new_types', false);
  Services.prefs.setBoolPref('browser.download.alwaysOpenPanel', false);
  const known = new Map();
  const tell = (name, data) =>
    RemoteAgent.webDriverBiDi.session.messageHandler.emit('message-handler-protocol-event', { name, data });
  const list = await Downloads.getList(Downloads.ALL);
  await list.addView({
    onDownloadAdded(download) {
      const page = BrowsingContext.get(download.source.browsingContextId);
      const about = { context: page && TabManager.getIdForBrowsingContext(page.top), download: String(known.size + 1) };
      const name = PathUtils.filename(download.target.path).replace(/\(\d+\)(?=\.|$)/, '');
      known.set(download, { about, name });
      tell('browsingContext.downloadWillBegin', { ...about, suggestedFilename: name, url: download.source.url });
    },
    async onDownloadChanged(download) {
      const it = known.get(download);
      if (it && !it.isDone && (download.succeeded || download.error || download.canceled)) {
        it.isDone = true;
        if (download.succeeded) {
          await IOUtils.move(download.target.path, PathUtils.join(folder, it.name));
        }
        tell('browsingContext.downloadEnd', { ...it.about, status: download.succeeded ? 'complete' : 'canceled' });
      }
    },
  });
}

/** Tells Playwright of addresses that a page changes without leaving, with the event that later versions have. */
export function tellHistory() {
  const { RemoteAgent } = ChromeUtils.importESModule('chrome://remote/content/components/RemoteAgent.sys.mjs');
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const listener = {
    onLocationChange(browser, progress, _request, location, flags) {
      const isSame = flags & Ci.nsIWebProgressListener.LOCATION_CHANGE_SAME_DOCUMENT;
      if (isSame && progress.isTopLevel && RemoteAgent.webDriverBiDi.session) {
        const data = { context: TabManager.getIdForBrowser(browser), url: location.spec, timestamp: Date.now() };
        const event = { name: 'browsingContext.historyUpdated', data };
        RemoteAgent.webDriverBiDi.session.messageHandler.emit('message-handler-protocol-event', event);
      }
    },
  };
  const watch = (window) => window.gBrowser?.addTabsProgressListener(listener);
  for (const window of Services.wm.getEnumerator('navigator:browser')) {
    watch(window);
  }
  Services.ww.registerNotification((window, topic) => {
    if (topic === 'domwindowopened') {
      window.addEventListener('load', () => watch(window), { once: true });
    }
  });
}

/** How many workers a page has: its own process knows, which is asked by a message to all. */
export function countWorkers(id) {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const count = (page, name) => {
    if (BrowsingContext.get(page)?.docShell) {
      const all = Cc['@mozilla.org/dom/workers/workerdebuggermanager;1'].getService(Ci.nsIWorkerDebuggerManager);
      const own = [...all.getWorkerDebuggerEnumerator()].filter((it) => it.window?.browsingContext.top.id === page);
      Services.cpmm.sendAsyncMessage(name, own.length);
    }
  };
  const name = `workers-${Services.uuid.generateUUID()}`;
  return new Promise((resolve) => {
    Services.ppmm.addMessageListener(name, function once({ data }) {
      Services.ppmm.removeMessageListener(name, once);
      resolve(data);
    });
    const call = `(${count})(${TabManager.getBrowsingContextById(id).id}, ${JSON.stringify(name)})`;
    Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(call)}`, false);
  });
}

/** Ends a page's process, as a crash would, and waits until the browser has noticed. */
export function crash(id) {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const page = TabManager.getBrowsingContextById(id);
  return new Promise((resolve) => {
    page.embedderElement.addEventListener('oop-browser-crashed', () => resolve(), { once: true });
    Cc['@mozilla.org/processtools-service;1'].getService(Ci.nsIProcessToolsService).kill(page.currentWindowGlobal.osPid);
  });
}

/** What those who listen hear in a page's main part, in order. */
export async function heardInMain(id) {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const tab = TabManager.getBrowsingContextById(id).embedderElement;
  const children = (it) => Array.from({ length: it.childCount }, (_, at) => it.getChildAt(at));
  const all = (it) => [it, ...children(it).flatMap(all)];
  const ROLE_TEXT_LEAF = Ci.nsIAccessibleRole.ROLE_TEXT_LEAF;
  for (;;) {
    const root = service.getAccessibleFor(tab);
    const main = root && all(root).find((it) => it.computedARIARole === 'main');
    if (main) {
      return all(main).filter(({ role }) => role === ROLE_TEXT_LEAF).map(({ name }) => name);
    }
    // The tree of another process comes bit by bit.
    await new Promise((resolve) => tab.ownerGlobal.setTimeout(resolve, 50));
  }
}
