// Starts the widget in embed.html, the page for other people's frames. Runs before the first paint: it reads the address,
// shows the start screen of its language, keeps clicks that come early, and starts the rest. What it says to the page around
// it is in messages.js, and goes to the origin that the address names, and to no other.
const html = document.documentElement;
const { src } = document.currentScript;
// In a sandbox this script is of another origin than its page, and has no address for `import` to begin from.
const here = (file) => new URL(file, src).href;
const link = takeLink();

const folder = urlOf(".", location.href).href;

const oneOf = (...names) => (text) => names.includes(text);
const langOf = (tag) => html.dataset.langs.split(" ").find((lang) => lang === tag.toLowerCase().split("-")[0]);

const asked = {};
// An attacker can send a person any address. By itself the page takes nothing that decides where links lead or what is asked; in a
// frame it takes the site that holds the frame at its word, which the browser confirms if it names that site.
const isFramed = window.parent !== window;
const isAround = (origin) => isFramed && (location.ancestorOrigins?.[0] ?? origin) === origin;
const isKnown = (url) => isFramed && [location.origin, asked.host].includes(urlOf(url)?.origin);

// What the address may say, and which values are taken.
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
// Other parameters depend on the host's.
const hostFirst = [...written.filter(([name]) => name === "host"), ...written.filter(([name]) => name !== "host")];
const ignored = [];
for (const [name, text] of hostFirst) {
  const isTaken = Object.hasOwn(PARAMETERS, name) && !(name in asked) && PARAMETERS[name](text);
  if (isTaken) asked[name] = text;
  else ignored.push(`${name}=${text}`);
}
if (ignored.length) console.warn(`Interlocal: not known in the address of this page, not allowed here, and ignored: ${ignored.join(" ")}`);
if (isFramed && asked.accepts && !asked.host) console.warn("Interlocal: accepts=profile does nothing without host= and an origin");

const around = asked.host;
const tell = (type, content) => around && window.parent.postMessage(message(type, content), around);
// What holds until the next of its kind, for a page that begins to listen later.
const state = {};
const report = (type, content) => {
  state[type] = content;
  tell(type, content);
};

const lang = langOf(asked.lang ?? navigator.language) ?? html.lang;
html.lang = lang;
if (asked.mode) html.dataset.mode = asked.mode;

const styled = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
  return () => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet));
};
styled(`[data-begin] { display: none; } [data-begin="${lang}"] { display: block; }`);

// Nothing is painted in other colors first.
const take = (theme) => {
  const unveil = styled("body { visibility: hidden; }");
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: here(`theme-${theme}.css`) });
  html.classList.add(`interlocal-theme-${theme}`);
  sheet.onload = sheet.onerror = unveil;
  document.head.append(sheet);
};
if (asked.theme) take(asked.theme);
// A page around that is only light, or only dark, can't say so in another way: not all browsers ask the frame's own styles.
if (asked.scheme) styled(`:root, body { color-scheme: ${asked.scheme}; }`);

// Storage may be denied, and is in a sandbox.
const hasDraft = () => {
  try {
    const { storage = "local", instance } = asked;
    const store = storage === "off" ? {} : storage === "session" ? sessionStorage : localStorage;
    const start = instance ? `interlocal:${instance}:draft:` : "interlocal:draft:";
    return Object.keys(store).some((key) => key.startsWith(start) && !key.endsWith(":aside"));
  } catch {
    return false;
  }
};
// Another page will follow on the start screen.
if (link || asked.bank || asked.mode === "view" || hasDraft()) html.dataset.interlocal = "resume";

const measure = () => {
  const height = Math.ceil(html.getBoundingClientRect().height);
  if (height && height !== state.height?.height) report("height", { height });
};

const sheets = {};
const sheetOf = (file) => (sheets[file] ??= fetch(here(file)).then(async (response) => {
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  return new CSSStyleSheet().replace(await response.text());
}).catch((error) => {
  delete sheets[file];
  throw error;
}));

// The widget is a guest here as the element is; what the element has as attributes, the address says.
const hostOf = (guest, root, wait) => {
  const attributes = { "share-base": folder, ...asked };
  const element = { getAttribute: (name) => attributes[name] ?? null, hasAttribute: (name) => name in attributes };
  return {
    ...guest(element, { root, wait, lang }, { site: "", sheetOf, send: (sent) => tell("complete", sent) }),
    receiver: asked.accepts && around,
    // The document is the frame's own, and so is its title.
    describe(title, lang) {
      document.title = title;
      if (html.lang !== lang) html.lang = lang;
    },
    print: () => print(),
  };
};

const begin = async (root, wait) => {
  const early = keepEarly(root);
  wait.hidden = html.dataset.interlocal !== "resume";
  const [{ visit }, { guest }] = await Promise.all([import(here("program-switch.js")), import(here("embedded-host.js"))]);
  const host = hostOf(guest, root, wait);
  const { page, bank } = await host.options();
  const it = await visit(root, host, { link, early, page: link ? undefined : page, bank });
  wait.hidden = true;
  delete html.dataset.interlocal;
  report("ready");
  return it;
};

const fail = async (error, root, wait, off) => {
  console.error(error);
  wait.hidden = root.hidden = true;
  off.hidden = false;
  const explain = ({ why }) => why({ error, lang, root: off, site: folder });
  report("error", await import(here("diagnose.js")).then(explain).catch(() => ({ cause: "unknown", message: error.message })));
};

// A promise of the visit; of nothing, where it did not start.
let begun;
const start = () => {
  document.querySelectorAll("[data-begin]").forEach((it) => (it.dataset.begin === lang ? (it.hidden = false) : it.remove()));
  const [off, wait, root] = [".off", ".wait p", ".interlocal-root"].map((name) => document.querySelector(name));
  if (globalThis.ResizeObserver) new ResizeObserver(measure).observe(html);
  begun = begin(root, wait).catch((error) => fail(error, root, wait, off));
};

const open = async (link) => (await begun)?.open(link);
addEventListener("hashchange", () => {
  const link = takeLink();
  if (link) open(link);
});

addEventListener("message", ({ data, origin, source }) => {
  if (!around || source !== window.parent || origin !== around) return;
  const { type, content } = readMessage(data, TO_FRAME) ?? {};
  if (type === "open") open(content.link);
  if (type === "hello") Object.entries(state).forEach((it) => tell(...it));
});

// All of this could be run, so that old.js has nothing to say.
html.dataset.begun = "";
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
