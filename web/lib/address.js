// Checks addresses that a site names in an attribute of the element or in the address of the frame.

/**
 * @param {string | URL | undefined} text
 * @param {string | URL} [base]
 */
export const urlOf = (text, base) => {
  try {
    return new URL(/** @type {string | URL} */ (text), base);
  } catch {
    return undefined;
  }
};

/**
 * The address that links lead to, as the browser normalizes it, or `undefined` if `text` isn't one. A user name could be mistaken
 * for the host, and the fragment is reserved for the link.
 *
 * @param {string} text
 * @param {string} [from]
 */
export const baseOf = (text, from) => {
  const url = urlOf(text, from);
  const isBase = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.href.includes("#");
  return isBase ? url.href : undefined;
};

/**
 * Whether `text` names a file in `folder` or below. Rejects paths that a server could read differently: some decode a path more
 * than once, or treat `\` as `/`.
 *
 * @param {string} text
 * @param {string} folder
 */
export const isBelow = (text, folder) => {
  const { href = "" } = urlOf(text, folder) ?? {};
  const path = href.slice(folder.length - 1);
  return href.startsWith(folder) && !text.includes("\\") && !path.includes("//") && !/%(?:00|25|2e|2f|5c)/i.test(path);
};
