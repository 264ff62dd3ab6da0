"""The mishaps, each at its moment. After each the writer carries on; the words must stand posted, and once.

A function gets the writer and the words, brings the mishap about, and checks what must hold at that moment.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.durability.writer import Lost, Writer

Mishap = Callable[[Writer, str], None]
ALL = ("topic", "reply", "edit")
BOTH, WITH, WITHOUT = (True, False), (True,), (False,)


@dataclass(frozen=True)
class Scenario:
    """One mishap at one moment, in one kind of text, with JavaScript or without."""

    mishap: Mishap
    kind: str
    js: bool

    @property
    def name(self) -> str:
        return (self.mishap.__doc__ or "").partition("\n")[0].rstrip(".")


_listed: list[tuple[Mishap, tuple[str, ...], tuple[bool, ...]]] = []


def listed(kinds: tuple[str, ...] = ALL, modes: tuple[bool, ...] = BOTH) -> Callable[[Mishap], Mishap]:
    def add(mishap: Mishap) -> Mishap:
        _listed.append((mishap, kinds, modes))
        return mishap

    return add


def all_scenarios() -> list[Scenario]:
    """Every mishap in every kind of text and mode it is listed for."""
    from tests.durability import troubles  # noqa: F401 (lists its own)

    return [Scenario(mishap, kind, js) for mishap, kinds, modes in _listed for kind in kinds for js in modes]


def some_scenarios(turn: int) -> list[Scenario]:
    """Every mishap in every mode, each in one kind of text; another turn takes other kinds."""
    whole = all_scenarios()
    chosen: dict[tuple[Mishap, bool], list[Scenario]] = {}
    for one in whole:
        chosen.setdefault((one.mishap, one.js), []).append(one)
    return [kinds[(turn + at) % len(kinds)] for at, kinds in enumerate(chosen.values())]


def must(truth: bool, what: str) -> None:
    if not truth:
        raise Lost(what)


def half(words: str) -> tuple[str, str]:
    return words[: len(words) - 12], words[len(words) - 12 :]


# ── the session ─────────────────────────────────────────────────────────────
@listed()
def session_gone(w: Writer, words: str) -> None:
    """The session ended: before sending."""
    w.open()
    w.write(words)
    w.session_ends()
    w.press_send()
    w.page.locator("input[name=passphrase]").wait_for()
    must(words in w.place.kept(), "not kept when it arrived without a session")
    must(w.place.posted(words) == 0, "posted without a session")


@listed(modes=WITH)
def session_gone_while_writing(w: Writer, words: str) -> None:
    """The session ended: while writing."""
    first, rest = half(words)
    w.open()
    w.write(first)
    w.wait_until_kept()
    w.session_ends()
    w.add(rest)
    w.page.wait_for_function("() => document.querySelector('[data-state]').textContent.includes('Your session ended')")
    w.wait_until_kept()
    must(words in w.place.kept(), "autosave without a session kept nothing")


@listed()
def token_stale(w: Writer, words: str) -> None:
    """The form token went stale: before sending."""
    w.open()
    w.write(words)
    w.context.clear_cookies(name="c")
    w.press_send()


@listed()
def signed_out_elsewhere(w: Writer, words: str) -> None:
    """Signed out in another tab, then chose to look first."""
    w.open()
    w.write(words)
    other = w.context.new_page()
    other.goto(w.place.house.address)
    other.get_by_role("button", name="Sign out").click()
    other.close()
    w.press_send()
    w.page.locator("#then-look").check()
    w.carry_on_to_composer(words)


@listed()
def another_member(w: Writer, words: str) -> None:
    """Another member signed in on this device: before sending."""
    w.open()
    w.write(words)
    w.come_in(w.place.topic.author)
    w.press_send()
    w.page.locator("input[name=passphrase]").wait_for()
    must(w.page.locator("#body").input_value() == words, "the text is not given back")
    must(words in w.place.kept(), "not kept for its writer")
    must(w.place.posted(words) == 0, "posted by another member")
    w.page.goto(f"{w.place.house.address}/drafts")
    must(words[:30] not in w.page.locator("main").inner_text(), "another member sees it")
    w.come_in()
    w.open()


# ── sent more than once ─────────────────────────────────────────────────────
def form_of(w: Writer, words: str) -> dict[str, str | float | bool]:
    """What the browser would send."""
    fields = w.page.locator("form.sheet input[type=hidden], form.sheet #title").all()
    return {**{str(one.get_attribute("name")): one.input_value() for one in fields}, "body": words, "do": "post"}


@listed()
def double_click(w: Writer, words: str) -> None:
    """The answer was slow, and the button was pressed again."""
    w.open()
    w.write(words)
    w.context.request.post(w.place.address, form=form_of(w, words))  # arrives, and its answer never reaches the page
    must(w.place.posted(words) == 1, "the first press posted nothing")
    w.press_send()


@listed()
def back_and_again(w: Writer, words: str) -> None:
    """Back, and sent again."""
    w.open()
    w.write(words)
    w.press_send()
    w.page.wait_for_url(lambda url: url != w.place.address)
    w.page.go_back(wait_until="domcontentloaded")
    if w.page.locator("#body").count():
        w.write(words)
        w.press_send()


@listed()
def sent_again_by_the_line(w: Writer, words: str) -> None:
    """The answer never came, and the same form was sent three times."""
    w.open()
    w.write(words)
    for _again in range(3):
        w.context.request.post(w.place.address, form=form_of(w, words))
    must(w.place.posted(words) == 1, "not posted, or twice")


@listed()
def two_tabs(w: Writer, words: str) -> None:
    """Two tabs, the same words, both sent."""
    other = w.context.new_page()
    for page in (w.page, other):
        w.open(page)
        w.write(words, page)
    w.press_send()
    w.press_send(other)


@listed()
def two_texts(w: Writer, words: str) -> None:
    """Two tabs of one draft, different words."""
    first, rest = half(words)
    w.open()
    w.write(first)
    w.page.locator("button[value=keep]").click()
    other = w.context.new_page()
    for page in (w.page, other):
        w.open(page)
    second = f"{first} and quite otherwise"
    w.write(second, other)
    if w.js:
        w.wait_until_kept(other)
    else:
        other.locator("button[value=keep]").click()
    w.write(first + rest)
    w.press_send()
    must(second in w.place.kept(), "the other tab's words are gone")


# ── the browser ─────────────────────────────────────────────────────────────
@listed(modes=WITH)
def tab_crashed(w: Writer, words: str) -> None:
    """The browser crashed: a moment after the last key."""
    w.open()
    w.write(words)
    time.sleep(1.6)
    w.crash()
    w.open()


@listed(modes=WITH)
def tab_closed(w: Writer, words: str) -> None:
    """The tab was closed: in the same instant as the last key."""
    w.open()
    w.write(words)
    old, w.page = w.page, w.context.new_page()
    old.close(run_before_unload=True)
    time.sleep(0.3)
    w.open()


@listed(modes=WITH)
def went_away(w: Writer, words: str) -> None:
    """A link was followed in the middle of a word."""
    w.open()
    w.write(words)
    w.page.goto(f"{w.place.house.address}/rules")
    w.open()


@listed(modes=WITH)
def reloaded(w: Writer, words: str) -> None:
    """The page was reloaded in the middle of a word."""
    w.open()
    w.write(words)
    w.page.reload()
    # The page that went sent its last words while the new one came: the new one looks again.
    w.page.wait_for_function("words => document.querySelector('#body')?.value === words", arg=words)


@listed(modes=WITHOUT)
def kept_by_hand(w: Writer, words: str) -> None:
    """Kept for later without JavaScript, and the browser closed."""
    w.open()
    w.write(words)
    w.page.locator("button[value=keep]").click()
    w.page.close()
    w.page = w.context.new_page()
    w.open()


@listed(modes=WITH)
def offline_while_writing(w: Writer, words: str) -> None:
    """No line: while writing."""
    first, rest = half(words)
    w.open()
    w.write(first)
    w.wait_until_kept()
    w.context.set_offline(True)
    w.add(rest)
    w.page.wait_for_function("() => document.querySelector('[data-state]').textContent.includes('Not yet kept')")
    w.context.set_offline(False)
    w.wait_until_kept()
    must(words in w.place.kept(), "not kept when the line came back")


@listed(modes=WITH)
def offline_at_sending(w: Writer, words: str) -> None:
    """No line: when sending; sent by itself once the line is back."""
    w.open()
    w.write(words)
    w.context.set_offline(True)
    w.press_send()
    w.page.wait_for_function("() => document.querySelector('[data-state]').textContent.includes('Not yet kept')")
    must(w.page.locator("#body").input_value() == words, "the text is not on the page")
    w.context.set_offline(False)
    w.page.wait_for_url(lambda url: url != w.place.address)
    must(w.place.posted(words) == 1, "not sent when the line came back")
