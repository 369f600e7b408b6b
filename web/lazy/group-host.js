// Runs the program of a group of agencies beside the page: in a worker, or in the page itself, in short turns, if the page can't
// create a worker.

import { bring } from "./load.js";

/** @import { Ask, GroupSettings, OnAnswer } from "../types" */

/**
 * A group that runs.
 *
 * @typedef {object} Running
 * @property {Ask} ask
 * @property {() => void} end
 */

const address = new URL("./group-worker.js", import.meta.url);

/**
 * A policy with Trusted Types lets a page create workers only from checked addresses.
 *
 * @param {string} text
 */
const onlyOurs = (text) => {
  if (text !== address.href) throw new TypeError("not our worker");
  return text;
};

/** @type {any} */
let trusted;
const createWorker = () => {
  trusted ??= globalThis.trustedTypes?.createPolicy("interlocal", { createScriptURL: onlyOurs }).createScriptURL(address.href);
  return new Worker(trusted ?? address, { type: "module" });
};

/**
 * @param {GroupSettings} settings
 * @param {OnAnswer} onAnswer
 * @returns {Running}
 */
const startInPage = (settings, onAnswer) => {
  const serving = bring("group-worker.js").then(({ serve }) => serve(settings, onAnswer, onAnswer));
  return { ask: (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer()), end() {} };
};

/**
 * @param {GroupSettings} settings
 * @param {OnAnswer} onAnswer
 * @returns {Running}
 */
const startInWorker = (settings, onAnswer) => {
  const worker = createWorker();
  worker.onmessage = ({ data }) => onAnswer(data);
  worker.onerror = () => {
    worker.terminate();
    onAnswer();
  };
  worker.postMessage(settings);
  return { ask: (bytes) => worker.postMessage(bytes, [bytes.buffer]), end: () => worker.terminate() };
};

/**
 * A page can't create a worker from another host's script. Some browsers throw; others report it to the worker only, so this
 * function compares the origins first.
 *
 * @param {GroupSettings} settings
 * @param {OnAnswer} onAnswer
 */
const start = (settings, onAnswer) => {
  if (address.origin !== self.origin) return startInPage(settings, onAnswer);
  try {
    return startInWorker(settings, onAnswer);
  } catch {
    return startInPage(settings, onAnswer);
  }
};

/**
 * The group of one visit. It starts with its first query.
 *
 * @param {GroupSettings} settings
 */
export const groupHost = (settings) => {
  /** @type {Running | undefined} */
  let group;
  const end = () => {
    group?.end();
    group = undefined;
  };
  /**
   * @param {OnAnswer} onAnswer
   * @returns {Ask}
   */
  const open = (onAnswer) => {
    end();
    return (bytes) => {
      group ??= start(settings, onAnswer);
      group.ask(bytes);
    };
  };
  return { open, end };
};
