// A browser that translates pages as Chrome and Edge do: it replaces each text node by two nested `<font>` elements with the
// translation, and also translates text that the page adds or changes later.

/** Marks around each translated text, by which a test recognizes it. */
const MARKS = ['⟦', '⟧'];

/**
 * Translates all documents of the page from the start. `how` is "replaced" if the program's text node is removed from the page, or
 * "moved" if it is inside the `<font>` elements, as in browsers that translate in place.
 */
export function translated(page, how = 'replaced') {
  return page.addInitScript(translator, [how, MARKS]);
}

/** Translates the current page and later changes. */
export function translateNow(page, how = 'replaced') {
  return page.evaluate(translator, [how, MARKS]);
}

function translator([how, [open, close]]) {
  const SKIPPED = 'script, style, textarea, option, svg, noscript, title, [translate=no], .notranslate';
  const isOurs = (node) => node.parentElement?.nodeName === 'FONT';
  const wrap = (text) => {
    if (!text.data.trim() || isOurs(text) || !text.parentElement || text.parentElement.closest(SKIPPED)) return;
    const said = text.data.replace(/^(\s*)(.*?)(\s*)$/s, `$1${open}$2${close}$3`);
    const outer = document.createElement('font');
    const inner = outer.appendChild(document.createElement('font'));
    if (how === 'replaced') {
      inner.textContent = said;
      text.replaceWith(outer);
    } else {
      text.before(outer);
      inner.append(text);
      text.data = said;
    }
  };
  const all = (root) => {
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) texts.push(node);
      if (node.shadowRoot) watch(node.shadowRoot);
    }
    texts.forEach(wrap);
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData' && target.parentNode) {
        // A text in place that the program has changed is translated again.
        if (!isOurs(target)) wrap(target);
        else if (!target.data.includes(open)) target.data = `${open}${target.data}${close}`;
      }
      for (const node of addedNodes) if (node.isConnected) all(node);
    }
  });
  const watched = new WeakSet();
  const watch = (root) => {
    if (!watched.has(root)) observer.observe(root, { childList: true, characterData: true, subtree: true });
    watched.add(root);
    all(root);
  };
  watch(document);
}

/**
 * The widget's texts without the marks, except those that must not be translated, and the number of translated texts. `root` is the
 * selector of the element whose shadow root contains the widget, if there is one.
 */
export function read(page, root) {
  return page.evaluate(
    ([root, marks]) => {
      const place = root ? document.querySelector(root).shadowRoot : document;
      const lines = [];
      let nTranslated = 0;
      for (const widget of place.querySelectorAll('.interlocal:not([hidden], .wait, .off)')) {
        const walker = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          if (text.parentElement.closest('[translate=no]')) continue;
          if (marks.every((mark) => text.data.includes(mark))) nTranslated += 1;
          lines.push(text.data.replaceAll(marks[0], '').replaceAll(marks[1], ''));
        }
      }
      return { text: lines.join('').replace(/\s+/g, ' '), nTranslated };
    },
    [root, MARKS],
  );
}
