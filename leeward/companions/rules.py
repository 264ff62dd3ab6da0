"""Who may offer, ask and agree, and the limits that everybody reads. One place: what is checked is what is shown."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.companions.models import AT_ONCE_MAX, WORDS_MAX, Company, Offer
from leeward.members.models import Member
from leeward.members.restrained import standing_for
from leeward.web.limits import Limit

WEEKS = 8  # here, before somebody may offer: long enough to be known by what they write
ANSWERS = 10  # that stand in other people's topics: those who answer others well, not those who write most
ASKED = Limit("companions-asked", times=6, seconds=7 * 24 * 3600)  # a change of mind or two, no going through a list


def standing() -> list[str]:
    """What it takes to offer, in sentences."""
    return [
        _("A moderator has approved you."),
        ngettext("You have been here for %(num)d week.", "You have been here for %(num)d weeks.", WEEKS)
        % {"num": WEEKS},
        ngettext(
            "%(num)d answer of yours stands in somebody else's topic.",
            "%(num)d answers of yours stand in other people's topics.",
            ANSWERS,
        )
        % {"num": ANSWERS},
    ]


def limits() -> list[tuple[str, list[str]]]:
    """[(heading, sentences)]: what is allowed, the same for those who ask, who offer and who look after them."""
    return [
        (_("Who may offer"), standing()),
        (
            _("How it begins and ends"),
            [
                _("Both agree before it begins. Nobody is given to anybody."),
                ngettext(
                    "A newcomer has one companion; a companion has %(num)d newcomer at most.",
                    "A newcomer has one companion; a companion has %(num)d newcomers at most.",
                    AT_ONCE_MAX,
                )
                % {"num": AT_ONCE_MAX},
                _("Either of you ends it at any time, without a reason. The other reads that it is over, and no more."),
                _("Whoever asked can say “I would rather somebody else” in one press. The first is not asked again."),
            ],
        ),
        (
            _("What it is not"),
            [
                _("It is between adults. Nobody under 18 offers, asks or is paired; there are help lines for you."),
                _("It is not treatment, not a loan, not a place to stay, and not a date."),
                _("A companion asks for no real name, address, number or picture. Contact details in a first message "
                  "are pointed out before it goes. If somebody wants to go on elsewhere, you can always say no."),
                _("It goes by your own name here. A name for one topic is never part of it."),
            ],
        ),
        *_who_sees(),
    ]  # fmt: skip


def _who_sees() -> list[tuple[str, list[str]]]:
    """What it changes on pages, and for whom."""
    return [
        (
            _("What it changes"),
            [_("What you owe one another stands first among your replies, and so do topics of theirs that wait.")],
        ),
        (
            _("Who sees what"),
            [
                _("Moderators see who is paired, and since when. They never see what you write to each other."),
                _("After a report, or when somebody blocks their companion, nobody new is sent to that companion until "
                  "a moderator has looked. Nobody is told why."),
                _("A block keeps you from each other at once. A closed account ends it."),
                _("While a decision keeps somebody from writing, or lets others read their posts first, they cannot "
                  "offer this, and an offer that stands rests. They are told."),
                _("You can tell those who look after the house that something is not right in one press. It ends "
                  "then, and the other one reads only that it is over. Of your messages they see those that you "
                  "choose, and no other."),
            ],
        ),
    ]  # fmt: skip


def why_not_offer(member: Member, answers: int, offer: Offer | None) -> str | None:
    """`answers`: how many of theirs stand in topics of others."""
    if offer and offer.stopped_at:
        return _(
            "A moderator has ended your offer: %(reason)s If you think that is a mistake, write to one of them."
        ) % {"reason": offer.reason}
    if sentence := why_it_rests(member):
        return sentence
    if member.closed_at or not member.approved_at:
        return _("Once a moderator has approved you, you can offer this.")
    if member.admitted_at is None or timezone.now() - member.admitted_at < timedelta(weeks=WEEKS):
        return _("You can offer this when you have been here for %(weeks)d weeks.") % {"weeks": WEEKS}
    if answers < ANSWERS:
        return _(
            "You can offer this once %(most)d answers of yours stand in other people's topics; there are %(num)d."
        ) % {
            "most": ANSWERS,
            "num": answers,
        }
    return None


def why_it_rests(member: Member) -> str | None:
    """A decision keeps them from writing, somewhere or at once. One query."""
    if standing_for(member).exists():
        return _(
            "While a decision about you stands, newcomers are not sent to you. Your offer rests, with its words, and "
            "goes on by itself afterwards. Why, and what you can do, stands on your page under decisions."
        )
    return None


def why_not_words(words: str) -> str | None:
    if not words:
        return _("Write a few words, so that a newcomer knows a little of you.")
    if len(words) > WORDS_MAX:
        return _("This is %(long)d characters long; %(most)d is the most.") % {"long": len(words), "most": WORDS_MAX}
    return None


def why_not_ask(*, offers: bool, has_one: bool) -> str | None:
    """Whether a member may ask for company at all."""
    if offers:
        return _("You offer to accompany others. To ask for yourself, take that back first.")
    if has_one:
        return _("You have asked already, or somebody is beside you. End that first, then you can ask anew.")
    return None


def only_adults() -> str:
    return _("This is between adults. If you are younger, the page of help lines has places made for you.")


def no_room() -> str:
    return _("They take on nobody more at the moment. Ask somebody else, or anybody who offers.")


def too_many_asked(by: Member) -> str | None:
    """Counts one more."""
    if ASKED.reached(str(by.pk)):
        return _("You have asked several times this week. Wait a few days, then ask again.")
    return None


def why_not_take(company: Company, by: Member, offer: Offer | None, held: int) -> str | None:
    """Whether somebody who offers may say yes; `held`: how many they have said yes to."""
    is_meant = company.companion_id in {None, by.pk} and company.newcomer_id != by.pk
    if company.ended_at or company.taken_at or not is_meant:
        return _("This question is no longer open. Somebody may have been quicker.")
    if offer is None or not offer.is_open:
        return _("You do not offer this at the moment.")
    if held >= offer.at_once:
        return _("You accompany as many as you said: %(num)d. You can change that number first.") % {"num": held}
    return None


def why_not_look_after(by: Member) -> str | None:
    if by.is_moderator:
        return None
    return _("This page is for the moderators and administrators of the house.")


def why_not_reason(reason: str) -> str | None:
    if not reason:
        return _("Say why, in a sentence. They will read it.")
    return (
        None if len(reason) <= WORDS_MAX else _("This is too long: %(most)d characters at most.") % {"most": WORDS_MAX}
    )


def why_not_agree(company: Company, by: Member) -> str | None:
    """Whether a newcomer may say yes to whoever took their question."""
    if by.pk != company.newcomer_id or company.ended_at or company.taken_at is None or company.agreed_at:
        return _("There is nothing to agree to here at the moment.")
    return None
