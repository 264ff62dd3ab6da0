// @ts-check
// The second half of a double press does nothing where a new page came between the halves: it was meant for the page
// before, and what lies under the finger now may be anything. The way out always works.
let isBegun = false; // whether any press began on this page

addEventListener(
  "click",
  (event) => {
    if (event.detail < 2) isBegun = true; // 0: by keyboard, or by a script
    if (isBegun || (event.target instanceof Element && event.target.closest("a.leave"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
document.addEventListener("swapped", () => (isBegun = false));
