"""The words of every mail. They name nobody, no board, no subject: a stranger who reads one learns nothing."""

from django.utils.translation import gettext as _

from leeward.house.context import the_house
from leeward.members import codes
from leeward.notices.actions import new_code
from leeward.notices.models import Kind, MailAddress


def subject_of(address: MailAddress) -> str:
    """The neutral name, as on the browser's tab."""
    return address.member.neutral_name or the_house().neutral_name


def body_of(address: MailAddress, kind: str) -> str:
    """Makes the code where the mail carries one."""
    if kind == Kind.CODE:
        return _(
            "Your code is %(code)s\n\nType it on the page where you gave this address, within a day. "
            "If you gave no address anywhere, do nothing."
        ) % {"code": new_code(address)}
    if kind == Kind.RECOVERY:
        return _(
            "Your code is %(code)s\n\nType it on the page where you asked for it, within half an hour. "
            "If you did not ask, do nothing: it opens nothing by itself."
        ) % {"code": codes.lend(address.member)}
    if kind == Kind.WEEKLY:
        return _(
            "Is this address still only yours?\n\nIf it is, do nothing. "
            "If somebody else may read it, take it away where you gave it. No answer is needed."
        )
    return _("There is something for you to look at, where you know. You need not do it today.")
