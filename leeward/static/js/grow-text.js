// @ts-check
// <grow-text>: a sheet that is as long as what is written on it. Style sheets do it where the browser can.
class GrowText extends HTMLElement {
  connectedCallback() {
    const sheet = this.querySelector("textarea");
    if (!sheet || CSS.supports("field-sizing", "content")) return;
    const grow = () => {
      const at = scrollY;
      sheet.style.blockSize = "auto";
      sheet.style.blockSize = `${sheet.scrollHeight + sheet.offsetHeight - sheet.clientHeight}px`;
      scrollTo(scrollX, at);
    };
    sheet.addEventListener("input", grow);
    grow();
  }
}
customElements.define("grow-text", GrowText);
