// Reads another questionnaire for an element that names one. Loaded only then.

import { begin } from "./load.js";

// An error that why.js tells of with the name of the bank.
const trouble = (bank, reason) => Object.assign(new Error(reason), { bank });

// The bank at `address`, packed for the programs. It must stand on the page's own site: a bank decides what is asked there.
export const readBank = async (address) => {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) throw trouble(address, `${url.origin} is not this site`);
  const response = await fetch(url).catch((error) => {
    throw trouble(address, error.message);
  });
  if (!response.ok) throw trouble(address, `the server answers with ${response.status}`);
  const { pack } = await begin("reader");
  try {
    return pack(await response.text());
  } catch (reason) {
    throw trouble(address, `${reason}`.slice(0, 600));
  }
};
