"""Every address of the project, and a small house in which each leads somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from leeward.answering.models import Owed
from leeward.boards.models import Post, Topic
from leeward.bookmarks import actions as bookmarks
from leeward.care.models import CheckIn
from leeward.companions.models import Company, Offer
from leeward.drafts.models import Draft
from leeward.house.models import ShortForm
from leeward.law import actions as law
from leeward.law.papers import paper_of
from leeward.law.registers import REQUESTS
from leeward.members import asking_back
from leeward.members.models import AskedBack, Circle, Invitation, Member
from leeward.moderation import looking, reporting, subjects
from leeward.moderation.models import Case
from leeward.shelf import actions as shelf
from leeward.shelter.models import HelpLine
from tests import makers
from tests.cast import Cast

FORM = "application/x-www-form-urlencoded"
PEOPLE = ("stranger", "ash", "rowan", "briar", "wren", "linden")


def patterns() -> Iterator[URLPattern]:
    """Every pattern, whichever room lists it."""
    waiting: list[Any] = list(get_resolver().url_patterns)
    while waiting:
        found = waiting.pop()
        if isinstance(found, URLResolver):
            waiting += found.url_patterns
        else:
            yield found


def name_of(pattern: URLPattern) -> str:
    assert pattern.name, f"{pattern} has no name"
    return pattern.name


@dataclass
class Place:
    """The arguments that lead somewhere: a topic that rowan opened, with an answer by ash, and so on."""

    cast: Cast

    def __post_init__(self) -> None:
        cast, now = self.cast, timezone.now()
        picture, open_picture, draft_picture = (makers.picture(by) for by in (cast.rowan, cast.linden, cast.rowan))
        topic = makers.topic(cast.rowan, cast.board, body=f"Look:\n\n[picture {picture.ref}: a heron]")
        answer = makers.reply(cast.ash, topic)
        circle = Circle.objects.create(name="A circle")
        form = ShortForm.objects.create(form="ZZ", meaning="a short form")
        invitation = Invitation.objects.create(by=cast.linden, digest="d", made_at=now, expires_at=now)
        line = HelpLine.objects.create(country="C", need="7-other", name="N", number="1", noted_on=now.date())
        porch = makers.board("The porch", readers="everyone", writers="members")
        greeting = makers.topic(cast.linden, porch, body=f"Come in.\n\n[picture {open_picture.ref}: the door]")
        kept = {"body": f"Half a thought\n\n[picture {draft_picture.ref}: a boiler]", "do": "keep"}
        cast.client(cast.rowan).post(reverse("reply", args=[topic.ref]), kept)
        Member.objects.filter(pk=cast.linden.pk).update(lists_posts=True)
        asking_back.ask(name="rowan", words="I told wren about the heron.")
        self.known: dict[str, Any] = {
            "b": cast.board.ref,
            "picture": picture.ref,
            "open-picture": open_picture.ref,
            "draft-picture": draft_picture.ref,
            "t": topic.ref,
            "p": topic.posts.get(number=1).ref,
            "answer": answer.ref,
            "open-b": porch.ref,
            "open-t": greeting.ref,
            "open-p": greeting.posts.get().ref,
            "m": cast.rowan.ref,
            "listing": cast.linden.ref,
            "waiting": cast.briar.ref,
            "draft": Draft.objects.get(member=cast.rowan).ref,
            "group": cast.board.group_id,
            **{"circle": circle.pk, "form": form.pk},
            "invitation": invitation.pk,
            "line": line.pk,
            "asked": AskedBack.objects.get().ref,
            **{"1": 1, "alone-t": makers.topic(cast.rowan, cast.board, "Not answered yet").ref},
            **self.in_private(answer),
            **self.at_the_desk(topic),
        }

    def in_private(self, answer: Post) -> dict[str, str]:
        """A reply that rowan owes; a conversation of rowan's with ash, a message in it that ash reported; a request.
        And an update in rowan's story."""
        makers.update(self.cast.rowan, answer.topic)
        talk, theirs = makers.conversation(self.cast.rowan, self.cast.ash)
        message = makers.message(talk)
        wrong = reporting.Said("threat")
        looking.report_messages(by=self.cast.ash, place=theirs, said=wrong, chosen=[(message.ref, None)])
        request = makers.request(self.cast.linden, self.cast.rowan)
        owed = Owed.objects.create(
            member=self.cast.rowan, post=answer, topic=answer.topic, why="asked", at=timezone.now()
        )
        return {
            **self.set_aside(answer),
            **{
                "owed": owed.ref,
                "c": talk.ref,
                "their-c": theirs.ref,
                "message": message.ref,
                "request": request.ref,
                **self.in_company(timezone.now()),
            },
        }

    def set_aside(self, answer: Post) -> dict[str, str]:
        """A bookmark of rowan's, and a folder; what rowan put on the shelf."""
        kept = bookmarks.bookmark(by=self.cast.rowan, post=answer)
        post = Post.objects.get(topic=answer.topic, number=1)
        entry = shelf.recommend(by=self.cast.rowan, post=post, thing=shelf.Thing("book", "A quiet house"))
        said = {"entry": entry.ref, "said": entry.recommendations.get().ref}
        return said | {"kept": kept.ref, "folder": bookmarks.make_folder(by=self.cast.rowan, name="For later").ref}

    def in_company(self, now: datetime) -> dict[str, str]:
        """linden offers to accompany somebody, and ash has asked."""
        offer = Offer.objects.create(member=self.cast.linden, words="Hello.", offered_at=now)
        company = Company.objects.create(newcomer=self.cast.ash, companion=self.cast.linden, asked_at=now)
        return {"offering": offer.ref, "company": company.ref, **self.in_care(now)}

    def in_care(self, now: datetime) -> dict[str, str]:
        """A post of rowan's in which the care rules stopped, and a check-in of somebody whom linden accompanies."""
        cared = makers.topic(self.cast.rowan, self.cast.board, "A night", "I want to die.").posts.get()
        teasel = makers.member("teasel")
        Company.objects.create(newcomer=teasel, companion=self.cast.linden, asked_at=now, agreed_at=now)
        check = CheckIn(member=teasel, agreed_at=now, due_at=now, waits=0, asks="companion", told_at=now)
        check.save()
        return {"cared": cared.ref, "check": check.ref}

    def at_the_desk(self, topic: Topic) -> dict[str, str]:
        """A report by ash of what rowan wrote, and a decision about rowan; the private case is `in_private`'s."""
        makers.house(rules="- Be kind.")
        thing = subjects.find(self.cast.ash, topic.posts.get(number=1).ref)
        assert thing
        made = reporting.report(by=self.cast.ash, thing=thing, said=reporting.Said("threat"))
        decided = makers.decide(self.cast.linden, self.cast.rowan, "warn")
        private = Case.objects.get(is_private=True)
        told = {"my-report": made.ref, "case": made.case.ref, "decided": decided.ref, "private": private.ref}
        return told | self.in_the_law_pack()

    def in_the_law_pack(self) -> dict[str, str]:
        """A version of a paper, and an entry in a register, by linden."""
        paper = paper_of("records")
        assert paper
        law.keep(by=self.cast.linden, paper=paper)
        made = law.enter(by=self.cast.linden, register=REQUESTS, entry=law.Entry("access", "Somebody", "All of it."))
        told = {"paper": "records", "file": "json", "question": "controller", "register": "requests"}
        return {**told, "matter": made.ref}

    def address(self, name: str, arguments: list[str]) -> str:
        """`arguments` are keys of `known`: t 1 is the topic's ref, then the number 1."""
        return reverse(name, args=[self.known[word] for word in arguments])

    def statuses(self, method: str, address: str, form: str = "") -> list[int]:
        """What each of PEOPLE is answered. Whatever one of them changes is undone before the next asks."""
        found = []
        for person in PEOPLE:
            with transaction.atomic():
                client = Client()
                if person != "stranger":
                    client.force_login(getattr(self.cast, person))
                found.append(client.generic(method, address, form, content_type=FORM).status_code)
                transaction.set_rollback(True)
        return found
