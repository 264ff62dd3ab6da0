// @ts-check
// Keeps what is typed in the form around it on the server, as what changed since the server's last yes.
// Nothing rests on the device. <kept-line> says how it stands.
const [PAUSE, LATEST] = [1000, 3000]; // milliseconds: after the last key; while somebody types without a pause
const RETRIES = [2000, 60_000]; // milliseconds: first and longest wait after a failure
const GOODBYE = 55_000; // bytes that a page going away may still send (browsers stop at 64 kB)

/** The one stretch in which two texts differ, and the new one's Adler-32. @param {string} old @param {string} now */
function splice(old, now) {
  const most = Math.min(old.length, now.length);
  let [at, end, a, b] = [0, 0, 1, 0];
  while (at < most && old[at] === now[at]) at += 1;
  while (end < most - at && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  for (let i = 0; i < 2 * now.length; i += 1) {
    a = (a + ((now.charCodeAt(i >> 1) >> (8 * (i & 1))) & 255)) % 65_521;
    b = (b + a) % 65_521;
  }
  const put = now.slice(at, now.length - end);
  return { at, cut: old.length - at - end, put, long: now.length, sum: b * 65_536 + a };
}

class KeptDraft extends HTMLElement {
  connectedCallback() {
    const form = (this.form = /** @type {HTMLFormElement} */ (this.closest("form")));
    const { revision, step, cursor } = this.dataset;
    Object.assign(this, { base: Number(revision), step: Number(step), wait: RETRIES[0], acked: this.now() });
    if (Number(cursor)) this.field("body").setSelectionRange(Number(cursor), Number(cursor));
    if (Number(cursor) && document.body.classList.contains("writing")) this.field("body").focus();
    form.addEventListener("input", (event) => this.typed(/** @type {InputEvent} */ (event)));
    form.addEventListener("focusout", () => this.keep());
    form.addEventListener("formdata", ({ formData }) => Object.entries(this.beside()).forEach(([name, value]) => formData.set(name, String(value))));
    document.addEventListener("visibilitychange", () => document.hidden && this.goodbye());
    for (const name of ["pagehide", "beforeunload", "online"]) addEventListener(name, () => this.goodbye());
  }
  disconnectedCallback() { this.goodbye(); }
  field = (name) => /** @type {HTMLTextAreaElement} */ (this.form.elements.namedItem(name));
  value = (field) => (["checkbox", "radio"].includes(field.type) && !field.checked ? "" : field.value.slice(0, Number(this.dataset.most)));
  said = (name) => [...this.form.querySelectorAll(`[name="${name}"]`)].map(this.value).join(" ");
  now = () => ["body", "title", "note", "alias", "wanted", "story"].map((name) => (this.field(name) ? this.said(name) : undefined));
  isKept = () => this.now().every((text, i) => text === this.acked[i]);
  beside = () => ({ revision: this.base, step: (this.step += 1), cursor: this.field("body").selectionStart });
  say = (state, more = {}) => this.dispatchEvent(new CustomEvent("kept", { detail: { state, ...more } }));
  at = (wait) => (clearTimeout(this.timer), (this.timer = setTimeout(() => this.keep(), wait)));
  typed({ inputType }) {
    const wait = Math.min(PAUSE, Math.max(0, (this.since ??= Date.now()) + LATEST - Date.now()));
    this.at(inputType === "insertFromPaste" ? 0 : this.ended ? 8 * wait : wait);
  }
  send([body, title, note, alias, wanted, story], whole) {
    const { revision: base, ...more } = this.beside();
    const text = whole ? { body } : splice(this.acked[0], body);
    const sent = JSON.stringify({ park: this.field("park").value, base, ...more, title, note, alias, wanted, story, ...text });
    const [keepalive, signal] = [new Blob([sent]).size < GOODBYE, AbortSignal.timeout?.(15_000)];
    return fetch(this.dataset.keep, { method: "POST", body: sent, keepalive, signal, headers: { "Content-Type": "application/json" } });
  }
  async keep(whole = false, now = this.now()) {
    if (this.busy || this.isKept()) return;
    [this.busy, this.since] = [true, undefined];
    const answer = await this.send(now, whole).catch(() => null);
    const heard = (await answer?.json().catch(() => ({}))) ?? {};
    this.busy = false;
    if (answer?.status === 409 && !whole) return this.keep(true);
    if (![200, 401].includes(answer?.status)) return this.later(heard);
    this.ended = answer.status === 401;
    Object.assign(this, { acked: now, base: heard.revision, wait: RETRIES[0] });
    for (const name of ["park", "once"]) if (heard[name]) this.field(name).value = heard[name];
    this.say(this.ended ? "ended" : "kept", heard);
    if (!this.isKept()) this.at(PAUSE);
  }
  later(heard) {
    this.say(heard.told ? "refused" : "trying", heard);
    this.at(this.wait);
    this.wait = Math.min(2 * this.wait, RETRIES[1]);
  }
  goodbye() {
    if (!this.busy) this.keep();
    else if (!this.isKept()) this.send(this.now(), new Blob([this.field("body").value]).size < GOODBYE).catch(() => null);
  }
}
customElements.define("kept-draft", KeptDraft);
