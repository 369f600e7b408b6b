// Records clicks that arrive before the program is ready, and repeats them.

/**
 * A selector that finds a control of the prerendered start screen in the live one.
 *
 * @param {any} control
 */
const selectorOf = ({ dataset, name, value, href }) => {
  if (dataset.action) return `[data-action="${dataset.action}"]`;
  return name ? `input[name="${name}"][value="${value}"]` : href && "a[href]";
};

/**
 * Records clicks in a prerendered start screen. Call the result before the live screen is drawn, and its result afterwards: that
 * restores the focus and repeats the clicks.
 *
 * @param {HTMLElement} root
 * @returns {() => () => void}
 */
export const recordClicks = (root) => {
  /** @type {string[]} */
  const clicks = [];
  /** @param {Event} event */
  const record = ({ target }) => {
    const control = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-action], input"));
    if (!control) return;
    clicks.push(selectorOf(control));
    if (control.dataset.action) control.setAttribute("aria-busy", "true");
  };
  root.addEventListener("click", record);
  return () => {
    const { activeElement } = /** @type {Document | ShadowRoot} */ (root.getRootNode());
    const focused = root.contains(activeElement) && selectorOf(activeElement);
    root.removeEventListener("click", record);
    return () => {
      /** @param {string} selector */
      const find = (selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector));
      if (focused) find(focused)?.focus();
      for (const selector of clicks) find(selector)?.click();
    };
  };
};
