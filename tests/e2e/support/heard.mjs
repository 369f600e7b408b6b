// What a screen reader would be told without being asked: text that comes into a region which was there before it.

/**
 * Does something, and returns the texts that came into live regions meanwhile, each as `role: text`.
 * A region that was not rendered before the text came does not count: readers miss those.
 */
export async function heard(page, act) {
  await page.evaluate(() => {
    const role = (it) => it.getAttribute('role') ?? it.getAttribute('aria-live');
    window.regions = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')]
      .filter((it) => it.checkVisibility())
      .map((it) => ({ it, role: role(it), before: it.innerText.trim() }));
  });
  await act();
  return page.evaluate(() =>
    window.regions
      .filter(({ it, before }) => it.isConnected && it.checkVisibility() && it.innerText.trim() !== before)
      .map(({ it, role }) => `${role}: ${it.innerText.replace(/\s+/g, ' ').trim()}`)
      .filter((line) => !line.endsWith(': ')),
  );
}
