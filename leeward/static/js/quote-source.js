// @ts-check
// <quote-source data-done data-back>: writes a quote at the end of the reply, goes there, and says so.
// `sourceOf` writes what leeward.words.quote_source writes; a test compares the two. No lookbehind: an old phone
// that cannot read one regular expression would lose all scripts, the way out included.
const TAGS = [
  "align|b|center|centre|code|color|colour|del|em|email|fold|font|glow|hide|hr|i|image|img|indent|justify|left|li|list",
  "member|nobbc|noparse|ol|pre|quote|right|s|shadow|size|spoiler|strike|strong|sub|sup|tt|u|ul|url|\\*",
].join("|");
const SIGNS = new RegExp(
  [
    /\\(?=[!-/:-@[-`{-~\n]|$)|[`*_]|~(?=~)|<(?=[a-z][a-z0-9.+-]*[:@])|&(?=#?[\p{L}\p{N}_]{1,32};)/iu.source,
    String.raw`\[(?=/?(?:${TAGS})[\]=\s])`,
    /\](?=[([:])|:(?=\/\/\S{0,2000}?[*_~`\\&<])/u.source,
  ].join("|"),
  "giu",
);
const NUMBER = /^([ \t]*\d{1,9})([.)])(?=[ \t]|$|\))/gm;
const LINE_START = /^([ \t]*)([#>*+=-]|[|:](?=[-:| \t]*$)|\((?=\d{1,3}\)))/gm;

/** A star alone and an underscore within a word are no markup. @type {(sign: string, at: number, text: string) => string} */
function escaped(sign, at, text) {
  const around = text.slice(Math.max(at - 1, 0), at + 2);
  const plain = { "*": /^(?:\s\*|\*)(?:\s|$)/, _: /^[\p{L}\p{N}]_[\p{L}\p{N}]$/u }[sign];
  return plain?.test(around) ? sign : `\\${sign}`;
}

/** @param {string} name @param {string} post @param {string} passage @param {string} text */
function sourceOf(name, post, passage, text) {
  const said = name.trim().replace(/\s+/g, " ").replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  const value = said.replace(/\[/g, "&#91;").replace(/\]/g, "&#93;");
  const head = `[quote${value && ` name="${value}"`} post="${post}"${passage && ` passage="${passage}"`}]`;
  const body = text.trim().replace(SIGNS, escaped).replace(NUMBER, "$1\\$2").replace(LINE_START, "$1\\$2");
  return `${head}\n${body}\n[/quote]\n\n`;
}

class QuoteSource extends HTMLElement {
  static sourceOf = sourceOf;

  connectedCallback() {
    const sheet = document.querySelector("form.composer textarea");
    if (!(sheet instanceof HTMLTextAreaElement)) return;
    document.addEventListener("quote", (event) => {
      if (event instanceof CustomEvent && this.isConnected) this.add(sheet, event.detail);
    });
  }

  /** @param {HTMLTextAreaElement} sheet @param {Record<string, string>} found */
  add(sheet, { name, post, passage, words, at }) {
    const gap = sheet.value.trim() && !sheet.value.endsWith("\n\n") ? "\n\n" : "";
    sheet.value += gap + sourceOf(name, post, passage, words);
    sheet.dispatchEvent(new Event("input", { bubbles: true }));
    sheet.focus();
    sheet.setSelectionRange(sheet.value.length, sheet.value.length);
    const back = Object.assign(document.createElement("a"), { href: `#${at}`, textContent: this.dataset.back });
    this.replaceChildren(`${this.dataset.done} `, back);
  }
}
customElements.define("quote-source", QuoteSource);
