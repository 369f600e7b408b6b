// Says to the owner of the page that the widget runs without WebAssembly, and whether that is for the browser or the page's
// policy. The person sees no difference but the speed. Loaded only then.

let isTold = false;

export const tell = async (lang) => {
  if (isTold) return;
  isTold = true;
  const words = await (await fetch(new URL(`why.${lang}.json`, import.meta.url))).json();
  console.info(`Interlocal: ${globalThis.WebAssembly ? words.slowPolicy : words.slow}`);
};
