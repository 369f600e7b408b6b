// The services that an element or a frame provides to a program (crates/ui/src/browser/host.rs). The title, the history and the focus
// belong to the page around it.

import { baseOf } from "../lib/address.js";
import { DRAFT, keyFor } from "../lib/drafts.js";
import { bring } from "./load.js";

/** @import { Sent, Store } from "../types" */

/**
 * The element, or an object that answers for it in a frame.
 *
 * @typedef {Pick<Element, "getAttribute" | "hasAttribute">} Attributes
 */
/** The settings in an element's attributes. @typedef {ReturnType<typeof settingsOf>} Settings */
/** Storage of one instance of the widget. @typedef {Store & { keys(): string[], erase(key: string): void }} OwnStore */

/** @param {string} address */
const readBank = async (address) => (await bring("bank.js")).readBank(address);

/** @param {Attributes} element */
export const settingsOf = (element) => ({
  instance: element.getAttribute("instance") ?? "",
  kind: element.getAttribute("storage") ?? "local",
  isView: element.getAttribute("mode") === "view",
  bank: element.getAttribute("bank"),
});

/**
 * The storage for these settings. Without one the program saves nothing and tells the visitor so.
 *
 * @param {Settings} settings
 * @returns {OwnStore | undefined}
 */
const storeOf = ({ kind, instance }) => {
  if (kind === "off") return undefined;
  try {
    const store = kind === "session" ? sessionStorage : localStorage;
    /** @param {string} key */
    const own = (key) => keyFor(key, instance);
    return {
      keys: () => Object.keys(store).filter((key) => key.startsWith(own(DRAFT))),
      getItem: (key) => store.getItem(own(key)),
      setItem: (key, text) => store.setItem(own(key), text),
      removeItem: (key) => store.removeItem(own(key)),
      erase: (key) => store.removeItem(key),
    };
  } catch {
    return undefined;
  }
};

/**
 * The element and everything around it, including components whose shadow tree it is in.
 *
 * @param {Element} element
 */
const ancestors = (element) => {
  const all = [];
  /** @type {Element | null | undefined} */
  let at = element;
  while (at) {
    all.push(at);
    at = at.assignedSlot ?? at.parentElement ?? /** @type {ShadowRoot} */ (at.getRootNode()).host;
  }
  return all;
};

const PRINTED = "data-interlocal-printed";
const onPaper = new CSSStyleSheet();
onPaper.replaceSync(`@media print { :not([${PRINTED}]) { display: none !important; } }`);

/**
 * Prints the widget without the rest of the page.
 *
 * @param {Element} element
 */
const printAlone = (element) => {
  const all = ancestors(element);
  const places = /** @type {Set<Document | ShadowRoot>} */ (new Set(all.map((it) => it.getRootNode())));
  for (const it of all) it.setAttribute(PRINTED, "");
  for (const place of places) place.adoptedStyleSheets.push(onPaper);
  const restore = () => {
    for (const it of all) it.removeAttribute(PRINTED);
    for (const place of places) place.adoptedStyleSheets = place.adoptedStyleSheets.filter((sheet) => sheet !== onPaper);
  };
  addEventListener("afterprint", restore, { once: true });
  print();
};

/**
 * The address that links lead to: the site's choice, or the path of this page. The page's query is left out, because it may
 * identify the visitor. A site that needs a query in its links sets `share-base`.
 *
 * @param {Attributes} element
 */
const shareBaseOf = (element) => {
  const text = element.getAttribute("share-base");
  const base = text === null ? undefined : baseOf(text, document.baseURI);
  if (text !== null && !base) {
    console.warn(`Interlocal: share-base="${text}" is ignored: it has to be a web address without a user's name and without #`);
  }
  return base ?? location.origin + location.pathname;
};

/** @param {Settings} settings */
const databaseOf = (settings) =>
  settings.kind === "local" && storeOf(settings) ? ["interlocal", settings.instance].filter(Boolean).join(":") : undefined;

/**
 * Erases everything that an element with these settings has stored.
 *
 * @param {Settings} settings
 */
export const forget = (settings) => {
  const store = storeOf(settings);
  for (const key of store?.keys() ?? []) store?.erase(key);
  const database = databaseOf(settings);
  if (database) globalThis.indexedDB?.deleteDatabase(database);
};

/**
 * The height in pixels that headers of the page cover at the top of the window, above the widget. Headers that stay in place
 * while the page scrolls can stand below each other.
 *
 * @param {Element} host
 */
