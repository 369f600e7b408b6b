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

  const wait = () => document.getElementById("interlocal-wait");
  const SIGN_AFTER = 300;

  // The two programs of this page, and the one that runs: the questionnaire comes first, the desk when it is asked for.
  const load = async (name) => {
    const program = await import(`./interlocal_${name}.js`);
    await program.default();
    return program;
  };
  let running;

  // The desk's own styles, once.
  const loadStyles = () => new Promise((resolve, reject) => {
    if (document.querySelector('link[href="desk.css"]')) return resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "desk.css" });
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error("desk.css could not be loaded"));
    };
    document.head.append(link);
  });

  const mount = (program, root, ...rest) => {
    if (!program.mount(root, document.documentElement.lang, ...rest)) throw new Error("the questionnaire can't be read");
    running = program;
  };

  // From one program to the other, with the visit as text. All is loaded before the one that runs is ended, so that it
  // can go on where that fails.
  const handOver = async (page, draft, link) => {
    const sign = setTimeout(() => (wait().hidden = false), SIGN_AFTER);
    try {
      const toDesk = page.startsWith("desk-");
      const [program] = await Promise.all([load(toDesk ? "desk" : "app"), toDesk && loadStyles()]);
      const old = document.getElementById("interlocal");
      const root = old.cloneNode();
      running.unmount();
      old.replaceWith(root);
      mount(program, root, link, handOver, page, draft);
    } catch (error) {
      console.error(error);
      running.stay();
    } finally {
      clearTimeout(sign);
      wait().hidden = true;
    }
  };

  const start = async () => {
    const root = document.getElementById("interlocal");
    wait().hidden = document.documentElement.dataset.interlocal !== "resume";
    root.addEventListener("click", remember);
    try {
      const app = await load("app");
      const focused = root.contains(document.activeElement) && selectorOf(document.activeElement);
      root.removeEventListener("click", remember);
      mount(app, root, link, handOver);
      wait().hidden = true;
      delete document.documentElement.dataset.interlocal;
      // The widget draws itself in a microtask; a task later everything is in place.
      setTimeout(() => {
        if (focused) root.querySelector(focused)?.focus();
        for (const selector of clicks) root.querySelector(selector)?.click();
      });
    } catch (error) {
      console.error(error);
      wait().hidden = true;
      root.hidden = true;
      document.getElementById("interlocal-off").hidden = false;
    }
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
