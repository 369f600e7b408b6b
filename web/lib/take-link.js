// Removes a profile link from the address of a page.

import { findLink } from "./link.js";

/**
 * Removes the link from the page's address, before other scripts can read it, and returns it.
 *
 * @returns {string | undefined}
 */
export const takeLink = () => {
  const { href } = location;
  const { link, rest } = findLink(href) ?? {};
  if (!link) return undefined;
  try {
    // The whole address is given, because a path that begins with two slashes would name a host.
    history.replaceState(history.state, "", rest);
  } catch (error) {
    // A page that may not rewrite its address, such as one in a sandbox, still opens the link. It may empty its fragment.
    console.warn(error);
    if (href.includes("#")) location.replace(`${href.slice(0, href.indexOf("#"))}#`);
  }
  return link;
};
