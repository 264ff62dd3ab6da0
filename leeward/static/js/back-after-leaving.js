// @ts-check
// Going back after leaving. The browser asks the server for the page again; it finds nobody signed in, and this
// sends it away before anything is drawn. It runs before in-place.js, which would change what it looks at.
const [came] = /** @type {any[]} */ (performance.getEntriesByType("navigation"));
const wasHere = history.state !== null || came?.redirectCount > 0;
if (came?.type === "back_forward" && wasHere && !document.documentElement.hasAttribute("data-member")) {
  const link = document.querySelector("a[data-leave]");
  document.body.hidden = true;
  location.replace((link instanceof HTMLAnchorElement && link.dataset.leave) || "/leave");
} else if (history.state === null) history.replaceState(0, "");
