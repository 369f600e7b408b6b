// A page by keyboard: the element with the focus, its visibility, and Tab to an element.

import assert from 'node:assert/strict';

import { until } from './wait.mjs';

/** The element with the focus: whether the focus is visible, and whether `selector` matches the element. */
export function focus(page, selector) {
  return page.evaluate((selector) => {
    const element = document.activeElement;
    if (!element || element === document.body) {
      return { isNone: true, name: 'nothing' };
    }
    const marked = element.closest('.choice') ?? element;
    const { outlineStyle, outlineWidth } = getComputedStyle(marked);
    const { top, bottom, left, right } = marked.getBoundingClientRect();
    window.ids ??= new WeakMap();
    window.nIds ??= 0;
    if (!window.ids.has(element)) {
      window.ids.set(element, (window.nIds += 1));
    }
    return {
      id: window.ids.get(element),
      name: element.id || element.name || element.dataset.action || `${element.tagName}: ${element.textContent.slice(0, 30)}`,
      tag: element.tagName,
      isWanted: selector !== undefined && element.matches(selector),
      hasOutline: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
      isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  }, selector);
}

export function assertVisible(now) {
  assert.ok(!now.isNone, 'something has the focus');
  assert.ok(now.hasOutline, `the focus can be seen on ${now.name}`);
  assert.ok(now.isInView, `${now.name} has the focus and is out of sight`);
}

/** Whether the focused element matches the selector. */
export const isOn = (page, selector) => page.evaluate((it) => document.activeElement?.matches(it) ?? false, selector);

/** Waits until an element has the focus, which it gets after its page is drawn. */
export const hasFocus = (locator) => until(() => locator.evaluate((it) => it === document.activeElement));

/** Presses Tab until the element has the focus; at each stop the focus must be visible and must have moved. */
export async function tabTo(page, selector, { key = 'Tab', most = 80 } = {}) {
  let last = (await focus(page)).id;
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press(key);
    const now = await focus(page, selector);
    assertVisible(now);
    assert.notEqual(now.id, last, `trapped on ${now.name}`);
    last = now.id;
    if (now.isWanted) {
      return;
    }
  }
  assert.fail(`no ${selector} within ${most} stops`);
}
