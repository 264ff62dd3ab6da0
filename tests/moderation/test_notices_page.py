"""docs/notices-to-members.md shows every notice as it is told: made from the product's own sentences."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from leeward.house.models import RulesVersion
from leeward.moderation.decided import APPEAL_DAYS, ERASES, Decision, Does
from leeward.moderation.telling import WHAT, notice_of
from leeward.rulebook.telling import in_a_line
from tests.cast import Cast
from tests.rules.tree import TOP

PAGE = Path("docs/notices-to-members.md")
HEAD = f"""# What members are told

Every notice about a decision, as whom it concerns reads it, with an example of why. Made by
`tests/moderation/test_notices_page.py` from the sentences of `leeward/moderation/telling.py` and `told_of_erasing.py`:
read them aloud when you change one. Under each but a post let through stands that people decided it, not a machine,
and where else one can turn. None says who reported, or who decided. A second look can be asked for
{APPEAL_DAYS} days long.
"""
RULES = "What changes, and from when."
WHY = {
    Does.NOTE: "The name of a street stands in your second paragraph. You may want to take it out.",
    Does.ASK: "The name of your sister's school stands in it. Somebody who looks for her could find it.",
    Does.HIDE: "It says how to see where somebody else's phone is.",
    Does.MOVE: "It is a first story, and on this board more people answer those.",
    Does.SPLIT: "Two people began to talk about something of their own, and it deserves room.",
    Does.MERGE: "You asked the same in two places, and the answers belong together.",
    Does.LOCK: "It has been said, and the last posts were only against one another.",
    Does.SLOW: "Many wrote at once, and nobody was heard.",
    Does.WARN: "You told her that she has only herself to blame. Here nobody is blamed for staying.",
    Does.HOLD: "Links to the same shop stood in four posts of yours.",
    Does.LIMIT: "On the board for survivors you wrote against people who stay.",
    Does.SUSPEND: "You wrote to three people what they have to do, after we had asked you not to.",
    Does.BAN: "You threatened to tell somebody's husband where she lives.",
    Does.CLEAR: "The same three sentences with the same link stood in forty topics.",
    Does.ERASE: "The address of a shelter stands in it.",
    Does.ACCOUNT: "It was opened to look for somebody who hides from its owner.",
    Does.UNDO: "We read it once more. It was your own name, and yours to tell.",
    Does.KEEP: "It is your own story, and the name in it is somebody else's too.",
}


def _page() -> str:
    parts = [HEAD]
    for does in [*WHAT, *sorted(ERASES)]:
        at = datetime(2031, 3, 1, 12, tzinfo=UTC)
        row = Decision(kind=does, subject="member", about_ref="x", at=at)
        row.until = datetime(2031, 3, 8, 12, tzinfo=UTC) if does in {Does.SUSPEND, Does.HOLD, *ERASES} else None
        row.rule = "" if does in {Does.RESTORE, Does.APPROVE, Does.MOVE, Does.SPLIT, Does.MERGE} else "Be kind."
        row.details = {"minutes": 60} if does == Does.SLOW else {}
        row.hold(WHY.get(does, ""), [])
        notice = notice_of(row)
        parts += _told(str(does.label), notice, does)
        if does in ERASES:
            row.waits_at = at
            parts += _told(f"{does.label}: while it waits for one", notice_of(row), does)
            if does == Does.ACCOUNT:
                continue  # nobody is left to read it
            row.waits_at, row.erased_at = None, row.until
            row.details = {"receipt": {"posts": 1, "versions": 2, "quotes": 3}}
            parts += _told(f"{does.label}: once it is done", notice_of(row), does)
            wrong = Decision(kind=Does.UNDO, subject="member", about_ref="x", at=at, rule="Be kind.", undoes=row)
            wrong.hold("It was your own address, and no shelter's.", [])
            parts += _told("Erased, and it was wrong", notice_of(wrong), Does.UNDO)
    parts += ["\n## The house rules change\n", f"> {_of_rules(1)}. {RULES}", ">", f"> {_of_rules(-1)}. {RULES}"]
    return "\n".join(line.rstrip() for line in "\n".join(parts).splitlines()) + "\n"


def _of_rules(days: int) -> str:
    """As the line in the list of notices says it; a day that is over."""
    said = in_a_line(RulesVersion(holds_from=timezone.now() + timedelta(days=days)))
    return said.rpartition(" on ")[0] + " on 1 May 2031" if " on " in said else said


def _told(title: str, notice: Any, does: Does) -> list[str]:
    until = f" {notice.until}" if notice.until and does != Does.LIMIT else ""
    lines = (notice.why, _rule(notice), notice.can, notice.appeal)
    return [f"\n## {title}\n\n> {notice.what}{until}", *(f">\n> {line}" for line in lines if line)]


def _rule(notice: Any) -> str:
    return f"It rests on this rule of the house: “{notice.rule}”" if notice.rule else ""


@pytest.mark.django_db
def test_the_page_of_notices_says_what_members_are_told(cast: Cast) -> None:
    made = _page()
    assert (TOP / PAGE).read_text() == made, "write the page anew: its text is what this test makes"
    for word in ("!", "user", "violat", "abuse"):
        assert word not in made.replace("![", "")
