// The worker that holds a group of agencies. It takes queries as bytes, answers with bytes, and works in turns that are short
// enough to stop between them.

import { begin, hasWebAssembly } from "../lazy/load.js";
import { hasSimd } from "../lib/webassembly.js";

/** @import { Ask, GroupSettings, OnAnswer } from "../types" */

/** The length of a turn in milliseconds. */
const TURN = 20;

/**
 * Starts the group's program, and returns the function that takes queries.
 *
 * @param {GroupSettings} settings
 * @param {OnAnswer} onAnswer
 * @param {() => void} onFault is called if a turn fails
 * @returns {Promise<Ask>}
 */
export const serve = async ({ database, bank }, onAnswer, onFault) => {
  const { Work } = await begin("group", !hasWebAssembly || !hasSimd());
  // Messages are handled between two turns and aren't delayed, as timers are.
  const { port1, port2 } = new MessageChannel();
  let isRunning = false;
  const wake = () => {
    if (isRunning) return;
    isRunning = true;
    port2.postMessage(0);
  };
  const work = new Work(onAnswer, wake, database, bank);
  port1.onmessage = () => {
    const end = performance.now() + TURN;
    try {
      do isRunning = work.turn();
      while (isRunning && performance.now() < end);
    } catch (error) {
      console.error(error);
      onFault();
      return;
    }
    if (isRunning) port2.postMessage(0);
  };
  return (bytes) => {
    work.ask(bytes);
    wake();
  };
};

if ("WorkerGlobalScope" in globalThis) {
  const worker = /** @type {Worker} */ (/** @type {unknown} */ (globalThis));
  /** @type {Uint8Array[]} */
  const waiting = [];
  /** @type {Ask} */
  let ask = (bytes) => waiting.push(bytes);
  const fail = () => worker.postMessage(undefined);
  // The first message has the settings, the following ones are queries.
  worker.onmessage = ({ data: settings }) => {
    worker.onmessage = ({ data }) => ask(data);
    serve(settings, (bytes) => worker.postMessage(bytes, bytes ? [bytes.buffer] : []), fail).then((ready) => {
      ask = ready;
      waiting.forEach((bytes) => ask(bytes));
    }, (error) => {
      console.error(error);
      fail();
    });
  };
}
