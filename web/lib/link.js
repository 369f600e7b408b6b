// Defines a profile link in an address, for every script that looks for one.

/**
 * Matches the start of a link. A link begins after a `#`, which mail gateways escape, some of them twice. A query that only looks
 * like a token belongs to the site. A link that was cut within its first letters ends the address, behind the `?#` of our
 * links; `#su1a` alone may be an anchor of the site.
 */
export const LINK = /(?:#|%(?:25)*23)(?=su1[0-9a-z]{5})|\?#(?=su1[0-9a-z]{0,4}$)/i;

/**
 * The link in the address `href` and the address without it, or `undefined`. Takes time in proportion to the length.
 *
 * @param {string} href
 * @returns {{ link: string, rest: string } | undefined}
 */
export const findLink = (href) => {
  const found = LINK.exec(href);
  if (!found) return undefined;
  const [mark] = found;
  const begin = found.index + mark.length;
  // An escaped link is in the query or in the path, and the site's own parameters may follow it.
  const length = mark === "#" ? -1 : href.slice(begin).search(/[?&#]/);
  const end = length < 0 ? href.length : begin + length;
  let start = found.index;
  while (start > 0 && "?&#".includes(href[start - 1])) start -= 1;
  const before = href.slice(0, start);
  const after = href.slice(end);
  const rest = before + (before.includes("?") ? after : after.replace(/^&/, "?"));
  return { link: `#${href.slice(begin, end)}`, rest };
};
