// The npm package's own module, joined behind verified-import.js. A bundler can't follow names that are put together at run time, and
// what it bundled would no longer be what the hashes say: so the widget's files stay as they are, on the host, and this
// loads their loader.

/** The folder of this version's files, inside of `site`. */
export const folder = "%folder%";

const integrity = "%integrity%";
const name = "interlocal-assessment";
let defining;

const load = async (site) => {
  const base = new URL(site.endsWith("/") ? site : `${site}/`, document.baseURI);
  const href = new URL(`${folder}/interlocal.js`, base).href;
  try {
    await lookAhead(href, integrity);
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

/** Loads the widget's loader from the host, checked by its hash, and so defines the element. */
export const define = ({ site = "/interlocal/" } = {}) => {
  defining ??= load(site).catch((error) => {
    defining = undefined;
    throw error;
  });
  return defining;
};
