// @ts-check
// <check-again> around the button that checks what a text gives away: where the list stands on the page already, it is
// made anew in its place, with what was chosen there, and the text is not moved. Else the button does as it always does.

class CheckAgain extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button?.addEventListener("click", (event) => this.pressed(event));
  }
  /** @param {MouseEvent} event */
  pressed(event) {
    const form = this.closest("form");
    const list = form?.querySelector("section.check");
    if (!form || !list || this.plain || event.defaultPrevented) return;
    event.preventDefault();
    if (!this.busy) this.renew(form, list);
  }
  /** @param {HTMLFormElement} form @param {Element} list */
  async renew(form, list) {
    this.busy = true;
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
    sent.append("do", "check");
    const asked = { method: "POST", body: sent, headers: { "X-In-Place": "yes" } };
    const answer = await fetch(form.getAttribute("action") || location.href, asked).catch(() => null);
    const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
    const next = page.querySelector("section.check");
    this.busy = false;
    if (!next) return this.otherwise();
    const before = this.getBoundingClientRect().top;
    for (const chosen of list.querySelectorAll("input")) this.choose(next, chosen);
    list.replaceWith(document.adoptNode(next));
    scrollBy(0, this.getBoundingClientRect().top - before);
    const said = this.querySelector("[role=status]");
    const link = Object.assign(document.createElement("a"), { href: "#check", textContent: next.getAttribute("data-said") });
    said?.replaceChildren(link);
  }
  /** What stands in both lists stays as it was chosen. @param {Element} next @param {HTMLInputElement} chosen */
  choose(next, chosen) {
    const rows = /** @type {NodeListOf<HTMLInputElement>} */ (next.querySelectorAll(`[name="${chosen.name}"]`));
    for (const row of rows) {
      if (row.type !== "radio") row.value = chosen.value;
      else if (row.value === chosen.value) row.checked = chosen.checked;
    }
  }
  /** The session may be over, or the line broken: then the whole page goes, and says so. */
  otherwise() {
    this.plain = true;
    this.button?.click();
  }
}
customElements.define("check-again", CheckAgain);
