// For a page with the widget in a frame: adjusts the height of the frame to its content, passes a link in the page's address to
// it, and dispatches its messages as the events of the element. It finds frames with the attribute data-interlocal; `connect`
// takes other frames.

import { freeze } from "../lib/freeze.js";
import { takeLink } from "../lib/take-link.js";
import { message, readMessage, TO_PAGE } from "../lib/messages.js";

/** @typedef {{ open(text: string): void, begin(): void }} State */
/** @type {Map<HTMLIFrameElement, State>} */
const frames = new Map();

/**
 * A property of the style object, because the page's policy may forbid a style attribute.
 *
 * @param {HTMLIFrameElement} frame
 * @param {number} height
 */
const stretch = (frame, height) => {
  const edge = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${height + edge}px`;
};

/**
 * The origin of the frame's page. A sandboxed frame without an origin could show any page.
 *
 * @param {HTMLIFrameElement} frame
 */
const originOf = ({ src, sandbox }) => {
  const hasOrigin = sandbox.length === 0 || sandbox.contains("allow-same-origin");
  return hasOrigin && /^https?:/.test(src) ? new URL(src).origin : undefined;
};

/**
 * @param {HTMLIFrameElement} frame
 * @param {string} type
 * @param {object} [content]
 */
const send = (frame, type, content) => {
  const origin = originOf(frame);
  if (origin) frame.contentWindow?.postMessage(message(type, content), origin);
};

addEventListener("message", ({ data, origin, source }) => {
  for (const [frame, state] of frames) {
    if (!source || source !== frame.contentWindow || origin !== originOf(frame)) continue;
    const { type, content } = readMessage(data, TO_PAGE) ?? {};
    if (!type) continue;
    if (type === "height") {
      stretch(frame, content.height);
      continue;
    }
    frame.dispatchEvent(new CustomEvent(`interlocal-${type}`, { bubbles: true, composed: true, detail: freeze(content) }));
    if (type === "ready") state.begin();
  }
});

let link = takeLink();

/**
 * Listens to a frame from now on. `open(link)` of the result shows it a link.
 *
 * @param {HTMLIFrameElement} frame
 */
export const connect = (frame) => {
  const known = frames.get(frame);
  if (known) return known;
  let isReady = false;
  let waiting = link;
  link = undefined;
  /** @param {string} text */
  const open = (text) => {
    if (isReady) send(frame, "open", { link: `${text}` });
    else waiting = text;
  };
  const begin = () => {
    isReady = true;
    if (waiting) open(waiting);
    waiting = undefined;
  };
  const state = { open, begin };
  frames.set(frame, state);
  // A frame that has loaded has already sent its messages; `hello` asks for them again. A frame that hasn't loaded yet has an
  // empty document, which the page can read.
  if (frame.contentDocument?.URL !== "about:blank") send(frame, "hello");
  return state;
};

addEventListener("hashchange", () => {
  const [, first] = [...frames].find(([frame]) => frame.isConnected) ?? [];
  const link = first && takeLink();
  if (link) first.open(link);
});

const find = () => {
  for (const frame of /** @type {NodeListOf<HTMLIFrameElement>} */ (document.querySelectorAll("iframe[data-interlocal]"))) connect(frame);
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", find);
else find();
