// The page that makes the snippet: what is chosen in its form, as text to paste, as policy lines and as a preview. Keeps and
// sends nothing.

import { check, lines, needs } from "./policy.js";
import { picture, saved } from "./card.js";
import { attributesOf, frameAddress, listenerFor, problemOf, standalone, textFor, urlOf } from "./snippet.js";

const here = (file) => new URL(file, import.meta.url).href;
const site = here("../");
const loader = here("interlocal.js");
const resizer = here("resize.js");

const root = document.querySelector(".get");
const form = root.querySelector("form");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const make = (name, attributes = {}, ...children) => {
  const it = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
  it.append(...children);
  return it;
};

const json = async (file) => {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status}`);
  return response.json();
};

// The words of a language, once: the page has one, what it makes may have another.
const loaded = {};
const wordsOf = (lang) => (loaded[lang] ??= json(here(`get.${lang}.json`)));
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// What each file should hash to, by its address; without the list there are none.
const hashes = json(`${site}integrity.json`).then(
  (all) => Object.fromEntries(Object.entries(all).map(([name, hash]) => [new URL(name, site).href, hash])),
  () => ({}),
);

const entered = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));

const isMeant = (element, way) => {
  const wanted = element.closest("[data-for]")?.dataset.for;
  return !wanted || wanted.split(" ").includes(way);
};

// The fields that count for this way, and which of them are wrong.
const read = (words) => {
  const all = entered();
  const choice = {};
  let isWrong = false;
  for (const [name, value] of Object.entries(all)) {
    const [control] = form.querySelectorAll(`[name="${name}"]`);
    if (!isMeant(control, all.way)) continue;
    const problem = problemOf(name, value, { ...all, site });
    mark(name, problem && words[problem]);
    isWrong ||= Boolean(problem);
    choice[name] = problem ? "" : value;
  }
  return { choice, isWrong };
};

// A text that is still being typed is not called wrong; one that was left is.
let typing;
const mark = (name, text) => {
  const error = form.querySelector(`#get-${name}-error`);
  if (!error || (text && typing === name)) return;
  error.textContent = text ?? "";
  error.hidden = !text;
  if (text) form.elements[name].setAttribute("aria-invalid", "true");
  else form.elements[name].removeAttribute("aria-invalid");
};

const showFor = (way) => {
  root.dataset.way = way;
  for (const it of root.querySelectorAll("[data-for]")) it.hidden = !it.dataset.for.split(" ").includes(way);
};

const wanted = ({ way, page, height }) => needs({ way, site, page: page || undefined, isFollowing: height === "auto" });

const showPolicy = (choice, words) => {
  const { page } = choice;
  part("lines").replaceChildren(...lines(wanted(choice), page || undefined).split("; ").map((line) => make("span", {}, `${line};`)));
  const isElsewhere = !page || new URL(page).origin !== new URL(site).origin;
  const note = choice.way === "iframe" ? words["frame-ancestors"] : isElsewhere ? words["element-host"] : "";
  part("note").textContent = fill(note, { site: new URL(site).origin });
  showLacks(choice, words);
};

const lackOf = (words) => ({ directive, sources, instead, isNonce }) => {
  if (isNonce) return fill(words["policy-nonce"], { directive });
  if (instead) return fill(words["policy-from"], { directive, instead, line: `${directive} ${sources.join(" ")}` });
  return fill(words["policy-lacks"], { directive, sources: sources.join(" ") });
};

const showLacks = (choice, words) => {
  const text = root.querySelector("#get-policy").value;
  const { unknown, lacks = [], policy } = check(text, wanted(choice), choice.page || undefined);
  const said = unknown ? [fill(words["policy-unknown"], { name: unknown })] : lacks.map(lackOf(words));
  const shown = text.trim() === "" ? [] : said.length === 0 ? [words["policy-fine"]] : said;
  const list = part("lacks");
  if (shown.join() !== [...list.children].map((it) => it.textContent).join()) {
    list.replaceChildren(...shown.map((line) => make("li", {}, line)));
  }
  list.hidden = shown.length === 0;
  part("mended").hidden = lacks.every(({ isNonce }) => isNonce);
  part("policy").value = policy ?? "";
};

