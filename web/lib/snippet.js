// The text to paste into a site for each way to embed the widget, and the checks of the form's fields. Text in, text out: doesn't
// depend on a page.

import { urlOf } from "./address.js";

/** The fields of the form, by their names. @typedef {Record<string, string>} Choice */
/**
 * @typedef {object} About
 * @property {string} site the address of our files
 * @property {string} loader the address of the element's script
 * @property {string} resizer the address of the script for frames
 * @property {Record<string, string>} hashes integrity values by address
 * @property {Record<string, string>} say the texts in the snippet's language
 */

/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
/**
 * @param {string} name
 * @param {string | undefined} value
 */
const attribute = (name, value) => (value ? ` ${name}="${escaped(value)}"` : "");

/**
 * Whether the address is on the owner's own machine, where there is no HTTPS.
 *
 * @param {URL} url
 */
const isLocal = ({ hostname }) => hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
/** @param {URL} url */
const isSecure = (url) => url.protocol === "https:" || (url.protocol === "http:" && isLocal(url));

const LONGEST = 200;
/** @param {string} text */
const addressOf = (text) => {
  if (text.length > LONGEST || /\s/.test(text)) return undefined;
  const url = urlOf(text);
  return url && isSecure(url) && !url.username && !url.password && !text.includes("#") ? url : undefined;
};

/**
 * Whether links of a frame would lead to another site than the frame's own.
 *
 * @param {string} [base]
 * @param {string} [site]
 */
const isElsewhere = (base, site) => base && site ? addressOf(base)?.origin !== new URL(site).origin : false;

/**
 * A frame sends messages only to the site that its address names, and lets links lead there.
 *
 * @param {Choice} all
 */
const isPageNeeded = ({ way, height, accepts, base, site }) =>
  way === "iframe" && (height === "auto" || accepts === "profile" || isElsewhere(base, site));

/**
 * The key of the message for a wrong value, or `undefined`. Empty values are valid unless another choice needs them.
 *
 * @param {string} name
 * @param {string} text
 * @param {Choice} [all]
 */
export const problemOf = (name, text, all = {}) => {
  const { page } = all;
  if (text === "") return name === "page" && isPageNeeded(all) ? "bad-page" : undefined;
  if (["base", "page", "address"].includes(name) && !addressOf(text)) return "bad-address";
  if (name === "base") return baseProblem(text, all);
  if (name === "instance") return /^[a-z0-9-]{1,32}$/i.test(text) ? undefined : "bad-instance";
  if (name === "pixels") return /^\d+$/.test(text) && Number(text) >= 200 && Number(text) <= 9999 ? undefined : "bad-pixels";
  if (name === "bank") return bankProblem(text, page);
  return undefined;
};

/**
 * A frame lets links lead to its own site, or to that of the page around it.
 *
 * @param {string} text
 * @param {Choice} all
 */
const baseProblem = (text, { way, page, site }) => {
  if (way !== "iframe" || !page || !isElsewhere(text, site)) return undefined;
  return addressOf(page)?.origin === addressOf(text)?.origin ? undefined : "bad-base";
};

/**
 * A question bank is on the page's own host. Its address is a path there or a whole address.
 *
 * @param {string} text
 * @param {string | undefined} page
 */
const bankProblem = (text, page) => {
  if (/^\/(?!\/)[^\s#\\]{1,199}$/.test(text)) return undefined;
  const url = addressOf(text);
  if (!url) return "bad-bank";
  const its = addressOf(page ?? "");
  return its && its.origin !== url.origin ? "bad-bank-host" : undefined;
};

/**
 * The address of the standalone page in a language.
 *
 * @param {string} site
 * @param {string} lang
 */
export const standalone = (site, lang) => new URL(lang === "en" ? "./" : `${lang}.html`, site).href;

/**
 * @param {Choice} choice
 * @param {About} about
 */
const link = ({ lang }, { site, say }) => `<a href="${escaped(standalone(site, lang))}"${attribute("hreflang", lang)}>${escaped(say.link)}</a>`;

/**
 * The text for one way to embed the widget.
 *
 * @param {string} way
 * @param {Choice} choice
 * @param {About} about
 */
export const textFor = (way, choice, about) => WAYS[way](choice, about);

/** @type {Record<string, (choice: Choice, about: About) => string>} */
const WAYS = {
  link: (choice, about) => `<p>${link(choice, about)}</p>`,
  plain: ({ lang }, { site, say }) => `${say.link}\n${standalone(site, lang)}`,
  iframe: (choice, about) => (choice.height === "auto" ? `${frame(choice, about)}\n${script(about.resizer, about)}` : frame(choice, about)),
  element: (choice, about) => {
    const { site, loader } = about;
    // A script that follows releases changes with each of them, so it has no hash.
    const first = choice.follow ? `<script type="module" src="${escaped(new URL("interlocal.js", site).href)}"></script>` : script(loader, about);
    return `${first}\n${tag(choice)}\n  <p>${link(choice, about)}</p>\n</interlocal-assessment>`;
  },
};

/**
 * @param {string} src
 * @param {About} about
 */
const script = (src, { hashes }) =>
  `<script type="module" src="${escaped(src)}"${attribute("integrity", hashes[src])} crossorigin="anonymous"></script>`;

/**
 * The address of the page in the frame. Defaults are left out.
 *
 * @param {Choice} choice
 * @param {{ site: string }} about
 */
export const frameAddress = ({ lang, theme, base, mode, storage, instance, page, accepts }, { site }) => {
  const url = new URL("embed.html", site);
  const host = page && new URL(page).origin;
  const usual = lang === "en" ? "" : standalone(site, lang);
  const values = { lang, theme, "share-base": base || usual, mode, storage, instance, host, accepts };
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
  return url.href;
};

/**
 * @param {Choice} choice
 * @param {About} about
 */
const frame = (choice, about) => {
  const found = choice.height === "auto" ? " data-interlocal" : "";
  const src = escaped(frameAddress(choice, about));
  // A strict policy forbids a style attribute, but not the attribute for the border.
  return `<iframe${found} src="${src}"${attribute("title", about.say.title)} width="100%"${attribute("height", choice.pixels || "900")} frameborder="0" allow="clipboard-write" loading="lazy"></iframe>`;
};

/**
 * The names and values of the element's attributes.
 *
 * @param {Choice} choice
 * @returns {[string, string][]}
 */
export const attributesOf = ({ lang, theme, base, mode, storage, instance, bank }) =>
  Object.entries({ lang, theme, "share-base": base, mode, storage, instance, bank }).filter(([, value]) => value);

/**
 * A script for the site's own page that receives profiles. A frame without `resize.js` sends messages, whose origin the script
 * must check.
 *
 * @param {Choice} choice
 * @param {string} site
 */
export const listenerFor = ({ way, height }, site) => {
  const take = "  console.log(link, profile);\n});";
  if (way === "element" || height === "auto") {
    return `document.addEventListener("interlocal-complete", ({ detail: { link, profile } }) => {\n${take}`;
  }
  const { origin } = new URL(site);
  return `addEventListener("message", ({ data, origin }) => {
  if (origin !== "${origin}" || data?.interlocal !== 1 || data.type !== "complete") return;
  const { link, profile } = data;
${take}`;
};

/** @param {Choice} choice */
const tag = (choice) => {
  const attributes = attributesOf(choice).map(([name, value]) => attribute(name, value));
  return `<interlocal-assessment${attributes.join("")}${choice.accepts ? " accepts-profile" : ""}>`;
};
