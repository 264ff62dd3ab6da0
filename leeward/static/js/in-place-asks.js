// @ts-check
// Links and forms on a device that others use: what was pressed is said with "ask", and no address is opened.
// What would open beside is said with "beside". Links that lead away open beside too, so that Back never comes here.
const isShared = () => document.documentElement.dataset.device === "shared";
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

/** @param {MouseEvent} event */
function pressed(event) {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!isShared() || event.defaultPrevented || event.button > 1 || !(link instanceof HTMLAnchorElement)) return;
  if (!link.protocol.startsWith("http") || link.hasAttribute("download")) return;
  event.preventDefault();
  const address = link.getAttribute("href") ?? "";
  const isBeside = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey || link.target === "_blank";
  if (link.origin !== location.origin) open(link.href, "_blank", "noopener,noreferrer");
  else tell(isBeside ? "beside" : "ask", { address });
}
document.addEventListener("click", pressed);
document.addEventListener("auxclick", pressed);

/** What the browser would have sent. A file goes as it is; all else as words. @param {FormData} data */
const sent = (data) =>
  [...data.values()].some((value) => value instanceof File && value.size)
    ? data
    : new URLSearchParams([...data].filter(([, value]) => typeof value === "string").map(([n, v]) => [n, String(v)]));

document.addEventListener("submit", (event) => {
  const { target: form, submitter: button } = event;
  if (!isShared() || event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const asked = (name) => button?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";
  const data = new FormData(form);
  const name = button?.getAttribute("name");
  if (name) data.append(name, button?.getAttribute("value") ?? "");
  const address = asked("action").split("#")[0];
  if (asked("method").toLowerCase() === "post") tell("ask", { address, form: sent(data) });
  else tell("ask", { address: `${address.split("?")[0]}?${sent(data)}` });
});
