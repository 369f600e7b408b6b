// Starts the widget on a page of its own. Runs before the first paint, so it is small: it removes a link from the address, hides
// the prerendered start screen if another page will follow, records early clicks, and starts the rest.

import { hasDraft } from "./drafts.js";
import { takeLink } from "./take-link.js";
import { recordClicks } from "./replay-clicks.js";

/** @import { Host } from "../types" */

/**
 * The parts that differ between the site's page and the single file.
 *
 * @typedef {object} Parts
 * @property {() => Promise<typeof import("../lazy/program-switch.js")>} loadSwitch
 * @property {Partial<Host>} [host] replaces properties of the host
 * @property {() => void} [whenStarted] runs after a start without a link
 * @property {(error: Error, root: HTMLElement) => void} [whenFailed] explains a failed start in `root`
 */

const html = document.documentElement;

/**
 * Browsers refuse changes of the history in a sandbox, and too many of them in a short time. The visit continues.
 *
 * @param {() => void} change
 */
const tryHistory = (change) => {
  try {
    change();
  } catch (error) {
    console.warn(error);
  }
};

/** @type {Omit<Host, "wait">} */
const pageHost = {
  lang: html.lang,
  shareBase: (location.protocol === "file:" ? "file://" : location.origin) + location.pathname,
  site: "",
  ground: window,
  database: "interlocal",
  get store() {
    // The browser may deny storage.
    try {
      return localStorage;
    } catch {
      return undefined;
    }
  },
  describe(title, lang) {
    document.title = title;
    // Assigning the same value, too, makes the browser style and lay out the document again, and this runs at every click.
    if (html.lang !== lang) html.lang = lang;
  },
  mayMove: () => true,
  print: () => print(),
  get step() {
    return typeof history.state === "string" ? history.state : undefined;
  },
  nameStep: (key) => tryHistory(() => history.replaceState(key, "")),
  addStep: (key) => tryHistory(() => history.pushState(key, "")),
  dress: (name) =>
    new Promise((resolve, reject) => {
      if (document.querySelector(`link[href$="${name}"]`)) return resolve();
      const main = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]"));
      const href = main.href.replace(/[^/]*$/, name);
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      link.onload = () => resolve();
      link.onerror = () => {
        link.remove();
        reject(new Error(`${name} could not be loaded`));
      };
      document.head.append(link);
    }),
  putBack(link) {
    // A link begins with `?#`, which survives mail gateways, unless the address has a query of its own.
    if (link?.startsWith("#")) tryHistory(() => history.replaceState(history.state, "", (location.search ? "" : "?") + link));
  },
};

/** @param {Parts} parts */
export const startPage = ({ loadSwitch, host: changes, whenStarted, whenFailed }) => {
  const host = /** @type {Host} */ (Object.assign(pageHost, changes));
  const link = takeLink();
  if (link !== undefined || hasDraft(host.store ?? {})) html.dataset.interlocal = "resume";

  const start = async () => {
    const root = /** @type {HTMLElement} */ (document.getElementById("interlocal"));
    const wait = /** @type {HTMLElement} */ (document.getElementById("interlocal-wait"));
    host.wait = (isShown) => (wait.hidden = !isShown);
    host.wait(html.dataset.interlocal === "resume");
    const recorded = recordClicks(root);
    try {
      const { startVisit } = await loadSwitch();
      const visit = await startVisit(root, host, { link, recorded });
      host.wait(false);
      delete html.dataset.interlocal;
      // A step to a link that was pasted into the address bar has no name; `hashchange` handles it.
      addEventListener("popstate", () => host.step && visit.back(host.step));
      addEventListener("hashchange", () => {
        const link = takeLink();
        if (link) visit.open(link);
      });
      if (link === undefined) whenStarted?.();
    } catch (error) {
      console.error(error);
      host.wait(false);
      host.putBack(link);
      root.hidden = true;
      const off = /** @type {HTMLElement} */ (document.getElementById("interlocal-off"));
      off.hidden = false;
      whenFailed?.(/** @type {Error} */ (error), off);
    }
  };

  // Tells old.js that the browser can run this script.
  html.dataset.begun = "";
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
};
