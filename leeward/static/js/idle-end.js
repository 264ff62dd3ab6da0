// @ts-check
// <idle-end data-left>: on a device that others use a session ends by resting. This says so some minutes before, and
// when it is over takes the page away: what stood on it is for nobody who comes by later.
const WARNING = 300; // seconds before the end
const AGAIN = 30; // seconds until the server is asked once more when the line is broken

class IdleEnd extends HTMLElement {
  connectedCallback() {
    this.note = this.querySelector("[data-note]");
    this.button = this.querySelector("button");
    this.button?.addEventListener("click", () => this.ask("POST", this.dataset.stay));
    this.plan(Number(this.dataset.left));
  }
  disconnectedCallback() {
    clearTimeout(this.timer);
  }
  /** @param {number} left seconds */
  plan(left) {
    const isNear = left <= WARNING;
    if (this.note) this.note.textContent = isNear ? (this.note.getAttribute("data-say") ?? "") : "";
    if (this.button) this.button.hidden = !isNear;
    this.wait(isNear ? left + 1 : left - WARNING + 1);
  }
  /** @param {number} seconds */
  wait(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask("GET", this.dataset.here), 1000 * seconds);
  }
  /** Another tab may have put off the end, so the server says how long there is. */
  async ask(method, address) {
    const answer = await fetch(address, { method, cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return this.wait(AGAIN);
    const heard = await answer.json();
    if (heard.in) this.plan(heard.left);
    else this.over();
  }
  over() {
    const words = this.querySelector("template")?.content ?? "";
    document.documentElement.removeAttribute("data-member");
    document.querySelector("main")?.replaceChildren(words);
    for (const rest of document.querySelectorAll("header.top .ways, footer.foot")) rest.remove();
    document.dispatchEvent(new Event("swapped"));
    this.remove();
  }
}
customElements.define("idle-end", IdleEnd);
