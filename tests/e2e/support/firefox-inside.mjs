// What runs inside Firefox, with the browser's own rights. Each function is sent as text, so it knows nothing but its
// arguments and what the browser offers: no import and no name of this file may stand in one.

/** Sets what a page is told about the person's settings and about the medium; what is not named stays. */
export function emulate(id, { colorScheme, forcedColors, media, reducedMotion, javaScriptEnabled }) {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const page = TabManager.getBrowsingContextById(id);
  if (colorScheme !== undefined) {
    page.prefersColorSchemeOverride = colorScheme ?? 'none';
  }
  if (forcedColors !== undefined) {
    page.forcedColorsOverride = forcedColors ?? 'none';
  }
  if (media !== undefined) {
    page.mediumOverride = media === 'print' ? 'print' : '';
  }
  if (reducedMotion !== undefined) {
    Services.prefs.setIntPref('ui.prefersReducedMotion', reducedMotion === 'reduce' ? 1 : 0);
  }
  if (javaScriptEnabled !== undefined) {
    page.allowJavascript = javaScriptEnabled;
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
