"""Mishaps on the server's side: killed, full, locked, away; and a place that moved on meanwhile."""

import threading
import time

from playwright.sync_api import Error as BrowserError

from tests.durability.scenarios import ALL, WITH, half, listed, must
from tests.durability.writer import Writer

LIMIT = 1_000_000  # characters of a draft


# ── the server dies ─────────────────────────────────────────────────────────
@listed()
def killed_after_kept(w: Writer, words: str) -> None:
    """Server killed: right after it said that all is kept."""
    w.open()
    w.write(words)
    if w.js:
        w.wait_until_kept()
    else:
        w.page.locator("button[value=keep]").click()
    w.place.house.kill_all()
    w.place.house.start()
    must(words in w.place.kept(), "acknowledged and gone")
    w.open()


@listed()
def killed_while_sending(w: Writer, words: str) -> None:
    """Server killed: while it receives the post."""
    w.open()
    w.write(words)
    w.press_send(wait=False)
    w.place.house.kill_web()
    time.sleep(0.4)
    w.place.house.wait()


@listed()
def down_when_sending(w: Writer, words: str) -> None:
    """Server down: when sending, and back three seconds later."""
    w.open()
    w.write(words)
    w.place.house.kill_all()
    w.press_send(wait=False)
    time.sleep(1)
    w.place.house.start()


@listed(modes=WITH)
def down_while_writing(w: Writer, words: str) -> None:
    """Server down: while writing."""
    first, rest = half(words)
    w.open()
    w.write(first)
    w.wait_until_kept()
    w.place.house.kill_all()
    w.add(rest)
    w.page.wait_for_function("() => document.querySelector('[data-state]').textContent.includes('Not yet kept')")
    must(w.page.locator("#body").input_value() == words, "the text is not on the page")
    w.place.house.start()
    w.wait_until_kept()
    must(words in w.place.kept(), "not kept when the server came back")


# ── the disk and the database ───────────────────────────────────────────────
@listed()
def disk_full_at_sending(w: Writer, words: str) -> None:
    """The disk was full: when sending."""
    w.open()
    w.write(words)
    with w.place.house.disk_full():
        w.press_send()
        time.sleep(0.5)
        is_there = w.page.locator("#body").input_value() == words  # asked first: what goes from the page stands by then
        must(is_there or w.place.posted(words) > 0, "the text is neither on the page nor posted")


@listed(modes=WITH)
def disk_full_while_writing(w: Writer, words: str) -> None:
    """The disk was full: while writing."""
    w.open()
    with w.place.house.disk_full():
        w.write(words)
        time.sleep(1.5)
    w.wait_until_kept()
    must(words in w.place.kept(), "not kept when there was room again")


@listed(kinds=("reply", "edit"))
def locked_database(w: Writer, words: str) -> None:
    """The database was locked for two seconds: when sending."""
    w.open()
    w.write(words)
    held = threading.Event()

    def hold() -> None:
        with w.place.house.database_locked():
            held.set()
            time.sleep(2)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    w.press_send(wait=False)
    other.join()


@listed()
def database_away(w: Writer, words: str) -> None:
    """The database went away: when sending."""
    w.open()
    w.write(words)
    with w.place.house.database_away():
        w.press_send()
        time.sleep(0.3)


@listed(modes=WITH)
def database_away_while_writing(w: Writer, words: str) -> None:
    """The database went away: while writing."""
    w.open()
    with w.place.house.database_away():
        w.write(words)
        time.sleep(1.5)
    w.wait_until_kept()
    must(words in w.place.kept(), "not kept when the database came back")


# ── the place moved on ──────────────────────────────────────────────────────
def _close(w: Writer, closed: bool) -> None:
    """Nobody may write there for the moment: the board is for others, the topic locked, the post hidden."""
    from django.utils import timezone

    from leeward.boards.models import Board, Post, Topic

    moment = timezone.now() if closed else None

    def change() -> None:
        if w.place.kind == "reply":
            Topic.objects.filter(pk=w.place.topic.pk).update(locked_at=moment)
        elif w.place.kind == "edit":
            Post.objects.filter(pk=w.place.post.pk).update(hidden_at=moment)
        else:
            Board.objects.filter(pk=w.place.board.pk).update(writers="approved" if closed else "members")

    w.place.house.ask(change)


@listed()
def place_closed(w: Writer, words: str) -> None:
    """The place was closed meanwhile: when sending."""
    w.open()
    w.write(words)
    _close(w, True)
    try:
        w.press_send()
        w.page.get_by_text("It waits in your drafts").wait_for()
        must(w.page.locator("#body").input_value() == words, "the text is not on the page")
        must(words in w.place.kept(), "not kept")
    finally:
        _close(w, False)
    w.open()


@listed(kinds=("reply",))
def went_elsewhere(w: Writer, words: str) -> None:
    """The topic was locked, and the words went on as a topic of their own."""
    w.open()
    w.write(words)
    _close(w, True)
    w.press_send()
    w.page.get_by_role("button", name="Take it there").click()
    must(w.page.locator("#body").input_value() == words, "the words did not come along")
    w.page.locator("#title").fill("Words that had no place")


@listed(kinds=("reply",), modes=WITH)
def somebody_replied(w: Writer, words: str) -> None:
    """Somebody replied meanwhile: told, text untouched."""
    from tests import makers

    w.open()
    w.write(words)
    w.wait_until_kept()
    w.place.house.ask(lambda: makers.reply(w.place.topic.author, w.place.topic))
    w.page.evaluate("document.querySelector('kept-line').ask()")
    w.page.get_by_text("1 new reply came meanwhile.").wait_for()
    must(w.page.locator("#body").input_value() == words, "the text is not on the page")
    w.page.get_by_role("link", name="Look").click()
    w.open()


# ── what is typed ───────────────────────────────────────────────────────────
@listed(kinds=("reply",), modes=WITH)
def pasted_far_too_much(w: Writer, words: str) -> None:
    """Five megabytes were pasted: kept as far as the limit, and the rest is still on the page."""
    w.open()
    # In lines of a thousand signs: this browser's own text area takes a minute for fifty thousand short ones.
    line = (" ".join(words.split()) + " ") * 10
    w.paste((line + "\n") * (5_000_000 // len(line)))
    w.wait_until_kept()
    must([len(text) for text in w.place.kept()] == [LIMIT], "not kept as far as the limit")
    try:
        w.press_send()
        w.page.locator(".wrongs").wait_for(timeout=60_000)
    except BrowserError:
        must(False, "not told")
    w.paste(words)


@listed(kinds=ALL)
def odd_signs(w: Writer, words: str) -> None:
    """Emoji, right to left, and lines, reloaded."""
    w.open()
    w.write(words + "\n\n👩‍👩‍👧🏳️‍🌈 שלום עולם مرحبا \u202e\u200d\n\n\n" + words)
    if w.js:
        w.wait_until_kept()
        w.page.reload()
    else:
        w.page.locator("button[value=keep]").click()
    must("👩‍👩‍👧🏳️‍🌈 שלום עולם مرحبا \u202e\u200d\n\n\n" in w.page.locator("#body").input_value(), "changed on the way")
    w.write(words)


@listed(kinds=("reply", "topic"))
def hundred_thousand(w: Writer, words: str) -> None:
    """A hundred thousand characters: half of them, then the session ended."""
    w.open()
    w.write(words * (99_000 // len(words)))
    w.session_ends()
    w.press_send()
    w.page.locator("input[name=passphrase]").wait_for()
    must(words * (99_000 // len(words)) in w.place.kept(), "not kept whole")
    w.page.locator("#body").fill(words)
