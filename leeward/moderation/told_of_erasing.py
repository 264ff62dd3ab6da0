"""What somebody is told whose words, or whose account, are to be erased; docs/notices-to-members.md shows each."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leeward.moderation.decided import ERASES, Decision, Does
from leeward.web.times import day

WAITS = {
    Does.ERASE: gettext_lazy(
        "What you wrote is hidden while two people look at whether it has to be erased. Nothing is erased yet."
    ),
    Does.ACCOUNT: gettext_lazy(
        "Two people look at whether your account has to be erased. Until they have decided, what you wrote under this "
        "name is hidden. Nothing is erased yet."
    ),
}
AGREED = {
    Does.ERASE: gettext_lazy(
        "What you wrote is going to be erased. Two people decided it together. Until then it is kept, and others do "
        "not see it."
    ),
    Does.ACCOUNT: gettext_lazy(
        "Your account is going to be erased, with all that you wrote. Two people decided it together. Until then you "
        "can sign in to read this, to ask for a second look, and to take your words along."
    ),
}
WRONG = gettext_lazy(
    "Somebody else has looked at it again: what you wrote should not have been erased. It cannot be brought back. That "
    "it was wrong is written down."
)
CAN = gettext_lazy(
    "Until that day you can take your words along, in a file of your own. If you ask for a second look, nothing is "
    "erased before it is answered."
)


def what(decision: Decision) -> str | None:
    """None for any other kind of decision."""
    kind = Does(decision.kind)
    if kind == Does.UNDO and decision.undoes and decision.undoes.erased_at:
        return str(WRONG)
    if kind not in ERASES:
        return None
    if decision.erased_at:
        return _("What you wrote was erased on %(day)s.") % {"day": day(decision.erased_at)}
    return str((WAITS if decision.waits_at else AGREED)[kind])


def until(decision: Decision) -> str:
    """The day on which it happens; after it was erased, the receipt."""
    if decision.erased_at:
        return receipt(decision)
    if decision.until is None or decision.waits_at:
        return ""
    return _("It is erased on %(day)s.") % {"day": day(decision.until)}


def can(decision: Decision) -> str:
    """What they can do meanwhile."""
    if decision.waits_at:
        return ""
    return _("What was erased does not come back.") if decision.erased_at else str(CAN)


def receipt(decision: Decision) -> str:
    """What went, without a word of it."""
    went: dict[str, int] = decision.details.get("receipt", {})
    kinds = (
        ("posts", ngettext("%(num)d post", "%(num)d posts", went.get("posts", 0))),
        ("versions", ngettext("%(num)d earlier version", "%(num)d earlier versions", went.get("versions", 0))),
        ("quotes", ngettext("%(num)d quote by others", "%(num)d quotes by others", went.get("quotes", 0))),
    )
    parts = [words % {"num": went[name]} for name, words in kinds if went.get(name)]
    return _("This went: %(what)s.") % {"what": ", ".join(parts)} if parts else ""
