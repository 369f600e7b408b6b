// Decides what a profile link in an address is, for every script that has to know, and takes it out before other scripts see
// it. Joined by the build to those scripts.

// A link begins behind a `#`, which mail gateways escape, some of them twice. A query that only looks like a token is the site's.
const LINK = /(?:#|%(?:25)*23)(?=su1[0-9a-z]{5})/i;

// The link in the address `href` and the address without it, or `undefined`. Takes time in proportion to the length.
const findLink = (href) => {
  const found = LINK.exec(href);
  if (!found) return undefined;
  const [mark] = found;
  const begin = found.index + mark.length;
  // An escaped link stands in the query or in the path, and the site's own parameters may follow it.
  const length = mark === "#" ? -1 : href.slice(begin).search(/[?&#]/);
  const end = length < 0 ? href.length : begin + length;
  let start = found.index;
  while (start > 0 && "?&#".includes(href[start - 1])) start -= 1;
  const before = href.slice(0, start);
  const after = href.slice(end);
  const rest = before + (before.includes("?") ? after : after.replace(/^&/, "?"));
  return { link: `#${href.slice(begin, end)}`, rest };
};

// Takes the link out of the page's address. The address is given whole: one that begins with two slashes would name a host.
const takeLink = () => {
  const { href } = location;
  const { link, rest } = findLink(href) ?? {};
  if (!link) return undefined;
  try {
    history.replaceState(history.state, "", rest);
  } catch (error) {
    // A page that may not rewrite its address, such as one in a sandbox, opens the link all the same, and may empty its fragment.
    console.warn(error);
    if (href.includes("#")) location.replace(`${href.slice(0, href.indexOf("#"))}#`);
  }
  return link;
};
