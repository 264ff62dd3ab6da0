"""Who may, and why not; every sentence is for the eyes of the one refused."""

from functools import cache

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from leeward.house.models import House, Joining
from leeward.members.models import NAME_MAX, Alias, AskedBack, Invitation, Member, Role
from leeward.members.names import has_towers, is_one_alphabet, name_key, strange_signs

NAME_MIN = 2  # characters; one letter is no name to answer to
ANSWER_MAX = ABOUT_MAX = 2_000  # characters: a page; the columns' own limit
INVITATION_DAYS = 14  # long enough for a letter to arrive, short enough that a lost one does no harm
# Names for one topic that one member may take in 30 days: enough for whoever has several stories that must not be
# put together, too few to be a crowd that agrees with itself.
ALIASES_MAX = 5
HOUSE_KEY_MIN = 8  # a shorter house name stands within many good names

# Words that, as one word of a name, let somebody pass for the people who look after the house.
STAFF_WORDS = frozenset(
    {"admin", "admins", "sysadmin", "mod", "mods", "staff", "helpdesk", "webmaster", "official", "leeward"}
)
STAFF_STEMS = frozenset({"moderator", "moderateur", "moderatrice", "moderador", "administra"})
# Words that mislead only as a whole name: "Red House" and "Nobody's Home" are names like others.
NOT_ALONE = frozenset(
    {"house", "host", "owner", "team", "support", "helper", "system", "root", "police", "member", "members"}
    | {"everyone", "everybody", "all", "nobody", "anybody", "anonymous", "deleted", "me", "you", "new"}
)


def insist(sentence: str | None) -> None:
    """403 with the rule's sentence, where the rule gave one."""
    if sentence:
        raise PermissionDenied(sentence)


def why_not_this_name(name: str, house: House) -> str | None:
    """Whether the name may be anybody's; whether it is taken is another question (`name_taken`)."""
    if not NAME_MIN <= len(name) <= NAME_MAX:
        return _("A name has %(least)d to %(most)d characters.") % {"least": NAME_MIN, "most": NAME_MAX}
    if strange_signs(name):
        return _("A name may hold letters, digits, spaces and these signs: - _ . '")
    if not any(letter.isalpha() for letter in name) or not name[0].isalnum():
        return _("A name begins with a letter or a digit and holds at least one letter.")
    if has_towers(name):
        return _("This name piles too many marks on one letter.")
    if not is_one_alphabet(name):
        return _("This name mixes letters of different alphabets. Take letters of one.")
    if _looks_like_staff(name, house):
        return _("This name could be taken for somebody who looks after the house. Take another.")
    return None


def _looks_like_staff(name: str, house: House) -> bool:
    """A staff word as one word of the name, also with digits behind it, or the house's own name."""
    whole, house_key = name_key(name), name_key(house.name)
    for sign in "-_.'":
        name = name.replace(sign, " ")
    parts = {whole, *(name_key(part.rstrip("0123456789")) for part in name.split())}
    if parts & _keys(STAFF_WORDS) or any(stem in whole for stem in _keys(STAFF_STEMS)):
        return True
    if whole in _keys(NOT_ALONE) | {house_key, name_key(house.neutral_name)}:
        return True
    return len(house_key) >= HOUSE_KEY_MIN and house_key in whole


@cache
def _keys(words: frozenset[str]) -> frozenset[str]:
    return frozenset(name_key(word) for word in words)


def name_taken() -> str:
    return _("This name is taken, or looks like one that is. Take another.")


def why_not_another_alias(lately: int) -> str | None:
    """`lately` counts those taken in the last 30 days."""
    if lately >= ALIASES_MAX:
        return _(
            "You have taken %(most)d other names in the last 30 days, which is the most: with more, one person could "
            "pass for many. Nothing was sent. Empty this field to write under your own name, or "
            "keep the text for later."
        ) % {"most": ALIASES_MAX}
    return None


def why_not_join(house: House, invitation: Invitation | None) -> str | None:
    """Whether the house lets anybody in this way."""
    if house.joining == Joining.INVITATION and invitation is None:
        return _(
            "This house is joined by invitation. If a member gave you a link, open that link; if it led you here, "
            "it is good no more, and they can make another. "
            "An invitation is good for one person and for %(days)d days."
        ) % {"days": INVITATION_DAYS}
    return None


def why_not_enter(member: Member) -> str | None:
    """Said only to somebody who has just given the right passphrase."""
    if member.closed_at is None:
        return None
    if member.admitted_at is None:
        return _(
            "The people who look after this house have read your request and did not let you in. "
            "It says nothing about you or about what you are living through. "
            "There are other places that can help, and you deserve one."
        )
    return _("This account is closed. If you think that is a mistake, write to whoever runs this house.")


