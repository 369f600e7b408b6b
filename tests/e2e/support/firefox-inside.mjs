// What runs inside Firefox, with the browser's own rights. Each function is sent as text, so it knows nothing but its
// arguments and what the browser offers: no import and no name of this file may stand in one.

/**
 * Comes before the others, and gives them `pageOf`, the page of a name, and `tell`, which sends Playwright an event.
 *
 * Takes the browser's own controls away, so that Tab goes around in the page, as it does where there are none. Tells of
 * addresses that a page changes without leaving, with the event that later versions have.
 */
export function prepare() {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const { RemoteAgent } = ChromeUtils.importESModule('chrome://remote/content/components/RemoteAgent.sys.mjs');
  const names = TabManager.getBrowsingContextById
    ? TabManager
    : ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs').NavigableManager;
  globalThis.pageOf = (id) => names.getBrowsingContextById(id);
  globalThis.nameOf = (page) => names.getIdForBrowsingContext(page);
  globalThis.tell = (name, data) =>
    RemoteAgent.webDriverBiDi.session?.messageHandler.emit('message-handler-protocol-event', {
      name,
      data: { ...data, timestamp: Date.now() },
    });
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  window.document.getElementById('navigator-toolbox').hidden = true;
  window.gBrowser.addTabsProgressListener({
    onLocationChange(_tab, progress, _request, location, flags) {
      if (flags & Ci.nsIWebProgressListener.LOCATION_CHANGE_SAME_DOCUMENT) {
        const context = globalThis.nameOf(progress.browsingContext);
        globalThis.tell('browsingContext.historyUpdated', { context, url: location.spec });
      }
    },
  });
  globalThis.asked = new WeakMap();
}

/** Sets what a page is told about the person's settings and about the medium; what is not named stays. */
export function emulate(id, features) {
  const tab = globalThis.pageOf(id).embedderElement;
  const isNew = !globalThis.asked.has(tab);
  globalThis.asked.set(tab, { ...globalThis.asked.get(tab), ...features });
  const put = () => {
    const { colorScheme, forcedColors, media, javaScriptEnabled } = globalThis.asked.get(tab);
    const page = tab.browsingContext;
    page.prefersColorSchemeOverride = colorScheme ?? 'none';
    page.forcedColorsOverride = forcedColors ?? 'none';
    // Anew each time: a page that was printed shows the screen's medium again, and this would still say paper.
    page.mediumOverride = '';
    page.mediumOverride = media === 'print' ? 'print' : '';
    page.allowJavascript = javaScriptEnabled ?? true;
  };
  put();
  if (isNew) {
    // A tab may show its next page in a context of its own, which knows nothing of what was set on the one before.
    tab.addEventListener('XULFrameLoaderCreated', put);
    tab.addEventListener('PageRestoredFromBFCache', put);
  }
  if (features.reducedMotion !== undefined) {
    Services.prefs.setIntPref('ui.prefersReducedMotion', features.reducedMotion === 'reduce' ? 1 : 0);
  }
}

/** Takes the network away, or gives it back. */
export function goOffline(isOffline) {
  Services.io.offline = isOffline;
  // A connection that is there already would still be used.
  Services.obs.notifyObservers(null, 'net:prune-all-connections');
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
  Services.prefs.setIntPref('browser.download.folderList', 2);
  Services.prefs.setStringPref('browser.download.dir', PathUtils.join(PathUtils.profileDir, 'downloads'));
  Services.prefs.setBoolPref('browser.download.always_ask_before_handling_new_types', false);
  Services.prefs.setBoolPref('browser.download.alwaysOpenPanel', false);
  if (globalThis.known) {
    return;
  }
  globalThis.known = new Map();
  const downloads = await Downloads.getList(Downloads.ALL);
  await downloads.addView({
    onDownloadAdded(download) {
      const page = BrowsingContext.get(download.source.browsingContextId);
      const name = PathUtils.filename(download.target.path).replace(/\(\d+\)(?=\.|$)/, '');
      const about = { context: page && globalThis.nameOf(page.top), download: String(globalThis.known.size + 1) };
      globalThis.known.set(download, { about, name });
      globalThis.tell('browsingContext.downloadWillBegin', { ...about, suggestedFilename: name, url: download.source.url });
    },
    async onDownloadChanged(download) {
      const it = globalThis.known.get(download);
      if (it && !it.isDone && (download.succeeded || download.error || download.canceled)) {
        it.isDone = true;
        if (download.succeeded) {
          await IOUtils.move(download.target.path, PathUtils.join(folder, it.name));
        }
        globalThis.tell('browsingContext.downloadEnd', { ...it.about, status: download.succeeded ? 'complete' : 'canceled' });
      }
    },
  });
}

/** How many workers a page has: its own process knows, which is asked by a message to all. */
export function countWorkers(id) {
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
    const call = `(${count})(${globalThis.pageOf(id).id}, ${JSON.stringify(name)})`;
    Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(call)}`, false);
  });
}

/** Ends a page's process, as a crash would, and waits until the browser has noticed. */
export function crash(id) {
  const page = globalThis.pageOf(id);
  return new Promise((resolve) => {
    page.embedderElement.addEventListener('oop-browser-crashed', () => resolve(), { once: true });
    Cc['@mozilla.org/processtools-service;1'].getService(Ci.nsIProcessToolsService).kill(page.currentWindowGlobal.osPid);
  });
}

/** What those who listen hear in a page's main part, in order. */
export async function heardInMain(id) {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const tab = globalThis.pageOf(id).embedderElement;
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
