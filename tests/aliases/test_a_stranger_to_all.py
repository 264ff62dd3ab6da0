"""Two worlds that differ in one thing: whose the other name is. To everybody else both must be the same, to the byte.

In each world rowan and sorrel do the same under their own names; what heron and curlew write is rowan's in the one
and sorrel's in the other. Then each other kind of person opens every page they can reach, presses what might tell,
and the two heaps of answers are compared. Whatever leads from the name to the account would make them differ:
a mention, a count, a list, a moment, a block, an error, an address.
"""

import random
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from leeward.boards.models import Post, Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet

LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
CHANCE = re.compile(r'name="(?:csrfmiddlewaretoken|park|once|half|asked)" value="[^"]*"|Something like “[^”]*”')
NOT_FOLLOWED = ("/leave", "/sign-in/passkey", "/assets", "/static", "/here", "/me/keys")
ALIKE = re.compile(r"/[A-Za-z0-9]{11}\b|\d+")  # what tells two addresses of one kind apart
OF_A_KIND = 3  # pages of one kind that one viewer opens: the posts of the topics that matter come first


@dataclass
class World:
    """`owner` is the one who writes as heron."""

    cast: Cast
    owner: Member
    twin: Member
    chance: random.Random
    topics: list[Topic] = field(default_factory=list)  # in which heron may write: neither has, under their own name
    own: list[Topic] = field(default_factory=list)  # and those for what all write under their own

    def tell(self, steps: int) -> None:
        """Everybody writes, some of it through the pages; who reads has read some of it."""
        board, people = self.cast.board, [self.cast.ash, self.cast.wren]
        self.own.append(makers.topic(self.cast.ash, board, "Ash's own"))
        self.topics.append(makers.topic(self.cast.ash, board, "Where heron answers"))
        for member in sorted((self.owner, self.twin), key=lambda member: member.name):
            self.own.append(makers.topic(member, board, f"By {member.name}", f"Words of {member.name}, by the lake."))
        self.open_as_heron()
        deeds: list[Callable[[Member], None]] = [self.answer, self.as_heron, self.own_words, self.change, self.read]
        for _step in range(steps):
            self.chance.choice(deeds)(self.chance.choice(people))
        self.answer(self.cast.ash, "@heron and @rowan and @sorrel, thank you.")
        run_due(table())

    def open_as_heron(self) -> None:
        sheet = Sheet(self.cast.client(self.owner), f"/b/{self.cast.board.ref}/new")
        assert sheet.send("It began by the lake.", title="By heron", alias="heron").status_code == 302
        self.topics.append(Topic.objects.get(title="By heron"))

    def as_heron(self, _other: Member) -> None:
        """An answer: as heron where heron began, as curlew elsewhere."""
        topic = self.chance.choice(self.topics)
        name = "heron" if topic.title == "By heron" else "curlew"
        quoted = topic.posts.order_by("number").last()
        address = f"/t/{topic.ref}/reply?quote={quoted.ref}" if quoted else ""
        sheet = Sheet(self.cast.client(self.owner), address)
        answer = sheet.send(sheet.body + f"\n\nAn answer, number {self.chance.random()}.", alias=name)
        assert answer.status_code == 302

    def answer(self, by: Member, body: str = "I hear you, @heron.") -> None:
        makers.reply(by, self.chance.choice(self.topics), f"{body} {self.chance.random()}")

    def own_words(self, _other: Member) -> None:
        """Both say something under their own names, in a topic where all do."""
        topic = self.chance.choice(self.own)
        for member in sorted((self.owner, self.twin), key=lambda member: member.name):
            makers.reply(member, topic, f"{member.name} says a word. {self.chance.random()}")

    def change(self, _other: Member) -> None:
        """Heron changes a post, or takes one back, or puts it back."""
        post = self.chance.choice(list(Post.objects.filter(author__name__in=["heron", "curlew"]).order_by("pk")))
        client = self.cast.client(self.owner)
        if post.taken_down_at:
            client.post(f"/p/{post.ref}/put-back")
        elif post.number > 1 and self.chance.random() < 0.5:
            client.post(f"/p/{post.ref}/take-down")
        else:
            title = {"title": "By heron"} if post.number == 1 else {}
            Sheet(client, f"/p/{post.ref}/edit").send(f"Changed. {self.chance.random()}", note="too plain", **title)

    def read(self, by: Member) -> None:
        self.cast.client(by).get(f"/t/{self.chance.choice(self.topics).ref}")
        self.cast.client(self.owner).get(f"/t/{self.chance.choice(self.topics).ref}")

    def seen(self, viewers: Sequence[str]) -> dict[tuple[str, str], str]:
        """{(viewer, what they did): what came back}."""
        found = {}
        for name in viewers:
            client = Client() if name == "stranger" else self.cast.client(getattr(self.cast, name))
            named = Member.objects.filter(name__in=["heron", "curlew", "sorrel", "rowan", "teasel"]).order_by("pk")
            first = [f"/t/{topic.ref}" for topic in self.topics]
            first += [f"/m/{ref}{more}" for ref in named.values_list("ref", flat=True) for more in ("", "/posts")]
            for done, answer in [*crawl(client, first), *self.pressed(client)]:
                found[name, done] = answer
        return found

    def pressed(self, client: Client) -> Iterator[tuple[str, str]]:
        """What is not a link: searches, names, doors that are not theirs."""
        for words in (
            {"q": "lake"},
            {"q": "answer"},
            *({"q": "a*", "author": one} for one in ("heron", "curlew", "rowan")),
        ):
            yield f"search {words}", plain(client.post("/search", words))
        for post in Post.objects.filter(author__name__in=["heron", "curlew"]).order_by("pk"):
            for door in ("edit", "take-down", "put-back", "decide", "versions/strike"):
                yield f"press {door} {post.number}", plain(client.post(f"/p/{post.ref}/{door}", {"body": "Mine?"}))
        for name in ("heron", "Curlew"):
            yield f"be called {name}", plain(client.post("/me/name", {"name": name}))