def why_not_as_demo(member: Member, on_this_machine: bool) -> str | None:
    """Everybody knows the demo's passphrase, so its accounts open on the machine that serves them only."""
    if member.is_demo and not on_this_machine:
        return _("Demo accounts can be used only on the machine that runs the demo.")
    return None


def why_not_block(by: Member, other: Member) -> str | None:
    """Whether the two may be kept apart by the choice of one of them."""
    if by.pk == other.pk:
        return _("You cannot block yourself.")
    if Alias.objects.of(by).filter(face=other).exists():
        return _("This is a name of your own, for one topic.")
    if other.is_moderator:
        return _(
            "%(name)s looks after this house, and whoever reads here must see what they say, so they cannot be "
            "blocked. If one of them troubles you, write to another."
        ) % {"name": other.name}
    if by.is_moderator:
        return _("You look after this house, so you see what everybody writes and cannot block anybody.")
    return None


def wrong_name_or_passphrase() -> str:
    """One sentence for both: it tells nobody whether a name exists here."""
    return _("That name and passphrase do not go together. Check both and try again.")


def wrong_name_or_code() -> str:
    return _("That name and code do not go together, or the code was used before. Check both and try again.")


def wrong_second_code() -> str:
    return _(
        "That code is not right, or it was used before. Wait for the next one, or take one of your recovery codes."
    )


def half_is_over() -> str:
    return _("That took longer than ten minutes. Begin again with your name and passphrase.")


def wrong_passkey() -> str:
    return _("That passkey could not be checked. Try once more; if it fails again, use your name and passphrase.")


def asked_too_often() -> str:
    return _("That was asked several times today from where you are. Wait until tomorrow. Nothing is locked.")


def wrong_receipt() -> str:
    return _("Nothing was asked with this receipt. Check each sign and try again.")


def wrong_passphrase() -> str:
    return _("That is not your present passphrase.")


def too_often() -> str:
    return _("That was tried too often just now. Wait a quarter of an hour, then try again. Nothing is locked.")


def too_many_joined() -> str:
    return _("Many people have joined from where you are. Wait an hour, then try again.")


def too_many_names() -> str:
    return _("You have changed your name several times today. Wait until tomorrow.")


# ── looking after members ────────────────────────────────────────────────────


def why_not_look_after(person: Member) -> str | None:
    if person.is_moderator:
        return None
    return _("This page is for the moderators and administrators of the house.")


def why_not_administer(person: Member) -> str | None:
    if person.is_administrator:
        return None
    return _("This is for the administrators of the house.")


def why_not_change_account(member: Member) -> str | None:
    """A name for one topic has no account: nothing to approve, to close or to give a role."""
    if member.is_face:
        return _("This is a name for one topic. It has no account of its own.")
    return None


def why_not_admit(by: Member, member: Member) -> str | None:
    """Admitting and declining: only somebody who waits."""
    if sentence := why_not_look_after(by):
        return sentence
    if member.admitted_at or member.closed_at:
        return _("Somebody has decided about %(name)s already.") % {"name": member.name}
    return None


def why_not_approve(by: Member, member: Member) -> str | None:
    if sentence := why_not_look_after(by):
        return sentence
    if member.admitted_at is None:
        return _("%(name)s still waits to be let in. Decide about that first.") % {"name": member.name}
    return None


def why_not_change_role(by: Member, member: Member, role: str, administrators: int) -> str | None:
    """`administrators` counts those whose accounts are open."""
    if sentence := why_not_administer(by):
        return sentence
    if role not in Role.values:
        return _("There is no such role.")
    if member.admitted_at is None or member.closed_at:
        return _("Only somebody who is in can be given a role.")
    if member.is_administrator and role != Role.ADMINISTRATOR and administrators < 2:
        return last_administrator()
    return None


def why_not_close(by: Member, member: Member, administrators: int) -> str | None:
    if sentence := why_not_administer(by):
        return sentence
    if member.pk == by.pk:
        return _("You cannot close your own account here. Ask another administrator.")
    if member.is_administrator and administrators < 2:
        return last_administrator()
    return None


def last_administrator() -> str:
    return _("A house needs one administrator at least. Make somebody else an administrator first.")


def why_not_decide_back(by: Member, asked: AskedBack) -> str | None:
    if sentence := why_not_look_after(by):
        return sentence
    if asked.approved_at or asked.declined_at or asked.cancelled_at:
        return _("This has been decided already.")
    return None


def why_not_open_back(by: Member, member: Member | None) -> str | None:
    """Whether this moderator may say yes for this account. Who looks after others is let in by administrators only."""
    if member is None:
        return _("Nobody here has that name. It can only be declined.")
    if member.pk == by.pk:
        return _("This is your own account. Somebody else has to decide.")
    if member.closed_at:
        return _("This account is closed. Open it first.")
    if member.is_moderator and not by.is_administrator:
        return _("This account looks after the house too: only an administrator may decide about it.")
    return None
