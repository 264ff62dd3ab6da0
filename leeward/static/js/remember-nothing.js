// @ts-check
// On a device that others use, the browser is not to keep the name, nor to offer to keep the passphrase: its list of
// "saved" and "never saved" names would tell who was here. With "only me" the fields are as its password keeper likes:
// each says so in data-usual.
const root = document.documentElement;

/** @param {HTMLFormElement} form */
function dress(form) {
  const device = form.querySelector("input[name=device]:checked");
  const isMine = device ? device.getAttribute("value") === "mine" : root.dataset.device === "mine";
  if (!isMine) form.autocomplete = "off";
  for (const field of form.querySelectorAll("input[data-usual]")) {
    // A passphrase "off" is asked about all the same; what is good for once is not.
    const kept = field.getAttribute("type") === "password" ? "one-time-code" : "off";
    field.setAttribute("autocomplete", isMine ? (field.getAttribute("data-usual") ?? "") : kept);
  }
}
const all = () => document.querySelectorAll("form").forEach(dress);

document.addEventListener("swapped", all);
document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === "device" && target.form) dress(target.form);
});
all();
