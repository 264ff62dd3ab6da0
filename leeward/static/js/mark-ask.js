// @ts-check
// <mark-ask for="body" data-say>: a button that marks what is selected on the sheet as what its writer asks.
// Pressed on a marked text it takes the mark away; with nothing selected it sets an empty mark to write in.

const OPENS = "[ask]";
const CLOSES = "[/ask]";

/** In the place of what is selected, so that the browser's own undo takes it back. @param {HTMLTextAreaElement} sheet @param {string} text */
function put(sheet, text) {
  const start = sheet.selectionStart;
  if (!document.execCommand("insertText", false, text)) {
    sheet.setRangeText(text, start, sheet.selectionEnd, "end");
    sheet.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  return start;
}

class MarkAsk extends HTMLElement {
  connectedCallback() {
    const sheet = document.getElementById(this.getAttribute("for") ?? "");
    if (!(sheet instanceof HTMLTextAreaElement)) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain" });
    button.textContent = this.dataset.say ?? "";
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => this.mark(sheet));
    this.replaceChildren(button);
  }

  /** @param {HTMLTextAreaElement} sheet */
  mark(sheet) {
    sheet.focus();
    const chosen = sheet.value.slice(sheet.selectionStart, sheet.selectionEnd);
    const words = chosen.trim();
    if (words.startsWith(OPENS) && words.endsWith(CLOSES)) {
      put(sheet, chosen.replace(OPENS, "").replace(CLOSES, ""));
      return;
    }
    const [before = "", after = ""] = words ? chosen.split(words, 2) : [chosen, ""]; // spaces stay outside
    const start = put(sheet, before + OPENS + words + CLOSES + after) + before.length;
    const end = start + OPENS.length + words.length;
    sheet.setSelectionRange(words ? start : end, words ? end + CLOSES.length : end);
  }
}
customElements.define("mark-ask", MarkAsk);
