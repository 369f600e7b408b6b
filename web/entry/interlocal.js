// The custom element <interlocal-assessment>. It removes its link from the address before anything else is loaded, shows a
// prerendered panel at once, and loads the rest when the element comes into view or there is a link. docs/embedding.md documents
// its attributes, methods and events.

import { freeze } from "../lib/freeze.js";
import { takeLink } from "../lib/take-link.js";
import { recordClicks } from "../lib/replay-clicks.js";
import { hashFor, preloadVerified } from "../lib/verified-import.js";

/** @import { Hashes } from "../lib/verified-import.js" */
/** @import { Settings } from "../lazy/embedded-host.js" */
/** @import { LoadModule, Markup, Profile, Sent, Visit } from "../types" */

/** The hashes of the first files, which the build fills in. `learn` adds those of all others. @type {Hashes} */
const known = FIRST_HASHES;
/** @param {string} file */
const here = (file) => new URL(file, import.meta.url).href;
const site = here("../");

let link = takeLink();

/** The directives of the page's policy that stopped a file of ours. The widget can work without WebAssembly. @type {string[]} */
const stopped = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, disposition }) => {
  if (disposition === "enforce" && blockedURI.startsWith(site)) stopped.push(effectiveDirective);
});

/**
 * A file whose hash is checked.
 *
 * @param {string} file
 */
const read = async (file) => {
  const response = await fetch(here(file), { integrity: hashFor(file, known[file]) });
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  return response;
};

/**
 * Loads each file once for all elements of the page.
 *
 * @template Value
 * @param {(file: string) => Promise<Value>} load
 */
const once = (load) => {
  /** @type {Record<string, Promise<Value>>} */
  const loaded = {};
  return /** @param {string} file */ (file) =>
    (loaded[file] ??= load(file).catch((error) => {
      delete loaded[file];
      throw error;
    }));
};
const dataOf = once(async (file) => (await read(file)).json());
const sheetOf = once(async (file) => new CSSStyleSheet().replace(await (await read(file)).text()));
const script = /** @type {LoadModule} */ (
  once(async (file) => {
    // If the policy forbids fetching, the widget can't start, but the script that explains it can still be loaded.
    await preloadVerified(here(file), known[file], () => file.startsWith("diagnose") && stopped.includes("connect-src"));
    return import(here(file));
  })
);
/** Loads the program loader, and the hashes of all files. */
const learn = once(async () => {
  const [load, others] = await Promise.all([script("load.js"), dataOf("hashes.json")]);
  load.check(Object.assign(known, others), preloadVerified, hashFor);
});

/**
 * @param {Markup} node
 * @returns {string | Node}
 */
const build = (node) => {
  if (typeof node === "string") return node;
  const [name, attributes, ...children] = node;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, key === "href" ? new URL(value, site).href : value);
  }
  element.append(...children.map(build));
  return element;
};

/**
 * The parts that styles of the page can select; docs/theming.md lists them. Only pages with the element need these names, so
 * they are set here and not in the program's markup.
 */
const PARTS = {
  header: ".masthead",
  footer: ".footer",
  heading: ".heading",
  banner: ".banner, .notice",
  card: ".aside, .item-card, .share",
  field: ".field__input",
  button: ".button",
  "button-primary": ".button:not(.button--quiet)",
  link: "a, .link-button",
};
/** @param {MutationRecord[]} changes */
const nameParts = (changes) => {
  for (const place of /** @type {Set<Element>} */ (new Set(changes.map(({ target }) => target)))) {
    for (const [name, selector] of Object.entries(PARTS)) place.querySelectorAll(selector).forEach((it) => it.part.add(name));
  }
};

/**
 * Hides typing from the page. The page sees events of this tree as events of the element, which isn't a field, so a page with
 * keyboard shortcuts would treat typed letters as shortcuts. Escape, Tab and combinations mean the same everywhere.
 *
 * @param {Event} event
 */
const keepTyping = (event) => {
  const { key, altKey, ctrlKey, metaKey } = /** @type {KeyboardEvent} */ (event);
  const isField = /** @type {Element} */ (event.composedPath()[0]).matches?.("input, select, textarea");
  const isShortcut = metaKey || (ctrlKey && !altKey);
  if (isField && !isShortcut && key !== "Escape" && key !== "Tab") event.stopPropagation();
};

/**
 * Chromium keeps removed radio buttons in the group of their shadow root, and with them the whole tree in memory.
 *
 * @param {ParentNode} place
 */
