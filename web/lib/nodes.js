// Finds a program's nodes in a page that the browser has translated. Chrome and Edge remove each text node and put `<font>`
// elements in its place, but the program still holds the node that it made. The build makes the programs change the page
// through `nodes` (xtask/npm/glue.mjs).

/** The node that replaced a node. @type {WeakMap<Node, Node>} */
const stands = new WeakMap();
/** The element that a node was removed from. @type {WeakMap<Node, Node>} */
const homes = new WeakMap();

/** @param {Node | null | undefined} node */
const isFont = (node) => node?.nodeName === "FONT";

/** @param {MutationRecord[]} records */
const note = (records) => {
  for (const { target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    for (const node of removedNodes) {
      const stand = addedNodes[0] ?? [previousSibling, nextSibling].find(isFont);
      if (stand) stands.set(node, stand);
      homes.set(node, target);
    }
  }
};
const observer = globalThis.MutationObserver && new MutationObserver(note);

/**
 * Records what others change below `root` from now on. Call it before a program draws there.
 *
 * @param {Node} root
 */
export const watch = (root) => observer?.observe(root, { childList: true, subtree: true });

/**
 * The node in the page in place of `node`, which may have been replaced more than once.
 *
 * @param {Node} node
 */
const standOf = (node) => {
  note(observer?.takeRecords() ?? []);
  /** @type {Node | undefined} */
  let it = node;
  // The limit ends a loop of nodes that were put back and stand for each other.
  for (let steps = 0; it && !it.parentNode && steps < 9; steps += 1) it = stands.get(it);
  return it?.parentNode ? /** @type {ChildNode} */ (it) : undefined;
};

/**
 * The child of `parent` that is, contains or replaced `node`.
 *
 * @param {Node} parent
 * @param {Node} node
 */
const childOf = (parent, node) => {
  /** @type {Node | null | undefined} */
  let it = standOf(node);
  while (it && it.parentNode !== parent) it = it.parentNode;
  return it ?? null;
};

/** The functions through which programs change the page. */
export const nodes = {
  /**
   * @param {Node} parent
   * @param {Node} node
   * @param {Node | null} before
   */
  put(parent, node, before) {
    // A translated text that moves is inserted as the program made it, and the browser translates it again.
    if (!node.parentNode && stands.has(node)) standOf(node)?.remove();
    return parent.insertBefore(node, before && before.parentNode !== parent ? childOf(parent, before) : before);
  },
  /**
   * @param {Node} _parent
   * @param {Node} node
   */
  take(_parent, node) {
    (node.parentNode ? /** @type {ChildNode} */ (node) : standOf(node))?.remove();
    return node;
  },
  /**
   * @param {Node} node
   * @param {string} text
   */
  write(node, text) {
    node.nodeValue = text;
    if (node.parentNode) return;
    const stand = standOf(node);
    const home = /** @type {Element | undefined} */ (homes.get(node));
    if (stand) stand.replaceWith(node);
    else if (home && ![...home.children].some((it) => !isFont(it))) home.replaceChildren(node);
  },
};
