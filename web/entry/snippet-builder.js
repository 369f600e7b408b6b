// The page that makes snippets for site owners: shows the choices of its form as text to paste, as policy lines and as a preview.
// It stores nothing and sends nothing.

import { urlOf } from "../lib/address.js";
import { picture, saved } from "../lib/card.js";
import { check, lines, needs } from "../lib/policy.js";
import { attributesOf, frameAddress, listenerFor, problemOf, standalone, textFor } from "../lib/snippet.js";

/** @import { Lack } from "../lib/policy.js" */
/** @import { Choice } from "../lib/snippet.js" */

/** The texts of the page in one language, by their keys. @typedef {Record<string, string>} Words */

/** @param {string} file */
const here = (file) => new URL(file, import.meta.url).href;
const site = here("../");
const loader = here("interlocal.js");
const resizer = here("resize.js");

/**
 * @template {Element} [Found=HTMLElement]
 * @param {string} selector
 * @returns {Found}
 */
const find = (selector) => /** @type {Found} */ (/** @type {unknown} */ (document.querySelector(`.get ${selector}`)));
const root = /** @type {HTMLElement} */ (document.querySelector(".get"));
/** @type {HTMLFormElement} */
const form = find("form");
/** @param {string} name */
const part = (name) => find(`[data-part="${name}"]`);
/** @param {string} name */
const box = (name) => /** @type {HTMLTextAreaElement} */ (part(name));
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(string | Node)[]} children
 */
const make = (name, attributes = {}, ...children) => {
  const it = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
  it.append(...children);
  return it;
};

/** @param {string} file */
const json = async (file) => {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  return response.json();
};

/** @type {Record<string, Promise<Words>>} */
const loaded = {};
/**
 * The texts of a language. The language of the snippet may differ from that of the page.
 *
 * @param {string} lang
 */
const wordsOf = (lang) => (loaded[lang] ??= json(here(`get.${lang}.json`)));
/**
 * @param {string} text
 * @param {Record<string, string | undefined>} values
 */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** The integrity value of each file, by its address; empty without the list. @type {Promise<Record<string, string>>} */
const hashes = json(`${site}integrity.json`).then(
  (all) => Object.fromEntries(Object.entries(all).map(([name, hash]) => [new URL(name, site).href, hash])),
  () => ({}),
);

/** @returns {Choice} */
const entered = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));

/**
 * @param {Element} element
 * @param {string} way
 */
const isFor = (element, way) => {
  const wanted = /** @type {HTMLElement | null} */ (element.closest("[data-for]"))?.dataset.for;
  return !wanted || wanted.split(" ").includes(way);
};

/**
 * The values of the fields for the chosen way. Values that aren't valid are empty.
 *
 * @param {Words} words
 */
const read = (words) => {
  const all = entered();
  /** @type {Choice} */
  const choice = {};
  let isWrong = false;
  for (const [name, value] of Object.entries(all)) {
    if (!isFor(find(`form [name="${name}"]`), all.way)) continue;
    const problem = problemOf(name, value, { ...all, site });
    mark(name, problem && words[problem]);
    isWrong ||= Boolean(problem);
    choice[name] = problem ? "" : value;
  }
  return { choice, isWrong };
};

/** The name of the field that the user is typing in, which isn't marked as wrong yet. @type {string | undefined} */
let typing;
/**
 * @param {string} name
 * @param {string | undefined} text
 */
const mark = (name, text) => {
  /** @type {HTMLElement | null} */
  const error = form.querySelector(`#get-${name}-error`);
  if (!error || (text && typing === name)) return;
  error.textContent = text ?? "";
  error.hidden = !text;
  if (text) field(name).setAttribute("aria-invalid", "true");
  else field(name).removeAttribute("aria-invalid");
};

/** @param {string} way */
const showFor = (way) => {
  root.dataset.way = way;
  for (const it of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-for]"))) it.hidden = !isFor(it, way);
};

/** @param {Choice} choice */
const wanted = ({ way, page, height }) => needs({ way, site, page: page || undefined, isFollowing: height === "auto" });

