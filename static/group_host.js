// Runs the work on a group of agencies beside the page: in a worker, or where a page may make none, in the page itself,
// a little at a time.

const address = new URL("./group_worker.js", import.meta.url);

// A policy with Trusted Types lets a page make workers only of addresses that were looked at.
const onlyOurs = (text) => {
  if (text !== address.href) throw new TypeError("not our worker");
  return text;
};
const policy = globalThis.trustedTypes?.createPolicy("interlocal", { createScriptURL: onlyOurs });
const trusted = policy ? policy.createScriptURL(address.href) : address;

const inPage = (onAnswer) => {
  const serving = import(address.href).then(({ serve }) => serve(onAnswer, onAnswer));
  return { ask: (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer()), end() {} };
};

const beside = (onAnswer) => {
  const worker = new Worker(trusted, { type: "module" });
  worker.onmessage = ({ data }) => onAnswer(data);
  worker.onerror = () => {
    worker.terminate();
    onAnswer();
  };
  return { ask: (bytes) => worker.postMessage(bytes, [bytes.buffer]), end: () => worker.terminate() };
};

const begin = (onAnswer) => {
  try {
    return beside(onAnswer);
  } catch {
    return inPage(onAnswer);
  }
};

let group;

// Who wants everything forgotten means this, too, wherever the button is.
addEventListener("click", ({ target }) => {
  if (!target.closest?.('[data-action="forget"]')) return;
  group?.end();
  group = undefined;
});

export const openGroup = (onAnswer) => {
  group?.end();
  group = undefined;
  return (bytes) => {
    group ??= begin(onAnswer);
    group.ask(bytes);
  };
};
