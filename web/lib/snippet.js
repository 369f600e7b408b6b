// The text to paste into a site, for each way to put the widget there, and what is wrong with what somebody entered. Text in,
// text out: knows no page.

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
const attribute = (name, value) => (value ? ` ${name}="${escaped(value)}"` : "");

// While somebody tries it on their own machine there is no https.
const isLocal = ({ hostname }) => hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
const isSecure = (url) => url.protocol === "https:" || (url.protocol === "http:" && isLocal(url));

export const urlOf = (text) => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

const LONGEST = 200;
const addressOf = (text) => {
  if (text.length > LONGEST || /\s/.test(text)) return undefined;
  const url = urlOf(text);
  return url && isSecure(url) && !url.username && !url.password && !text.includes("#") ? url : undefined;
};

// Whether links of a frame would lead to another site than the frame's own.
const isElsewhere = (base, site) => Boolean(base && site) && addressOf(base)?.origin !== new URL(site).origin;

// A frame says something only to a site that its address names, and lets links lead there.
const isPageNeeded = ({ way, height, accepts, base, site }) =>
  way === "iframe" && (height === "auto" || accepts === "profile" || isElsewhere(base, site));

// What is wrong with one entry, as a word of the page, or nothing. An empty one says what its hint says.
export const problemOf = (name, text, all = {}) => {
  const { page } = all;
  if (text === "") return name === "page" && isPageNeeded(all) ? "bad-page" : undefined;
  if (["base", "page", "address"].includes(name) && !addressOf(text)) return "bad-address";
  if (name === "base") return baseProblem(text, all);
  if (name === "instance") return /^[a-z0-9-]{1,32}$/i.test(text) ? undefined : "bad-instance";
  if (name === "pixels") return /^\d+$/.test(text) && text >= 200 && text <= 9999 ? undefined : "bad-pixels";
  if (name === "bank") return bankProblem(text, page);
  return undefined;
};

// A frame lets links lead to its own site, or to that of the page around it.
const baseProblem = (text, { way, page, site }) => {
  if (way !== "iframe" || !page || !isElsewhere(text, site)) return undefined;
  return addressOf(page)?.origin === addressOf(text).origin ? undefined : "bad-base";
};

// A question bank stands on the page's own host: by its path there, or by an address of that host.
const bankProblem = (text, page) => {
  if (/^\/(?!\/)[^\s#\\]{1,199}$/.test(text)) return undefined;
  const url = addressOf(text);
  if (!url) return "bad-bank";
  const its = addressOf(page ?? "");
  return its && its.origin !== url.origin ? "bad-bank-host" : undefined;
};

/** The standalone page in a language: its address is the bare one where it is in English. */
export const standalone = (site, lang) => new URL(lang === "en" ? "./" : `${lang}.html`, site).href;

const link = ({ lang }, { site, say }) => `<a href="${escaped(standalone(site, lang))}"${attribute("hreflang", lang)}>${escaped(say.link)}</a>`;

// `choice`: what the form has. `about`: site, the address of our files; loader and resizer, those of the scripts; hashes, by
// address; say, the texts of the snippet's language.
export const textFor = (way, choice, about) => WAYS[way](choice, about);

const WAYS = {
  link: (choice, about) => `<p>${link(choice, about)}</p>`,
  plain: ({ lang }, { site, say }) => `${say.link}\n${standalone(site, lang)}`,
  iframe: (choice, about) => (choice.height === "auto" ? `${frame(choice, about)}\n${script(about.resizer, about)}` : frame(choice, about)),
  element: (choice, about) => {
    const { site, loader } = about;
    // One that follows has another content with each release, so that no hash can stand beside it.
    const first = choice.follow ? `<script type="module" src="${escaped(new URL("interlocal.js", site).href)}"></script>` : script(loader, about);
    return `${first}\n${tag(choice)}\n  <p>${link(choice, about)}</p>\n</interlocal-assessment>`;
  },
};

const script = (src, { hashes }) =>
  `<script type="module" src="${escaped(src)}"${attribute("integrity", hashes[src])} crossorigin="anonymous"></script>`;

/** The address of the page in the frame. What is usual is left out. */
export const frameAddress = ({ lang, theme, base, mode, storage, instance, page, accepts }, { site }) => {
  const url = new URL("embed.html", site);
  const host = page && new URL(page).origin;
  const usual = lang === "en" ? "" : standalone(site, lang);
  const values = { lang, theme, "share-base": base || usual, mode, storage, instance, host, accepts };
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
  return url.href;
};

const frame = (choice, about) => {
  const found = choice.height === "auto" ? " data-interlocal" : "";
  const src = escaped(frameAddress(choice, about));
  // The border has an attribute of its own, which a strict policy does not stop as it stops a style.
  return `<iframe${found} src="${src}"${attribute("title", about.say.title)} width="100%"${attribute("height", choice.pixels || "900")} frameborder="0" allow="clipboard-write" loading="lazy"></iframe>`;
};

/** What is set on the element, and on that of the preview. */
export const attributesOf = ({ lang, theme, base, mode, storage, instance, bank }) =>
  Object.entries({ lang, theme, "share-base": base, mode, storage, instance, bank }).filter(([, value]) => value);

/** What a page's own script does with a profile that it gets. A frame alone speaks in messages, of which others may send some, too. */
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

const tag = (choice) => {
  const attributes = attributesOf(choice).map(([name, value]) => attribute(name, value));
  return `<interlocal-assessment${attributes.join("")}${choice.accepts ? " accepts-profile" : ""}>`;
};
