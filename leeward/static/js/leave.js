// @ts-check
// Leaving fast. Without this file the link does the same through the server, only a moment later.
// It runs before the page has all come: nothing here may need more of the page than what is there when it is pressed.
// leave-keys.js hears the Shift key; idle-end.js ends what was forgotten. Both say so with the event "leave".
const PATIENCE = 800; // milliseconds the server has to end the session before we are off; the request goes on alone
const root = document.documentElement;
const isMember = () => root.hasAttribute("data-member");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("notes") : null;
let leaving = false;

/** Nothing to see and nothing to read out, in the frame of the press.
 *  The root stays: Chromium gives a document without it no second press. */
function blank() {
  document.body.hidden = true;
  document.body.style.setProperty("display", "none", "important");
}

function unblank() {
  document.body.hidden = false;
  document.body.style.removeProperty("display");
}

/** The place to go to: a page that gives nothing away, or our own endpoint, which knows one. */
function away() {
  const link = document.querySelector("a[data-leave]");
  return link instanceof HTMLAnchorElement ? link.dataset.leave || link.href : "/leave";
}

/** Away, and out of the back stack. A second press does not wait for anything: it goes to an empty page. */
async function leave() {
  const to = away();
  blank();
  if (leaving) return location.replace("about:blank");
  leaving = true;
  tabs?.postMessage("leave");
  for (const draft of document.querySelectorAll("kept-draft")) /** @type {any} */ (draft).goodbye?.();
  const ended = fetch("/leave", { method: "POST", keepalive: true, headers: { "X-In-Place": "yes" } }).catch(() => null);
  await Promise.race([ended, new Promise((done) => setTimeout(done, PATIENCE))]);
  location.replace(to);
}

/** Somebody left from another tab: this one goes along. */
function follow() {
  blank();
  leaving = true;
  location.replace(away());
}

/** Whether the server still knows who is here; a line that is broken for a moment says nothing about it. */
async function ask() {
  const answer = await fetch("/here", { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (await answer.json()).in : null;
}

addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-leave]");
    if (!link && !leaving) return;
    event.preventDefault();
    leave();
  },
  true,
);
document.addEventListener("leave", leave);
tabs?.addEventListener("message", follow);
document.addEventListener("visibilitychange", async () => {
  if (!document.hidden && isMember() && (await ask()) === false) follow();
});

// A page kept alive by the browser comes back blank, and is shown again only to somebody who is still signed in.
addEventListener("pageshow", async (event) => {
  if (!event.persisted) return;
  blank();
  if (isMember() && !leaving && (await ask())) unblank();
  else follow();
});