/**
 * @param {Choice} choice
 * @param {Words} words
 */
const showPolicy = (choice, words) => {
  const { page } = choice;
  part("lines").replaceChildren(...lines(wanted(choice), page || undefined).split("; ").map((line) => make("span", {}, `${line};`)));
  const isElsewhere = !page || new URL(page).origin !== new URL(site).origin;
  const note = choice.way === "iframe" ? words["frame-ancestors"] : isElsewhere ? words["element-host"] : "";
  part("note").textContent = fill(note, { site: new URL(site).origin });
  showLacks(choice, words);
};

/** @param {Words} words */
const lackOf = (words) => /** @param {Lack} lack */ ({ directive, sources, instead, isNonce }) => {
  if (isNonce) return fill(words["policy-nonce"], { directive });
  if (instead) return fill(words["policy-from"], { directive, instead, line: `${directive} ${sources.join(" ")}` });
  return fill(words["policy-lacks"], { directive, sources: sources.join(" ") });
};

/**
 * @param {Choice} choice
 * @param {Words} words
 */
const showLacks = (choice, words) => {
  const text = /** @type {HTMLTextAreaElement} */ (find("#get-policy")).value;
  const { unknown, lacks = [], policy } = check(text, wanted(choice), choice.page || undefined);
  const found = unknown ? [fill(words["policy-unknown"], { name: unknown })] : lacks.map(lackOf(words));
  const shown = text.trim() === "" ? [] : found.length === 0 ? [words["policy-fine"]] : found;
  const list = part("lacks");
  if (shown.join() !== [...list.children].map((it) => it.textContent).join()) {
    list.replaceChildren(...shown.map((line) => make("li", {}, line)));
  }
  list.hidden = shown.length === 0;
  part("mended").hidden = lacks.every(({ isNonce }) => isNonce);
  box("policy").value = policy ?? "";
};

/** Whether this page may contain a frame, which its server's policy decides. */
const mayFrame = fetch(location.href, { method: "HEAD" }).then(
  ({ headers }) => check(headers.get("content-security-policy") ?? "", [["frame-src", [site]]], location.href).lacks?.length === 0,
  () => true,
);

/** @param {string} address */
const isHere = (address) => urlOf(address)?.origin === location.origin;
/**
 * The choice for the preview. It stores nothing, and a bank must be on the page's own host, which is this one.
 *
 * @param {Choice} choice
 * @returns {Choice}
 */
const trial = (choice) => ({ ...choice, storage: "off", instance: "", bank: isHere(choice.bank) ? choice.bank : "" });

/** @type {Record<string, (choice: Choice, say: Words, words: Words) => Promise<Node[]>>} */
const previews = {
  link: async (choice, { link }) => [make("p", {}, make("a", { href: standalone(site, choice.lang) }, link))],
  iframe: async (choice, { title }, words) => {
    const src = frameAddress({ ...trial(choice), page: location.origin }, { site });
    if (!(await mayFrame)) {
      return [make("p", {}, words["frame-alone"], " ", make("a", { href: src, target: "_blank" }, words["frame-open"]))];
    }
    const frame = make("iframe", { src, title, allow: "clipboard-write", height: choice.pixels || "900" });
    if (choice.height === "auto") (await import(resizer)).connect(frame);
    return [frame];
  },
  element: async (choice) => {
    await import(loader);
    return [make("interlocal-assessment", Object.fromEntries(attributesOf(trial(choice))))];
  },
};

/** The choice that the preview shows. @type {string | undefined} */
let previewed;
/**
 * @param {Choice} choice
 * @param {Words} say
 * @param {Words} words
 */
const showPreview = async (choice, say, words) => {
  const { way, follow: _follow, page: _page, ...rest } = choice;
  const key = JSON.stringify([way, trial(rest)]);
  if (!previews[way] || key === previewed) return;
  previewed = key;
  const shown = await previews[way](choice, say, words);
  if (key === previewed) part("preview").replaceChildren(...shown);
};

/**
 * @param {Choice} choice
 * @param {Words} say
 * @param {Words} words
 */
