// Reads a custom question bank for an element or a frame that names one.

import { begin } from "./load.js";

/**
 * An error that diagnose.js reports together with the address of the bank.
 *
 * @param {string} bank
 * @param {string} reason
 */
const failure = (bank, reason) => Object.assign(new Error(reason), { bank });

/**
 * The bank at `address`, packed for the programs. The address and the response must be of the page's own site, because a bank
 * decides what the page asks.
 *
 * @param {string} address
 */
export const readBank = async (address) => {
  let response;
  try {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new Error(`${url.origin} is not this site`);
    response = await fetch(url, { redirect: "error" });
  } catch (error) {
    throw failure(address, /** @type {Error} */ (error).message);
  }
  if (!response.ok) throw failure(address, `the server answers with ${response.status}`);
  const { pack } = await begin("reader");
  try {
    return pack(await response.text());
  } catch (reason) {
    throw failure(address, `${reason}`.slice(0, 600));
  }
};
