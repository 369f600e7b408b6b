// The npm package's own module. A bundler can't follow names that are put together at run time, and its output wouldn't match the
// hashes. So the widget's files stay unchanged on the host, and this module loads their loader.

import { preloadVerified } from "../web/lib/verified-import.js";

/** The folder of this version's files, inside `site`. */
export const folder = "%folder%";

const integrity = "%integrity%";
const name = "interlocal-assessment";
let defining;

const load = async (site) => {
  const base = new URL(site.endsWith("/") ? site : `${site}/`, document.baseURI);
  const href = new URL(`${folder}/interlocal.js`, base).href;
  try {
    await preloadVerified(href, integrity);
    await import(/* webpackIgnore: true */ /* @vite-ignore */ href);
  } catch (cause) {
    throw new Error(
      `interlocal-assessment: ${href} can't be loaded, or is of another version than this package. Copy the package's ` +
        `folder "site" onto your host, tell define({ site }) where it is, and let your policy's script-src and connect-src allow it.`,
      { cause },
    );
  }
  return customElements.get(name);
};

/** Imports the widget's loader from the host and checks its hash; the loader defines the element. */
export const define = ({ site = "/interlocal/" } = {}) => {
  defining ??= load(site).catch((error) => {
    defining = undefined;
    throw error;
  });
  return defining;
};
