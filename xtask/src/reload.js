// Asks the server of `cargo xtask serve --watch` for changes. Replaces styles in place; for any other change it
// reloads the page.

const changes = new URL("xtask-changes", import.meta.url);

const ask = async (seen) => {
  const query = seen === undefined ? "" : `?after=${seen}`;
  const [number, kind] = (await (await fetch(`${changes}${query}`)).text()).split(" ");
  return { number: Number(number), kind };
};

// Shadow trees of elements have styles, too.
const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((it) => (it.shadowRoot ? roots(it.shadowRoot) : []))];

const replaceStyles = (number) => {
  for (const link of roots(document).flatMap((root) => [...root.querySelectorAll("link[rel=stylesheet]")])) {
    const next = link.cloneNode();
    next.removeAttribute("integrity");
    next.href = `${link.href.split("?")[0]}?${number}`;
    // The old styles stay until the new ones are loaded, to avoid a flash of unstyled content.
    next.onload = () => link.remove();
    link.after(next);
  }
};

let seen;
for (;;) {
  try {
    const { number, kind } = await ask(seen);
    if (kind === "all") location.reload();
    if (kind === "styles") replaceStyles(number);
    seen = number;
  } catch {
    // The server is down. After a restart it counts changes from zero, so the page reloads.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (seen !== undefined && (await ask().catch(() => undefined))) location.reload();
  }
}
