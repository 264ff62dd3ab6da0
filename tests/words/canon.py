"""Brings two pieces of HTML to one form, so that CommonMark's examples can be compared with what we write.

Taken away is only what we add on purpose: ids, directions, the link of each block to itself, hosts beside links,
`rel`, classes, folds around older quotes. A heading is a heading at any level, and a line break inside a paragraph
is a `<br>`, since a single newline is one here.
"""

import re
from html.parser import HTMLParser

_BREAKING = {"p", "li", "h", "td", "th"}
_KEPT = {"a": ("href", "title"), "ol": ("start",)}
_VOID = {"br", "hr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[str] = []
        self.open: list[str] = []
        self.skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if self.skipped or kind in ("at", "host", "quote-who") or tag == "summary":
            self.skipped = self.skipped or tag
            return
        if tag in ("details", "div"):
            return
        if kind == "said-loud":
            tag = "loud"
        tag = "h" if re.fullmatch("h[1-6]", tag) or tag == "loud" else tag
        kept = {name: given[name] for name in _KEPT.get(tag, ()) if name in given}
        self.events.append(f"<{tag}{kept or ''}>")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skipped = "" if tag == self.skipped else self.skipped
            return
        tag = "h" if re.fullmatch("h[1-6]", tag) else tag
        if tag == "p" and "h" in self.open and "p" not in self.open:
            tag = "h"
        if tag in self.open:
            while self.open.pop() != tag:
                pass
            self.events.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        if "pre" in self.open or "code" in self.open:
            self.events.append(data)
            return
        for place, line in enumerate(re.split("\n", data)):
            if place:
                self.events.append("\n")
            self.events.append(re.sub("[ \t]+", " ", line))


def canonical(html: str) -> str:
    """`html` as one string of tags and words, free of what differs on purpose."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = "".join(reader.events)
    text = text.replace("<h><strong>", "<h>").replace("</strong></h>", "</h>")
    block = r"(?:p|li|ul|ol|blockquote|h|hr|pre|table|thead|tbody|tr|td|th)"
    text = re.sub(r"[ \t]*<br>[ \t]*\n?[ \t]*", "\n", text)
    if "<pre>" not in text:
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    text = re.sub(rf"\n+(?=</?{block}\b)", "", text)
    text = re.sub(rf"(</?{block}\b[^>]*>)\n+", r"\1", text)
    return text.strip()
