// Runs the work on a group of agencies beside the page: in a worker, or where a page may make none, in the page itself,
// a little at a time.

import { bring } from "./load.js";

const address = new URL("./group-worker.js", import.meta.url);

// A policy with Trusted Types lets a page make workers only of addresses that were looked at.
const onlyOurs = (text) => {
  if (text !== address.href) throw new TypeError("not our worker");
  return text;
};

let trusted;
const worker = () => {
  trusted ??= globalThis.trustedTypes?.createPolicy("interlocal", { createScriptURL: onlyOurs }).createScriptURL(address.href);
  return new Worker(trusted ?? address, { type: "module" });
};

const inPage = (about, onAnswer) => {
  const serving = bring("group-worker.js").then(({ serve }) => serve(about, onAnswer, onAnswer));
  return { ask: (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer()), end() {} };
};

const beside = (about, onAnswer) => {
  const it = worker();
  it.onmessage = ({ data }) => onAnswer(data);
  it.onerror = () => {
    it.terminate();
    onAnswer();
  };
  it.postMessage(about);
  return { ask: (bytes) => it.postMessage(bytes, [bytes.buffer]), end: () => it.terminate() };
};

// Of another host a page may make no worker; some browsers say so at once, and others only to the worker.
const start = (about, onAnswer) => {
  if (address.origin !== self.origin) return inPage(about, onAnswer);
  try {
    return beside(about, onAnswer);
  } catch {
    return inPage(about, onAnswer);
  }
};

// The group of one visit, if it has one: begun with its first question. `about` says in which `database` it may be kept, if
// at all, and has its `bank`, where that is not the usual one.
export const groupHost = (about) => {
  let group;
  const end = () => {
    group?.end();
    group = undefined;
  };
  const open = (onAnswer) => {
    end();
    return (bytes) => {
      group ??= start(about, onAnswer);
      group.ask(bytes);
    };
  };
  return { open, end };
};
