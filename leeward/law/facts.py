"""What is true of this house now, in sentences: read from its settings and rows, for papers to show."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Board
from leeward.clocks.actions import table
from leeward.house.context import the_house
from leeward.house.models import Pictures
from leeward.law.papers import Rows, Said
from leeward.members.consents import Consent
from leeward.members.models import Member, Role
from leeward.moderation.kinds import Wrong
from leeward.moderation.models import Report

YEAR = timedelta(days=365)


def the_house_itself() -> list[Said]:
    """Two queries."""
    house = the_house()
    open_boards = Board.objects.filter(readers="everyone").count()
    boards = Board.objects.count()
    return [
        Rows(
            _("The house, as it is set up today"),
            (
                (_("Its name here"), house.name),
                (_("Who may join"), house.get_joining_display()),
                (
                    _("Boards that strangers can read"),
                    _("%(open)d of %(all)d") % {"open": open_boards, "all": boards},
                ),
                (_("Pictures"), house.get_pictures_display()),
                (_("Mail"), _("goes out to those who ask for it") if settings.MAIL_IS_SENT else _("none goes out")),
                (_("Search engines"), _("every page asks them to stay away")),
                (_("Third parties"), _("no page loads or sends anything elsewhere")),
            ),
        )
    ]


def the_people() -> list[Said]:
    """One query."""
    rows = Member.objects.people().filter(closed_at=None, admitted_at__isnull=False)
    counts = dict(rows.order_by().values_list("role").annotate(n=Count("pk")))
    return [
        Rows(_("Accounts that are open"), tuple((str(role.label), str(counts.get(role.value, 0))) for role in Role)),
    ]


def the_clocks() -> list[Said]:
    """What goes by itself, after how long, and that it was carried out. Two queries."""
    rows = []
    for line in table():
        ran = _("last carried out on %(day)s") % {"day": f"{line.run.at:%Y-%m-%d}"} if line.run else _("not run yet")
        rows.append((str(line.clock.what), _("%(days)d days; %(ran)s") % {"days": line.days, "ran": ran}))
    return [Rows(_("What goes by itself"), tuple(rows))]


def the_measures() -> list[Said]:
    """How what is kept is guarded: each is described in the documentation and held by a test of the program."""
    return [
        Rows(
            _("Technical measures"),
            (
                (_("Sealed (AES-256-GCM), the key beside the database"),
                 _("drafts, private messages, pictures, mail addresses, reports, reasons, this room’s own words")),
                (_("Digests that are slow to guess (Argon2)"), _("passphrases")),
                (_("In transit"), _("the program expects a server in front that encrypts")
                 if settings.BEHIND_TLS else _("no encrypting server in front is set up (LEEWARD_TLS)")),
                (_("Not kept"), _("internet addresses with posts, e-mail addresses of those who give none, "
                                  "words in the log")),
                (_("On the reader’s device"), _("pages are not to be stored; leaving fast shows nothing of the house")),
                (_("Names for one topic"), _("no row joins such a name to its owner in clear")),
                (_("Pictures"), _("made anew, so that place, time and device are gone")),
            ),
        ),
        Rows(
            _("Measures by people"),
            (
                (_("Roles"), _("each sees only what its work needs; a right taken away is gone with the next page")),
                (_("Opening what is private"), _("asks for a reason, which those concerned read and a second reviews")),
                (_("Decisions"), _("each is a record with its reason, told to whom it concerns, open to appeal")),
                (_("Bans and holds"), _("need two people")),
            ),
        ),
    ]  # fmt: skip


def what_members_agreed() -> list[Said]:
    """Two queries."""
    rows = Consent.objects.all()
    return [
        Rows(
            _("Explicit consent, by members"),
            (
                (_("Agreed, and stands"), str(rows.filter(withdrawn_at=None).count())),
                (_("Withdrawn"), str(rows.filter(withdrawn_at__isnull=False).count())),
            ),
        )
    ]


def ways_to_report() -> list[Said]:
    """No query."""
    return [
        _("Every post, topic and name has a link to report it, and so has the foot of every page; messages have one of "
          "their own. People without an account can use it. There is also a form for legal notices."),
        Rows(_("What can be said to be wrong"), tuple((str(kind.label), kind.value) for kind in Wrong)),
    ]  # fmt: skip


def reports_of_a_year() -> list[Said]:
    """One query."""
    since = timezone.now() - YEAR
    counts = dict(Report.objects.filter(made_at__gte=since).order_by().values_list("kind").annotate(n=Count("pk")))
    return [
        Rows(
            _("Reports in the last twelve months"),
            tuple((str(kind.label), str(counts.get(kind.value, 0))) for kind in Wrong),
        )
    ]


def what_can_be_done_here() -> list[Said]:
    """What Ofcom's risk profiles ask about a service. One query."""
    pictures = the_house().pictures == Pictures.ON
    yes, no = _("yes"), _("no")
    return [
        Rows(
            _("What this house has, and has not"),
            (
                (_("Members write posts that others read"), yes),
                (_("Private messages"), _("yes, after the other one has agreed")),
                (_("Group conversations"), _("yes, small ones, each invited by name")),
                (_("Being written to by strangers"), no),
                (_("Names that are not one’s own"), yes),
                (_("Pictures"), yes if pictures else no),
                (_("Video, live video, voice"), no),
                (_("Location"), no),
                (_("Profiles with pictures of people"), no),
                (_("Lists of friends or followers"), no),
                (_("Recommending by what somebody does"), no),
                (_("Buying, selling, paying"), no),
                (_("Sealed from the operator’s moderators"), _("private messages, until one is reported")),
                (_("Search by anybody outside"), no),
            ),
        )
    ]


def about_ages() -> list[Said]:
    """No query."""
    return [
        _("Joining asks for a name and a passphrase. It asks for no age, no date of birth and no proof of either, so "
          "the "
          "house cannot tell who is a child."),
        _("The Act lets nobody conclude that children cannot come in unless ages are verified or estimated; saying in "
          "the rules that a house is for adults is not that."),
    ]  # fmt: skip
