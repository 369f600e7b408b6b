// Reads addresses that an attribute or a frame's own address names. Joined by the build to embedded-host.js and embed.js.

const urlOf = (text, base) => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};

// The address that links lead to, as the browser understands it, or `undefined` where it is none. A user's name could be taken for
// the host, and the place of a fragment is the link's.
const baseOf = (text, from) => {
  const url = urlOf(text, from);
  const isBase = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.href.includes("#");
  return isBase ? url.href : undefined;
};

// Whether `text` names a file in `folder` or below, for servers, too, that decode a path more than once or take `\` for `/`.
const isBelow = (text, folder) => {
  const { href = "" } = urlOf(text, folder) ?? {};
  const path = href.slice(folder.length - 1);
  return href.startsWith(folder) && !text.includes("\\") && !path.includes("//") && !/%(?:00|25|2e|2f|5c)/i.test(path);
};
