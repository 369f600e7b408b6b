// Functions that run inside Firefox with the browser's own rights. Each is sent as text, so it can use only its arguments, the
// browser's interfaces, and values in `globalThis`: no import and no other name of this file.

/**
 * Runs before the others. Hides the browser's own controls, so that Tab stays in the page as in a browser without controls, and
 * sets the folder for files.
 */
export function prepare() {
  globalThis.tabs = new Map();
  globalThis.asked = new WeakMap();
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  window.document.getElementById('navigator-toolbox').hidden = true;
  Services.prefs.setStringPref('browser.download.dir', PathUtils.join(PathUtils.profileDir, 'downloads'));
}

/** Finds the tab whose page has this window name, and stores it under the name. */
export async function keepTab(name) {
  const { gBrowser, setTimeout } = Services.wm.getMostRecentWindow('navigator:browser');
  while (!globalThis.tabs.has(name)) {
    const found = gBrowser.browsers.find((it) => it.browsingContext?.name === name);
    if (found) {
      globalThis.tabs.set(name, found);
    } else {
      // The name arrives from the page's own process.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Sets the user's preferences and the medium of a page; other settings stay. */
export function emulate(name, features) {
  const tab = globalThis.tabs.get(name);
  const isNew = !globalThis.asked.has(tab);
  globalThis.asked.set(tab, { ...globalThis.asked.get(tab), ...features });
  const put = () => {
    const { colorScheme, forcedColors, media, javaScriptEnabled } = globalThis.asked.get(tab);
    const page = tab.browsingContext;
    page.prefersColorSchemeOverride = colorScheme ?? 'none';
    page.forcedColorsOverride = forcedColors ?? 'none';
    // Set at each call: printing resets the page to the screen, although this value would still be `print`.
    page.mediumOverride = '';
    page.mediumOverride = media === 'print' ? 'print' : '';
    page.allowJavascript = javaScriptEnabled ?? true;
  };
  put();
  if (isNew) {
    // A tab can show its next page in a new context, which doesn't have the settings of the previous one.
    tab.addEventListener('XULFrameLoaderCreated', put);
    tab.addEventListener('PageRestoredFromBFCache', put);
  }
  if (features.reducedMotion !== undefined) {
    Services.prefs.setIntPref('ui.prefersReducedMotion', features.reducedMotion === 'reduce' ? 1 : 0);
  }
}

/** Turns the network off or on. */
export function goOffline(isOffline) {
  Services.io.offline = isOffline;
  // An open connection would still be used.
  Services.obs.notifyObservers(null, 'net:prune-all-connections');
}

/** Sets the languages that the browser tells pages and servers, in order of preference. */
export function speak(languages) {
  Services.prefs.setStringPref('intl.accept_languages', languages);
}

/**
 * Waits for a file that a page saves, and moves it out of the folder, because a second file with its name would get another
 * name. Returns its name and its path.
 */
export async function takeDownload(name) {
  const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
  const list = await Downloads.getList(Downloads.ALL);
  const tab = globalThis.tabs.get(name);
  const isOurs = ({ source }) => BrowsingContext.get(source.browsingContextId)?.top === tab.browsingContext;
  const download = await new Promise((resolve, reject) => {
    const look = (it) => {
      if (isOurs(it) && it.stopped && it.startTime) {
        list.removeView(view);
        it.succeeded ? resolve(it) : reject(it.error ?? new Error('the download was cancelled'));
      }
    };
    const view = { onDownloadAdded: look, onDownloadChanged: look };
    // This also calls `onDownloadAdded` for existing files.
    list.addView(view);
  });
  await list.remove(download);
  const folder = PathUtils.join(PathUtils.profileDir, 'downloads', Services.uuid.generateUUID().toString());
  const file = PathUtils.filename(download.target.path);
  const path = PathUtils.join(folder, file);
  await IOUtils.makeDirectory(folder);
  await IOUtils.move(download.target.path, path);
  return { name: file, path };
}

/** Tells Playwright about addresses that a page changes without navigation, with the event of later versions. */
export function tellOfHistory() {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const { RemoteAgent } = ChromeUtils.importESModule('chrome://remote/content/components/RemoteAgent.sys.mjs');
  Services.wm.getMostRecentWindow('navigator:browser').gBrowser.addTabsProgressListener({
    onLocationChange(_tab, progress, _request, location, flags) {
      if (flags & Ci.nsIWebProgressListener.LOCATION_CHANGE_SAME_DOCUMENT) {
        const context = TabManager.getIdForBrowsingContext(progress.browsingContext);
        RemoteAgent.webDriverBiDi.session?.messageHandler.emit('message-handler-protocol-event', {
          name: 'browsingContext.historyUpdated',
          data: { context, url: location.spec, timestamp: Date.now() },
        });
      }
    },
  });
}

/**
 * Adds a function `__evaluate` to each page from now on. It runs a text as a debugger does, to which the page's policy doesn't
 * apply.
 */
export function letDebuggerRunTexts() {
  const inProcess = () => {
    const { addDebuggerToGlobal } = ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs');
    const own = Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal(), { freshCompartment: true });
    addDebuggerToGlobal(own);
    const debug = new own.Debugger();
    const bare = (it) => (it instanceof own.Debugger.Object ? it.unsafeDereference() : it);
    const give = (window) => {
      const run = (text) => {
        const done = debug.makeGlobalObjectReference(window).executeInGlobal(text);
        if ('throw' in done) {
          throw bare(done.throw);
        }
        return bare(done.return);
      };
      Cu.exportFunction(run, window, { defineAs: '__evaluate' });
    };
    Services.obs.addObserver(give, 'content-document-global-created');
  };
  Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(`(${inProcess})()`)}`, true);
}

/** The number of a page's workers. Only the page's own process knows it, so a message asks all processes. */
export function countWorkers(name) {
  const count = (page, answer) => {
    if (BrowsingContext.get(page)?.docShell) {
      const all = Cc['@mozilla.org/dom/workers/workerdebuggermanager;1'].getService(Ci.nsIWorkerDebuggerManager);
      const own = [...all.getWorkerDebuggerEnumerator()].filter((it) => it.window?.browsingContext.top.id === page);
      Services.cpmm.sendAsyncMessage(answer, own.length);
    }
  };
  const answer = `workers-${Services.uuid.generateUUID()}`;
  return new Promise((resolve) => {
    Services.ppmm.addMessageListener(answer, function once({ data }) {
      Services.ppmm.removeMessageListener(answer, once);
      resolve(data);
    });
    const call = `(${count})(${globalThis.tabs.get(name).browsingContext.id}, ${JSON.stringify(answer)})`;
    Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(call)}`, false);
  });
}