const showCard = ({ address, lang }, say, words) => {
  const target = address || standalone(site, lang);
  const { size, path } = picture(target) ?? {};
  part("too-long").textContent = path ? "" : words["card-too-long"];
  const qr = part("qr");
  qr.toggleAttribute("hidden", !path);
  qr.setAttribute("viewBox", `0 0 ${size ?? 1} ${size ?? 1}`);
  qr.setAttribute("aria-label", fill(words["card-qr"], { address: target }));
  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   */
  const draw = (name, attributes) => {
    const it = document.createElementNS(qr.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    return it;
  };
  qr.replaceChildren(draw("rect", { width: "100%", height: "100%", fill: "#fff" }), draw("path", { d: path ?? "", fill: "#000" }));
  find(".get__card").lang = lang;
  part("card-title").textContent = say.link;
  part("card-lead").textContent = say.card;
  part("card-address").textContent = target;
};

/**
 * The texts of the snippet.
 *
 * @param {Words} words
 */
const sayIn = (words) => ({ link: words["snippet-link"], title: words["snippet-title"], card: words["card-lead"] });

/** @param {Choice} choice */
const needsHash = ({ way, follow, height }) => (way === "element" && !follow) || (way === "iframe" && height === "auto");

const show = async () => {
  const [words, theirs, sums] = await Promise.all([wordsOf(document.documentElement.lang), wordsOf(field("lang").value), hashes]);
  const { choice, isWrong } = read(words);
  const { way } = choice;
  const say = sayIn(theirs);
  const about = { site, loader, resizer, hashes: sums, say };
  showFor(way);
  part("put-right").hidden = !isWrong;
  if (way === "card") return showCard(choice, say, words);
  // Without a hash, a browser would run any script in place of this one.
  const isUnchecked = needsHash(choice) && !sums[way === "element" ? loader : resizer];
  box("snippet").value = isWrong || isUnchecked ? "" : textFor(way, choice, about);
  box("plain").value = textFor("plain", choice, about);
  part("listens").hidden = !choice.accepts;
  box("listener").value = listenerFor(choice, site);
  part("said").textContent = isUnchecked ? words.failed : "";
  showPolicy(choice, words);
  if (!isWrong) await showPreview(choice, say, words);
};

/** @param {HTMLElement} button */
const copy = async (button) => {
  const words = await wordsOf(document.documentElement.lang);
  const area = box(button.dataset.copies ?? "");
  const status = /** @type {Element} */ (button.closest("section")?.querySelector('[data-part="said"]'));
  try {
    await navigator.clipboard.writeText(area.value);
    status.textContent = words.copied;
  } catch {
    area.focus();
    area.select();
    status.textContent = words["copy-by-hand"];
  }
};

const saveCode = () => {
  const { address, lang } = entered();
  const text = saved(address || standalone(site, lang));
  if (!text) return;
  const href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  make("a", { href, download: "interlocal-qr.svg" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
};

/** @type {Record<string, () => void>} */
const actions = { "print-card": () => print(), "save-code": saveCode };

/** Milliseconds after the last key until the snippet changes. */
const SETTLED_AFTER = 400;
/** @type {number | undefined} */
let waiting;
const begin = async () => {
  const words = await wordsOf(document.documentElement.lang);
  field("lang").value = document.documentElement.lang;
  const { protocol, hostname, origin } = new URL(site);
  if (protocol !== "https:" || hostname === "localhost") {
    part("local").textContent = fill(words.local, { site: origin });
    part("local").hidden = false;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    typing = target.matches('[type="text"]') ? target.name : undefined;
    clearTimeout(waiting);
    waiting = setTimeout(show, typing ? SETTLED_AFTER : 0);
  });
  form.addEventListener("change", () => {
    typing = undefined;
    clearTimeout(waiting);
    return show();
  });
  find("#get-policy").addEventListener("input", show);
  root.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (button?.dataset.copies) copy(button);
    else actions[button?.dataset.action ?? ""]?.();
  });
  await show();
  for (const it of [form, find(".get__out")]) it.hidden = false;
};

begin();
