// Starts the widget in embed.html, the page for frames on other sites. Runs before the first paint: it reads the address, shows
// the start screen in the right language, records early clicks, and starts the rest. It sends the messages of lib/messages.js
// only to the origin that the address names.

import { baseOf, isBelow, urlOf } from "../lib/address.js";
import { hasDraft, keyFor, DRAFT } from "../lib/drafts.js";
import { takeLink } from "../lib/take-link.js";
import { message, readMessage, TO_FRAME } from "../lib/messages.js";
import { recordClicks } from "../lib/replay-clicks.js";

/** @import { embeddedHost } from "../lazy/embedded-host.js" */
/** @import { Host, Modules, Visit } from "../types" */

const html = document.documentElement;
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

/**
 * In a sandbox this script has another origin than its page and no address that `import` could start from.
 *
 * @param {string} file
 */
const here = (file) => new URL(file, src).href;
/**
 * @template {keyof Modules} Name
 * @param {Name} file
 * @returns {Promise<Modules[Name]>}
 */
const load = (file) => import(here(file));

const link = takeLink();
const folder = new URL(".", location.href).href;

/** @param {string[]} names */
const oneOf = (...names) => /** @param {string} text */ (text) => names.includes(text);
/** @param {string} tag */
const langOf = (tag) => (html.dataset.langs ?? "").split(" ").find((lang) => lang === tag.toLowerCase().split("-")[0]);

/** The accepted parameters of the address. @type {Record<string, string>} */
const asked = {};
// An address can come from an attacker. A page that isn't in a frame accepts no parameter that decides where links lead or what
// is asked. A page in a frame trusts the site around it, if the browser confirms the site or can't name it.
const isFramed = window.parent !== window;
/** @param {string} origin */
const isAround = (origin) => isFramed && (location.ancestorOrigins?.[0] ?? origin) === origin;
/** @param {string | undefined} url */
const isKnown = (url) => isFramed && [location.origin, asked.host].includes(urlOf(url)?.origin ?? "");

/** The parameters, and whether a value is accepted. @type {Record<string, (text: string) => unknown>} */
const PARAMETERS = {
  host: (text) => /^https?:/.test(text) && urlOf(text)?.origin === text && isAround(text),
  lang: langOf,
  "share-base": (text) => isKnown(baseOf(text)),
  bank: (text) => isFramed && text !== "" && isBelow(text, folder),
  mode: oneOf("fill", "view"),
  storage: oneOf("local", "session", "off"),
  instance: (text) => /^[\w-]{1,64}$/.test(text),
  theme: oneOf("govuk", "plain", "uswds"),
  scheme: oneOf("light", "dark"),
  accepts: oneOf("profile"),
};

const written = [...new URLSearchParams(location.search)];
// Other parameters depend on the host.
const hostFirst = [...written.filter(([name]) => name === "host"), ...written.filter(([name]) => name !== "host")];
const ignored = [];
for (const [name, text] of hostFirst) {
  const isAccepted = Object.hasOwn(PARAMETERS, name) && !(name in asked) && PARAMETERS[name](text);
  if (isAccepted) asked[name] = text;
  else ignored.push(`${name}=${text}`);
}
if (ignored.length) console.warn(`Interlocal: not known in the address of this page, not allowed here, and ignored: ${ignored.join(" ")}`);
if (isFramed && asked.accepts && !asked.host) console.warn("Interlocal: accepts=profile does nothing without host= and an origin");

const around = asked.host;
/**
 * @param {string} type
 * @param {object} [content]
 */
const send = (type, content) => around && window.parent.postMessage(message(type, content), around);
/** The last report of each type, for a page that starts to listen later. @type {Record<string, any>} */
const reports = {};
/**
 * @param {string} type
 * @param {object} [content]
 */
const report = (type, content) => {
  reports[type] = content;
  send(type, content);
};

const lang = langOf(asked.lang ?? navigator.language) ?? html.lang;
html.lang = lang;
if (asked.mode) html.dataset.mode = asked.mode;

/**
 * Adds styles, and returns the function that removes them.
 *
 * @param {string} text
 */
const addStyles = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
  return () => void (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet));
};
addStyles(`[data-begin] { display: none; } [data-begin="${lang}"] { display: block; }`);

/**
 * Loads a theme. The page stays hidden until then, so that it isn't painted in other colors first.
 *
 * @param {string} theme
 */
