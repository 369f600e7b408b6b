// Replaces lazy/load.js in the single file, which contains all scripts. The programs are in the page, compressed.

import { make as makeApp } from "programs/interlocal_app.js";
import { make as makeDesk } from "programs/interlocal_desk.js";
import { make as makeGroup } from "programs/interlocal_group.js";

import { nodes } from "../lib/nodes.js";

export { watch } from "../lib/nodes.js";

/** @import { LoadModule, Modules, Programs } from "../types" */

/** @type {Record<string, typeof makeApp>} */
const makers = { app: makeApp, desk: makeDesk, group: makeGroup };

/** @param {string} name */
const unpack = async (name) => {
  const text = document.getElementById(name)?.textContent ?? "";
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(bytes).arrayBuffer());
};

/** @type {Record<string, Promise<WebAssembly.Module>>} */
const compiled = {};
/**
 * @template {keyof Programs} Name
 * @param {Name} name
 * @returns {Promise<Programs[Name]>}
 */
export const begin = async (name) => {
  compiled[name] ??= unpack(name);
  const { imports, begin } = makers[name](nodes);
  return begin(await WebAssembly.instantiate(await compiled[name], imports));
};

/** The fallback scripts would double the size of the file. Without WebAssembly the page shows a message. */
export const hasWebAssembly = true;

/** @type {Partial<Modules>} */
let modules = {};
/**
 * Sets the modules that `bring` returns.
 *
 * @param {Partial<Modules>} all
 */
export const provide = (all) => {
  modules = all;
};
/** @type {LoadModule} */
export const bring = async (file) => /** @type {any} */ (modules)[file];
