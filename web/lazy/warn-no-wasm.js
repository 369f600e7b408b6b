// Tells the owner of the page in the console that the widget runs without WebAssembly, and whether the browser or the page's
// policy is the reason. The visitor notices only the speed.

import { bring } from "./load.js";

let hasWarned = false;

/** @param {string} lang */
export const warnNoWasm = async (lang) => {
  if (hasWarned) return;
  hasWarned = true;
  const { default: words } = await bring(`diagnose.${lang}.js`);
  console.info(`Interlocal: ${"WebAssembly" in globalThis ? words.slowPolicy : words.slow}`);
};
