// @ts-check
// Where there is a margin for it, a long post's outline stands open beside the post; elsewhere it is a fold above it.
const margin = matchMedia("(min-width: 76rem)");

function arrange() {
  for (const fold of document.querySelectorAll(".post .outline > details")) {
    fold.toggleAttribute("open", margin.matches);
  }
}
margin.addEventListener("change", arrange);
document.addEventListener("swapped", arrange);
arrange();
