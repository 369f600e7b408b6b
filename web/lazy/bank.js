// Reads another questionnaire for an element that names one. Loaded only then.

import { begin } from "./load.js";

// An error that diagnose.js tells of with the name of the bank.
const trouble = (bank, reason) => Object.assign(new Error(reason), { bank });

// The bank at `address`, packed for the programs. It must stand on the page's own site, and so must the answer: a bank decides
// what is asked there.
export const readBank = async (address) => {
  let response;
  try {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new Error(`${url.origin} is not this site`);
    response = await fetch(url, { redirect: "error" });
  } catch (error) {
    throw trouble(address, error.message);
  }
  if (!response.ok) throw trouble(address, `the server answers with ${response.status}`);
  const { pack } = await begin("reader");
  try {
    return pack(await response.text());
  } catch (reason) {
    throw trouble(address, `${reason}`.slice(0, 600));
  }
};
