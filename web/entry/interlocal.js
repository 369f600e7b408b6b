// The custom element <interlocal-assessment>: takes its link out of the address before anything else is loaded, shows a
// prerendered panel at once, and loads the rest when the element comes into view or there is a link. docs/embedding.md says
// what its attributes, methods and events are.

// What the first files must hash to; the build fills it in. One of them says it of all others.
const known = {hashes};
const here = (file) => new URL(file, import.meta.url).href;
const site = here("../");

let link = takeLink();

// Where a policy stops something of ours, the owner of the page should hear which line of it. WebAssembly can be done without.
const stopped = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, disposition }) => {
  if (disposition === "enforce" && blockedURI.startsWith(site)) stopped.push(effectiveDirective);
});

// A file as text or data, and only the one that it should be.
const read = async (file, as) => {
  const response = await fetch(here(file), { integrity: hashFor(file, known[file]) });
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  return response[as]();
};

// Each is loaded once for all elements of the page.
const once = (load) => {
  const loaded = {};
  return (file) => (loaded[file] ??= load(file).catch((error) => {
    delete loaded[file];
    throw error;
  }));
};
const dataOf = once((file) => read(file, "json"));
const sheetOf = once(async (file) => new CSSStyleSheet().replace(await read(file, "text")));
const script = once(async (file) => {
  // Where nothing may be fetched, nothing starts, and that is still to be explained.
  await lookAhead(here(file), known[file], () => file.startsWith("why") && stopped.includes("connect-src"));
  return import(here(file));
});
// What knows all others.
const learn = once(async (file) => {
  const [load, others] = await Promise.all([script(file), dataOf("hashes.json")]);
  load.check(Object.assign(known, others), lookAhead, hashFor);
});

// Markup as data: ["p", { class: "lead" }, "text", …]. Markup as text is what Trusted Types forbid.
const build = (node) => {
  if (typeof node === "string") return node;
  const [name, attributes, ...children] = node;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, key === "href" ? new URL(value, site) : value);
  }
  element.append(...children.map(build));
  return element;
};

const freeze = (value) => {
  if (value && typeof value === "object") Object.values(Object.freeze(value)).forEach(freeze);
  return value;
};

// What the page's styles may reach, and its name there; docs/theming.md lists them. Only a page with the element has a use for
// these names, so they are given here and not in the program's markup.
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
const nameParts = (changes) => {
  for (const place of new Set(changes.map(({ target }) => target))) {
    for (const [name, selector] of Object.entries(PARTS)) place.querySelectorAll(selector).forEach((it) => it.part.add(name));
  }
};

// To the page an event in here seems to come from the element, which is no field. A page with shortcuts would take letters that are
// being typed for these, so that it doesn't hear of them. Escape, Tab and combinations mean the same everywhere.
const keepTyping = (event) => {
  const { key, altKey, ctrlKey, metaKey } = event;
  const isField = event.composedPath()[0].matches?.("input, select, textarea");
  const isShortcut = metaKey || (ctrlKey && !altKey);
  if (isField && !isShortcut && key !== "Escape" && key !== "Tab") event.stopPropagation();
};

// Chromium keeps radios that leave a shadow root in their group, and with them the tree that they are in.
const ungroup = (place) => place.querySelectorAll("[type=radio]").forEach((it) => (it.name = ""));

// All elements of the page, in the order in which they came; the first gets links out of the address. One that it could not
// open is kept for its next start.
const elements = new Set();
addEventListener("hashchange", () => {
  const [first] = elements;
  const text = first && takeLink();
  if (text) first.open(text).catch(() => (link = text));
});

class InterlocalAssessment extends HTMLElement {
  static observedAttributes = ["lang", "theme"];

  #shadow = this.attachShadow({ mode: "open" });
  #profile = null;
  /** A promise of the visit, once it is asked for; goes with each end. */
  #visit;
  #parts;
  #view;

