// Asks the server of `cargo xtask serve --watch` for changes: new styles take the place of old ones, anything else loads
// the page again.

const changes = new URL("xtask-changes", import.meta.url);

const ask = async (seen) => {
  const query = seen === undefined ? "" : `?after=${seen}`;
  const [number, kind] = (await (await fetch(`${changes}${query}`)).text()).split(" ");
  return { number: Number(number), kind };
};

// Styles also stand in the shadow trees of elements.
const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((it) => (it.shadowRoot ? roots(it.shadowRoot) : []))];

const replaceStyles = (number) => {
  for (const link of roots(document).flatMap((root) => [...root.querySelectorAll("link[rel=stylesheet]")])) {
    const next = link.cloneNode();
    next.removeAttribute("integrity");
    next.href = `${link.href.split("?")[0]}?${number}`;
    // The old styles stay until the new ones are there, so that nothing flashes.
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
    // The server is gone for now. One that was started again counts from the beginning.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (seen !== undefined && (await ask().catch(() => undefined))) location.reload();
  }
}
