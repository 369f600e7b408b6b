// Starts the widget on a page of its own. Runs before the first paint, so it is small: takes a link out of the address, hides
// the prerendered start screen where another page will follow, keeps clicks that come early, and starts the rest.
const DRAFT = "interlocal:draft:";
const html = document.documentElement;

// Browsers refuse changes of the history in a sandbox, and where there are many in a short time. The visit goes on without.
const tryHistory = (change) => {
  try {
    change();
  } catch (error) {
    console.warn(error);
  }
};

const host = {
  lang: html.lang,
  shareBase: (location.protocol === "file:" ? "file://" : location.origin) + location.pathname,
  site: "",
  ground: window,
  database: "interlocal",
  // Storage may be denied.
  get store() {
    try {
      return localStorage;
    } catch {
      return undefined;
    }
  },
  describe(title, lang) {
    document.title = title;
    // Even the same value makes the browser style and lay out the whole document again, and this runs at every click.
    if (html.lang !== lang) html.lang = lang;
  },
  mayMove: () => true,
  print: () => print(),
  get step() {
    return typeof history.state === "string" ? history.state : undefined;
  },
  nameStep: (key) => tryHistory(() => history.replaceState(key, "")),
  addStep: (key) => tryHistory(() => history.pushState(key, "")),
  // Styles of a part of the widget, once.
  dress: (name) =>
    new Promise((resolve, reject) => {
      if (document.querySelector(`link[href$="${name}"]`)) return resolve();
      const href = document.querySelector("link[rel=stylesheet]").href.replace(/[^/]*$/, name);
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      link.onload = resolve;
      link.onerror = () => {
        link.remove();
        reject(new Error(`${name} could not be loaded`));
      };
      document.head.append(link);
    }),
  // A link that was taken out of the address can be tried again from there.
  putBack(link) {
    // A link begins with `?#`, which survives mail gateways, unless the address has a query of its own.
    if (link.startsWith("#")) tryHistory(() => history.replaceState(history.state, "", (location.search ? "" : "?") + link));
  },
};

const link = takeLink();
if (link !== undefined || Object.keys(host.store ?? {}).some((key) => key.startsWith(DRAFT) && !key.endsWith(":aside"))) {
  html.dataset.interlocal = "resume";
}

const start = async () => {
  const root = document.getElementById("interlocal");
  const wait = document.getElementById("interlocal-wait");
  host.wait = (isShown) => (wait.hidden = !isShown);
  host.wait(html.dataset.interlocal === "resume");
  const early = keepEarly(root);
  try {
    const { visit } = await import("./program-switch.js");
    const it = await visit(root, host, { link, early });
    host.wait(false);
    delete html.dataset.interlocal;
    // A step onto a link that was pasted into the address bar has no name; `hashchange` takes that one.
    addEventListener("popstate", () => host.step && it.back(host.step));
    addEventListener("hashchange", () => {
      const link = takeLink();
      if (link) it.open(link);
    });
    // Who opens somebody's link keeps nothing of this site by that.
    if (link === undefined) import("./offline.js").catch(console.warn);
  } catch (error) {
    console.error(error);
    host.wait(false);
    if (link) host.putBack(link);
    root.hidden = true;
    const off = document.getElementById("interlocal-off");
    off.hidden = false;
    off.querySelector("[data-file]").hidden = location.protocol !== "file:";
    const site = new URL(".", location.href).href;
    import("./diagnose.js").then(({ why }) => why({ error, lang: html.lang, root: off, site }), console.error);
  }
};

// All of this could be run, so that old.js has nothing to say.
html.dataset.begun = "";
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
