// @ts-check
// The line that says how the words stand. Its sentences come with the page. A reader is told when something
// changes, not each second: the seconds stand beside, unread. A press on a button waits until all is kept.
const MINUTE = 60_000;
const LOOKS = [300, 1500, 4000]; // milliseconds after a page was loaded again, until the server may have been slow
const AGES = /** @type {const} */ ([["second", 1], ["minute", 60], ["hour", 3600], ["day", 86_400]]);

class KeptLine extends HTMLElement {
  connectedCallback() {
    this.draft = /** @type {any} */ (this.closest("kept-draft"));
    const form = /** @type {HTMLFormElement} */ (this.closest("form"));
    [this.state, this.age, this.news] = ["[data-state]", "[data-age]", "[data-news]"].map((part) => this.querySelector(part));
    this.words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
    this.since = this.dataset.keptAt ? Number(this.dataset.keptAt) * 1000 : 0;
    this.draft.addEventListener("kept", (event) => this.hear(event.detail));
    form.addEventListener("submit", (event) => this.hold(event));
    form.addEventListener("input", () => (this.onward = null)); // who writes on does not mean the earlier press
    this.clocks = [setInterval(() => this.tick(), 1000), setInterval(() => document.hidden || this.ask(), MINUTE)];
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    this.tick();
    const [came] = performance.getEntriesByType("navigation");
    if (/** @type {any} */ (came)?.type !== "navigate") for (const wait of LOOKS) setTimeout(() => this.look(), wait);
  }
  disconnectedCallback() {
    for (const clock of this.clocks) clearInterval(clock);
  }
  hear({ state, told, look }) {
    const sentence = state === "refused" ? told : this.dataset[state];
    if (this.state.textContent !== sentence) this.state.textContent = sentence;
    if (state !== "trying" && state !== "refused") this.since = Date.now();
    this.dataset.now = state;
    if (told && state !== "refused") this.tell(told, look);
    this.tick();
    if (this.onward && this.draft.isKept() && state !== "trying") this.go();
  }
  tick() {
    const seconds = Math.max(0, Math.round((Date.now() - this.since) / 1000));
    const [name, size] = AGES.findLast(([, size]) => seconds >= size) ?? AGES[0];
    this.age.textContent = this.since ? this.words.format(-Math.floor(seconds / size), name) : "";
  }
  /** Where its hearer is: on the sheet, or still among the posts. */
  tell(sentence, address) {
    const link = Object.assign(document.createElement("a"), { href: address, textContent: this.dataset.look });
    const writes = this.closest("form")?.contains(document.activeElement);
    const place = writes ? this.news : (document.querySelector("[data-news-of-topic]") ?? this.news);
    place.replaceChildren(sentence, " ", ...(address ? [link] : []));
  }
  async asked(question) {
    const body = JSON.stringify({ park: this.draft.field("park").value, ...question });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(this.dataset.ask, { method: "POST", body, headers }).catch(() => null);
    return answer?.status === 200 ? answer.json() : null;
  }
  async ask() {
    if (!this.isConnected) return;
    const news = await this.asked({ mark: this.dataset.mark });
    if (!news) return;
    this.dataset.mark = news.mark;
    this.tell(news.told, news.look);
  }
  /** A page loaded again may have come before the last words of its older self were kept. */
  async look() {
    const heard = await this.asked({ base: this.draft.base });
    if (heard?.newer && this.draft.isKept()) location.reload();
  }
  /** First kept, then sent: a line that breaks now takes nothing along. @param {SubmitEvent} event */
  hold(event) {
    if (this.draft.isKept() && !this.draft.busy) return;
    event.preventDefault();
    this.onward = event.submitter;
    this.draft.keep();
  }
  go() {
    const button = this.onward;
    this.onward = null;
    this.draft.form.requestSubmit(button);
  }
}
customElements.define("kept-line", KeptLine);