const ungroup = (place) => place.querySelectorAll("[type=radio]").forEach((it) => (/** @type {HTMLInputElement} */ (it).name = ""));

/**
 * All elements of the page, in the order of their insertion. The first one gets links from the address. If it can't open one, the
 * link is kept for its next start.
 *
 * @type {Set<InterlocalAssessment>}
 */
const elements = new Set();
addEventListener("hashchange", () => {
  const [first] = elements;
  const text = first && takeLink();
  if (text) first.open(text).catch(() => (link = text));
});

/**
 * The content of an element from its start to its end.
 *
 * @typedef {object} Parts
 * @property {HTMLElement} root
 * @property {HTMLElement} wait
 * @property {string} lang
 * @property {Promise<void>} [drawn]
 * @property {{ start: Markup, wait: string }} [panel]
 * @property {() => () => void} [recorded] the result of `recordClicks`
 * @property {Settings} [settings]
 * @property {boolean} [hasFailed]
 */

class InterlocalAssessment extends HTMLElement {
  static observedAttributes = ["lang", "theme"];

  #shadow = this.attachShadow({ mode: "open" });
  /** @type {Profile | null} */
  #profile = null;
  /** The visit, once it was requested. Each end removes it. @type {Promise<Visit | undefined> | undefined} */
  #visit;
  /** @type {Parts | undefined} */
  #parts;
  /** @type {IntersectionObserver | undefined} */
  #view;

  /** The profile that the visitor sent to this site, frozen, or null. */
  get profile() {
    return this.#profile;
  }