const coverOver = (host) => {
  const { left, width } = host.getBoundingClientRect();
  const x = Math.min(Math.max(left + width / 2, 0), innerWidth - 1);
  /** @param {Element} it */
  const stays = (it) => ["fixed", "sticky"].includes(getComputedStyle(it).position);
  let covered = 0;
  for (let n = 0; n < 3; n += 1) {
    const over = document.elementFromPoint(x, covered);
    const header = over && ancestors(over).find((it) => stays(it) && !it.contains(host));
    const bottom = header?.getBoundingClientRect().bottom ?? 0;
    // A larger part is a dialog and not a header.
    if (bottom <= covered || bottom > innerHeight / 2) break;
    covered = bottom;
  }
  return covered;
};

/**
 * Keeps headings and focused controls visible below such a header. `measure` sets its height for the styles
 * (styles/element.css), `uncover` scrolls once more if the focus is still covered.
 *
 * @param {ShadowRoot} shadow
 */
const measureIn = (shadow) => {
  const { host } = shadow;
  const sheet = new CSSStyleSheet();
  let covered = 0;
  const measure = () => {
    const now = host ? Math.ceil(coverOver(host)) : 0;
    if (now !== covered) sheet.replaceSync(`:host { --interlocal-scroll-offset: ${now}px; }`);
    if (now && !shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
    covered = now;
  };
  const uncover = () => {
    measure();
    const { top = covered, bottom = 0 } = shadow.activeElement?.getBoundingClientRect() ?? {};
    if (covered && top < covered && bottom > 0) shadow.activeElement?.scrollIntoView({ behavior: "instant" });
  };
  return { measure, uncover };
};

/**
 * Whether the visitor has touched a widget, by its root. Until then the program moves neither focus nor the page.
 *
 * @type {WeakMap<Node, boolean>}
 */
const touched = new WeakMap();

/**
 * Listens to a shadow tree once, even if a widget starts in it several times.
 *
 * @param {ShadowRoot} shadow
 */
const watch = (shadow) => {
  if (!touched.has(shadow)) {
    const { measure, uncover } = measureIn(shadow);
    const touch = () => {
      touched.set(shadow, true);
      measure();
    };
    for (const name of ["pointerdown", "keydown"]) shadow.addEventListener(name, touch);
    // A header that stays only after this scrolling is visible in the next frame, before it is painted.
    shadow.addEventListener("focusin", () => touched.get(shadow) && requestAnimationFrame(uncover));
  }
  touched.set(shadow, false);
};

/**
 * The parts of a widget in an element or a frame.
 *
 * @typedef {object} Parts
 * @property {HTMLElement} root
 * @property {HTMLElement} wait
 * @property {string} lang
 * @property {Settings} [settings] set by `embeddedHost`
 */
/**
 * @typedef {object} Services
 * @property {string} site
 * @property {(file: string) => Promise<CSSStyleSheet>} sheetOf
 * @property {(sent: Sent) => void} send
 */

/**
 * @param {Attributes} element
 * @param {Parts} parts
 * @param {Services} services
 */
export const embeddedHost = (element, parts, { site, sheetOf, send }) => {
  const { root, wait, lang } = parts;
  const settings = (parts.settings = settingsOf(element));
  const { isView, bank } = settings;
  const shadow = /** @type {ShadowRoot} */ (root.getRootNode());
  root.dataset.mode = isView ? "view" : "fill";
  if (bank) root.dataset.bank = "other";
  watch(shadow);
  return {
    lang,
    site,
    shareBase: shareBaseOf(element),
    store: storeOf(settings),
    database: databaseOf(settings),
    ground: root,
    step: undefined,
    nameStep() {},
    addStep() {},
    describe() {},
    mayMove: () => touched.get(shadow),
    print: () => printAlone(/** @type {Element} */ (element)),
    /** @param {boolean} isShown */
    wait: (isShown) => void (wait.hidden = !isShown),
    /** @param {string} file */
    dress: async (file) => {
      const sheet = await sheetOf(file);
      if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
    },
    putBack() {},
    get receiver() {
      return element.hasAttribute("accepts-profile") ? location.origin : undefined;
    },
    /**
     * @param {string} link
     * @param {string | undefined} profile
     */
    send: (link, profile) => send({ link, profile: profile === undefined ? null : JSON.parse(profile) }),
    /** The first page and a custom bank, for `startVisit`. */
    options: async () => ({ page: isView ? "open" : undefined, bank: bank ? await readBank(bank) : undefined }),
  };
};
