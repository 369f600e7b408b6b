// A script that was loaded ahead with its hash is in the browser's list of modules, and `import` takes it from there; without
// that, `import` would check nothing. Joined by the build to load.js and interlocal.js.
const lookAhead = (href, integrity) =>
  new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href, integrity, crossOrigin: "" });
    const end = (report) => () => {
      link.remove();
      report(new Error(`${href} can't be loaded, or is not the file that it should be`));
    };
    link.onload = end(resolve);
    link.onerror = end(reject);
    document.head.append(link);
  });