  constructor() {
    super();
    for (const name of ["keydown", "keypress", "keyup"]) this.#shadow.addEventListener(name, keepTyping);
    new MutationObserver(nameParts).observe(this.#shadow, { childList: true, subtree: true });
  }

  connectedCallback() {
    elements.add(this);
    if (!this.#parts) this.#show();
  }

  // An element that is only moved is connected again by the end of the task, and keeps its visit.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      elements.delete(this);
      this.#end();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#parts) return;
    if (name === "theme") this.#dress();
    else /** @type {HTMLElement | null} */ (this.#shadow.querySelector(`[data-action="lang-${this.#lang()}"]`))?.click();
  }

  /**
   * Opens text that contains a profile link. Answers given here don't change.
   *
   * @param {string} text
   */
  async open(text) {
    if (this.#parts?.hasFailed) {
      this.#end();
      this.#show();
    }
    const visit = await this.#begin();
    if (!visit) throw new Error("interlocal-assessment has not started");
    visit.open(`${text}`);
  }

  /** Erases the answers given here, and starts again. */
  async reset() {
    await learn("load.js");
    const { forget, settingsOf } = await script("embedded-host.js");
    const parts = this.#parts;
    await this.#end();
    // The attributes may have changed since the start.
    forget(parts?.settings ?? settingsOf(this));
    // Meanwhile the element may have been inserted again, or reset once more.
    if (this.isConnected && !this.#parts) this.#show();
  }

  /** The language of the closest element around this one that has one, also outside of a component that contains this one. */
  #lang() {
    /** @type {Element | undefined} */
    let at = this;
    while (at && !at.closest("[lang]")) at = /** @type {ShadowRoot} */ (at.getRootNode()).host;
    const wanted = /** @type {HTMLElement | null | undefined} */ (at?.closest("[lang]"))?.lang || navigator.language;
    const lang = wanted.slice(0, 2).toLowerCase();
    return `start.${lang}.json` in known ? lang : "en";
  }

  /** The styles of the theme in the attribute, if there is one. */
  async #theme() {
    const file = `theme-${this.getAttribute("theme")}.css`;
    const sheet = file in known && (await sheetOf(file).catch(console.error));
    return sheet ? [sheet] : [];
  }

  async #dress() {
    const sheets = this.#shadow.adoptedStyleSheets;
    for (const sheet of await this.#theme()) if (!sheets.includes(sheet)) sheets.push(sheet);
  }

  async #show() {
    /** @type {Parts} */
    const parts = (this.#parts = { root: document.createElement("div"), wait: document.createElement("p"), lang: "" });
    parts.drawn = this.#draw(parts);
    try {
      await parts.drawn;
    } catch (error) {
      return this.#fail(error, parts);
    }
    if (this.#parts !== parts) return;
    const [first] = elements;
    if ((link && first === this) || !globalThis.IntersectionObserver) return void this.#begin();
    this.#view = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && this.#begin(), { rootMargin: "25%" });
    this.#view.observe(this);
  }

  /**
   * Shows the panel, which is there before the program.
   *
   * @param {Parts} parts
   */
  async #draw(parts) {
    const { root, wait } = parts;
    // The live region exists before its text; otherwise screen readers don't read the text out.
    const status = document.createElement("div");
    root.className = "interlocal-root";
    status.className = "interlocal wait";
    status.setAttribute("role", "status");
    wait.hidden = true;
    status.append(wait);
    let sheet, more, panel;
    // The page may change the language meanwhile.
    do {
      parts.lang = this.#lang();
      [sheet, more, panel] = await Promise.all([
        sheetOf("interlocal.css"),
        sheetOf("element.css"),
        dataOf(`start.${parts.lang}.json`),
        this.#theme(),
      ]);
    } while (parts.lang !== this.#lang());
    if (this.#parts !== parts) return;
    this.#shadow.adoptedStyleSheets = [sheet, more];
    await this.#dress();
    if (this.#parts !== parts) return;
    this.#shadow.replaceChildren(status, root);
    wait.textContent = panel.wait;
    // The panel is the start screen of the included questionnaire, so it doesn't fit another bank or a view of a profile.
    if (this.hasAttribute("bank") || this.getAttribute("mode") === "view") wait.hidden = false;
    else root.append(build(panel.start));
    parts.recorded = recordClicks(root);
  }

  /** The visit, which starts with the first call. */
  #begin() {
    this.#view?.disconnect();
    const parts = this.#parts;
    this.#visit ??= parts && this.#start(parts).catch((error) => this.#fail(error, parts));
    return this.#visit;
  }

  /**
   * @param {Parts} parts
   * @returns {Promise<Visit | undefined>}
   */
  async #start(parts) {
    await parts.drawn;
    if (this.#parts !== parts) return undefined;
    await learn("load.js");
    const [{ startVisit }, { embeddedHost }] = await Promise.all([script("program-switch.js"), script("embedded-host.js")]);
    // Without a panel, no button has chosen another language.
    if (!parts.root.firstChild) parts.lang = this.#lang();
    const host = embeddedHost(this, parts, { site, sheetOf, send: (sent) => this.#send(sent) });
    const [first] = elements;
    const own = first === this ? link : undefined;
    const { page, bank } = await host.options();
    if (this.#parts !== parts) return undefined;
    // The program replaces the panel.
    const recorded = () => {
      const replay = parts.recorded?.();
      ungroup(parts.root);
      return () => replay?.();
    };
    const visit = await startVisit(parts.root, host, { link: own, recorded, page: own ? undefined : page, bank });
    if (this.#parts !== parts) return void visit.end();
    if (own) link = undefined;
    parts.wait.hidden = true;
    this.#dispatch("ready", {});
    return visit;
  }

  #end() {
    this.#view?.disconnect();
    const ended = this.#visit?.then((visit) => visit?.end());
    this.#visit = this.#parts = undefined;
    this.#profile = null;
    ungroup(this.#shadow);
    this.#shadow.replaceChildren();
    return ended;
  }

  /** @param {Sent} sent */
  #send(sent) {
    this.#profile = freeze(sent.profile);
    this.#dispatch("complete", sent);
  }

  /**
   * Tells the visitor and the page's owner why the start failed and what still works. A start that was cancelled or has failed
   * before reports nothing.
   *
   * @param {any} error
   * @param {Parts} parts
   * @returns {Promise<undefined>}
   */
  async #fail(error, parts) {
    if (this.#parts !== parts || parts.hasFailed) return;
    parts.hasFailed = true;
    console.error(error);
    const { root, wait, lang } = parts;
    wait.hidden = true;
    this.#shadow.replaceChildren(/** @type {Element} */ (wait.parentElement), root);
    // The event for a file that the policy stopped comes a little later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const found = await script("diagnose.js")
      .then(({ diagnose }) => diagnose({ error, lang, root, known, stopped, site, bring: script }))
      .catch(() => {
        // The content that the page has between the element's tags.
        root.replaceChildren(document.createElement("slot"));
        return { cause: "unknown", message: error.message };
      });
    if (this.#parts === parts) this.#dispatch("error", found);
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(`interlocal-${name}`, { bubbles: true, composed: true, detail: freeze(detail) }));
  }
}

// If the page has this script twice, or two builds of it, the first one stays.
if (!customElements.get("interlocal-assessment")) customElements.define("interlocal-assessment", InterlocalAssessment);
