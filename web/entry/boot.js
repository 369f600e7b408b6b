// The first script of the standalone page.

import { startPage } from "../lib/standalone.js";

startPage({
  loadSwitch: () => import("../lazy/program-switch.js"),
  // A visit that begins with somebody's link saves nothing of this site.
  whenStarted: () => void import("../lazy/offline.js").catch(console.warn),
  whenFailed: (error, root) => {
    /** @type {HTMLElement} */ (root.querySelector("[data-file]")).hidden = location.protocol !== "file:";
    const site = new URL(".", location.href).href;
    import("../lazy/diagnose.js").then(({ diagnose }) => diagnose({ error, lang: document.documentElement.lang, root, site }), console.error);
  },
});