// The server's own policy decides whether this page may have a frame in it.
const mayFrame = fetch(location.href, { method: "HEAD" }).then(
  ({ headers }) => check(headers.get("content-security-policy") ?? "", [["frame-src", [site]]], location.href).lacks?.length === 0,
  () => true,
);

// Nothing of a preview is kept, whatever is chosen. A bank has to be of the page's own host, which here is this one.
const isHere = (address) => urlOf(address)?.origin === location.origin;
const trial = (choice) => ({ ...choice, storage: "off", instance: "", bank: isHere(choice.bank) ? choice.bank : "" });

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

let previewed;
const showPreview = async (choice, say, words) => {
  const { way, follow: _follow, page: _page, ...rest } = choice;
  const key = JSON.stringify([way, trial(rest)]);
  if (!previews[way] || key === previewed) return;
  previewed = key;
  const shown = await previews[way](choice, say, words);
  if (key === previewed) part("preview").replaceChildren(...shown);
};

const showCard = ({ address, lang }, say, words) => {
  const target = address || standalone(site, lang);
  const { size, path } = picture(target) ?? {};
  part("too-long").textContent = path ? "" : words["card-too-long"];
  const qr = part("qr");
  qr.toggleAttribute("hidden", !path);
  qr.setAttribute("viewBox", `0 0 ${size ?? 1} ${size ?? 1}`);
  qr.setAttribute("aria-label", fill(words["card-qr"], { address: target }));
  const draw = (name, attributes) => {
    const it = document.createElementNS(qr.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    return it;
  };
  qr.replaceChildren(draw("rect", { width: "100%", height: "100%", fill: "#fff" }), draw("path", { d: path ?? "", fill: "#000" }));
  root.querySelector(".get__card").lang = lang;
  part("card-title").textContent = say.link;
  part("card-lead").textContent = say.card;
  part("card-address").textContent = target;
};

const sayIn = (words) => ({ link: words["snippet-link"], title: words["snippet-title"], card: words["card-lead"] });

const needsHash = ({ way, follow, height }) => (way === "element" && !follow) || (way === "iframe" && height === "auto");

const show = async () => {
  const [words, theirs, sums] = await Promise.all([wordsOf(document.documentElement.lang), wordsOf(form.elements.lang.value), hashes]);
  const { choice, isWrong } = read(words);
  const { way } = choice;
  const say = sayIn(theirs);
  const about = { site, loader, resizer, hashes: sums, say };
  showFor(way);
  part("put-right").hidden = !isWrong;
  if (way === "card") return showCard(choice, say, words);
  // Without its hash a browser would take any script in this one's place.
  const isUnchecked = needsHash(choice) && !sums[way === "element" ? loader : resizer];
  part("snippet").value = isWrong || isUnchecked ? "" : textFor(way, choice, about);
  part("plain").value = textFor("plain", choice, about);
  part("listens").hidden = !choice.accepts;
  part("listener").value = listenerFor(choice, site);
  part("said").textContent = isUnchecked ? words.failed : "";
  showPolicy(choice, words);
  if (!isWrong) await showPreview(choice, say, words);
};

const copy = async (button) => {
  const words = await wordsOf(document.documentElement.lang);
  const area = part(button.dataset.copies);
  const status = button.closest("section").querySelector('[data-part="said"]');
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

const actions = { "print-card": () => print(), "save-code": saveCode };

const SETTLED_AFTER = 400;
let waiting;
const begin = async () => {
  const words = await wordsOf(document.documentElement.lang);
  form.elements.lang.value = document.documentElement.lang;
  const { protocol, hostname, origin } = new URL(site);
  if (protocol !== "https:" || hostname === "localhost") {
    part("local").textContent = fill(words.local, { site: origin });
    part("local").hidden = false;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    typing = target.matches('[type="text"]') ? target.name : undefined;
    clearTimeout(waiting);
    waiting = setTimeout(show, typing ? SETTLED_AFTER : 0);
  });
  form.addEventListener("change", () => {
    typing = undefined;
    clearTimeout(waiting);
    return show();
  });
  root.querySelector("#get-policy").addEventListener("input", show);
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.copies) copy(button);
    else actions[button?.dataset.action]?.();
  });
  await show();
  for (const it of [form, root.querySelector(".get__out")]) it.hidden = false;
};

begin();
