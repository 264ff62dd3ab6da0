"""What the demo's people put on the shelf, and what ash and rowan keep for themselves. All of it is made up."""

from __future__ import annotations

from datetime import datetime

from leeward.boards.models import Post
from leeward.bookmarks import actions as bookmarks
from leeward.members.models import Member
from leeward.shelf import actions as shelf
from leeward.shelf.actions import Thing
from leeward.shelf.models import Entry

TOPIC = "What helped: books, pages, voices, somebody to ring"

# (the post's number in that topic, what it recommends). The numbers belong to nobody: they are kept for stories.
THINGS = (
    (1, Thing("book", "A House by Water", "", "A man who counts his footsteps. I read it standing up.", "en")),
    (1, Thing("link", "The first week", "https://www.slow-mornings.example/first-week", "In plain words.", "en")),
    (1, Thing("broadcast", "Kitchen Light", "", "Two voices, no music. Begin with episode nine.", "en")),
    (2, Thing("book", "Letters to a Locked Door", "", "You can stop after any page.", "en")),
    (
        2,
        Thing(
            "link",
            "Renting alone",
            "https://paperwork.example/renting-alone",
            "Every form, in order.",
            "en",
            "Freedonia",
        ),
    ),
    (3, Thing("link", "One income", "https://sums.example.org/one-income", "A sheet to print. No account.", "en")),
    (3, Thing("broadcast", "The Second Kettle", "", "Four people move out. Nothing happens.", "en")),
    (4, Thing("broadcast", "Harbour Hours", "", "Somebody reads the tides out.", "en")),
    (4, Thing("book", "Das leise Jahr", "", "The one I give away.", "de")),
    (5, Thing("phone", "A voice at night", "020 7946 0123", "Ring once before you need it.", "en", "United Kingdom")),
    (5, Thing("link", "Talking it over", "https://www.talking-it-over.example/", "A chat for one hand.", "en")),
    (6, Thing("book", "The Garden Gate Book", "", "For when you can only look at pictures.", "en")),
    (6, Thing("link", "The sheet on my fridge", "https://sums.example.org/one-income/", "", "en")),
)
DEAD = "Talking it over"

# Whose: [(the post's number, passage, folder, note)].
KEPT = {
    "ash": ((1, 3, "", "Print this at the library."), (3, 1, "For later", "")),
    "rowan": ((2, 2, "Paper and forms", "For when somebody asks about renting."), (4, 1, "", "")),
}


def set_aside(people: dict[str, Member], now: datetime) -> None:
    """Nothing where the community is too small to have the topic."""
    posts = {post.number: post for post in Post.objects.filter(topic__title=TOPIC).select_related("author", "topic")}
    if not posts:
        return
    for number, thing in THINGS:
        author = posts[number].author
        assert author is not None
        entry = shelf.recommend(by=author, post=posts[number], thing=thing)
        if thing.what == DEAD:
            Entry.objects.filter(pk=entry.pk).update(said_dead_at=now)
    for name, kept in KEPT.items():
        for number, passage, folder, note in kept:
            one = bookmarks.bookmark(by=people[name], post=posts[number], passage=passage)
            bookmarks.write_note(by=people[name], bookmark=one, note=note)
            if folder:
                where = bookmarks.make_folder(by=people[name], name=folder)
                bookmarks.move(by=people[name], bookmark=one, folder=where)
