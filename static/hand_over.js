// From one of the page's two programs to the other, with the visit as text: the questionnaire comes first, the desk when
// it is asked for. All is loaded before the page changes, so that the one that runs can go on where that fails. Each
// program keeps its own root for when it is next.

const SIGN_AFTER = 300;

const roots = { app: document.getElementById("interlocal") };
let tries = 0;
let running = "app";

// A module that failed to load once is not asked for again under its name.
const programs = { app: await import("./interlocal_app.js") };
const load = async (name) => {
  programs[name] ??= await import(`./interlocal_${name}.js${"?".repeat(tries)}`);
  await programs[name].default();
};

// The desk's own styles, once.
const loadStyles = () =>
  new Promise((resolve, reject) => {
    if (document.querySelector('link[href="desk.css"]')) return resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "desk.css" });
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error("desk.css could not be loaded"));
    };
    document.head.append(link);
  });

const replace = async (page, draft, link) => {
  const wait = document.getElementById("interlocal-wait");
  const before = running;
  const sign = setTimeout(() => (wait.hidden = false), SIGN_AFTER);
  try {
    const next = page.startsWith("desk-") ? "desk" : "app";
    await Promise.all([load(next), next === "desk" && loadStyles()]);
    roots[next] ??= roots.app.cloneNode();
    roots[next].inert = false;
    roots[running].replaceWith(roots[next]);
    running = next;
    programs[next].mount(roots[next], document.documentElement.lang, link, handOver, page, draft);
    programs[before].rest?.();
  } catch (error) {
    console.error(error);
    tries += 1;
    throw error;
  } finally {
    clearTimeout(sign);
    wait.hidden = true;
  }
};

// While the way is made nothing can be answered: what is handed over is what was there at the click.
export const handOver = async (page, draft, link) => {
  const root = roots[running];
  const focused = document.activeElement;
  root.inert = true;
  try {
    await replace(page, draft, link);
  } catch {
    root.inert = false;
    focused?.focus();
    programs[running].stay();
    // A link that was taken out of the address can be tried again from there.
    if (/^[?#]/.test(link)) history.replaceState(history.state, "", link);
  }
};
