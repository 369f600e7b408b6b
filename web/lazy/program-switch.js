// Switches between the two programs of a visit: the questionnaire, which starts first, and the desk, which starts when the
// visitor needs it. One passes the visit to the other as text. Everything is loaded before the page changes, so that the running
// program can continue if loading fails. Each program keeps its own root for its next turn.

import { begin, bring, hasWebAssembly, watch } from "./load.js";

/** @import { Host, OnAnswer, PageProgram, Visit } from "../types" */

/** Milliseconds until a message says that the other program is loading. */
const SIGN_AFTER = 300;

/**
 * Erases everything that this site stores under names that start with `interlocal`, for all banks, instances and programs. The
 * browser may deny storage, which then holds nothing. If it can't list databases, only the database of this visit is erased.
 *
 * @param {string | undefined} database
 */
const eraseAll = async (database) => {
  for (const kind of /** @type {const} */ (["localStorage", "sessionStorage"])) {
    try {
      const store = globalThis[kind];
      for (const key of Object.keys(store)) if (key.startsWith("interlocal:")) store.removeItem(key);
    } catch {}
  }
  try {
    const all = indexedDB.databases ? await indexedDB.databases() : [{ name: database }];
    for (const { name } of all) if (name && /^interlocal(:|$)/.test(name)) indexedDB.deleteDatabase(name);
  } catch {}
};

/**
 * The channel on which tabs, elements and frames of one origin tell each other that everything was erased. Storage events don't
 * cover databases and the storage of a session.
 *
 * @param {() => void} onErased
 * @returns {Pick<BroadcastChannel, "postMessage" | "close">}
 */
const openChannel = (onErased) => {
  try {
    const channel = new BroadcastChannel("interlocal");
    channel.onmessage = onErased;
    return channel;
  } catch {
    return { postMessage() {}, close() {} };
  }
};

/**
 * @typedef {object} Start
 * @property {string} [link] a link to open
 * @property {() => () => void} [recorded] the result of `recordClicks`
 * @property {string} [page] the name of the first page
 * @property {Uint8Array} [bank] a custom bank, packed
 */

/**
 * Starts a visit in `root`. `host` stands for the page around it.
 *
 * @param {HTMLElement} root
 * @param {Host} host
 * @param {Start} start
 * @returns {Promise<Visit>}
 */
export const startVisit = async (root, host, { link, recorded, page, bank }) => {
  /** @typedef {"app" | "desk"} Name */
  /** @type {Record<string, HTMLElement>} */
  const roots = { app: root };
  /** @type {Record<string, PageProgram>} */
  const programs = {};
  /** @type {Name} */
  let running = "app";
  /** @type {ReturnType<typeof import("./group-host.js").groupHost> | undefined} */
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

  /** @param {Name} name */
  const load = async (name) => (programs[name] ??= await begin(name));
  /**
   * @param {Name} name
   * @param {string} [link]
   * @param {string} [page]
   * @param {string} [draft]
   * @param {string} [base]
   */
  const show = (name, link, page, draft, base) => {
    watch(roots[name]);
    if (!programs[name].mount(roots[name], self, link, page, draft, base, bank)) throw new Error("the questionnaire can't be read");
  };

  const loadDesk = async () => {
    const [{ groupHost }] = await Promise.all([bring("group-host.js"), host.dress("desk.css"), load("desk")]);
    groups ??= groupHost({ database: host.database, bank });
    roots.desk ??= /** @type {HTMLElement} */ (root.cloneNode());
  };

  /**
   * @param {string} page
   * @param {string} draft
   * @param {string} [base]
   * @param {string} [link]
   */
  const replace = async (page, draft, base, link) => {
    const before = running;
    const sign = setTimeout(host.wait, SIGN_AFTER, true);
    try {
      // The program that asks is still running, and can't be called before it returns.
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

  /**
   * Hands the visit to the program of `page`. The page accepts no input meanwhile, because the visit is passed as it was at the
   * click.
   *
   * @param {string} page
   * @param {string} draft
   * @param {string} [base]
   * @param {string} [link]
   */
  const handOver = async (page, draft, base, link) => {
    const place = roots[running];
    const focused = /** @type {HTMLElement | null} */ (/** @type {Document | ShadowRoot} */ (place.getRootNode()).activeElement);
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

  /**
   * Calls `onCode` with the code of the country or state that `text` names. Two capital letters, except "UK", are a code already
   * and load nothing. If the script with the names can't be loaded, the visitor has to type a code.
   *
   * @param {"country" | "subdivision"} field
   * @param {string} text
   * @param {string} country
   * @param {string} lang
   * @param {(code: string) => void} onCode
   */
  const nameRegion = (field, text, country, lang, onCode) =>
    /^(?:.?|(?!UK$)[A-Z\d]{2})$/.test(text.trim()) ||
    bring("regions.js").then(({ codeOf }) => {
      const code = codeOf(field, text, country, lang);
      if (code) onCode(code);
    }, console.warn);

  /** @type {Host} */
  const self = Object.create(host, {
    handOver: { value: handOver },
    forget: { value: forget },
    nameRegion: { value: nameRegion },
    openGroup: { value: /** @param {OnAnswer} onAnswer */ (onAnswer) => groups?.open(onAnswer) },
  });
  if (!hasWebAssembly) bring("warn-no-wasm.js").then(({ warnNoWasm }) => warnNoWasm(host.lang)).catch(console.error);
  await load("app");
  const replay = recorded?.();
  show("app", link, page);
  // The program draws in a microtask, so its page is complete in the next task.
  if (replay) setTimeout(replay);
  return {
    open: (text) => programs[running].open(text),
    back: (key) => programs[running].back(key),
    end: () => {
      channel.close();
      groups?.end();
      for (const program of Object.values(programs)) program.end();
    },
  };
};
