// Waiting for events. A test waits for an event and not for a time, and all tests share one limit. Only a page that hangs reaches
// the limit, even on a busy machine.

/** The limit for each wait of a test, in milliseconds. */
export const LIMIT = 120_000;

/** Calls `look` until `isSo` accepts its result, and returns it. For changes without an event. */
export async function until(look, isSo = Boolean) {
  const deadline = performance.now() + LIMIT;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`nothing else came within ${LIMIT / 1000} s than ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A page that isn't on the screen draws nothing and may never be idle. This is the limit for waiting for such a page. */
const UNSEEN = 3000;

/**
 * Waits until the page has drawn twice and has then run its timers of 0 ms. By then, all effects of an earlier event in the page
 * itself are done.
 */
export function drawn(page) {
  return page.evaluate(
    (most) =>
      new Promise((resolve) => {
        setTimeout(resolve, most);
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))));
      }),
    UNSEEN,
  );
}

/** Waits until the page has loaded everything and is idle for a moment, so that it has started all deferred work. */
export async function idle(page) {
  await page.waitForLoadState('load');
  await page.evaluate((timeout) => new Promise((resolve) => requestIdleCallback(resolve, { timeout })), UNSEEN);
  await drawn(page);
}

/** Waits until the page has received the whole file whose address ends with `name`. */
export function received(page, name) {
  const isThere = (wanted) => performance.getEntriesByType('resource').some((it) => it.name.endsWith(wanted) && it.responseEnd > 0);
  return page.waitForFunction(isThere, name);
}

/**
 * Delays all responses for the addresses that match `pattern`. `asked()` waits until the page has requested one of them, and
 * `release()` lets the responses through.
 */
export async function hold(page, pattern) {
  let isAsked = false;
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    isAsked = true;
    await gate;
    await route.continue();
  });
  return { asked: () => until(() => isAsked), release };
}
