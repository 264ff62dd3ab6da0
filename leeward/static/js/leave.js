// @ts-check
// Leaving fast. Without this file the link does the same through the server, only a moment later.
const PRESSES = 3; // of Shift alone; Esc belongs to the browser and to assistive tools
const WITHIN = 5000; // milliseconds

let leaving = false;
/** @type {number[]} */
let presses = [];

/** Nothing to see and nothing to read out, in the frame of the press.
 *  The root stays: Chromium gives a document without it no second press. */
function blank() {
  document.body.hidden = true;
  document.body.style.setProperty("display", "none", "important");
}

/** @returns {string} */
function exit() {
  const link = document.querySelector("a[data-leave]");
  return link instanceof HTMLAnchorElement ? link.href : "/leave";
}

/** Away, and out of the back stack. A second press does not wait for a slow page: it goes to an empty one. */
function leave() {
  blank();
  if (leaving) {
    location.replace("about:blank");
    return;
  }
  leaving = true;
  // The session ends on the server even when a second press cuts the way to the other page short.
  navigator.sendBeacon?.(exit());
  location.replace(exit());
}

addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-leave]");
    if (!link && !leaving) return;
    event.preventDefault();
    leave();
  },
  true,
);

// Only Shift by itself counts: a capital letter or a selection in between begins anew.
addEventListener(
  "keydown",
  (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    const now = performance.now();
    presses = [...presses.filter((press) => now - press < WITHIN), now];
    if (presses.length >= PRESSES) {
      presses = [];
      leave();
    }
  },
  true,
);
addEventListener("pointerdown", () => (presses = []), true);

// A page kept alive by the browser comes back blank and asks the server who may see it.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  blank();
  location.reload();
});
