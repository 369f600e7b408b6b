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

// Links lead back to this page. One that is found by its query keeps it.
const pageHere = () => {
  const { origin, pathname, search } = location;
  return origin + pathname + (search.length > 1 ? `${search}&` : "");
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

// Focus and scrolling follow what a person does in here, and nothing else. Each place is listened to once, however often a
// widget begins in it.
const touched = new WeakMap();
const watch = (shadow) => {
  if (!touched.has(shadow)) {
    for (const name of ["pointerdown", "keydown"]) shadow.addEventListener(name, () => touched.set(shadow, true));
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
    shareBase: element.getAttribute("share-base") ?? pageHere(),
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
