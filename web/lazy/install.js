// Says that the page can be installed, where the site's policy lets it. It is no line of the page's own head, because a browser
// would report a breach of every policy that has no `manifest-src`.
const href = new URL(`../manifest.${document.documentElement.lang}.webmanifest`, import.meta.url).href;
document.querySelector("link[rel=manifest]") ?? document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
