// The hash of `file`, where it is one that browsers check. They pass over any other text, and a file without one is not checked at
// all; so neither is loaded.
const hashFor = (file, hash) => {
  if (typeof hash === "string" && /^sha384-[A-Za-z0-9+/]{64}$/.test(hash)) return hash;
  throw new Error(`no integrity hash for ${file}`);
};

// A script that was loaded ahead with its hash is in the browser's list of modules, and `import` takes it from there; without
// that, `import` would check nothing. Not every browser knows such links, or looks at their hash, but all look at it where a file is
// fetched, and `import` then takes what the browser has. Where the page's own policy lets nothing be fetched, as `isForbidden`
// says, the link has to do. Joined by the build to interlocal.js, and to the npm package's module.
const lookAhead = async (href, hash, isForbidden) => {
  const integrity = hashFor(href, hash);
  const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href, integrity, crossOrigin: "" });
  const canLoad = link.relList.supports?.("modulepreload");
  try {
    const response = await fetch(href, { integrity });
    if (!response.ok) throw new Error(`${href} is answered with ${response.status}`);
  } catch (error) {
    if (!canLoad || !isForbidden?.()) throw error;
  }
  if (!canLoad) return;
  await new Promise((resolve, reject) => {
    const end = (report) => () => {
      link.remove();
      report(new Error(`${href} can't be loaded, or is not the file that it should be`));
    };
    link.onload = end(resolve);
    link.onerror = end(reject);
    document.head.append(link);
  });
};
