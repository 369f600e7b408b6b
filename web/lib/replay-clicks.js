// What must happen before anything is loaded; the build joins it to boot.js and to interlocal.js.

// How a control of the prerendered start screen is found again in the live one.
const selectorOf = ({ dataset, name, value, href }) => {
  if (dataset.action) return `[data-action="${dataset.action}"]`;
  return name ? `input[name="${name}"][value="${value}"]` : href && "a[href]";
};

// Keeps what is clicked on a start screen that nothing answers yet. Call the result before the live one is drawn, and what
// that returns afterwards: it puts the focus where it was, and clicks again.
const keepEarly = (root) => {
  const clicks = [];
  const remember = ({ target }) => {
    const control = target.closest("[data-action], input");
    if (!control) return;
    clicks.push(selectorOf(control));
    if (control.dataset.action) control.setAttribute("aria-busy", "true");
  };
  root.addEventListener("click", remember);
  return () => {
    const { activeElement } = root.getRootNode();
    const focused = root.contains(activeElement) && selectorOf(activeElement);
    root.removeEventListener("click", remember);
    return () => {
      if (focused) root.querySelector(focused)?.focus();
      for (const selector of clicks) root.querySelector(selector)?.click();
    };
  };
};
