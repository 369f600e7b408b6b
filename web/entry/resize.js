// For a page that has the widget in a frame: makes the frame as high as what is in it, hands a link in the page's own
// address on to it, and tells the page what the frame says, as the events of the element. A module; frames with the
// attribute data-interlocal are found by it, `connect` takes others.

const frames = new Map();

const freeze = (value) => {
  if (value && typeof value === "object") Object.values(Object.freeze(value)).forEach(freeze);
  return value;
};

// The policy of the page may forbid a style attribute; this is none.
const stretch = (frame, { height }) => {
  const edge = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${height + edge}px`;
};

// A frame in a sandbox that takes its origin away could be anybody's by now.
const originOf = ({ src, sandbox }) => {
  const isItsOwn = sandbox.length === 0 || sandbox.contains("allow-same-origin");
  return isItsOwn && /^https?:/.test(src) ? new URL(src).origin : undefined;
};

const say = (frame, type, content) => {
  const origin = originOf(frame);
  if (origin) frame.contentWindow?.postMessage(message(type, content), origin);
};

addEventListener("message", ({ data, origin, source }) => {
  for (const [frame, state] of frames) {
    if (!source || source !== frame.contentWindow || origin !== originOf(frame)) continue;
    const { type, content } = readMessage(data, TO_PAGE) ?? {};
    if (!type) continue;
    if (type === "height") {
      stretch(frame, content);
      continue;
    }
    frame.dispatchEvent(new CustomEvent(`interlocal-${type}`, { bubbles: true, composed: true, detail: freeze(content) }));
    if (type === "ready") state.begin();
  }
});

let link = takeLink();

/** Listens to a frame from here on. `open(link)` of the result shows it a link. */
export const connect = (frame) => {
  const known = frames.get(frame);
  if (known) return known;
  let isReady = false;
  let waiting = link;
  link = undefined;
  const open = (text) => {
    if (isReady) say(frame, "open", { link: `${text}` });
    else waiting = text;
  };
  const begin = () => {
    isReady = true;
    if (waiting) open(waiting);
    waiting = undefined;
  };
  const state = { open, begin };
  frames.set(frame, state);
  // A frame that is there already has said what it had to say. The document of one that has not come yet can be seen.
  if (frame.contentDocument?.URL !== "about:blank") say(frame, "hello");
  return state;
};

addEventListener("hashchange", () => {
  const [, first] = [...frames].find(([frame]) => frame.isConnected) ?? [];
  const link = first && takeLink();
  if (link) first.open(link);
});

const find = () => document.querySelectorAll("iframe[data-interlocal]").forEach(connect);
if (document.readyState === "loading") addEventListener("DOMContentLoaded", find);
else find();
