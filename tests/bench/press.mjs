// Presses the mouse as a person does: the pointer is there first, then the button goes down and up.

/** Presses at once. A library's click would first wait until the page is calm, and so wouldn't be an early click. */
export async function press(debug, { x, y }) {
  const event = { x, y, button: 'left', clickCount: 1 };
  await debug.send('Input.dispatchMouseEvent', { ...event, type: 'mousePressed' });
  await debug.send('Input.dispatchMouseEvent', { ...event, type: 'mouseReleased' });
}

/** Scrolls to what `selector` finds, moves the pointer there, waits until the page has painted that, and presses. */
export async function pressOn(page, debug, selector, at = 0) {
  const point = await page.evaluate(findTarget, { selector, at });
  await debug.send('Input.dispatchMouseEvent', { ...point, type: 'mouseMoved' });
  await page.evaluate(twoFrames);
  await press(debug, point);
}

/** Runs in the page. A radio that is too small to press has a label. */
function findTarget({ selector, at }) {
  const found = document.querySelectorAll(selector)[at];
  const target = found.getBoundingClientRect().width < 8 ? found.labels[0] : found;
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = target.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Runs in the page. The paints of scrolling and hovering are over then, and aren't taken for the click's. */
function twoFrames() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
