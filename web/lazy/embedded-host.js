// The page around a widget that is somebody else's guest: what it lets the widget do (src/browser/host.rs). Its title, its
// history and its focus are its own.

import { bring } from "./load.js";

const readBank = async (address) => (await bring("bank.js")).readBank(address);

// A store that keeps nothing; the person is told that answers can't be kept.
const none = undefined;

// What an element's attributes say, by what they are here.
export const settingsOf = (element) => ({
  instance: element.getAttribute("instance") ?? "",
  kind: element.getAttribute("storage") ?? "local",
  isView: element.getAttribute("mode") === "view",
  bank: element.getAttribute("bank"),
});

// Drafts of one element stay apart from those of others on the same site.
const storeOf = ({ kind, instance }) => {
  if (kind === "off") return none;
  try {
    const store = kind === "session" ? sessionStorage : localStorage;
    const own = (key) => (instance ? key.replace(":", `:${instance}:`) : key);
    return {
      keys: () => Object.keys(store).filter((key) => key.startsWith(own("interlocal:draft:"))),
      getItem: (key) => store.getItem(own(key)),
      setItem: (key, text) => store.setItem(own(key), text),
      removeItem: (key) => store.removeItem(own(key)),
      erase: (key) => store.removeItem(key),
    };
  } catch {
    return none;
  }
};

// An element and all that it stands in, also where that is another component, whose own parts are around it then.
const wayUp = (element) => {
  const way = [];
  for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) way.push(at);
  return way;
};

// While it prints, the page shows the widget and nothing else.
const PRINTED = "data-interlocal-printed";
const onPaper = new CSSStyleSheet();
onPaper.replaceSync(`@media print { :not([${PRINTED}]) { display: none !important; } }`);
const printAlone = (element) => {
  const way = wayUp(element);
  const places = new Set(way.map((it) => it.getRootNode()));
  for (const it of way) it.setAttribute(PRINTED, "");
  for (const place of places) place.adoptedStyleSheets.push(onPaper);
  addEventListener("afterprint", () => {
    for (const it of way) it.removeAttribute(PRINTED);
    for (const place of places) place.adoptedStyleSheets = place.adoptedStyleSheets.filter((sheet) => sheet !== onPaper);
  }, { once: true });
  print();
};

// Links lead to where the site says, or back to this page: to its path alone, because a query may say who the visitor is. A site
// that finds its pages by their query names it in `share-base`.
const shareBaseOf = (element) => {
  const text = element.getAttribute("share-base");
  const base = text === null ? undefined : baseOf(text, document.baseURI);
  if (text !== null && !base) {
    console.warn(`Interlocal: share-base="${text}" is ignored: it has to be a web address without a user's name and without #`);
  }
  return base ?? location.origin + location.pathname;
};

// Where nothing can be kept, asking for a database fails at once.
const databaseOf = (settings) =>
  settings.kind === "local" && storeOf(settings) ? ["interlocal", settings.instance].filter(Boolean).join(":") : none;

// Erases what an element with these settings keeps.
export const forget = (settings) => {
  const store = storeOf(settings);
  for (const key of store?.keys() ?? []) store.erase(key);
  const database = databaseOf(settings);
  if (database) globalThis.indexedDB?.deleteDatabase(database);
};

// How much of the window's top edge is covered where the widget is, by a header of the page that stays there while it scrolls. Others
// may stay below it.
const coverOver = (host) => {
  const { left, width } = host.getBoundingClientRect();
  const x = Math.min(Math.max(left + width / 2, 0), innerWidth - 1);
  const stays = (it) => ["fixed", "sticky"].includes(getComputedStyle(it).position);
  let covered = 0;
  for (let n = 0; n < 3; n += 1) {
    const over = document.elementFromPoint(x, covered);
    const header = over && wayUp(over).find((it) => stays(it) && !it.contains(host));
    const bottom = header?.getBoundingClientRect().bottom ?? 0;
    // A dialog covers more than that, and is no header.
    if (bottom <= covered || bottom > innerHeight / 2) break;
    covered = bottom;
  }
  return covered;
};

// Keeps headings, and whatever gets the focus, out from under such a header: `measure` tells the styles how high it is
// (styles/element.css), `uncover` scrolls once more if the focus is still below it.
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
    if (covered && top < covered && bottom > 0) shadow.activeElement.scrollIntoView({ behavior: "instant" });
  };
  return { measure, uncover };
};

// Focus and scrolling follow what a person does in here, and nothing else. Each place is listened to once, however often a
// widget begins in it.
const touched = new WeakMap();
const watch = (shadow) => {
  if (!touched.has(shadow)) {
    const { measure, uncover } = measureIn(shadow);
    const touch = () => {
      touched.set(shadow, true);
      measure();
    };
    for (const name of ["pointerdown", "keydown"]) shadow.addEventListener(name, touch);
    // A header that only begins to stay by this scrolling is seen after it, and before the next paint.
    shadow.addEventListener("focusin", () => touched.get(shadow) && requestAnimationFrame(uncover));
  }
  touched.set(shadow, false);
};

export const guest = (element, parts, { site, sheetOf, send }) => {
  const { root, wait, lang } = parts;
  const settings = (parts.settings = settingsOf(element));
  const { isView, bank } = settings;
  const shadow = root.getRootNode();
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
    print: () => printAlone(element),
    wait: (isShown) => (wait.hidden = !isShown),
    dress: async (name) => {
      const sheet = await sheetOf(name);
      if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
    },
    putBack() {},
    // The site that takes what a person sends to it, where it does.
    get receiver() {
      return element.hasAttribute("accepts-profile") ? location.origin : undefined;
    },
    send: (link, profile) => send({ link, profile: profile === undefined ? null : JSON.parse(profile) }),
    options: async () => ({ page: isView ? "open" : undefined, bank: bank && (await readBank(bank)) }),
  };
};
