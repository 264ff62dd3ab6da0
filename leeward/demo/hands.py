"""What lies on the demo's desk: forty reports of every kind, some in hand, and a year of decisions behind them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from leeward.boards.models import Post
from leeward.house import versions
from leeward.members.models import Member, Role
from leeward.moderation import appeals, deciding, desk, reporting
from leeward.moderation.kinds import INTIMATE, Wrong
from leeward.moderation.models import Case, Decision, Report
from leeward.moderation.subjects import Thing

REPORTS = 40
NOTES = {
    Wrong.DANGER: "She wrote that he has taken the key and the phone. I have not slept since I read it.",
    Wrong.KNOWN: "He knows the story about the allotment. I think he is reading here.",
    Wrong.DETAILS: "The street and the name of the school stand in it.",
    Wrong.WATCHING: "The second paragraph says how to see where somebody's phone is.",
    Wrong.THREAT: "",
    Wrong.IMAGE: "It says where the pictures of her were put.",
    Wrong.CHILD: "The little one's name and age, and what happened at bedtime.",
    Wrong.SPAM: "The same three sentences stand in four topics.",
    Wrong.ME: "This is my kitchen. Please help me.",
    Wrong.OTHER: "I am not sure whether this is all right, so I ask.",
}
PAST = ("note", "warn", "leave", "note", "leave", "warn", "leave")
WHY = {
    "note": "Names of streets help whoever looks for somebody. Please leave them out next time.",
    "warn": "You told her that she has only herself to blame. Here nobody is blamed for staying.",
    "leave": "",
}


def fill_desk(people: dict[str, Member], now: datetime, seed: int) -> None:
    """Nobody at the desk has made or written what lies there, so that all of it is for wren and linden."""
    chance = Random(seed)
    members = [one for one in people.values() if one.role == Role.MEMBER and one.approved_at and one.admitted_at]
    others = [one for one in members if not one.is_face and one.name not in {"ash", "rowan"}]
    posts = list(
        Post.objects.filter(author__in=others).select_related("topic__board", "author").order_by("-pk")[: REPORTS * 4]
    )
    chance.shuffle(posts)
    if not others or len(posts) < REPORTS * 2:
        return
    for number in range(REPORTS):
        _report(posts.pop(), Wrong.values[number % len(Wrong.values)], chance.choice(others), now, number, chance)
    _take_some(people)
    _decide_before(posts, people["linden"], now, chance)
    _propose_to_erase(posts.pop(), people["linden"])


def _report(post: Post, kind: str, by: Member, now: datetime, number: int, chance: Random) -> None:
    thing = Thing("post", post.ref, post.topic.title, "", post.author, post.topic.board, ((1, post.plain[:200]),))
    said = reporting.Said(kind, (1,), NOTES[Wrong(kind)])
    made = reporting.report(by=None if number % 4 == 0 or by == post.author else by, thing=thing, said=said)
    at = now - timedelta(hours=number * 3 + chance.randrange(3))
    Report.objects.filter(pk=made.pk).update(made_at=at)
    due = INTIMATE.due(at) if kind == Wrong.IMAGE else None
    Case.objects.filter(pk=made.case_id).update(opened_at=at, due_at=due)


def _take_some(people: dict[str, Member]) -> None:
    first, second, third = Case.objects.visible_to(people["wren"]).open().by_need()[3:6]
    desk.take(by=people["wren"], case=first)
    desk.take(by=people["linden"], case=second)
    desk.leave_note(
        by=people["linden"], case=second, words="I know this story from before, so I would rather not alone."
    )
    desk.ask_opinion(by=people["linden"], case=second)
    desk.take(by=people["linden"], case=third)


def _propose_to_erase(post: Post, by: Member) -> None:
    """It waits for a second person: for wren."""
    case = desk.open_case(by=by, ref=post.ref)
    if case is not None:
        why = "The address of a shelter can be read out of it. It must not stand here, and not in a version of it."
        deciding.decide(by=by, case=case, choice=deciding.Choice("erase", why=why))


def _decide_before(posts: list[Post], by: Member, now: datetime, chance: Random) -> None:
    """Three a month for a year; one of them was looked at again by nobody yet."""
    for number in range(36):
        post, does = posts.pop(), PAST[number % len(PAST)]
        case = desk.open_case(by=by, ref=post.ref)
        if case is None:
            continue
        made = deciding.decide(by=by, case=case, choice=deciding.Choice(does, why=WHY[does]))
        at = now - timedelta(days=number * 10 + chance.randrange(8))
        held = versions.in_force(at)
        Decision.objects.filter(pk=made.pk).update(at=at, rules_number=held.number if held else None)
        Case.objects.filter(pk=case.pk).update(opened_at=at, settled_at=at)
        if number == 0 and post.author:
            appeals.appeal(by=post.author, decision=made, words="There is no street in it. It is the name of a song.")
