// The worker that holds a group of agencies: takes questions as bytes, gives answers as bytes, and works in turns that are
// short enough to be told to stop in between.

import { begin, isOff } from "./load.js";

// A module with one SIMD instruction. The group's program has many: with them all pairs take a third of the time.
const simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const TURN = 20;

export const serve = async ({ database, bank }, onAnswer, onFault) => {
  const { Work } = await begin("group", isOff || !WebAssembly.validate(new Uint8Array(simd)));
  // Messages come between two turns, and wait for no timer.
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

if (globalThis.WorkerGlobalScope) {
  const waiting = [];
  let ask = (bytes) => waiting.push(bytes);
  const fail = (error) => {
    if (error) console.error(error);
    postMessage(undefined);
  };
  const begun = ({ data: about }) => {
    onmessage = ({ data }) => ask(data);
    serve(about, (bytes) => postMessage(bytes, [bytes.buffer]), fail).then((ready) => {
      ask = ready;
      waiting.forEach(ask);
    }, fail);
  };
  // The first message says what it is about.
  onmessage = begun;
}
