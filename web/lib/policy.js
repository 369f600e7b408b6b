// Finds the sources that a site's policy (Content-Security-Policy) lacks for the widget, and adds them. Text in, data out:
// reads a policy as browsers do, and doesn't depend on a page.

/** A policy: directives and their sources. @typedef {[name: string, sources: string[]][]} Policy */
/** A directive and the sources that the widget needs. @typedef {[directive: string, sources: string[]]} Need */
/**
 * A directive to add or to extend.
 *
 * @typedef {object} Lack
 * @property {string} directive
 * @property {string[]} sources
 * @property {string} [instead] the directive that applied until now
 * @property {boolean} [isNonce] whether the site has to add a nonce to the snippet
 */

/**
 * The directives that apply if one is missing, in the browser's order. The first is the one to add.
 *
 * @type {Record<string, string[]>}
 */
const CHAINS = {
  "script-src": ["script-src", "default-src"],
  "script-src-elem": ["script-src-elem", "script-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "frame-src": ["frame-src", "child-src", "default-src"],
  "worker-src": ["worker-src", "child-src", "script-src", "default-src"],
  "trusted-types": ["trusted-types"],
};
/**
 * Most sites have the directive for all scripts of the page, so that one is added.
 *
 * @type {Record<string, string>}
 */
const ADDED = { "script-src-elem": "script-src" };
const WASM = "'wasm-unsafe-eval'";

/**
 * The needs of one way to embed the widget. `site` is the address of our files, `page` that of the page with the snippet.
 *
 * @param {{ way: string, site: string, page?: string, isFollowing?: boolean }} choice
 * @returns {Need[]}
 */
export const needs = ({ way, site, page, isFollowing }) => {
  const isSame = page !== undefined && new URL(page).origin === new URL(site).origin;
  if (way === "iframe") {
    return isFollowing ? [["frame-src", [site]], ["script-src-elem", [site]]] : [["frame-src", [site]]];
  }
  if (way !== "element") return [];
  /** @type {Need[]} */
  const wanted = [
    ["script-src-elem", [site]],
    ["script-src", [WASM]],
    ["connect-src", [site]],
    ["worker-src", [site]],
    ["trusted-types", ["interlocal"]],
  ];
  // Browsers don't create a worker from another host; the page then runs the group's program itself.
  return wanted.filter(([name]) => isSame || name !== "worker-src");
};

/**
 * Reads the text of a header, of a `meta` element or of a server's setting as one or more policies.
 *
 * @param {string} text
 * @returns {Policy[]}
 */
const parse = (text) => {
  const [, , inMeta] = text.match(/<meta\b[^>]*\bcontent\s*=\s*(["'])([^]*?)\1/i) ?? [];
  const plain = (inMeta ?? text).replace(/^\s*(?:header\s+|add_header\s+|always\s+|set\s+)*content-security-policy(?:-report-only)?\s*:?/i, "");
  return plain
    .replace(/^[\s"]+|["\s]+$/g, "")
    .split(",")
    .map((policy) => policy.split(";").map((line) => line.trim().split(/\s+/)).filter(([name]) => name))
    .filter((policy) => policy.length > 0)
    .map((policy) => policy.map(([name, ...sources]) => [name.toLowerCase(), sources]));
};

const DIRECTIVE = /^(?:[a-z]+(?:-[a-z]+)*-src(?:-elem|-attr)?|base-uri|sandbox|form-action|frame-ancestors|report-(?:uri|to)|upgrade-insecure-requests|block-all-mixed-content|require-trusted-types-for|trusted-types|plugin-types|navigate-to|referrer|require-sri-for)$/;
const HOST = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i;

/**
 * @param {string | undefined} port
 * @param {URL} address
 */
const isPort = (port, { protocol, port: own }) => {
  const usual = protocol === "http:" ? "80" : "443";
  return port === "*" || (port ?? usual) === (own || usual);
};

/**
 * Whether the source `scheme` includes the address; `http:` includes `https:`.
 *
 * @param {string} scheme
 * @param {URL} address
 */
const covers = (scheme, { protocol }) => [protocol, protocol.replace("s:", ":")].includes(scheme.toLowerCase());

/**
 * Whether one source of a policy includes `site`.
 *
 * @param {string} source
 * @param {string} site
 * @param {string} [page]
 */
const matches = (source, site, page) => {
  const address = new URL(site);
  if (source === "*") return true;
  if (source === "'self'") return page !== undefined && new URL(page).origin === address.origin;
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return covers(source, address);
  const [, scheme, host, port, path] = source.match(HOST) ?? [];
  if (!host) return false;
  const isScheme = scheme ? covers(`${scheme}:`, address) : address.protocol === "https:" || !page?.startsWith("https:");
  const name = host.toLowerCase();
  const isHost = name === "*" || name === address.hostname || (name.startsWith("*.") && address.hostname.endsWith(name.slice(1)));
  // A path that ends with a slash includes everything below it.
  const isPath = !path || path === "/" || (path.endsWith("/") && address.pathname.startsWith(path));
  return isScheme && isHost && isPort(port, address) && isPath;
};

/** @param {string} wanted */
const isWord = (wanted) => wanted.startsWith("'") || !wanted.includes(":");

/**
 * @param {string[]} sources
 * @param {string} wanted
 * @param {string} [page]
 */
const has = (sources, wanted, page) => {
  if (wanted === WASM) return sources.some((it) => [WASM, "'unsafe-eval'"].includes(it.toLowerCase()));
  if (isWord(wanted)) return sources.includes(wanted) || sources.includes("*");
  return sources.some((it) => matches(it, wanted, page));
};

/**
 * A source as it is written in a policy.
 *
 * @param {string} wanted
 * @param {string} [page]
 */
const written = (wanted, page) => {
  if (isWord(wanted)) return wanted;
  const { origin } = new URL(wanted);
  return page !== undefined && new URL(page).origin === origin ? "'self'" : origin;
};

/**
 * Adds the missing sources of one need to `policy`, and returns them.
 *
 * @param {Policy} policy
 * @param {Need} need
 * @param {string} [page]
 * @returns {Lack | undefined}
 */
const mend = (policy, [directive, wanted], page) => {
  const chain = CHAINS[directive];
  const found = chain.map((name) => policy.find(([it]) => it === name)).find(Boolean);
  if (!found) return undefined;
  const [name, sources] = found;
  const isStrict = directive === "script-src-elem" && sources.includes("'strict-dynamic'");
  // With 'strict-dynamic' browsers ignore addresses, and the script of the snippet may load the others.
  if (isStrict) return { directive: name, sources: ["'nonce-…'"], isNonce: true };
  const missing = wanted.filter((it) => !has(sources, it, page)).map((it) => written(it, page));
  if (missing.length === 0) return undefined;
  const kept = sources.filter((it) => it.toLowerCase() !== "'none'");
  if (name !== "default-src") {
    found[1] = [...kept, ...missing];
    return { directive: name, sources: missing };
  }
  const added = ADDED[directive] ?? chain[0];
  policy.push([added, [...kept, ...missing]]);
  return { directive: added, sources: [...kept, ...missing], instead: name };
};

/** @param {Policy} policy */
const asText = (policy) => policy.map(([name, sources]) => [name, ...sources].join(" ")).join("; ");

/**
 * The sources that a policy lacks, and the policy with them; or `unknown`, a line that isn't a directive.
 *
 * @param {string} text
 * @param {Need[]} wanted
 * @param {string} [page]
 * @returns {{ unknown?: string, lacks?: Lack[], policy?: string }}
 */
export const check = (text, wanted, page) => {
  const policies = parse(text);
  const [unknown] = policies.flat().map(([name]) => name).filter((name) => !DIRECTIVE.test(name));
  if (unknown) return { unknown };
  const found = policies.flatMap((policy) => wanted.flatMap((need) => mend(policy, need, page) ?? []));
  return { lacks: together(found), policy: policies.map(asText).join(", ") };
};

/**
 * Joins the entries for the same directive.
 *
 * @param {Lack[]} found
 */
const together = (found) => {
  /** @type {Lack[]} */
  const lines = [];
  for (const it of found) {
    const line = lines.find(({ directive, isNonce }) => directive === it.directive && !isNonce === !it.isNonce);
    if (line) line.sources = [...new Set([...line.sources, ...it.sources])];
    else lines.push({ ...it, sources: [...it.sources] });
  }
  return lines;
};

/**
 * The lines for a policy that allows nothing yet.
 *
 * @param {Need[]} wanted
 * @param {string} [page]
 */
export const lines = (wanted, page) => {
  /** @type {Policy} */
  const names = [];
  for (const [directive, sources] of wanted) {
    // If these two are missing, browsers don't apply them.
    if (directive === "trusted-types" || directive === "worker-src") continue;
    const name = ADDED[directive] ?? directive;
    const line = names.find(([it]) => it === name);
    const more = sources.map((it) => written(it, page));
    if (line) line[1] = [...new Set([...line[1], ...more])];
    else names.push([name, more]);
  }
  return asText(names);
};
