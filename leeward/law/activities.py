"""What is done with what people write and are here, and why: the records that Article 30 of the GDPR asks for.

Each activity names its tables in `data_map.txt`; the days come from the clocks that the house really runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leeward.clocks.actions import table
from leeward.law.data_map import how_it_rests, told
from leeward.law.papers import Rows

MEMBERS = gettext_lazy("members")
ITS_MEMBER = gettext_lazy("the member alone")
WITH_ACCOUNT = gettext_lazy("with the account, 30 days after its owner asks")


@dataclass(frozen=True)
class Activity:
    """One thing that is done with what is about people. `special`: it may show health, sex life, beliefs, origin."""

    name: str
    title: str | Promise
    why: str | Promise
    readers: str | Promise
    goes: str | Promise  # how it goes beside the clocks
    clocks: tuple[str, ...] = ()
    whose: str | Promise = MEMBERS
    special: bool = False


ACTIVITIES = (
    Activity(
        "accounts",
        gettext_lazy("Accounts"),
        gettext_lazy("So that somebody can be known by a name of their choosing and be let in."),
        gettext_lazy("members see the name, the page and the month; moderators also the answer at joining"),
        gettext_lazy("when its owner asks, after a time in which they can change their mind"),
        ("erased-accounts", "resting-names"),
        gettext_lazy("members, and those who ask to join"),
    ),
    Activity(
        "keys",
        gettext_lazy("Signing in and coming back"),
        gettext_lazy("So that nobody else gets into an account, and its owner always can."),
        gettext_lazy("the member alone; a request to come back also moderators"),
        gettext_lazy("sessions end with the browser or after 14 days; the rest with the account"),
        ("asked-back",),
    ),
    Activity(
        "aliases",
        gettext_lazy("Names for one topic"),
        gettext_lazy("So that somebody can write of one thing without being recognised by their other posts."),
        gettext_lazy("the member alone; moderators only after writing down why, which the member reads"),
        WITH_ACCOUNT,
        special=True,
    ),
    Activity(
        "blocks",
        gettext_lazy("Blocks"),
        gettext_lazy("So that two people do not meet here."),
        gettext_lazy("the member who chose it"),
        gettext_lazy("when it is lifted, or with the account"),
    ),
    Activity(
        "posts",
        gettext_lazy("Boards, topics, posts and stories"),
        gettext_lazy("So that people can ask, tell, answer, and be found by those whom it helps."),
        gettext_lazy("whoever may read the board: strangers where it is open, otherwise members or a circle"),
        gettext_lazy("stays until its author takes it down, and is then erased, unless put back"),
        ("taken-down",),
        whose=gettext_lazy("members, and people whom they write about"),
        special=True,
    ),
    Activity(
        "pictures",
        gettext_lazy("Pictures in posts"),
        gettext_lazy("So that a post can show something. Where and when it was taken is removed first."),
        gettext_lazy("whoever may see a post that shows it"),
        gettext_lazy("with the text that shows it"),
        ("pictures",),
        gettext_lazy("members, and people who can be seen"),
        special=True,
    ),
    Activity(
        "messages",
        gettext_lazy("Private conversations"),
        gettext_lazy("So that members can talk without others reading."),
        gettext_lazy("those in the conversation; single messages that one of them reports, also moderators"),
        gettext_lazy("when the last one leaves, or what one wrote with their account"),
        special=True,
    ),
    Activity(
        "drafts",
        gettext_lazy("What is being written"),
        gettext_lazy("So that not a word is lost."),
        ITS_MEMBER,
        gettext_lazy("when thrown away, or with the account"),
        ("drafts", "posted-drafts"),
        special=True,
    ),
    Activity(
        "reading",
        gettext_lazy("Reading positions and bookmarks"),
        gettext_lazy("So that somebody finds the place where they stopped, and what they keep."),
        ITS_MEMBER,
        WITH_ACCOUNT,
        special=True,
    ),
    Activity(
        "notices",
        gettext_lazy("Notices, followed topics, owed replies and signs"),
        gettext_lazy("So that nobody who asks is forgotten."),
        gettext_lazy("the member alone; a sign also whoever wrote the post"),
        WITH_ACCOUNT,
        ("seen-notices",),
    ),
    Activity(
        "mail",
        gettext_lazy("Mail addresses, where a member gives one"),
        gettext_lazy("So that somebody can be told by mail, or come back by it. Nobody needs to give one."),
        ITS_MEMBER,
        gettext_lazy("when the member takes it away, or with the account"),
    ),
    Activity(
        "companions",
        gettext_lazy("Companions"),
        gettext_lazy("So that somebody new has one person beside them."),
        gettext_lazy("the two, and moderators; an offer all members"),
        WITH_ACCOUNT,
        special=True,
    ),
    Activity(
        "care",
        gettext_lazy("Care: posts with words that may mean danger to life, check-ins, whose help lines come first"),
        gettext_lazy("So that danger to life is seen first, and somebody who asked for it is asked after."),
        gettext_lazy("the member; moderators; of a check-in the companion, where its member chose that"),
        gettext_lazy("with the post's words, and with the account"),
        ("care-noticed", "check-ins"),
        special=True,
    ),
    Activity(
        "reports",
        gettext_lazy("Reports and the desk"),
        gettext_lazy("So that danger is seen and what breaks the rules is dealt with."),
        gettext_lazy("those who look after the house, by role; never whom it concerns, never who was reported"),
        gettext_lazy("words first, then who did what, then the rows; later where somebody has to keep them"),
        ("reports", "message-reports", "desk-notes", "cases"),
        whose=gettext_lazy("members, people who report without an account, and people they write about"),
        special=True,
    ),
    Activity(
        "decisions",
        gettext_lazy("Decisions, appeals, and who looked at what"),
        gettext_lazy("So that each decision has a reason, and can be looked at again."),
        gettext_lazy("moderators, administrators and auditors; whom it concerns, without who reported"),
        gettext_lazy("that there was one stays; its words go with the account of whom it concerns, or earlier"),
        ("decisions", "looks"),
        special=True,
    ),
    Activity(
        "backups",
        gettext_lazy("Backups of the whole house, and the list of what was erased since"),
        gettext_lazy(
            "So that nothing is lost if the machine breaks, and what was erased stays so when it is put back."
        ),
        gettext_lazy("the operator alone, with a passphrase of its own; what rests sealed stays sealed in it"),
        gettext_lazy("each backup whole, in its time; copies elsewhere when the operator deletes them"),
        ("backups", "erased"),
        gettext_lazy("everybody who is named above: a backup holds all that the house holds"),
        special=True,
    ),
    Activity(
        "law",
        gettext_lazy("Requests, complaints, incidents, legal notices and holds"),
        gettext_lazy("So that the operator answers in time, and can show it."),
        gettext_lazy("administrators and auditors; that somebody agreed to the house keeping their words, also they"),
        gettext_lazy("stays as a line without words"),
        ("law-words",),
        gettext_lazy("whoever wrote to the operator"),
        special=True,
    ),
)


def records() -> list[Rows]:
    """Each activity as a record: two queries."""
    days = {line.clock.name: (str(line.clock.what), line.days) for line in table()}
    return [_record(one, days) for one in ACTIVITIES]


def _record(one: Activity, days: dict[str, tuple[str, int]]) -> Rows:
    clocks = [_("%(what)s: %(days)d days") % {"what": days[name][0], "days": days[name][1]} for name in one.clocks]
    return Rows(
        str(one.title),
        (
            (_("What for"), str(one.why)),
            (_("Whose"), str(one.whose)),
            (_("May show health, sex life, beliefs or origin"), _("yes") if one.special else _("not by itself")),
            (_("Who reads it"), str(one.readers)),
            (_("When it goes"), "; ".join([str(one.goes), *clocks])),
        ),
    )


def fields() -> list[Rows]:
    """The data map: each activity with its tables and their fields."""
    found = told()
    return [
        Rows(str(one.title), tuple((name, how_it_rests(name, its)) for name, its in found.get(one.name, {}).items()))
        for one in ACTIVITIES
    ]
