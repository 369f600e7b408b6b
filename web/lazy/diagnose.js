// Finds out why the widget didn't start, and tells the visitor and the owner of the page.

/** @import { Hashes } from "../lib/verified-import.js" */
/** @import { LoadModule } from "../types" */

/** A cause, and the values for the placeholders of its sentence. @typedef {[cause: string, values: Record<string, unknown>]} Finding */
/** The sentences of `diagnose.LANG.js`. @typedef {Record<string, string>} Words */

/**
 * @typedef {object} Failure
 * @property {Error & { bank?: string }} error
 * @property {Hashes} [known] the hashes of the files, if the page checks them
 * @property {string[]} stopped the directives of the page's policy that stopped a file of ours
 * @property {string} site the address of the site's other pages
 */

const PROGRAM = "WebAssembly" in globalThis ? ["interlocal_app.js", "interlocal_app_bg.wasm"] : ["interlocal_app_script.js"];
const PARTS = ["interlocal.css", "load.js", "program-switch.js", ...PROGRAM];
/** @type {Record<string, string>} */
const TYPES = { css: "text/css", js: "text/javascript", wasm: "application/wasm" };

/** @param {ArrayBuffer} bytes */
const hashOf = async (bytes) => {
  const hash = await crypto.subtle.digest("SHA-384", bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
};

/**
 * The problem of one file, or `undefined`.
 *
 * @param {string} file
 * @param {Failure} failure
 * @returns {Promise<Finding | undefined>}
 */
const checkFile = async (file, { known, stopped, site }) => {
  const nBefore = stopped.length;
  let response;
  try {
    response = await fetch(new URL(file, import.meta.url));
  } catch {
    const [directive] = stopped.slice(nBefore);
    return directive ? ["policy", { file, directive, site }] : ["blocked", { file }];
  }
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const wanted = TYPES[file.split(".").pop() ?? ""];
  // Some hosts answer with a page of their own if there is no file.
  if (!response.ok || (type === "text/html" && wanted !== type)) {
    return ["path", { file, status: response.ok ? type : response.status }];
  }
  // With a wrong type a program only starts later, but a script or a style isn't used. The type of data doesn't matter.
  if (wanted && type !== wanted && !/javascript/.test(type) && wanted !== TYPES.wasm) return ["mime", { file, type: type || "–", wanted }];
  // Without a secure connection the browser offers no hashes.
  const isKnown = known?.[file] && globalThis.crypto?.subtle;
  if (isKnown && (await hashOf(await response.arrayBuffer())) !== known[file]) return ["integrity", { file }];
  return undefined;
};

/**
 * @param {Failure} failure
 * @returns {Promise<Finding>}
 */
const find = async (failure) => {
  const { error, known, stopped, site } = failure;
  if (location.protocol === "file:") return ["file", {}];
  if (error.bank) return ["bank", { file: error.bank, reason: error.message }];
  const [directive] = stopped;
  if (directive) return ["policy", { file: new URL(".", import.meta.url).href, directive, site: new URL(site).origin }];
  for (const file of [...PARTS, ...(known ? ["hashes.json", "embedded-host.js", "element.css"] : [])]) {
    const found = await checkFile(file, failure);
    if (found) return found;
  }
  return ["unknown", { reason: error.message }];
};

/**
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/**
 * @param {string} text
 * @param {URL} href
 */
const link = (text, href) => Object.assign(document.createElement("a"), { textContent: text, href });

/** @param {(string | Node)[]} parts */
const paragraph = (...parts) => {
  const it = document.createElement("p");
  it.append(...parts);
  return it;
};

/**
 * A link to the standalone page.
 *
 * @param {string} lang
 * @param {Words} words
 * @param {string} site
 */
const alone = (lang, words, site) => paragraph(link(words.alone, new URL(lang === "en" ? "." : `${lang}.html`, site)));

/**
 * @param {string} lang
 * @param {Words} words
 * @param {string} site
 * @param {HTMLElement} last
 */
const panelOf = (lang, words, site, last) => {
  const panel = Object.assign(document.createElement("div"), { className: "interlocal off", lang });
  const banner = Object.assign(document.createElement("section"), { className: "banner" });
  banner.setAttribute("role", "alert");
  const lead = Object.assign(document.createElement("strong"), { textContent: words.lead });
  const paper = link(words.paper, new URL(`questionnaire.${lang}.html`, site));
  banner.append(paragraph(lead, " ", words.paperLead, " ", paper), alone(lang, words, site), last);
  panel.append(banner);
  return panel;
};

/**
 * Adds the diagnosis to the banner in `root`, or replaces the content of `root` by a panel with it. Returns the cause and the
 * sentence for the owner.
 *
 * @param {Omit<Failure, "stopped"> & { stopped?: string[], lang: string, root: Element, bring?: LoadModule }} failure
 */
export const diagnose = async ({ error, lang, root, known, stopped = [], site, bring = (file) => import(new URL(file, import.meta.url).href) }) => {
  /** @type {{ default: Words }} */
  const { default: words } = await bring(`diagnose.${lang}.js`);
  const [cause, values] = await find({ error, known, stopped, site });
  const owner = fill(words[cause], values);
  console.error(`Interlocal: ${owner}`);
  const last = paragraph(words.owner, " ", owner);
  const banner = root.querySelector(".banner");
  if (banner) banner.append(...(window.parent === window ? [] : [alone(lang, words, site)]), last);
  else root.replaceChildren(panelOf(lang, words, site, last));
  return { cause, message: owner };
};
