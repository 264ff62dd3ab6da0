"""What stands in the house's database: whom the crowd is made of, and whether all that it said is there."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.load.crowd import Place, Said

MEMBERS = 7  # to a client
PAGES = 4  # open in each member's browser, each with a draft
TOPICS = 60


def places(clients: int) -> list[list[Place]]:
    """For each client, its members: some who have been there for a while, and a conversation for each two."""
    from leeward.members.models import Member

    old = Member.objects.people().filter(approved_at__isnull=False, admitted_at__isnull=False, closed_at=None)
    members = list(old.order_by("-id")[: clients * MEMBERS])
    _forget_earlier_drills(members)
    talks = dict(pair for one, other in zip(members[::2], members[1::2], strict=False) for pair in _talk(one, other))
    found = [_place(member, talks[member.pk]) for member in members if member.pk in talks]
    return [found[number::clients] for number in range(clients)]


def _forget_earlier_drills(members: Iterable[Any]) -> None:
    """A draft that one left would come up in a reply's form, and what was posted in it would count as too much."""
    from leeward.drafts.models import Draft
    from leeward.web.models import Tally

    Draft.objects.filter(member__in=members).delete()
    Tally.objects.all().delete()


def _talk(one: object, other: object) -> list[tuple[int, str]]:
    """A conversation of two: each of them, and the address of their own place in it."""
    from leeward.conversations import actions
    from leeward.conversations.models import Participant
    from leeward.members.models import Member

    assert isinstance(one, Member)
    assert isinstance(other, Member)
    mine = actions.begin(by=one, to=other, also="", subject="The allotment", body="Shall we talk about it here?")
    theirs = Participant.objects.get(conversation=mine.conversation, face=other)
    actions.accept(by=other, place=theirs)
    return [(one.pk, mine.ref), (other.pk, theirs.ref)]


def _place(member: object, conversation: str) -> Place:
    from leeward.boards.models import Topic
    from leeward.cli.measuring import Reader
    from leeward.drafts.tokens import Park
    from leeward.members.models import Member

    assert isinstance(member, Member)
    open_ones = Topic.objects.visible_to(member).filter(locked_at=None, hidden_at=None, board__writers="members")
    refs = list(open_ones.order_by("-last_post_id").values_list("ref", flat=True)[:TOPICS])
    parks = [Park(member.pk, "reply", ref).token() for ref in refs[:PAGES]]
    # Where a draft waits nothing is posted: the reply's form would take its words, and its page go on with another.
    return Place(Reader.of(member).cookies["Cookie"], refs[PAGES:], conversation, parks)


def newest_post() -> int:
    from leeward.boards.models import Post

    newest: int = Post.objects.order_by("-id").values_list("id", flat=True)[0]
    return newest


def missing(said: Iterable[Said], after: int) -> list[str]:
    """A line for everything that is not there as it was acknowledged: once, and word for word."""
    from leeward.boards.models import Post
    from leeward.conversations.models import Message
    from leeward.drafts.models import Version
    from leeward.drafts.tokens import read

    all_said, wrong = list(said), []
    posts = Counter(Post.objects.filter(id__gt=after).values_list("source", flat=True))
    messages = Counter(message.text.source for message in Message.objects.all())
    for each in all_said:
        wrong += [f"a post stands {posts[body]} times: {body[:60]}" for body in each.posts if posts[body] != 1]
        wrong += [f"a message stands {messages[body]} times" for body in each.messages if messages[body] != 1]
        for token, body in each.drafts.items():
            park = read(token)
            assert park
            newest = Version.objects.newest(park.member_id, park.once)
            if newest is None or newest.words.body != body:
                wrong.append(f"a draft says something else than {body[:60]}")
    acknowledged = {body for each in all_said for body in each.posts}
    wrong += [f"a post that nobody was told of: {body[:60]}" for body in posts if body not in acknowledged]
    return wrong
