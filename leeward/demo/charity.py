"""The demo's law pack: that of a charity which does not exist. Every name, number and address in it is made up."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from leeward.law import actions, noticing
from leeward.law.models import Edition, Matter, Step
from leeward.law.papers import paper_of
from leeward.law.registers import COMPLAINTS, HOLDS, INCIDENTS, REQUESTS, Register
from leeward.members.consents import Consent
from leeward.members.models import Member, Role
from leeward.moderation import deciding
from leeward.moderation.models import Case, Report

ANSWERS = {
    "controller": "The Harbour Wall Trust, a charity that was made up for this demo\n\n1 Example Quay, Sampleton",
    "contact": "contact@harbourwall.example\n\nTelephone: 01632 960 000, weekdays from ten to twelve",
    "languages": "English, Welsh",
    "officer": "We are eleven people and chose one of our trustees to answer for this; the contact above reaches her.",
    "basis": "Accounts and posts: the agreement with members (Article 6(1)(b)). Reports, decisions and holds: "
             "legitimate "
    "interests (6(1)(f)), weighed by the trustees in March, and legal duties (6(1)(c)). What members say of their "
    "health "
    "or home: explicit consent (9(2)(a)). What they say of others: 6(1)(f); names are pointed out before publishing.",
    "processors": "Tidewater Hosting (a rented server in Sampleton), contract since January. Nobody else; no mail "
                  "goes out.",
    "transfers": "No.",
    "backups": "Each night, kept for 30 days, encrypted. The key lies in the treasurer's safe, not beside them.",
    "needed": "People who cannot telephone, because somebody listens, can write here at night. A telephone line and a "
    "meeting reach others. Pictures are off: nobody has missed them yet.",
    "likely": "Being found by somebody at home weighs most; next, being recognised by a story. We look through first "
              "posts, "
    "and speak of both in the welcome.",
    "asked": "Four members of some years, and the trustee for data. One asked for shorter times: notices now go "
             "after a year.",
    "profiles": "Read in March: posts, private messages after consent, names that are not one's own, people at risk.",
    "audience": "Adults who live with, or have left, somebody who hurts them. Some are watched closely.",
    "kind-threats": "Medium. Somebody who is left may come to look for whoever left. Two reports in the last year.",
    "kind-control": "Medium. Members tell of it; somebody could ask how to do it. A kind of report is made for that.",
    "kind-intimate": "Low. Pictures are off; links to them could stand in posts. 48 hours, and in practice the same "
                     "evening.",
    "kind-suicide": "Medium for being met: members speak of despair. Low for encouraging it. Help lines stand beside.",
    "accountable": "The chair of the trustees; looked through with both moderators in March.",
    "children-here": "Three people in four years said that they were under 18; each was shown a line for young people.",
    "children-drawn": "It speaks of shared flats, courts and mortgages. We tell of it in surgeries and refuges.",
    "children-concluded": "Not many children, and not likely to draw them. To be looked at again next spring.",
    "year-words": "The nights were covered by four people; two more are learning. First answers have become quicker.",
}  # fmt: skip
KEPT = (("records", 130), ("impact", 130), ("risks", 345), ("ages", 200))  # papers, and how many days ago


def fill_the_pack(people: dict[str, Member], now: datetime) -> None:
    """linden wrote it. A hold waits for a second administrator, whom the demo does not have."""
    linden = people["linden"]
    for question, words in ANSWERS.items():
        actions.answer(by=linden, question=question, words=words)
    for name, days in KEPT:
        paper = paper_of(name)
        assert paper
        Edition.objects.filter(pk=actions.keep(by=linden, paper=paper).pk).update(at=now - timedelta(days=days))
    _fill_registers(linden, now)
    _notice(linden, now)
    _agree(now)


def _fill_registers(linden: Member, now: datetime) -> None:
    _enter(linden, now, 24, REQUESTS, "access", "R. Sample, by letter", "Everything that names her. She showed a "
                                                                        "letter "
           "that we had sent to her before.")  # fmt: skip
    done = _enter(linden, now, 70, REQUESTS, "erase", "T. Model, by mail", "An account from the old board, without a "
                  "passphrase. He answered three questions that only its owner could.")  # fmt: skip
    _step(linden, done, "done", "Erased, and told him.", now - timedelta(days=58))
    data = _enter(linden, now, 12, COMPLAINTS, "data", "P. Instance, by mail", "That a friend's post names her street.")
    _step(linden, data, "answered", "Told her that it has arrived.", now - timedelta(days=11))
    lost = _enter(linden, now, 160, INCIDENTS, "lost", "An old telephone of a moderator was left on a bus",
                  "It was locked. She signed it out from home within an hour. Nobody signed in from it.")  # fmt: skip
    _step(linden, lost, "no-need", "No risk is likely: locked, and signed out at once.", now - timedelta(days=159))
    _step(linden, lost, "done", "We wrote down how to sign out elsewhere.", now - timedelta(days=158))
    held = (
        Member.objects.people().filter(role=Role.MEMBER, admitted_at__isnull=False).exclude(name__in=["ash", "rowan"])
    )
    who = held.order_by("joined_at").first()
    until = f"{timezone.localtime(now) + timedelta(days=150):%Y-%m-%d}"
    if who:
        asks = actions.Entry("order", f"/m/{who.ref}", "Order 7 of the court at Sampleton, of a day in spring.", until)
        actions.enter(by=linden, register=HOLDS, entry=asks)


def _enter(by: Member, now: datetime, days: int, register: Register, kind: str, who: str, words: str) -> Matter:
    day = f"{timezone.localtime(now) - timedelta(days=days):%Y-%m-%d}"
    return actions.enter(by=by, register=register, entry=actions.Entry(kind, who, words, day))


def _step(by: Member, matter: Matter, does: str, words: str, at: datetime) -> None:
    made = actions.do(by=by, matter=matter, deed=does, words=words)
    Step.objects.filter(pk=made.pk).update(at=at)
    Matter.objects.filter(pk=matter.pk, met_at__isnull=False).update(met_at=at)
    Matter.objects.filter(pk=matter.pk, settled_at__isnull=False).update(settled_at=at)


def _notice(linden: Member, now: datetime) -> None:
    """One legal notice, decided long ago."""
    at = now - timedelta(days=90)
    said = noticing.Notice(
        "rights", "/t/an-old-topic", "A letter of mine stood in it.", "K. Specimen, k@example.org", True
    )
    report = noticing.give(by=None, notice=said)
    deciding.decide(by=linden, case=report.case, choice=deciding.Choice("leave"))
    Report.objects.filter(pk=report.pk).update(made_at=at)
    Case.objects.filter(pk=report.case_id).update(opened_at=at, settled_at=at + timedelta(hours=7))
    Matter.objects.filter(report=report).update(reached_at=at)


def _agree(now: datetime) -> None:
    """Whoever joined within the last year was asked; who came from the old board was not, yet."""
    asked = Member.objects.people().filter(joined_at__gte=now - timedelta(days=365), admitted_at__isnull=False)
    Consent.objects.bulk_create(Consent(member=one, version="1", given_at=one.joined_at) for one in asked)
