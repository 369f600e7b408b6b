// Says to the owner of the page that the widget runs without WebAssembly, and whether that is for the browser or the page's
// policy. The person sees no difference but the speed. Loaded only then.

import { bring } from "./load.js";

let isTold = false;

export const tell = async (lang) => {
  if (isTold) return;
  isTold = true;
  const { default: words } = await bring(`diagnose.${lang}.js`);
  console.info(`Interlocal: ${globalThis.WebAssembly ? words.slowPolicy : words.slow}`);
};
