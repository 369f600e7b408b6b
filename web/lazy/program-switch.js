// One visit: which of the two programs runs in its place, the questionnaire, which comes first, or the desk, when it is asked
// for, with the visit as text from one to the other. All is loaded before the page changes, so that the one that runs can go
// on where that fails. Each program keeps its own root for when it is next.

import { begin, bring, isOff, watch } from "./load.js";

const SIGN_AFTER = 300;

// Everything begins with our name, whichever questionnaire, instance or program kept it. Storage may be denied: then nothing
// is there. A browser that lists no databases has the one of this visit.
const eraseAll = async (database) => {
  for (const kind of ["localStorage", "sessionStorage"]) {
    try {
      const store = globalThis[kind];
      for (const key of Object.keys(store)) if (key.startsWith("interlocal:")) store.removeItem(key);
    } catch {}
  }
  try {
    const all = indexedDB.databases ? await indexedDB.databases() : [{ name: database }];
    for (const { name } of all) if (/^interlocal(:|$)/.test(name)) indexedDB.deleteDatabase(name);
  } catch {}
};

// Tells the other tabs, elements and frames of this origin that everything was erased, and hears of it from them: not all
// that they have is in a storage that tabs share.
const openChannel = (onErased) => {
  try {
    const channel = new BroadcastChannel("interlocal");
    channel.onmessage = onErased;
    return channel;
  } catch {
    return { postMessage() {}, close() {} };
  }
};

// Starts in `root`, with `host` for the page around it (src/browser/host.rs). What else may be there: a link to open, what was
// clicked early (replay-clicks.js), the name of the page to begin with, and another bank, packed.
export const visit = async (root, host, { link, early, page, bank }) => {
  const roots = { app: root };
  const programs = {};
  let running = "app";
  let groups;

  const channel = openChannel(() => {
    groups?.end();
    programs[running]?.erased();
  });
  const forget = () => {
    groups?.end();
    eraseAll(host.database);
    channel.postMessage("");
  };

  const load = async (name) => (programs[name] ??= await begin(name));
  const show = (name, link, page, draft, base) => {
    watch(roots[name]);
    if (!programs[name].mount(roots[name], self, link, page, draft, base, bank)) throw new Error("the questionnaire can't be read");
  };
  const open = (text) => programs[running].open(text);

  const loadDesk = async () => {
    const [{ groupHost }] = await Promise.all([bring("group-host.js"), host.dress("desk.css"), load("desk")]);
    groups ??= groupHost({ database: host.database, bank });
    roots.desk ??= root.cloneNode();
  };

  const replace = async (page, draft, base, link) => {
    const before = running;
    const sign = setTimeout(host.wait, SIGN_AFTER, true);
    try {
      // The program that asks is still at it, and hears nothing before it is through.
      await undefined;
      const next = page.startsWith("desk-") ? "desk" : "app";
      if (next === "desk") await loadDesk();
      roots[next].inert = false;
      roots[running].replaceWith(roots[next]);
      running = next;
      show(next, link, page, draft, base);
      if (next !== before) programs[before].rest();
    } finally {
      clearTimeout(sign);
      host.wait(false);
    }
  };

  // While the way is made nothing can be answered: what is handed over is what was there at the click.
  const handOver = async (page, draft, base, link) => {
    const place = roots[running];
    const focused = place.getRootNode().activeElement;
    place.inert = true;
    try {
      await replace(page, draft, base, link);
    } catch (error) {
      console.error(error);
      place.inert = false;
      focused?.focus();
      programs[running].stay();
      host.putBack(link);
    }
  };

  // Without that script a code has to be typed. Two capital letters are a code already, but for "UK".
  const nameRegion = (field, text, country, lang, onCode) =>
    /^(?:.?|(?!UK$)[A-Z\d]{2})$/.test(text.trim()) ||
    bring("regions.js").then(({ codeOf }) => {
      const code = codeOf(field, text, country, lang);
      if (code) onCode(code);
    }, console.warn);

  const self = Object.create(host, {
    handOver: { value: handOver },
    forget: { value: forget },
    nameRegion: { value: nameRegion },
    openGroup: { value: (onAnswer) => groups.open(onAnswer) },
  });
  // Nobody waits for that line.
  if (isOff) bring("warn-no-wasm.js").then(({ tell }) => tell(host.lang)).catch(console.error);
  await load("app");
  const repeat = early?.();
  show("app", link, page);
  // The widget draws itself in a microtask; a task later everything is in place.
  if (repeat) setTimeout(repeat);
  return {
    open,
    back: (key) => programs[running].back(key),
    end: () => {
      channel.close();
      groups?.end();
      for (const program of Object.values(programs)) program.end();
    },
  };
};
