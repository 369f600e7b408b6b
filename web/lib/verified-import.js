// Loads a script only if it has the expected hash.

/** @typedef {Record<string, string>} Hashes The integrity value of each file, by its name. */

/**
 * The integrity value of `file`. Browsers ignore a value that isn't well-formed and don't check a file without a value, so this
 * function throws in both cases.
 *
 * @param {string} file
 * @param {string | undefined} hash
 */
export const hashFor = (file, hash) => {
  if (typeof hash === "string" && /^sha384-[A-Za-z0-9+/]{64}$/.test(hash)) return hash;
  throw new Error(`no integrity hash for ${file}`);
};

/**
 * Checks the script at `href` and adds it to the browser's list of modules, from where a following `import(href)` takes it;
 * `import` alone checks nothing. Not every browser supports preloading of modules or checks their hash, but all browsers check a
 * file that is fetched, and `import` then takes that file from the cache. If the page's policy forbids fetching, as
 * `isForbidden` says, the preloading alone has to check.
 *
 * @param {string} href
 * @param {string | undefined} hash
 * @param {() => boolean} [isForbidden]
 */
export const preloadVerified = async (href, hash, isForbidden) => {
  const integrity = hashFor(href, hash);
  const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href, integrity, crossOrigin: "" });
  const canPreload = link.relList.supports?.("modulepreload");
  try {
    const response = await fetch(href, { integrity });
    if (!response.ok) throw new Error(`${href} is answered with ${response.status}`);
  } catch (error) {
    if (!canPreload || !isForbidden?.()) throw error;
  }
  if (!canPreload) return;
  await new Promise((resolve, reject) => {
    /** @param {(error: Error) => void} report */
    const end = (report) => () => {
      link.remove();
      report(new Error(`${href} can't be loaded, or its hash isn't the expected one`));
    };
    link.onload = end(resolve);
    link.onerror = end(reject);
    document.head.append(link);
  });
};
