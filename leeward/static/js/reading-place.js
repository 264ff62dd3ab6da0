// @ts-check
// <reading-place data-to data-seen>: tells the house how far its member has read, so that reading goes on there.
// `seen` is exact: it goes from post to post and never past one whose end was not on the screen.
const EVERY = 4000; // milliseconds between two reports, at least
const LINE = 0.3; // of the screen's height: about there a reader's eyes are

class ReadingPlace extends HTMLElement {
  seen = 0;
  token = "";
  told = "";
  /** @type {[string, string]} */
  place = ["0", "0"];

  connectedCallback() {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (!this.dataset.to || !(token instanceof HTMLInputElement)) return;
    this.token = token.value;
    this.seen = Number(this.dataset.seen);
    this.look();
    this.watch();
    const send = () => this.send();
    this.clock = setInterval(send, EVERY);
    this.listening = new AbortController();
    addEventListener("pagehide", send, { signal: this.listening.signal });
    document.addEventListener("visibilitychange", send, { signal: this.listening.signal });
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    this.listening?.abort();
    this.send();
  }

  /** Watches the end of each post; a gone post ends where it stands. */
  watch() {
    const numbers = new WeakMap();
    const ended = new Set();
    const ends = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) ended.add(numbers.get(entry.target));
      while (ended.has(this.seen + 1)) this.seen += 1;
      this.look();
    });
    for (const post of this.querySelectorAll(":scope > article")) {
      const end = post.querySelector(".words > :last-child") ?? post;
      numbers.set(end, Number(post.id.slice(1)));
      ends.observe(end);
    }
  }

  /** The post and the passage at the reading line, or the nearest below; passage 0 is a post as a whole. */
  look() {
    const box = this.getBoundingClientRect();
    /** @type {[string, string] | undefined} */
    let whole;
    for (let down = innerHeight * LINE; down < innerHeight; down += 20) {
      const at = document.elementFromPoint(box.left + box.width / 2, down)?.closest("article [id], article");
      const found = at && this.contains(at) && /^p(\d+)(?:-(\d+))?$/.exec(at.id);
      if (found && found[2]) return (this.place = [found[1], found[2]]);
      if (found) whole ??= [found[1], "0"];
    }
    if (whole) this.place = whole;
  }

  /** Only what has changed, and nothing from a page that was blanked to leave. */
  send() {
    if (document.body.hidden || !this.dataset.to || !this.token) return;
    this.look();
    const [number, passage] = this.place;
    const facts = { seen: String(this.seen), number, passage };
    const told = JSON.stringify(facts);
    if (told === this.told) return;
    this.told = told;
    const body = new URLSearchParams({ ...facts, csrfmiddlewaretoken: this.token });
    fetch(this.dataset.to, { method: "POST", body, keepalive: true }).catch(() => (this.told = ""));
  }
}
customElements.define("reading-place", ReadingPlace);
