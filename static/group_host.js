// Runs the work on a group of agencies beside the page: in a worker, or where a page may make none, in the page itself,
// a little at a time.

const address = new URL("./group_worker.js", import.meta.url);

// A policy with Trusted Types lets a page make workers only of addresses that were looked at.
const trusted = () => {
  const onlyOurs = (text) => {
    if (text !== address.href) throw new TypeError("not our worker");
    return text;
  };
  const policy = globalThis.trustedTypes?.createPolicy("interlocal", { createScriptURL: onlyOurs });
  return policy ? policy.createScriptURL(address.href) : address;
};

const inPage = (onAnswer) => {
  const serving = import(address.href).then(({ serve }) => serve(onAnswer));
  return (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer());
};

export const openGroup = (onAnswer) => {
  let worker;
  try {
    worker = new Worker(trusted(), { type: "module" });
  } catch {
    return inPage(onAnswer);
  }
  worker.onmessage = ({ data }) => onAnswer(data);
  worker.onerror = () => {
    worker.terminate();
    onAnswer();
  };
  return (bytes) => worker.postMessage(bytes, [bytes.buffer]);
};