const loadTheme = (theme) => {
  const unveil = addStyles("body { visibility: hidden; }");
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: here(`theme-${theme}.css`) });
  html.classList.add(`interlocal-theme-${theme}`);
  sheet.onload = sheet.onerror = unveil;
  document.head.append(sheet);
};
if (asked.theme) loadTheme(asked.theme);
// A site with one color scheme has no other way to say so: not all browsers pass the scheme of the frame to its page.
if (asked.scheme) addStyles(`:root, body { color-scheme: ${asked.scheme}; }`);

const resumes = () => {
  // The browser may deny storage, and does in a sandbox.
  try {
    const { storage = "local", instance } = asked;
    const store = storage === "off" ? {} : storage === "session" ? sessionStorage : localStorage;
    return hasDraft(store, keyFor(DRAFT, instance));
  } catch {
    return false;
  }
};
// Another page will follow the start screen.
if (link || asked.bank || asked.mode === "view" || resumes()) html.dataset.interlocal = "resume";

const measure = () => {
  const height = Math.ceil(html.getBoundingClientRect().height);
  if (height && height !== reports.height?.height) report("height", { height });
};

/** @type {Record<string, Promise<CSSStyleSheet>>} */
const sheets = {};
/** @param {string} file */
const loadSheet = async (file) => {
  const response = await fetch(here(file));
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  return new CSSStyleSheet().replace(await response.text());
};
/** @param {string} file */
const sheetOf = (file) =>
  (sheets[file] ??= loadSheet(file).catch((error) => {
    delete sheets[file];
    throw error;
  }));

/**
 * The host of the frame: the same as that of an element whose attributes are the parameters of the address.
 *
 * @param {typeof embeddedHost} create
 * @param {HTMLElement} root
 * @param {HTMLElement} wait
 */
const hostOf = (create, root, wait) => {
  /** @type {Record<string, string>} */
  const attributes = { "share-base": folder, ...asked };
  const element = {
    /** @param {string} name */
    getAttribute: (name) => attributes[name] ?? null,
    /** @param {string} name */
    hasAttribute: (name) => name in attributes,
  };
  const host = create(element, { root, wait, lang }, { site: "", sheetOf, send: (sent) => send("complete", sent) });
  return {
    ...host,
    receiver: asked.accepts && around,
    // The document of the frame has a title of its own.
    /** @type {Host["describe"]} */
    describe(title, lang) {
      document.title = title;
      if (html.lang !== lang) html.lang = lang;
    },
    print: () => print(),
  };
};

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} wait
 * @returns {Promise<Visit>}
 */
const begin = async (root, wait) => {
  const recorded = recordClicks(root);
  wait.hidden = html.dataset.interlocal !== "resume";
  const [{ startVisit }, { embeddedHost }] = await Promise.all([load("program-switch.js"), load("embedded-host.js")]);
  const host = hostOf(embeddedHost, root, wait);
  const { page, bank } = await host.options();
  const visit = await startVisit(root, host, { link, recorded, page: link ? undefined : page, bank });
  wait.hidden = true;
  delete html.dataset.interlocal;
  report("ready");
  return visit;
};

/**
 * @param {Error} error
 * @param {HTMLElement} root
 * @param {HTMLElement} wait
 * @param {HTMLElement} off
 * @returns {Promise<undefined>}
 */
const fail = async (error, root, wait, off) => {
  console.error(error);
  wait.hidden = root.hidden = true;
  off.hidden = false;
  /** @param {Modules["diagnose.js"]} module */
  const explain = ({ diagnose }) => diagnose({ error, lang, root: off, site: folder });
  report("error", await load("diagnose.js").then(explain).catch(() => ({ cause: "unknown", message: error.message })));
};

/** The visit, or `undefined` if it didn't start. @type {Promise<Visit | undefined> | undefined} */
let visiting;
const start = () => {
  for (const it of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-begin]"))) {
    if (it.dataset.begin === lang) it.hidden = false;
    else it.remove();
  }
  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
  const [off, wait, root] = [".off", ".wait p", ".interlocal-root"].map(find);
  if (globalThis.ResizeObserver) new ResizeObserver(measure).observe(html);
  visiting = begin(root, wait).catch((error) => fail(error, root, wait, off));
};

/** @param {string} link */
const open = async (link) => (await visiting)?.open(link);
addEventListener("hashchange", () => {
  const link = takeLink();
  if (link) open(link);
});

addEventListener("message", ({ data, origin, source }) => {
  if (!around || source !== window.parent || origin !== around) return;
  const { type, content } = readMessage(data, TO_FRAME) ?? {};
  if (type === "open") open(content.link);
  if (type === "hello") for (const [name, last] of Object.entries(reports)) send(name, last);
});

// Tells old.js that the browser can run this script.
html.dataset.begun = "";
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
