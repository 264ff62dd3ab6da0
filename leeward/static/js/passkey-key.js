// @ts-check
// A button that asks the device for a passkey: data-do="new" makes one, data-do="known" proves one. What is asked
// comes with the page; the answer goes back in the form around it. Without WebAuthn the sentence inside stays.
const toBytes = (/** @type {string} */ text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toText = (/** @type {ArrayBuffer} */ bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

class PasskeyKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential || !window.isSecureContext) return;
    this.form = /** @type {HTMLFormElement} */ (this.closest("form"));
    this.said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    this.button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    this.said.textContent = "";
    this.button.hidden = false;
    this.form.addEventListener("submit", (event) => this.hold(event));
  }
  /** @param {SubmitEvent} event */
  hold(event) {
    if (this.field("answer").value) return;
    event.preventDefault();
    this.ask().catch(() => (this.said.textContent = this.dataset.failed ?? ""));
  }
  async ask() {
    const asked = JSON.parse(this.dataset.asked ?? "{}");
    asked.challenge = toBytes(asked.challenge);
    for (const list of [asked.excludeCredentials, asked.allowCredentials]) {
      for (const one of list ?? []) one.id = toBytes(one.id);
    }
    if (asked.user) asked.user.id = toBytes(asked.user.id);
    const made = this.dataset.do === "new" ? navigator.credentials.create({ publicKey: asked })
      : navigator.credentials.get({ publicKey: asked });
    this.field("answer").value = JSON.stringify(this.plain(/** @type {any} */ (await made)));
    this.form.requestSubmit(this.button);
  }
  /** @param {any} made */
  plain(made) {
    const response = Object.fromEntries(
      ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
        .filter((part) => made.response[part])
        .map((part) => [part, toText(made.response[part])]),
    );
    return { id: made.id, rawId: toText(made.rawId), type: made.type, response, clientExtensionResults: {} };
  }
  /** @param {string} name */
  field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }
}
customElements.define("passkey-key", PasskeyKey);
