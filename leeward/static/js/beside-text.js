// @ts-check
// <beside-text> around the buttons that look for what others wrote: what is found appears in its place in the form, and
// the text is not moved or sent anywhere else. Without an answer the button does as it always does.

class BesideText extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll("button")) button.addEventListener("click", (event) => this.pressed(event, button));
  }
  /** @param {MouseEvent} event @param {HTMLButtonElement} button */
  pressed(event, button) {
    const form = this.closest("form");
    const place = form?.querySelector(".beside-text");
    const text = form?.querySelector("textarea[name=body]");
    if (!form || !place || !(text instanceof HTMLTextAreaElement) || event.defaultPrevented) return;
    this.note(form, text);
    if (this.plain) return;
    event.preventDefault();
    if (!this.busy) this.look(form, place, button);
  }
  /** What is chosen in the text, and where its writer stands. @param {HTMLFormElement} form @param {HTMLTextAreaElement} text */
  note(form, text) {
    const chosen = this.querySelector("[name=chosen]");
    if (chosen instanceof HTMLInputElement) chosen.value = `${text.selectionStart}-${text.selectionEnd}`;
    const cursor = form.querySelector("[name=cursor]");
    if (cursor instanceof HTMLInputElement) cursor.value = `${text.selectionStart}`;
  }
  /** @param {HTMLFormElement} form @param {Element} place @param {HTMLButtonElement} button */
  async look(form, place, button) {
    this.busy = true;
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
    sent.append("do", button.value);
    const asked = { method: "POST", body: sent, headers: { "X-In-Place": "yes" } };
    const answer = await fetch(form.getAttribute("action") || location.href, asked).catch(() => null);
    const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
    const next = page.querySelector(".beside-text section");
    this.busy = false;
    if (!next) return this.otherwise(button);
    place.replaceChildren(document.adoptNode(next));
    const title = place.querySelector("h2");
    if (title) title.focus();
  }
  /** The session may be over, or the line broken: then the whole page goes, and says so. @param {HTMLButtonElement} button */
  otherwise(button) {
    this.plain = true;
    button.click();
  }
}
customElements.define("beside-text", BesideText);
