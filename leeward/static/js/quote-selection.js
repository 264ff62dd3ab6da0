// @ts-check
// <quote-selection data-say data-done data-back>: what is selected in a post can be quoted in the reply below.
// `sourceOf` writes what leeward.words.quote_source writes; a test compares the two.
const SPECIAL =
  /[\\`*_~|<>]|&(?=#?[\p{L}\p{N}_]{1,32};)|\[(?=[/!\p{L}\p{N}_*[][^\n]{0,2200}\])|!(?=\[)|\](?=[([:])|:(?=\/\/)/gu;
const NUMBER = /^([ \t]*\d{1,9})([.)])(?=[ \t]|$|\))/gm;
const LINE_START = /^([ \t]*)([#+=-]+|\((?=\d{1,3}\)))/gm;

/** @param {string} name @param {string} post @param {string} passage @param {string} text */
function sourceOf(name, post, passage, text) {
  const said = name.trim().replace(/\s+/g, " ").replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  const value = said.replace(/\[/g, "&#91;").replace(/\]/g, "&#93;");
  const head = `[quote${value && ` name="${value}"`} post="${post}"${passage && ` passage="${passage}"`}]`;
  const body = text.trim().replace(SPECIAL, "\\$&").replace(NUMBER, "$1\\$2").replace(LINE_START, "$1\\$2");
  return `${head}\n${body}\n[/quote]\n\n`;
}

/** A selection's words as their author typed them: without our explanations and signs. @param {Range} range */
function wordsOf(range) {
  const words = document.createElement("div");
  words.append(range.cloneContents());
  for (const ours of words.querySelectorAll(".at, .short-says, .host, .quote, .older")) ours.remove();
  for (const cell of words.querySelectorAll("td, th")) cell.after(" ");
  for (const line of words.querySelectorAll("br, tr")) line.after("\v");
  for (const block of words.querySelectorAll("p, li, h4, h5, h6, pre, table, summary")) block.after("\v\v");
  return words.textContent.trim().replace(/\s*\v\s*/g, (gap) => (gap.split("\v").length > 2 ? "\n\n" : "\n"));
}

/** @param {Node | undefined} node */
const elementOf = (node) => (node instanceof Element ? node : node?.parentElement);

class QuoteSelection extends HTMLElement {
  button = Object.assign(document.createElement("button"), { type: "button", className: "quote-this" });
  static sourceOf = sourceOf;
  source = "";
  back = "";

  connectedCallback() {
    const sheet = document.querySelector("form.composer textarea");
    if (!(sheet instanceof HTMLTextAreaElement)) return;
    this.button.textContent = this.dataset.say ?? "";
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.quote(sheet));
    let soon = 0;
    document.addEventListener("selectionchange", () => (clearTimeout(soon), (soon = setTimeout(() => this.offer(), 200))));
  }

  /** The button comes right after the block where the selection ends, in view and in the order of Tab. */
  offer() {
    if (document.activeElement === this.button) return;
    this.button.remove();
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : undefined;
    const text = elementOf(range?.startContainer)?.closest("article[data-ref] .text");
    const post = text?.closest("article");
    if (!range || !text || !post?.contains(range.endContainer)) return;
    if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
    const words = wordsOf(range);
    if (!words) return;
    const start = elementOf(range.startContainer)?.closest(".text [id]");
    this.back = `#${start?.id ?? post.id}`;
    this.source = sourceOf(post.dataset.author ?? "", post.dataset.ref ?? "", start?.id.split("-")[1] ?? "", words);
    [...text.children].filter((child) => range.intersectsNode(child)).pop()?.after(this.button);
    const down = range.getBoundingClientRect().bottom - text.getBoundingClientRect().top;
    this.button.style.insetBlockStart = `${down + 6}px`;
  }

  /** Adds the quote to the end of the sheet, goes there, and says so. @param {HTMLTextAreaElement} sheet */
  quote(sheet) {
    sheet.value += (sheet.value.trim() && !sheet.value.endsWith("\n\n") ? "\n\n" : "") + this.source;
    sheet.dispatchEvent(new Event("input", { bubbles: true }));
    this.button.remove();
    sheet.focus();
    sheet.setSelectionRange(sheet.value.length, sheet.value.length);
    const back = Object.assign(document.createElement("a"), { href: this.back, textContent: this.dataset.back });
    this.replaceChildren(`${this.dataset.done} `, back);
  }
}
customElements.define("quote-selection", QuoteSelection);