  /** What the person sent to this site: plain data that can't be changed, or null. */
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

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#parts) return;
    if (name === "theme") this.#dress();
    else this.#shadow.querySelector(`[data-action="lang-${this.#lang()}"]`)?.click();
  }

  /** Opens text that holds a profile link. Answers given here stay as they are. */
  async open(text) {
    if (this.#parts?.hasFailed) {
      this.#end();
      this.#show();
    }
    const it = await this.#begin();
    if (!it) throw new Error("interlocal-assessment has not started");
    it.open(`${text}`);
  }

  /** Erases what was answered here, and begins anew. */
  async reset() {
    await learn("load.js");
    const { forget, settingsOf } = await script("embedded-host.js");
    const parts = this.#parts;
    await this.#end();
    // Those that it began with, whatever its attributes say by now.
    forget(parts?.settings ?? settingsOf(this));
    // It may have been put in again, or reset once more, meanwhile.
    if (this.isConnected && !this.#parts) this.#show();
  }

  /** That of what is around it, also where that is around a component which it is in. */
  #lang() {
    let at = this;
    while (at && !at.closest("[lang]")) at = at.getRootNode().host;
    const wanted = at?.closest("[lang]").lang || navigator.language;
    const lang = wanted.slice(0, 2).toLowerCase();
    return `start.${lang}.json` in known ? lang : "en";
  }

  /** The preset that the page asks for. Each holds while the attribute has its name; without it the widget has its own look. */
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
    const parts = (this.#parts = { root: document.createElement("div"), wait: document.createElement("p") });
    parts.drawn = this.#draw(parts);
    try {
      await parts.drawn;
    } catch (error) {
      return this.#fail(error, parts);
    }
    if (this.#parts !== parts) return;
    const [first] = elements;
    if ((link && first === this) || !globalThis.IntersectionObserver) return this.#begin();
    this.#view = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && this.#begin(), { rootMargin: "25%" });
    this.#view.observe(this);
  }

  /** The panel, which is there before the program. */
  async #draw(parts) {
    const { root, wait } = parts;
    // There before its text: a region that comes with it is not read out.
    const status = document.createElement("div");
    root.className = "interlocal-root";
    status.className = "interlocal wait";
    status.setAttribute("role", "status");
    wait.hidden = true;
    status.append(wait);
    let sheet, more;
    // The page may think of another language meanwhile.
    do {
      parts.lang = this.#lang();
      [sheet, more, parts.panel] = await Promise.all([
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
    wait.textContent = parts.panel.wait;
    // The panel is that of the questionnaire that the widget carries, to be answered.
    if (this.hasAttribute("bank") || this.getAttribute("mode") === "view") wait.hidden = false;
    else root.append(build(parts.panel.start));
    parts.early = keepEarly(root);
  }

  /** The visit, which begins with the first call. */
  #begin() {
    this.#view?.disconnect();
    const parts = this.#parts;
    this.#visit ??= parts && this.#start(parts).catch((error) => this.#fail(error, parts));
    return this.#visit;
  }

  async #start(parts) {
    await parts.drawn;
    if (this.#parts !== parts) return undefined;
    await learn("load.js");
    const [{ visit }, { guest }] = await Promise.all([script("program-switch.js"), script("embedded-host.js")]);
    // Where there is no panel, no button has taken another language.
    if (!parts.root.firstChild) parts.lang = this.#lang();
    const host = guest(this, parts, { site, sheetOf, send: (sent) => this.#send(sent) });
    const [first] = elements;
    const its = first === this ? link : undefined;
    const { page, bank } = await host.options();
    if (this.#parts !== parts) return undefined;
    // The panel goes when the program comes.
    const early = () => {
      const repeat = parts.early();
      ungroup(parts.root);
      return repeat;
    };
    const it = await visit(parts.root, host, { link: its, early, page: its ? undefined : page, bank });
    if (this.#parts !== parts) return it.end();
    if (its) link = undefined;
    parts.wait.hidden = true;
    this.#tell("ready", {});
    return it;
  }

  #end() {
    this.#view?.disconnect();
    const ended = this.#visit?.then((it) => it?.end());
    this.#visit = this.#parts = undefined;
    this.#profile = null;
    ungroup(this.#shadow);
    this.#shadow.replaceChildren();
    return ended;
  }

  #send(sent) {
    this.#profile = freeze(sent.profile);
    this.#tell("complete", sent);
  }

  /** Says to the person and to the page's owner what stops it, and what is left; once, and of what is still to start. */
  async #fail(error, parts) {
    if (this.#parts !== parts || parts.hasFailed) return;
    parts.hasFailed = true;
    console.error(error);
    const { root, wait, lang } = parts;
    wait.hidden = true;
    this.#shadow.replaceChildren(wait.parentElement, root);
    // That a policy stopped something is heard a little after it did.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const explain = ({ why }) => why({ error, lang, root, known, stopped, site, bring: script });
    const found = await script("diagnose.js").then(explain).catch(() => {
      // What the page itself has between the element's tags.
      root.replaceChildren(document.createElement("slot"));
      return { cause: "unknown", message: error.message };
    });
    if (this.#parts === parts) this.#tell("error", found);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`interlocal-${name}`, { bubbles: true, composed: true, detail: freeze(detail) }));
  }
}

// The same script twice on one page, or two builds of it: the first one stays.
if (!customElements.get("interlocal-assessment")) customElements.define("interlocal-assessment", InterlocalAssessment);
