// Finds a program's nodes in a page that the browser has translated. Chrome and Edge take each text node out and put `<font>`
// elements in its place, while the program still holds the node that it made. The build has the programs change the page through
// `nodes` (xtask/src/glue.rs). Joined to whatever begins programs.

// By node: the node that replaced it, and the element that it was removed from.
const stands = new WeakMap();
const homes = new WeakMap();
const isFont = (node) => node?.nodeName === "FONT";

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

// From here on it is noted what others change below `root`.
const watchNodes = (root) => observer?.observe(root, { childList: true, subtree: true });

// The node that stands in the page for `node`, which may have been replaced more than once.
const standOf = (node) => {
  note(observer?.takeRecords() ?? []);
  let it = node;
  // Nodes that were put back could stand for each other.
  for (let steps = 0; it && !it.parentNode && steps < 9; steps += 1) it = stands.get(it);
  return it?.parentNode && it;
};

// The child of `parent` that is, holds or stands for `node`.
const childOf = (parent, node) => {
  let it = standOf(node);
  while (it && it.parentNode !== parent) it = it.parentNode;
  return it ?? null;
};

const nodes = {
  put(parent, node, before) {
    // A translated text that moves comes as the program knows it, and is translated anew.
    if (!node.parentNode && stands.has(node)) standOf(node)?.remove();
    return parent.insertBefore(node, before && before.parentNode !== parent ? childOf(parent, before) : before);
  },
  take(parent, node) {
    (node.parentNode ? node : standOf(node))?.remove();
    return node;
  },
  write(node, text) {
    node.nodeValue = text;
    if (node.parentNode) return;
    const stand = standOf(node);
    const home = homes.get(node);
    if (stand) stand.replaceWith(node);
    else if (home && ![...home.children].some((it) => !isFont(it))) home.replaceChildren(node);
  },
};
