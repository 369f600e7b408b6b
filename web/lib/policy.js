// What a site's policy (Content-Security-Policy) lacks for the widget, and the policy with it. Text in, data out: knows how
// browsers read a policy, and nothing of the page that asks.

// What counts where a directive is not there, in the browser's order. The first is what would be added.
const CHAINS = {
  "script-src": ["script-src", "default-src"],
  "script-src-elem": ["script-src-elem", "script-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "frame-src": ["frame-src", "child-src", "default-src"],
  "worker-src": ["worker-src", "child-src", "script-src", "default-src"],
  "trusted-types": ["trusted-types"],
};
// Where scripts are allowed by what a whole page says, the line that most sites have is the one to add.
const ADDED = { "script-src-elem": "script-src" };
const WASM = "'wasm-unsafe-eval'";

// What a way needs: `site` is the address of our files, `page` that of the page they are used on, if it is known.
export const needs = ({ way, site, page, isFollowing }) => {
  const isSame = page !== undefined && new URL(page).origin === new URL(site).origin;
  if (way === "iframe") {
    return [["frame-src", [site]], ...(isFollowing ? [["script-src-elem", [site]]] : [])];
  }
  if (way !== "element") return [];
  return [
    ["script-src-elem", [site]],
    ["script-src", [WASM]],
    ["connect-src", [site]],
    // From another host a browser makes no worker, and groups are worked on in the page.
    ...(isSame ? [["worker-src", [site]]] : []),
    ["trusted-types", ["interlocal"]],
  ];
};

// The text of a header, of a `meta` element or of a server's setting, as policies: each a list of [name, sources].
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

const isPort = (port, { protocol, port: own }) => {
  const usual = { "http:": "80", "https:": "443" }[protocol];
  return port === "*" || (port ?? usual) === (own || usual);
};

// `http:` lets `https:` through, too.
const covers = (scheme, { protocol }) => [protocol, protocol.replace("s:", ":")].includes(scheme.toLowerCase());

// Whether one source of a policy lets `site` through.
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
  // A path that ends with a slash stands for all under it.
  const isPath = !path || path === "/" || (path.endsWith("/") && address.pathname.startsWith(path));
  return isScheme && isHost && isPort(port, address) && isPath;
};

const isWord = (wanted) => wanted.startsWith("'") || !wanted.includes(":");

const has = (sources, wanted, page) => {
  if (wanted === WASM) return sources.some((it) => [WASM, "'unsafe-eval'"].includes(it.toLowerCase()));
  if (isWord(wanted)) return sources.includes(wanted) || sources.includes("*");
  return sources.some((it) => matches(it, wanted, page));
};

const written = (wanted, page) => {
  if (isWord(wanted)) return wanted;
  const { origin } = new URL(wanted);
  return page !== undefined && new URL(page).origin === origin ? "'self'" : origin;
};

// Adds to `policy` what it lacks of one need, and says what that was.
const mend = (policy, [directive, wanted], page) => {
  const chain = CHAINS[directive];
  const found = chain.map((name) => policy.find(([it]) => it === name)).find(Boolean);
  if (!found) return undefined;
  const [name, sources] = found;
  const isStrict = directive === "script-src-elem" && sources.includes("'strict-dynamic'");
  // There addresses count for nothing; the one script of the snippet brings in the rest.
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

const asText = (policy) => policy.map(([name, sources]) => [name, ...sources].join(" ")).join("; ");

// What a policy lacks: `{ lacks: [{ directive, sources, instead?, isNonce? }], policy }`, or `{ unknown }` with what is no
// line of a policy. `instead` names the directive that counted so far.
export const check = (text, wanted, page) => {
  const policies = parse(text);
  const [unknown] = policies.flat().map(([name]) => name).filter((name) => !DIRECTIVE.test(name));
  if (unknown) return { unknown };
  const found = policies.flatMap((policy) => wanted.map((need) => mend(policy, need, page)).filter(Boolean));
  return { lacks: together(found), policy: policies.map(asText).join(", ") };
};

// One line a directive, where two needs are of the same.
const together = (found) => {
  const lines = [];
  for (const it of found) {
    const line = lines.find(({ directive, isNonce }) => directive === it.directive && !isNonce === !it.isNonce);
    if (line) line.sources = [...new Set([...line.sources, ...it.sources])];
    else lines.push({ ...it, sources: [...it.sources] });
  }
  return lines;
};

// The lines for a policy that allows nothing yet.
export const lines = (wanted, page) => {
  const names = [];
  for (const [directive, sources] of wanted) {
    // Where these two are not there, nothing is asked for.
    if (directive === "trusted-types" || directive === "worker-src") continue;
    const name = ADDED[directive] ?? directive;
    const line = names.find(([it]) => it === name);
    const more = sources.map((it) => written(it, page));
    if (line) line[1] = [...new Set([...line[1], ...more])];
    else names.push([name, more]);
  }
  return asText(names);
};
