// Faults in the layout of text and boxes. The first two functions run inside the page.

/** The elements that overflow to the side, and the distance that the page can be scrolled there. */
export function overflow() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= Math.min(innerWidth, clientWidth)) {
    return [];
  }
  const out = [...document.querySelectorAll('.interlocal *')].filter((it) => it.getBoundingClientRect().right > clientWidth + 0.5);
  return [`${scrollWidth} px in ${clientWidth}`, ...out.slice(0, 5).map((it) => it.outerHTML.slice(0, 90))];
}

/** Text that its own box cuts off, or that overflows its button. */
export function clipped() {
  const isHidden = (it) => it.closest('.visually-hidden') !== null;
  // Firefox shortens the name of a file in the middle, and reports it as cut off.
  const isOwn = (it) => !it.closest('svg') && it.type !== 'file';
  const boxes = [...document.querySelectorAll('.interlocal *')].filter((it) => it.checkVisibility() && !isHidden(it) && isOwn(it));
  const cut = boxes.filter((it) => {
    const { overflowX, overflowY } = getComputedStyle(it);
    const cutsX = ['hidden', 'clip'].includes(overflowX) && it.scrollWidth > it.clientWidth + 1;
    const cutsY = ['hidden', 'clip'].includes(overflowY) && it.scrollHeight > it.clientHeight + 1;
    return cutsX || cutsY;
  });
  const spilled = boxes
    .filter((it) => it.matches('button, label, summary, legend, h1, h2, h3, .badge, .notice, .banner, .field__hint'))
    .filter((it) => {
      const outer = it.getBoundingClientRect();
      const texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
      const rects = [];
      while (texts.nextNode()) {
        // Text for screen readers only has no place on the screen.
        if (!isHidden(texts.currentNode.parentElement)) {
          const range = document.createRange();
          range.selectNodeContents(texts.currentNode);
          rects.push(...range.getClientRects());
        }
      }
      return rects
        .filter(({ width, height }) => width > 1 && height > 1)
        .some((inner) => inner.right > outer.right + 2 || inner.left < outer.left - 2 || inner.bottom > outer.bottom + 6);
    });
  return [...cut, ...spilled].map((it) => it.outerHTML.slice(0, 120));
}

/** The spacing that readers may set by WCAG 1.4.12. A constructed sheet, because the policy forbids all others. */
export async function withTextSpacing(page, look) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  const found = await look();
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  });
  return found;
}
