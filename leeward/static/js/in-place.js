// @ts-check
// On a device that others use, pages change in place: the browser's history gets one line, with one address and one
// title, whatever is read. Which page stands here is known to this document's memory alone, and goes with it.
// in-place-asks.js says what was pressed: "ask" { address, form?, instead? }; in-place-show.js shows: "show".
const [HOPS, WAIT, root] = [8, 1500, document.documentElement]; // redirects in a row; ms that words being kept may take
const blank = { address: "/", page: -1, y: 0, text: "" };
let at = Number(history.state ?? 0); // all that the browser's history knows of a page: its number
let [turn, sending] = [0, false];
const first = location.pathname + location.search + location.hash;
const entries = new Map([[at, { ...blank, address: first, page: 0 }]]);
const here = () => entries.get(at) ?? blank;
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

/** What the house answers in the end. Redirects are followed here: the browser would lose their anchors. */
async function answered(aim, form) {
  for (let hop = 0; hop < HOPS && aim.origin === location.origin; hop += 1) {
    const more = form ? { method: "POST", body: form } : {};
    const answer = await fetch(aim, { ...more, cache: "no-store", headers: { "X-In-Place": "yes" } });
    const onward = answer.headers.get("X-Onward");
    const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
    if (!onward) return { aim, form, text: isPage ? await answer.text() : "" };
    [aim, form] = [new URL(onward, aim), undefined];
  }
  return { aim, form, text: "" };
}

/** What is being written is on the server before its page goes, or has had its time. */
function kept() {
  const drafts = /** @type {any[]} */ ([...document.querySelectorAll("kept-draft")]);
  const sent = drafts.map((draft) => (draft.busy ? draft.goodbye() : draft.keep?.()));
  return Promise.race([Promise.all(sent), new Promise((done) => setTimeout(done, WAIT))]);
}

/** A new number for a new page; what lay forward is gone, as in any browser. */
function enter(entry, instead) {
  if (!instead) history.pushState((at += 1), "", "/");
  for (const number of [...entries.keys()]) if (number > at && !instead) entries.delete(number);
  entries.set(at, entry);
}

/** @param {{ address: string, form?: URLSearchParams | FormData, instead?: boolean, y?: number }} asked */
async function go({ address, form, instead, y = 0 }) {
  if (sending) return; // the same press twice
  const [mine, from] = [(turn += 1), here()];
  const aim = new URL(address, location.origin + from.address);
  from.y = instead ? from.y : scrollY;
  if (!form && !instead && aim.hash && aim.pathname + aim.search === from.address.split("#")[0]) {
    enter({ ...from, address: aim.pathname + aim.search + aim.hash, y: 0 });
    return tell("show", { hash: aim.hash });
  }
  sending = Boolean(form);
  root.setAttribute("aria-busy", "true");
  await kept();
  const got = await answered(aim, form).catch(() => null);
  sending = false;
  if (mine !== turn || document.body.hidden) return; // another page was asked for, or nothing is to be seen any more
  root.removeAttribute("aria-busy");
  if (!got) return tell("lost");
  if (!got.text) return location.assign(got.aim);
  enter({ address: got.aim.pathname + got.aim.search + got.aim.hash, page: mine, y, text: got.form ? got.text : "" }, instead);
  tell("show", { text: got.text, hash: got.aim.hash, y, isOver: !got.form && got.aim.href });
}

if (root.dataset.device === "shared") {
  history.scrollRestoration = "manual";
  history.replaceState(at, "", "/");
  if (first.includes("#")) tell("show", { hash: `#${first.split("#")[1]}` });
  document.addEventListener("ask", (event) => go(/** @type {CustomEvent} */ (event).detail));
  // Answers to forms are shown again on Back, and forgotten with whoever asked for them.
  document.addEventListener("swapped", () => root.dataset.member ?? entries.forEach((entry) => (entry.text = "")));
  addEventListener("popstate", ({ state }) => {
    const from = Object.assign(here(), { y: scrollY });
    at = Number(state ?? 0);
    const { address, page, text, y } = here();
    if (page === from.page) tell("show", { hash: new URL(address, location.origin).hash, y });
    else if (text) tell("show", { text, y });
    else go({ address, instead: true, y });
  });
}
