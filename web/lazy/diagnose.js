// Why the widget did not start: finds out, and says it to the person and to the owner of the page. Loaded only then.

const PROGRAM = globalThis.WebAssembly ? ["interlocal_app.js", "interlocal_app_bg.wasm"] : ["interlocal_app_script.js"];
const PARTS = ["interlocal.css", "load.js", "program-switch.js", ...PROGRAM];
const TYPES = { css: "text/css", js: "text/javascript", wasm: "application/wasm" };

const hashOf = async (bytes) => {
  const hash = await crypto.subtle.digest("SHA-384", bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
};

// What is wrong with one file, as a cause and what there is to say of it; nothing where it is as it should be.
const look = async (file, known, stopped, site) => {
  const wasStopped = stopped.length;
  let response;
  try {
    response = await fetch(new URL(file, import.meta.url));
  } catch {
    const [directive] = stopped.slice(wasStopped);
    return directive ? ["policy", { file, directive, site }] : ["blocked", { file }];
  }
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const wanted = TYPES[file.split(".").pop()];
  // A site that answers with a page of its own where there is nothing.
  if (!response.ok || (type === "text/html" && wanted !== type)) {
    return ["path", { file, status: response.ok ? type : response.status }];
  }
  // With a wrong type a program starts a little later; a script or a style does not. Nobody asks what type data is of.
  if (wanted && type !== wanted && !/javascript/.test(type) && wanted !== TYPES.wasm) return ["mime", { file, type: type || "–", wanted }];
  // Without a secure connection there is nothing to hash with.
  const isKnown = known?.[file] && globalThis.crypto?.subtle;
  if (isKnown && (await hashOf(await response.arrayBuffer())) !== known[file]) return ["integrity", { file }];
  return undefined;
};

const find = async ({ error, known, stopped, site }) => {
  if (location.protocol === "file:") return ["file", {}];
  if (error.bank) return ["bank", { file: error.bank, reason: error.message }];
  const [directive] = stopped;
  if (directive) return ["policy", { file: new URL(".", import.meta.url).href, directive, site: new URL(site).origin }];
  for (const file of [...PARTS, ...(known ? ["hashes.json", "embedded-host.js", "element.css"] : [])]) {
    const found = await look(file, known, stopped, site);
    if (found) return found;
  }
  return ["unknown", { reason: error.message }];
};

const tell = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const link = (text, href) => Object.assign(document.createElement("a"), { textContent: text, href });

const paragraph = (...parts) => {
  const it = document.createElement("p");
  it.append(...parts);
  return it;
};

const alone = (lang, words, site) => paragraph(link(words.alone, new URL(lang === "en" ? "." : `${lang}.html`, site)));

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

// Puts what there is to say into `root`, behind what it says already, and gives the cause with the sentence for the owner.
// `known` has the hashes, where the page cares; `stopped` the directives of the page's policy that stopped something of ours.
export const why = async ({ error, lang, root, known, stopped = [], site, bring = (file) => import(`./${file}`) }) => {
  const { default: words } = await bring(`diagnose.${lang}.js`);
  const [cause, values] = await find({ error, known, stopped, site });
  const owner = tell(words[cause], values);
  console.error(`Interlocal: ${owner}`);
  const last = paragraph(words.owner, " ", owner);
  const said = root.querySelector(".banner");
  if (said) said.append(...(window.parent === window ? [] : [alone(lang, words, site)]), last);
  else root.replaceChildren(panelOf(lang, words, site, last));
  return { cause, message: owner };
};
