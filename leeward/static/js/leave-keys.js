// @ts-check
// Shift three times leaves: not Esc, which belongs to the browser and to assistive tools. A member may switch it off
// for good, and anybody for this page, with a button [data-shift-switch].
const PRESSES = 3; // of Shift alone
const WITHIN = 5000; // milliseconds
const root = document.documentElement;
/** @type {number[]} */
let presses = [];
let isOff = false;

// Only Shift by itself counts: a capital letter or a selection in between begins anew.
addEventListener(
  "keydown",
  (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift" || isOff || root.hasAttribute("data-no-shift")) {
      presses = [];
      return;
    }
    const now = performance.now();
    presses = [...presses.filter((press) => now - press < WITHIN), now];
    if (presses.length < PRESSES) return;
    presses = [];
    document.dispatchEvent(new Event("leave"));
  },
  true,
);
addEventListener("pointerdown", () => (presses = []), true);

function dress() {
  const button = document.querySelector("button[data-shift-switch]");
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", String(isOff));
}
document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element) || !target.closest("[data-shift-switch]")) return;
  isOff = !isOff;
  dress();
});
for (const name of ["DOMContentLoaded", "swapped"]) document.addEventListener(name, dress);
dress();