/** Ends a page's process like a crash, and waits until the browser has noticed. */
export function crash(name) {
  const tab = globalThis.tabs.get(name);
  // Playwright tells Firefox to quit at the first crash of a page.
  Services.env.set('MOZ_CRASHREPORTER_SHUTDOWN', '');
  return new Promise((resolve) => {
    tab.addEventListener('oop-browser-crashed', () => resolve(), { once: true });
    const { osPid } = tab.browsingContext.currentWindowGlobal;
    Cc['@mozilla.org/processtools-service;1'].getService(Ci.nsIProcessToolsService).kill(osPid);
  });
}

/** The texts that a screen reader gets from a page's main part, in order. */
export async function heardInMain(name) {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const tab = globalThis.tabs.get(name);
  const children = (it) => Array.from({ length: it.childCount }, (_, at) => it.getChildAt(at));
  const all = (it) => [it, ...children(it).flatMap(all)];
  const ROLE_TEXT_LEAF = Ci.nsIAccessibleRole.ROLE_TEXT_LEAF;
  const { setTimeout } = Services.wm.getMostRecentWindow('navigator:browser');
  for (;;) {
    const root = service.getAccessibleFor(tab);
    const main = root && all(root).find((it) => it.computedARIARole === 'main');
    if (main) {
      return all(main).filter(({ role }) => role === ROLE_TEXT_LEAF).map(({ name }) => name);
    }
    // The accessibility tree of another process arrives in parts.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