def crawl(client: Client, first: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pages of every kind that can be reached by links, and what is on them."""
    waiting = [*first, "/", "/me", "/search"]
    met: set[str] = set()
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        kind = ALIKE.sub("/*", address)
        if address in met or address.startswith(NOT_FOLLOWED):
            continue
        if kinds[kind] >= OF_A_KIND and address not in first:
            continue
        met.add(address)
        kinds[kind] += 1
        answer = client.get(address)
        yield f"open {address}", plain(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += map(unescape, LINK.findall(answer.content.decode()))
        if "Location" in answer.headers:
            waiting.append(answer.headers["Location"].split("#")[0])


def plain(answer: object) -> str:
    """Status, headers and page, without what is drawn by chance at each look."""
    heads = sorted(f"{name}: {value}" for name, value in answer.headers.items() if name != "Vary")  # type: ignore[attr-defined]
    page = CHANCE.sub("", answer.content.decode(errors="replace"))  # type: ignore[attr-defined]
    return f"{answer.status_code}\n{heads}\n{page}"  # type: ignore[attr-defined]


def nothing(_world: World) -> None:
    pass


def what_rowan_does(world: World) -> None:
    """Another name, a list of her posts, a word about herself; all that is hers alone looked at; and she moderates."""
    rowan = Member.objects.get(name="rowan")
    client = world.cast.client(rowan)
    assert client.post("/me/name", {"name": "teasel"}).status_code == 302
    assert client.post("/me", {"about": "I am here.", "theme": "night", "lists_posts": "yes"}).status_code == 302
    client.post("/read")
    for address in ("/me", "/me/aliases", "/mine", "/me/posts", "/me/following", "/notices", "/drafts", "/new"):
        assert client.get(address).status_code == 200
    Member.objects.filter(pk=rowan.pk).update(role="moderator")


def what_is_done_to_rowan(world: World) -> None:
    """ash blocks her, and an administrator closes her account. Both go by the name that they see."""
    rowan = Member.objects.get(name="rowan")
    sight.block(by=world.cast.ash, other=rowan)
    linden = world.cast.client(world.cast.linden)
    assert linden.post(f"/house/members/{rowan.ref}/account", {"open": "no"}).status_code == 302


@pytest.mark.parametrize("then", [nothing, what_rowan_does, what_is_done_to_rowan])
def test_no_page_tells_whose_the_other_name_is(
    cast: Cast, then: Callable[[World], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    seed, viewers = then.__name__, ("stranger", "ash", "wren", "linden") if then is nothing else ("ash", "wren")
    monkeypatch.setattr("leeward.upkeep.plotting.slow_pages", list)  # how long pages took is never the same twice
    sorrel = makers.member("sorrel", approved=True)
    Member.objects.update(joined_at=timezone.now(), caught_up_at=timezone.now().replace(year=2020))
    seen = []
    for owner, twin in ((cast.rowan, sorrel), (sorrel, cast.rowan)):
        refs = random.Random(seed)
        monkeypatch.setattr(secrets, "choice", refs.choice)
        with transaction.atomic():
            for member in (cast.ash, cast.wren, cast.linden, cast.rowan, sorrel):
                member.refresh_from_db()
            world = World(cast, owner, twin, random.Random(seed))
            world.tell(steps=7)
            then(world)
            refs.seed("what each look draws by chance")
            seen.append(world.seen(viewers))
            transaction.set_rollback(True)
    one, other = seen
    assert len(one) > 100, len(one)
    assert any("heron" in page and "rowan" in page for page in one.values())
    assert one.keys() == other.keys()
    differ = [did for did in one if one[did] != other[did]]
    assert differ == []
