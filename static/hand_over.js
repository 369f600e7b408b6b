// From one of the page's two programs to the other, with the visit as text: the questionnaire comes first, the desk when
// it is asked for. All is loaded before the one that runs is ended, so that it can go on where that fails.

const SIGN_AFTER = 300;

let running = import("./interlocal_app.js");
let tries = 0;

// A module that failed to load once is not asked for again under its name.
const load = async (name) => {
  const program = await import(`./interlocal_${name}.js${tries ? `?${tries}` : ""}`);
  await program.default();
  return program;
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

export const handOver = async (page, draft, link) => {
  const wait = document.getElementById("interlocal-wait");
  const sign = setTimeout(() => (wait.hidden = false), SIGN_AFTER);
  const before = await running;
  try {
    const toDesk = page.startsWith("desk-");
    const [program] = await Promise.all([load(toDesk ? "desk" : "app"), toDesk && loadStyles()]);
    const old = document.getElementById("interlocal");
    const root = old.cloneNode();
    before.unmount();
    old.replaceWith(root);
    program.mount(root, document.documentElement.lang, link, handOver, page, draft);
    running = program;
  } catch (error) {
    console.error(error);
    tries += 1;
    before.stay();
  } finally {
    clearTimeout(sign);
    wait.hidden = true;
  }
};
