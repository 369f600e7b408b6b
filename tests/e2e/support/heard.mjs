// Texts that a screen reader announces unasked: text that is added to an existing live region.

/**
 * Does something, and returns the texts that were added to live regions meanwhile, each as `role: text`. A region that wasn't
 * rendered before its text doesn't count, because screen readers miss it.
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
