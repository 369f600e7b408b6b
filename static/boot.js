// Runs before the first paint, so it is small: takes a link out of the address, hides the prerendered start screen
// where another page will follow, keeps clicks that come before the WebAssembly does, and starts that.
(() => {
  "use strict";
  const MAGIC = /su1/i;
  const DRAFT = "interlocal:draft:";

  // The link, if the address holds one. Taken out at once, so that no script that loads later sees it.
  const takeLink = () => {
    const { href, pathname, search, hash } = location;
    const inHash = MAGIC.test(hash);
    const inSearch = MAGIC.test(search);
    if (!inHash && !inSearch) return undefined;
    const kept = inSearch || search.length < 2 ? "" : search;
    history.replaceState(null, "", pathname + kept + (inHash ? "" : hash));
    return href.slice(href.search(/[?#]/));
  };

  // Storage may be denied; then there is no draft to come back to.
  const hasDraft = () => {
    try {
      return Object.keys(localStorage).some((key) => key.startsWith(DRAFT) && !key.endsWith(":aside"));
    } catch {
      return false;
    }
  };

  const link = takeLink();
  if (link !== undefined || hasDraft()) document.documentElement.dataset.interlocal = "resume";

  // How the prerendered start screen's controls are found again in the live one.
  const selectorOf = ({ dataset, name, value, href }) => {
    if (dataset.action) return `[data-action="${dataset.action}"]`;
    return name ? `input[name="${name}"][value="${value}"]` : href && "a[href]";
  };

  // What was clicked on the prerendered start screen, to be clicked again once the screen is live.
  const clicks = [];
  const remember = (event) => {
    const target = event.target.closest("[data-action], input");
    if (!target) return;
    clicks.push(selectorOf(target));
    if (target.dataset.action) target.setAttribute("aria-busy", "true");
  };

  // Who wants everything forgotten means kept collections of profiles, too.
  addEventListener("click", ({ target }) => {
    if (target.closest('[data-action="forget"]')) globalThis.indexedDB?.deleteDatabase("interlocal");
  });

  const start = async () => {
    const root = document.getElementById("interlocal");
    const wait = document.getElementById("interlocal-wait");
    wait.hidden = document.documentElement.dataset.interlocal !== "resume";
    root.addEventListener("click", remember);
    try {
      const app = await import("./interlocal_app.js");
      await app.default();
      const focused = root.contains(document.activeElement) && selectorOf(document.activeElement);
      root.removeEventListener("click", remember);
      let way = "./hand_over.js";
      const handOver = (...visit) => {
        root.inert = true;
        return import(way).then(
          (it) => it.handOver(...visit),
          () => {
            root.inert = false;
            // What failed to load once is not asked for again under its name.
            way += "?";
            app.stay();
          },
        );
      };
      if (!app.mount(root, document.documentElement.lang, link, handOver)) throw new Error("the questionnaire can't be read");
      wait.hidden = true;
      delete document.documentElement.dataset.interlocal;
      // The widget draws itself in a microtask; a task later everything is in place.
      setTimeout(() => {
        if (focused) root.querySelector(focused)?.focus();
        for (const selector of clicks) root.querySelector(selector)?.click();
      });
    } catch (error) {
      console.error(error);
      wait.hidden = true;
      root.hidden = true;
      document.getElementById("interlocal-off").hidden = false;
    }
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
