// @ts-check
// Shows a page in place of this one: "show" { text?, hash?, y?, isOver? }. Without text the same page moves to the anchor.
const root = document.documentElement;
const SOON = 100; // milliseconds: a reader that is told in the same moment as a page changes may not hear it

/** @param {string} text a whole page @param {string | false} address where to go on when this device is one's own */
function swap(text, address) {
  const next = new DOMParser().parseFromString(text, "text/html");
  const { attributes, dataset } = next.documentElement;
  if (dataset.device === "mine" && address) return location.replace(address);
  for (const idle of next.querySelectorAll("noscript, script")) idle.remove();
  if (dataset.device) {
    // A page made without the database knows neither the device nor the member; then things stay as they were.
    for (const { name } of [...root.attributes]) if (!attributes.getNamedItem(name)) root.removeAttribute(name);
    for (const { name, value } of [...attributes]) root.setAttribute(name, value);
  }
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  document.dispatchEvent(new Event("swapped"));
}

/** For whoever does not see it. @param {string} words */
function say(words) {
  const said = Object.assign(document.createElement("p"), { className: "unseen" });
  said.setAttribute("role", "status");
  document.body.append(said);
  setTimeout(() => (said.textContent = words), SOON);
}

/** To the anchor, or to the top of the page. @param {string} hash @param {number} y */
function reach(hash, y) {
  document.querySelector("[data-target]")?.removeAttribute("data-target");
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  const goal = target || document.querySelector("h1");
  if (!goal) return;
  for (let fold = goal.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  if (target) target.setAttribute("data-target", "");
  if (target || document.activeElement === document.body) {
    if (goal.tabIndex < 0) goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
  }
  if (target && !y) return target.scrollIntoView();
  scrollTo(0, y);
  if (y) requestAnimationFrame(() => scrollTo(0, y)); // by then a page has found its height
}

document.addEventListener("show", (event) => {
  const { text, hash = "", y = 0, isOver = false } = /** @type {CustomEvent} */ (event).detail;
  if (text) swap(text, isOver);
  reach(hash, y);
  if (text && hash) say(document.querySelector("h1")?.textContent ?? "");
});

// The page stays, with all that was typed, and says that the line broke.
document.addEventListener("lost", () => {
  const told = Object.assign(document.createElement("p"), { className: "wrongs", textContent: root.dataset.lost });
  told.setAttribute("role", "alert");
  document.querySelector("main > .wrongs[role=alert]:first-child")?.remove();
  document.querySelector("main")?.prepend(told);
  told.scrollIntoView({ block: "center" });
});
