// Adds the web app manifest to a page that can be installed. The service worker loads this script if the site's policy allows a
// manifest. A line in the page's head would make browsers report a violation of every policy without `manifest-src`.

const href = new URL(`../manifest.${document.documentElement.lang}.webmanifest`, import.meta.url).href;
document.querySelector("link[rel=manifest]") ?? document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));

export {};
