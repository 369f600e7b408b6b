// Waiting for what has to happen. A test waits for an event, and all tests share one limit. The limit is so wide that a busy
// machine never reaches it, only a page that hangs.

/** The limit for everything that a test waits for, in milliseconds. */
export const LIMIT = 120_000;

/** Looks again and again until `isSo` accepts what `look` finds, and returns that. For changes that no event announces. */
export async function until(look, isSo = Boolean) {
  const deadline = performance.now() + LIMIT;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`nothing else came within ${LIMIT / 1000} s than ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A page that is not on the screen draws nothing and may never be idle; such a page is waited for this long. */
const UNSEEN = 3000;

/**
 * Waits until the page has drawn twice and then run its timers of 0 ms. Everything that an earlier event sets off in the
 * page itself has been done by then.
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

/** Waits until the page has loaded everything and has a moment without work: it has begun all that it puts off until then. */
export async function idle(page) {
  await page.waitForLoadState('load');
  await page.evaluate((timeout) => new Promise((resolve) => requestIdleCallback(resolve, { timeout })), UNSEEN);
  await drawn(page);
}

/** Waits until the page has received all of a file whose address ends with `name`. */
export function received(page, name) {
  const isThere = (wanted) => performance.getEntriesByType('resource').some((it) => it.name.endsWith(wanted) && it.responseEnd > 0);
  return page.waitForFunction(isThere, name);
}

/**
 * Holds back all answers for the addresses that `pattern` names. `asked()` waits until the page has asked for one of them,
 * and `release()` lets the answers through.
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
