// @ts-check
// Single keys at the desk, for those who asked for them: what bears data-key="n" is pressed by N. Never while somebody
// types, never with another key held.
class DeskKeys extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "note");
    this.textContent = this.dataset.say ?? "";
    this.stop = new AbortController();
    document.addEventListener("keydown", (event) => this.pressed(event), { signal: this.stop.signal });
  }
  disconnectedCallback() {
    this.stop?.abort();
  }
  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || event.isComposing) return;
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    if (!/^[a-z]$/.test(event.key)) return;
    const found = document.querySelector(`main [data-key="${event.key}"]`);
    if (!(found instanceof HTMLElement)) return;
    event.preventDefault();
    if (found.matches("h2")) found.focus();
    else found.click();
  }
}
customElements.define("desk-keys", DeskKeys);
