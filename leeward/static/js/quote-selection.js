// @ts-check
// <quote-selection data-say>: what is selected in a post can be quoted in the reply on the same page.
// It says what is to be quoted with the event "quote"; <quote-source> writes it down.

/** A selection's words as their author typed them: without our explanations and signs. @param {Range} range */
function wordsOf(range) {
  const words = document.createElement("div");
  words.append(range.cloneContents());
  for (const cited of words.querySelectorAll("[data-cites]")) cited.replaceWith(cited.getAttribute("data-cites") ?? "");
  for (const ours of words.querySelectorAll(".at, .short-says, .host, .quote, .older, .citation")) ours.remove();
  for (const cell of words.querySelectorAll("td, th")) cell.after(" ");
  for (const line of words.querySelectorAll("br, tr")) line.after("\v");
  for (const block of words.querySelectorAll("p, li, h3, h4, h5, pre, table, summary")) block.after("\v\v");
  return words.textContent.trim().replace(/\s*\v\s*/g, (gap) => (gap.split("\v").length > 2 ? "\n\n" : "\n"));
}

/** @param {Node | undefined} node */
const elementOf = (node) => (node instanceof Element ? node : node?.parentElement);

class QuoteSelection extends HTMLElement {
  button = Object.assign(document.createElement("button"), { type: "button", className: "quote-this" });
  found = {};

  connectedCallback() {
    if (!document.querySelector("quote-source")) return;
    this.button.textContent = this.dataset.say ?? "";
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => {
      this.button.remove();
      document.dispatchEvent(new CustomEvent("quote", { detail: this.found }));
    });
    let soon = 0;
    document.addEventListener("selectionchange", () => {
      clearTimeout(soon);
      soon = setTimeout(() => this.offer(), 200);
    });
  }

  /** The button comes right after the block where the selection ends, in view and in the order of Tab. */
  offer() {
    if (!this.isConnected || document.activeElement === this.button) return;
    this.button.remove();
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : undefined;
    const text = elementOf(range?.startContainer)?.closest("article[data-ref] .text");
    const post = text?.closest("article");
    if (!range || !text || !post?.contains(range.endContainer)) return;
    if (elementOf(range.commonAncestorContainer)?.closest(".citation")) return; // another's words: quoted where they stand
    if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
    const words = wordsOf(range);
    if (!words) return;
    const start = elementOf(range.startContainer)?.closest(".text [id]");
    const { author = "", ref = "" } = post.dataset;
    this.found = { name: author, post: ref, passage: start?.id.split("-")[1] ?? "", words, at: start?.id ?? post.id };
    [...text.children].filter((child) => range.intersectsNode(child)).pop()?.after(this.button);
    const down = range.getBoundingClientRect().bottom - text.getBoundingClientRect().top;
    this.button.style.insetBlockStart = `${down + 6}px`;
  }
}
customElements.define("quote-selection", QuoteSelection);
