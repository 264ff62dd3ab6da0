"""A random community, and who may see what in it: reckoned here anew, in plain words, not by the product's own rows.

Every title and text holds a word of its own, so that a page can be asked what it shows.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from leeward.answering import owing, signs
from leeward.answering.models import Says
from leeward.boards import subscriptions, taking_down, updates
from leeward.boards.marks import Followed
from leeward.boards.models import Board, Post, Topic
from leeward.bookmarks import actions as bookmarks
from leeward.care import checking
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.members import sight
from leeward.members.models import Circle, Member
from leeward.moderation import reporting, subjects
from leeward.shelf import actions as shelf
from tests import makers
from tests.cast import Cast, assemble

REFUSED = (PermissionDenied, ValidationError)


@dataclass
class Written:
    """One post as its reader may know it: where it stands, whose it is, and the word that stands nowhere else."""

    post: Post
    topic: Topic
    board: Board
    author: Member
    opener: Member  # whose topic it is
    word: str


@dataclass
class Community:
    """People, boards with their readers, and everything written."""

    cast: Cast
    chance: Random
    people: list[Member]
    boards: list[Board]
    inside: dict[int, set[int]]  # {circle: members in it}
    written: list[Written] = field(default_factory=list)
    apart: set[frozenset[int]] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)  # posts taken down
    hidden: set[int] = field(default_factory=set)  # topics hidden by a moderator
    counted: int = 0

    def word(self) -> str:
        self.counted += 1
        return f"zaunk{self.counted:04d}x"

    def may_read(self, viewer: Member, board: Board) -> bool:
        if board.readers == "circle" and not viewer.is_moderator:
            return board.readers_circle_id in self.inside and viewer.pk in self.inside[board.readers_circle_id]
        return True

    def are_apart(self, one: Member, other: Member) -> bool:
        return not one.is_moderator and frozenset({one.pk, other.pk}) in self.apart

    def may_see(self, viewer: Member, one: Written) -> bool:
        """The rule of the house, once more."""
        if not self.may_read(viewer, one.board) or one.post.pk in self.gone:
            return False
        if one.topic.pk in self.hidden and not viewer.is_moderator:
            return False
        return not (self.are_apart(viewer, one.author) or self.are_apart(viewer, one.opener))

    def write(
        self, by: Member, board: Board, topic: Topic | None = None, said: str = "", alias: str = ""
    ) -> Written | None:
        """A topic on the board, or a reply in a topic; None where the house refuses."""
        word = self.word()
        body = f"{said} It was late, and I could not sleep; {word}. What would you have done?"
        try:
            if topic is None:
                topic = makers.topic(by, board, title=f"{word} at the window", body=body, alias=alias)
                post = topic.posts.get(number=1)
            else:
                post = makers.reply(by, topic, body)
        except REFUSED:
            return None
        opener = next((one.opener for one in self.written if one.topic.pk == topic.pk), post.author)
        assert post.author
        assert opener
        one = Written(post, topic, board, post.author, opener, word)
        self.written.append(one)
        return one

    def talk(self, by: Member, to: Member) -> None:
        """In private, where both allow it."""
        _try(lambda: makers.request(by, to, self.word()))

    def settle(self) -> None:
        """What the worker would do by now."""
        run_due(table())


def grow(seed: int, deeds: int = 60) -> Community:
    """Seven people and three boards; then `deeds` things that people do, whatever the house lets them."""
    chance = Random(seed)
    cast = assemble()
    more = [makers.member(name, approved=True) for name in ("fern", "sedge", "teasel")]
    circle = Circle.objects.create(name="The kitchen")
    closed = makers.board(
        "Behind the door", readers="circle", readers_circle=circle, writers="circle", writers_circle=circle
    )
    other = makers.board("At the gate")
    people = [cast.ash, cast.rowan, cast.wren, *more]
    within = chance.sample(people, 3)
    circle.members.set(within)
    community = Community(cast, chance, people, [cast.board, other, closed], {circle.pk: {one.pk for one in within}})
    for board in community.boards:
        for by in chance.sample(people, 2):
            community.write(by, board)
    for _ in range(deeds):
        deed = chance.choices(list(DEEDS), weights=list(DEEDS.values()))[0]
        deed(community, chance.choice(people))
    community.settle()
    return community


def _some(community: Community, by: Member) -> Written | None:
    """Something that they can see."""
    seen = [one for one in community.written if community.may_see(by, one)]
    return community.chance.choice(seen) if seen else None


def _open(community: Community, by: Member) -> None:
    alias = f"Reed {community.word()}" if community.chance.random() < 0.25 else ""
    community.write(by, community.chance.choice(community.boards), alias=alias)


def _reply(community: Community, by: Member) -> None:
    if one := _some(community, by):
        said = community.chance.choice(
            ["", f"@{one.author.name}", f'[quote post="{one.post.ref}"]\nIt was late.\n[/quote]\n\n']
        )
        community.write(by, one.board, one.topic, said)


def _cite(community: Community, by: Member) -> None:
    """Point at anything at all, also at what they cannot see themselves."""
    if one := _some(community, by):
        cited = community.chance.choice(community.written)
        form = community.chance.choice([f"/p/{cited.post.ref}", f"/p/{cited.post.ref}/1", f"/t/{cited.topic.ref}#p1"])
        community.write(by, one.board, one.topic, f"As here:\n{form}\n")


def _keep(community: Community, by: Member) -> None:
    """What they can see today, and perhaps not tomorrow."""
    if one := _some(community, by):
        _try(lambda: bookmarks.bookmark(by=by, post=one.post, passage=1))


def _recommend(community: Community, by: Member) -> None:
    """Some of them the same page, each under a word of its own."""
    if mine := [one for one in community.written if one.author == by]:
        one = community.chance.choice(mine)
        page = f"https://page-{community.chance.randrange(4)}.example/"
        thing = shelf.Thing("link", f"{one.word} to read", page, why=one.word, country=one.word)
        _try(lambda: shelf.recommend(by=by, post=one.post, thing=thing))


def _sign(community: Community, by: Member) -> None:
    if (one := _some(community, by)) and one.author != by:
        _try(lambda: signs.give(by=by, post=one.post, says=Says.WITH))


def _promise(community: Community, by: Member) -> None:
    if mine := [one for one in community.written if one.author == by]:
        one = community.chance.choice(mine)
        _try(lambda: owing.promise(by=by, post=one.post, note=community.word()))


def _follow(community: Community, by: Member) -> None:
    if one := _some(community, by):
        _try(
            lambda: subscriptions.follow(
                by=by, topic=one.topic, what=community.chance.choice([Followed.ALL, Followed.UPDATES])
            )
        )


def _update(community: Community, by: Member) -> None:
    """A post in their own topic moves its story on; or a new topic of theirs, elsewhere, goes on with it."""
    mine = [one for one in community.written if one.author == by and one.opener == by]
    if mine and (one := community.chance.choice(mine)):
        if one.post.number > 1:
            _try(lambda: updates.mark(by=by, post=one.post))
        elif later := community.write(by, community.chance.choice(community.boards)):
            _try(lambda: updates.go_on(by=by, topic=later.topic, ref=one.topic.ref))


def _take_down(community: Community, by: Member) -> None:
    mine = [one for one in community.written if one.author == by and one.post.number > 1]
    if mine and (one := community.chance.choice(mine)).post.pk not in community.gone:
        taking_down.take_down(by=by, post=one.post)
        community.gone.add(one.post.pk)


def _hide(community: Community, _by: Member) -> None:
    one = community.chance.choice(community.written)
    Topic.objects.filter(pk=one.topic.pk).update(hidden_at=one.post.written_at)
    community.hidden.add(one.topic.pk)


def _block(community: Community, by: Member) -> None:
    other = community.chance.choice(community.people)
    if other != by and not by.is_moderator and not other.is_moderator:
        sight.block(by=by, other=other)
        community.apart.add(frozenset({by.pk, other.pk}))


def _care(community: Community, by: Member) -> None:
    """Words that bring a post to the desk; and a check-in that the desk is asked about."""
    if one := _some(community, by):
        community.write(by, one.board, one.topic, "I want to die.")
    wish = checking.Wish(timezone.localdate() + timedelta(days=2), 0, "desk", community.word())
    _try(lambda: checking.agree(by=by, wish=wish))
    if check := checking.running(by):
        checking.ask_somebody(check, timezone.now())


def _write_to(community: Community, by: Member) -> None:
    other = community.chance.choice(community.people)
    if other != by:
        community.talk(by, other)


def _try(deed: Callable[[], object]) -> None:
    """The house may refuse; then nothing happened."""
    with suppress(*REFUSED):
        deed()


def _report(community: Community, by: Member) -> None:
    """Of whatever they can see."""
    if one := _some(community, by):
        report(community, by, one)


def report(community: Community, by: Member, one: Written) -> bool:
    """Whether it was taken."""
    thing = subjects.find(by, one.post.ref)
    kind = community.chance.choice(["danger", "known", "spam", "other"])
    if thing is None:
        return False
    _try(lambda: reporting.report(by=by, thing=thing, said=reporting.Said(kind)))
    return True


DEEDS = {
    _open: 6,
    _reply: 14,
    _cite: 5,
    _keep: 5,
    _recommend: 5,
    _update: 4,
    _sign: 3,
    _promise: 1,
    _follow: 3,
    _take_down: 2,
    _hide: 1,
    _block: 1,
    _write_to: 2,
    _care: 1,
    _report: 2,
}
