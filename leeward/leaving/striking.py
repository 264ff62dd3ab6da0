"""Striking a phrase from what one has written, wherever it went: once, and for good.

First everything is found and shown; then it is struck, in one transaction. What others wrote in their own words is not
touched, whatever it says: it is theirs. Their drafts are changed by the worker, and nobody is told how many there are:
that somebody is writing an answer is theirs too. The phrase stands in no address, no log, no row: the worker's errand
rests sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from leeward import words
from leeward.answering import owing
from leeward.boards import quoting, taking_down
from leeward.boards.models import TITLE_MAX, CastEntry, Post, Revision, Topic
from leeward.boards.rendering import rerender
from leeward.boards.story import Story
from leeward.bookmarks import notes
from leeward.clocks import erased
from leeward.clocks.erased import Kind
from leeward.companions import actions as companions
from leeward.drafts import rewriting
from leeward.drafts.words import Words
from leeward.jobs import queue
from leeward.members import inviting, joining
from leeward.members.models import Member
from leeward.shelf import actions as shelf

SHOWN = 5  # places of a post that are shown with the words around them
AROUND = 40  # characters on either side
STILL_MAX = 20  # posts of others that are named
NOTE_MAX = 200  # characters: the column's


@dataclass(frozen=True)
class Scope:
    """Where a member strikes: one post of theirs, or all of theirs in a story they began."""

    by: Member
    posts: list[Post]
    topic: Topic | None  # whose title and short forms are theirs too

    @classmethod
    def of_post(cls, by: Member, post: Post) -> Scope:
        is_story = post.number == 1 and post.topic.author_id == post.author_id
        return cls(by, [post], post.topic if is_story else None)

    @classmethod
    def of_story(cls, by: Member, topic: Topic) -> Scope:
        return cls(by, list(taking_down.own_posts(by).filter(topic=topic).order_by("number")), topic)

    @property
    def names(self) -> set[str]:
        return {post.author.name for post in self.posts if post.author}

    @property
    def story(self) -> Story | None:
        """What of theirs these posts are a part of: its recap is their words too."""
        return next((one.topic.story for one in self.posts if one.author_id == one.topic.author_id), None)

    def versions(self) -> list[Revision]:
        return list(Revision.objects.filter(post__in=[post.pk for post in self.posts]))


@dataclass(frozen=True)
class InPost:
    """A post in which it stands: how often, and the first places with the words around them."""

    post: Post
    count: int
    shown: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Found:
    """Where a phrase stands; numbers of places unless it says otherwise."""

    posts: list[InPost] = field(default_factory=list)
    title: int = 0
    cast: int = 0
    notes: int = 0  # why a post was changed
    versions: int = 0  # earlier versions
    quotes: int = 0  # posts that quote it
    drafts: int = 0  # the member's own
    draft_versions: int = 0
    recap: int = 0
    promises: int = 0  # notes on what the member promised
    shelf: int = 0  # what these posts put on the shelf
    kept: int = 0  # the member's bookmarks and folders that say it
    about: int = 0  # what the member says on their page, or said on joining

    @property
    def is_nowhere(self) -> bool:
        return self == Found()


def why_not_strike(phrase: str) -> str | None:
    if not words.needle_of(phrase):
        return _("Please type a word or a number: what is to be struck.")
    if len(phrase) > words.PHRASE_MAX:
        return _("That is long for one phrase: %(most)d characters are the most. Strike it piece by piece.") % {
            "most": words.PHRASE_MAX
        }
    return None


def _in_post(post: Post, phrase: str) -> InPost | None:
    places = words.places_of(post.source, phrase)
    if not places:
        return None
    text = post.source
    shown = [
        (text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])
        for start, end in places[:SHOWN]
    ]
    return InPost(post, len(places), shown)


def find(scope: Scope, phrase: str) -> Found:
    """Everywhere it stands that striking will reach. Others' drafts are not looked at here."""

    def count(text: str) -> int:
        return len(words.places_of(text, phrase))

    def holds(said: Words) -> bool:
        return any(words.places_of(text, phrase) for text in said.says())

    own = [found for post in scope.posts if (found := _in_post(post, phrase))]
    drafts, draft_versions = rewriting.count(rewriting.of(scope.by), holds)
    versions = scope.versions()
    return Found(
        posts=own,
        title=count(scope.topic.title) if scope.topic else 0,
        cast=sum(count(f"{entry.form} {entry.meaning}") for entry in _cast(scope)),
        notes=sum(count(post.edit_note) for post in scope.posts) + sum(count(version.note) for version in versions),
        versions=sum(1 for version in versions if count(version.source)),
        quotes=_quotes(scope, phrase),
        recap=count(scope.story.recap) if scope.story else 0,
        drafts=drafts,
        draft_versions=draft_versions,
        promises=sum(count(note) for _owed, note in owing.notes_of(scope.by)),
        shelf=sum(1 for text in shelf.texts_of(scope.posts) if count(text)),
        kept=sum(1 for text in notes.texts_of(scope.by) if count(text)),
        about=count(scope.by.about)
        + sum(count(answer) for _question, answer in joining.said_by(scope.by))
        + sum(count(note) for note in inviting.notes_of(scope.by))
        + count(companions.words_of(scope.by)),
    )


def _cast(scope: Scope) -> list[CastEntry]:
    return list(scope.topic.cast.all()) if scope.topic else []


