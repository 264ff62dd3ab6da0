// @ts-check
// A second tab on a device that others use opens the one neutral address, and asks the first tab what to show.
const asked = new WeakMap();
const isShared = () => document.documentElement.dataset.device === "shared";
const show = (address) => document.dispatchEvent(new CustomEvent("ask", { detail: { address, instead: true } }));

document.addEventListener("beside", (event) => {
  const tab = open("/", "_blank");
  if (tab) asked.set(tab, /** @type {CustomEvent} */ (event).detail.address);
});

addEventListener("message", ({ data, origin, source }) => {
  if (origin !== location.origin || !source) return;
  if (data === "which" && asked.has(source)) source.postMessage({ address: asked.get(source) }, { targetOrigin: origin });
  else if (source === opener && data?.address) show(data.address);
});
if (isShared() && opener) opener.postMessage("which", location.origin);

// The browser's own menu on a link opens and copies addresses: while it is open, the link has the neutral one.
let restore = () => {};
for (const name of ["pointerdown", "keydown", "focus"]) addEventListener(name, () => restore(), true);
addEventListener("contextmenu", ({ target }) => {
  const link = isShared() && target instanceof Element && target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
  const address = link.getAttribute("href") ?? "";
  restore = () => (link.setAttribute("href", address), (restore = () => {}));
  link.setAttribute("href", "/");
});
addEventListener("dragstart", (event) => {
  if (isShared() && event.target instanceof Element && event.target.closest("a")) event.preventDefault();
});
