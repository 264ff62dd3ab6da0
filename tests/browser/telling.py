"""A story long enough to look at: headings, points, quotes, a table, long words, two directions of writing."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from leeward.boards.models import Board, Post, Topic
from leeward.bookmarks import actions as bookmarks
from leeward.bookmarks.models import Bookmark
from leeward.care import checking
from leeward.care.models import CheckIn
from leeward.companions.models import Company, Offer
from leeward.conversations.models import Message, Participant
from leeward.law import actions as law
from leeward.law.models import Matter
from leeward.law.registers import REQUESTS
from leeward.members.models import Member
from leeward.moderation import desk
from leeward.moderation.models import Case, Decision
from leeward.shelf import actions as shelf
from leeward.shelf.models import Entry
from leeward.shelter.models import HelpLine, HouseCountry
from leeward.words import quote_source
from tests import makers
from tests.cast import Cast

SENTENCE = "I have been reading here since the winter, and I know some of you quite well by now, oddly enough. "
LONG = "\n\n".join(
    [
        "**In short:** he keeps a column for me and I do not know what to make of it.",
        *("# Part " + part + "\n\n" + "\n\n".join([SENTENCE * 3] * 3) for part in ("one", "two", "three")),
        *(f"{n}. The point with the number {n}, about H and what was said." for n in range(1, 7)),
        "See https://www.example.org/" + "a-very-long-address/" * 12 + " and " + "Donaudampfschifffahrt" * 8,
        "| year | said |\n|---|---|\n| 2011 | " + "flowers" * 20 + " |\n\n    a = " + "'code' + " * 40,
        SENTENCE * 4,
    ]
)
HEBREW = "קראתי את זה בלילה, ליד החלון.\n\n1. את לא מגזימה.\n2. תאכלי משהו."

# Names of pages, as those see them who may; `Told.url` knows where each is.
FOR_STRANGERS = [
    "front",
    "join",
    "contact",
    "legal_notice",
    "sign_in",
    "recover",
    "rules",
    "short_forms",
    "leaving_help",
]
FOR_STRANGERS += ["report_page", "reports", "fair_hands"]
FOR_MEMBERS = [
    *("front", "new", "mine", "board", "new_topic", "topic", "reply", "passages", "edit", "my_post", "my_posts"),
    *("alike",),
    *("taken_down", "strike_post", "erase_me", "topic_print", "member", "member_posts", "me", "me_aliases"),
    *("me_name", "me_passphrase", "me_gentle", "search", "short_forms", "bookmarks", "one_bookmark", "folder_new"),
    *("shelf", "on_the_shelf", "put_on_shelf"),
    *("conversations", "write_to", "begin", "request", "conversation", "write_message", "edit_message", "take_back"),
    *("owed", "owed_talk", "companions", "companion_limits", "offer", "ask_companion", "company"),
    *("message_passages", "message_versions", "leave_conversation", "report_messages", "search_messages", "me_looks"),
    *("report", "me_decisions", "me_decision", "appeal", "me_consent"),
    *("me_invitations", "how_long"),
    *("care", "me_check_in", "check_in", "me_help_lines"),
]
FOR_ADMINISTRATORS = [
    *("front", "topic", "house", "house_boards", "house_board", "house_board_new", "house_group_new"),
    *(
        *("house_care", "care_case", "check_case"),
        *("desk", "case", "case_note", "decide", "my_shift", "decisions", "decision", "looks"),
        "house_companions",
        "house_members",
        "house_member",
        "house_circles",
        "house_invitations",
        *("house_joining", "house_upkeep", "house_how_long", "let_all_wait", "doings", "came_by"),
        *("house_rules", "rules_versions", "rules_version"),
        "house_short_forms",
    ),
    *("law", "law_paper", "law_answer", "law_register", "law_enter", "law_entry", "law_receipt"),
]


@dataclass
class Told:
    """A topic of `posts` posts by rowan and ash; the first is long, the second quotes it, the third is Hebrew."""

    cast: Cast
    board: Board
    topic: Topic
    first: Post
    own: Post  # ash's
    talk: Participant  # ash's place in a conversation with rowan
    asked: Participant  # ash's place in what wren asks for
    said: Message  # ash's, in the conversation
    kept: Bookmark  # ash's
    owed: Participant  # ash's place in a conversation in which linden waits
    beside: Company  # rowan accompanies ash
    entry: Entry  # that ash put on the shelf
    case: Case  # about ash's post
    decided: Decision  # about ash
    matter: Matter  # a request that linden entered
    cared: str  # a post of ash's in which the care rules stopped
    hers: str  # one of rowan's
    check: str  # a check-in of somebody whom ash accompanies
    silent: str  # one for which the desk was asked

    def url(self, name: str) -> str:
        """The address of a page about this story."""
        about = {
            **dict.fromkeys(("board", "new_topic"), self.board.ref),
            "passages": self.first.ref,
            "edit": self.own.ref,
            "my_post": self.own.ref,
            "strike_post": self.own.ref,
            "member": self.cast.rowan.ref,
            "member_posts": self.cast.rowan.ref,
            **dict.fromkeys(("house_member", "doings", "came_by"), self.cast.ash.ref),
            "rules_version": 2,
            "house_board": self.board.ref,
            "one_bookmark": self.kept.ref,
            "on_the_shelf": self.entry.ref,
            "put_on_shelf": self.own.ref,
            **{"law_paper": "risks", "law_answer": "kind-threats"},
            **dict.fromkeys(("law_register", "law_enter"), "requests"),
            **dict.fromkeys(("law_entry", "law_receipt"), self.matter.ref),
        }
        about |= dict.fromkeys(
            ("conversation", "write_message", "leave_conversation", "report_messages"), self.talk.ref
        )
        about |= dict.fromkeys(("edit_message", "take_back", "message_passages", "message_versions"), self.said.ref)
        about |= {"begin": self.cast.linden.ref}
        about |= {"owed_talk": self.owed.ref, "company": self.beside.ref}
        about |= {"report": self.first.ref, "decision": self.decided.ref}
        about |= dict.fromkeys(("case", "case_note"), self.case.ref)
        about |= dict.fromkeys(("me_decision", "appeal"), self.decided.ref)
        about |= {"care": self.cared, "check_in": self.check}
        if about_care := {"care_case": self.hers, "check_case": self.silent}.get(name):
            return reverse("case", args=[Case.objects.get(about=about_care).ref])
        if name == "decide":
            return f"{reverse('decide', args=[self.case.ref])}?do=ask"
        if name == "request":
            return reverse("conversation", args=[self.asked.ref])
        of_topic = {"topic", "alike", "reply", "topic_print"}
        args = [about[name]] if name in about else [self.topic.ref] if name in of_topic else []
        return reverse(name, args=args)


def tell(cast: Cast, posts: int = 6) -> Told:
    """Write it. rowan lists what she posts, and ash has another name in one topic."""
    Member.objects.filter(pk=cast.rowan.pk).update(lists_posts=True)
    for example in (HEBREW, "Donaudampfschifffahrt" * 8):
        makers.house(rules=f"## Be kind\n\n{SENTENCE}\n\n> Fine: {example}")
    makers.topic(
        cast.ash, cast.board, "Something I cannot say by my name", "It was in the winter.", alias="curlew sedge"
    )
    topic = makers.topic(cast.rowan, cast.board, "Fourteen years, a spreadsheet and a garden gate", LONG)
    first = topic.posts.get(number=1)
    quote = quote_source("rowan", first.ref, 2, quote_source("wren", "", None, "An older word.") + "A newer word.")
    own = makers.reply(cast.ash, topic, quote + "(1) I have been there.\n\n(2) Write to us, @rowan.\n\n***\n\n`code`")
    makers.reply(cast.wren, topic, HEBREW)
    for number in range(4, posts + 1):
        makers.reply(cast.rowan, topic, f"Answer {number}. " + SENTENCE * 6)
    hers, talk = makers.conversation(cast.rowan, cast.ash, "Write to me: heron@example.org. " + SENTENCE * 3)
    makers.message(hers, LONG)
    said = makers.message(talk, HEBREW)
    asked = makers.request(cast.wren, cast.ash, "Call 020 7946 0123. " + "Donaudampfschifffahrt" * 8)
    kept = bookmarks.bookmark(by=cast.ash, post=first, passage=2)
    bookmarks.write_note(by=cast.ash, bookmark=kept, note="For the day when I write. " + "Donaudampfschifffahrt" * 8)
    bookmarks.move(by=cast.ash, bookmark=kept, folder=bookmarks.make_folder(by=cast.ash, name="קראתי, for later"))
    words = ("A page that helped " + "Donaudampfschifffahrt" * 4, "https://www.example.org/", SENTENCE)
    entry = shelf.recommend(by=cast.ash, post=own, thing=shelf.Thing("link", *words))
    for thing in (shelf.Thing("phone", "Somebody who listens", "020 7946 0123"), shelf.Thing("book", HEBREW[:20])):
        shelf.recommend(by=cast.ash, post=own, thing=thing)
    makers.reply(cast.ash, topic, f"As here:\n/p/{first.ref}/2\nand in /p/{first.ref} it goes on.")
    _mine, owed = makers.conversation(cast.linden, cast.ash, "Are you well? " + SENTENCE)
    Offer.objects.create(member=cast.rowan, words=SENTENCE * 3, at_once=2, offered_at=timezone.now())
    moments = dict.fromkeys(("asked_at", "taken_at", "agreed_at"), timezone.now())
    beside = Company.objects.create(newcomer=cast.ash, companion=cast.rowan, **moments)
    story = Topic.objects.get(pk=topic.pk)
    decided = makers.decide(cast.wren, cast.ash, "warn", why="Donaudampfschifffahrt" * 8)
    case = desk.open_case(by=cast.wren, ref=own.ref)
    assert case
    more = (story, first, own, talk, asked, said, kept, owed, beside, entry, case, decided, in_the_law_pack(cast))
    return Told(cast, cast.board, *more, *_care(cast, topic))


def in_the_law_pack(cast: Cast) -> Matter:
    """A request that linden entered, and an answer in a paper."""
    law.answer(by=cast.linden, question="kind-threats", words=SENTENCE * 4)
    asks = law.Entry("access", "Donaudampfschifffahrt" * 8, LONG)
    return law.enter(by=cast.linden, register=REQUESTS, entry=asks)


def _care(cast: Cast, topic: Topic) -> tuple[str, str, str, str]:
    """Posts in which the care rules stopped, and two who were silent, with numbers to call."""
    for need, number in (("1-danger", "112"), ("4-despair", "0800 111 0 111"), ("7-other", "116 123")):
        HelpLine.objects.create(
            country="Austria", need=need, name=SENTENCE[:40], number=number, note=SENTENCE[:90], noted_on="2031-01-01"
        )
    HouseCountry.objects.create(country="Austria")
    cared, hers = (makers.reply(by, topic, f"{SENTENCE} I want to die.").ref for by in (cast.ash, cast.rowan))
    checks = []
    for name, asks in (("teasel", "companion"), ("sedge", "desk")):
        member = makers.member(name)
        moments = dict.fromkeys(("asked_at", "taken_at", "agreed_at"), timezone.now())
        Company.objects.create(newcomer=member, companion=cast.ash, **moments)
        check = CheckIn(member=member, agreed_at=timezone.now(), due_at=timezone.now(), waits=0, asks=asks)
        check.hold("Donaudampfschifffahrt" * 8)
        check.save()
        with transaction.atomic():
            checking.ask_somebody(check, timezone.now())
        checks.append(check.ref)
    return cared, hers, checks[0], checks[1]


def enter(
    browser: Browser, site: str, cast: Cast, by: Member | None, width: int = 1280, **more: object
) -> BrowserContext:
    """A browser window of this width (CSS pixels) in which `by` is signed in; close it afterwards."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **more)  # type: ignore[arg-type]
    if by is not None:
        session = cast.client(by).cookies["s"].value
        context.add_cookies([{"name": "s", "value": session, "url": site}])
    return context