def _quotes(scope: Scope, phrase: str) -> int:
    """Posts that quote it, now or in an earlier version, and are not struck whole anyway."""
    whole = {post.pk for post in scope.posts}
    found = 0
    with transaction.atomic():
        for post, meant in quoting.quoting(scope.posts, scope.names):
            texts = [post.source, *(version.source for version in post.revisions.all())]
            if post.pk not in whole and any(words.count_in_quotes(text, meant, phrase) for text in texts):
                found += 1
    return found


def strike(scope: Scope, phrase: str) -> None:
    """Take it out everywhere; nothing of it is kept, so it cannot be undone."""
    wish = quoting.Wish(phrase=phrase)
    with transaction.atomic():
        _note(scope, phrase)
        _strike_posts(scope.posts, phrase)
        shelf.strike(
            scope.posts,
            lambda text: bool(words.places_of(text, phrase)),
            lambda text: words.strike(text, phrase, markup=False),
        )
        for version in scope.versions():
            changed = words.strike(version.source, phrase), _line(version.note, phrase, NOTE_MAX)
            if changed != (version.source, version.note):
                Revision.objects.filter(pk=version.pk).update(source=changed[0], note=changed[1])
        if scope.topic:
            _strike_topic(scope.topic, scope, phrase)
        if scope.story:
            Story.objects.filter(pk=scope.story.pk).update(recap=words.strike(scope.story.recap, phrase, markup=False))
        quoting.grant(wish, scope.posts, scope.names)
        rewriting.rewrite(rewriting.of(scope.by), lambda _draft, said: _struck(said, phrase))
        Member.objects.filter(pk=scope.by.pk).update(about=words.strike(scope.by.about, phrase, markup=False))
        joining.change(scope.by, lambda text: words.strike(text, phrase, markup=False))
        inviting.change_notes(scope.by, lambda text: words.strike(text, phrase, markup=False))
        companions.put_words(words.strike(companions.words_of(scope.by), phrase, markup=False), by=scope.by)
        for owed, note in owing.notes_of(scope.by):
            if words.places_of(note, phrase):
                owing.put_note(owed, words.strike(note, phrase, markup=False))
        notes.change(scope.by, lambda text: words.strike(text, phrase, markup=False))
        quoting.later_in_drafts(wish, scope.posts, scope.names)
        queue.put_once("wipe_traces")


def _note(scope: Scope, phrase: str) -> None:
    """That something was taken out of these, and not what."""
    held = {version.post_id for version in scope.versions() if words.places_of(version.source, phrase)}
    posts = [
        post for post in scope.posts if post.pk in held or words.places_of(f"{post.source} {post.edit_note}", phrase)
    ]
    erased.note(Kind.STRUCK, [post.ref for post in posts])
    if scope.topic and words.places_of(scope.topic.title, phrase):
        erased.note(Kind.TITLE, [scope.topic.ref])


def _strike_posts(posts: Sequence[Post], phrase: str) -> None:
    for post in posts:
        source, note = words.strike(post.source, phrase), _line(post.edit_note, phrase, NOTE_MAX)
        if note != post.edit_note:
            Post.objects.filter(pk=post.pk).update(edit_note=note)
        if source != post.source:
            quoting.put_source(post, source)


def _line(text: str, phrase: str, most: int) -> str:
    """A line without the phrase, cut to what its column holds: the sign in its place may be longer than it was."""
    return words.strike(text, phrase, markup=False)[:most]


def _strike_topic(topic: Topic, scope: Scope, phrase: str) -> None:
    Topic.objects.filter(pk=topic.pk).update(title=_line(topic.title, phrase, TITLE_MAX))
    touched = [entry for entry in _cast(scope) if words.places_of(f"{entry.form} {entry.meaning}", phrase)]
    for entry in touched:
        if words.places_of(entry.form, phrase):
            entry.delete()
        else:
            CastEntry.objects.filter(pk=entry.pk).update(
                meaning=words.strike(entry.meaning, phrase, markup=False)[:120]
            )
    if touched:  # the meanings stand in the stored HTML of every post of the topic, whoever wrote it
        rerender(Post.objects.filter(topic=topic, erased_at=None))


def _struck(said: Words, phrase: str) -> Words:
    return replace(
        said,
        body=words.strike(said.body, phrase),
        title=words.strike(said.title, phrase, markup=False),
        note=words.strike(said.note, phrase, markup=False),
    )


def left(scope: Scope, phrase: str) -> list[Post]:
    """Posts in which it can still be read: looked for in the words as they are shown, not as they were typed."""
    fresh = Post.objects.filter(pk__in=[post.pk for post in scope.posts]).select_related("topic")
    return [post for post in fresh if words.places_of(post.plain, phrase) or words.places_of(post.source, phrase)]


def still_said(scope: Scope, phrase: str) -> list[Post]:
    """Others' posts in the same topic that say it in their own words, as the member may read them.

    Found by the longest word of the phrase, typed as it is, small, or with a capital.
    """
    run = max(words.needle_of(phrase).split(), key=len)
    longest = max("".join(sign if sign.isalnum() else " " for sign in run).split() or [run], key=len)
    spelt = Q(plain__icontains=longest) | Q(plain__contains=longest.title()) | Q(plain__contains=longest.upper())
    topics = {post.topic_id for post in scope.posts}
    rows = (
        Post.objects.visible_to(scope.by)
        .filter(spelt, topic__in=topics)
        .exclude(pk__in=[post.pk for post in scope.posts])
    )
    found = rows.select_related("topic", "author").order_by("number")[: 10 * STILL_MAX]
    return [post for post in found if words.places_of(post.plain, phrase)][:STILL_MAX]
