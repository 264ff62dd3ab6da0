"""The papers about personal data: records of processing, the data map, and the draft of an impact assessment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leeward.law import activities, facts
from leeward.law.papers import YEARLY, Paper, Question, Rows, Said, Section

WHO = (
    Question(
        "controller",
        gettext_lazy("Who runs this house"),
        gettext_lazy("The name and postal address of the charity, association or person who answers for it."),
    ),
    Question(
        "contact",
        gettext_lazy("How to reach you"),
        gettext_lazy(
            "A mail address and, if you have one, a telephone number. The page “Contact” shows it to everybody."
        ),
    ),
    Question(
        "languages",
        gettext_lazy("In which languages you can be written to"),
        gettext_lazy("The page “Contact” says so."),
    ),
    Question(
        "officer",
        gettext_lazy("Your data protection officer, and your representative abroad"),
        gettext_lazy("Name and contact of each, or why you have none."),
    ),
)
BASES = (
    Question(
        "basis",
        gettext_lazy("On which legal basis you do this"),
        gettext_lazy(
            "For the account and the posts most houses choose what was agreed with members (GDPR, Article 6(1)(b)) or "
            "legitimate interests (6(1)(f), then write down the weighing); for reports and holds often a legal duty "
            "(6(1)(c)). What is said about health, sex life or beliefs needs a second ground: members are asked for "
            "explicit consent (9(2)(a)); what others say of a third person is not covered by it. Say what you chose, "
            "and why."
        ),
    ),
)
OTHERS = (
    Question(
        "processors",
        gettext_lazy("Who works with the data for you"),
        gettext_lazy("The company whose computer this runs on, where that stands, who makes backups, who sends the "
                     "mail. "
                     "With each: since when there is a contract (GDPR, Article 28)."),
    ),
    Question(
        "transfers",
        gettext_lazy("Whether any of it leaves your country or the European Economic Area"),
        gettext_lazy("Where to, and on what ground (GDPR, Articles 44 to 49). “No” is an answer."),
    ),
    Question(
        "backups",
        gettext_lazy("How long your backups live, and where the key is kept"),
        gettext_lazy("What was erased here still stands in them until they are replaced."),
    ),
)  # fmt: skip


def _records() -> Iterable[Said]:
    return activities.records()


def _map() -> Iterable[Said]:
    return [
        _("Each activity with its tables and every field in them. * rests sealed, ° is kept as a digest only. Tables "
          "about "
          "nobody (boards, settings, work put off) are left out."),
        *activities.fields(),
    ]  # fmt: skip


def _risks() -> Iterable[Said]:
    """What can happen to people, what the program does about it, and what is left: as docs/safety.md says at length."""
    told = (
        (_("Somebody who lives with a member finds out that they write here"),
         _("leaving fast, neutral names and mail, nothing kept in the browser, sessions that end"),
         _("spyware, a photograph of the screen, a synced browser")),
        (_("A member is recognised by what they write"),
         _("a check before publishing, names for one topic, taking down and striking at once"),
         _("those who know the story know it under any name")),
        (_("Whoever is being fled from joins"),
         _("joining by approval or invitation, blocks both ways, reports of “someone I know”"),
         _("nobody proves who they are; closing the house to strangers is the operator’s choice")),
        (_("People who are written about are exposed"),
         _("reports without an account, “this is about me”, names pointed out before publishing"),
         _("what was read before it went")),
        (_("Those who look after the house see too much"),
         _("roles, reasons that are read by those concerned, a second person’s review"),
         _("a moderator can copy what they see")),
        (_("The computer or a backup is stolen"),
         _("what is most private rests sealed"),
         _("posts, chosen names and days are readable; so is all of it with the key")),
        (_("Words stay longer than anybody wants"),
         _("clocks that run by themselves and say when they ran; erasing within 30 days"),
         _("backups, and copies others made")),
        (_("Words are lost, and with them a cry for help"),
         _("drafts kept from the first second, reports sorted by danger"),
         _("nobody is promised that somebody reads at once")),
        (_("A decision is unjust"),
         _("a reason, a record, an appeal to somebody else"),
         _("a house with one moderator has nobody else")),
    )  # fmt: skip
    return [Rows(risk, ((_("What the house does"), does), (_("What is left"), left))) for risk, does, left in told]


def _rights() -> Iterable[Said]:
    return [
        Rows(
            _("What members can do themselves"),
            (
                (_("Access and taking along (15, 20)"), _("“Take your words along”: at once, as text or JSON")),
                (_("Putting right (16)"), _("each post, name and page can be changed by its owner at any age")),
                (_("Erasure (17)"), _("one post, one phrase, or the account; 30 days in which it can be stopped")),
                (_("Withdrawing consent (7)"), _("“What you agreed to”, on one’s own page")),
                (_("Objecting, and all else (18, 21)"), _("by writing to the operator; entered in the register")),
            ),
        ),
        *facts.what_members_agreed(),
    ]


def _scale() -> Iterable[Said]:
    return [*facts.the_house_itself(), *facts.the_people()]


RECORDS = Paper(
    "records",
    gettext_lazy("Records of processing"),
    gettext_lazy("What this house does with what is about people, for what, who reads it, and when it goes."),
    ("gdpr-records", "gdpr"),
    (
        Section(gettext_lazy("Who answers for it"), questions=WHO),
        Section(gettext_lazy("On what ground"), questions=BASES),
        Section(gettext_lazy("What is done"), _records),
        Section(gettext_lazy("Who else has it"), questions=OTHERS),
        Section(gettext_lazy("How long"), facts.the_clocks),
        Section(gettext_lazy("How it is guarded"), facts.the_measures),
    ),
    replace(YEARLY, law="gdpr-records"),
)
MAP = Paper(
    "map",
    gettext_lazy("Data map"),
    gettext_lazy("Every table and field that can be about a person."),
    ("gdpr-records",),
    (Section(gettext_lazy("Tables and fields"), _map),),
)
IMPACT = Paper(
    "impact",
    gettext_lazy("Impact assessment, a draft"),
    gettext_lazy(
        "Where people write of violence, health and family, something going wrong can hurt badly. Weigh it before it "
        "does. "
        "What the program can know stands here; the judgement is yours."
    ),
    ("gdpr-impact", "gdpr-consent", "gdpr"),
    (
        Section(gettext_lazy("Who answers for it"), questions=(WHO[0], WHO[3])),
        Section(gettext_lazy("What is planned, and how large it is"), _scale),
        Section(gettext_lazy("What is done with what is about people"), _records),
        Section(
            gettext_lazy("Whether it is needed, and no more than needed"),
            questions=(
                Question(
                    "needed",
                    gettext_lazy("Why people need this house, and what you left out on purpose"),
                    gettext_lazy(
                        "Could it be reached with less? Is there anything you switched on and could do without?"
                    ),
                ),
                *BASES,
            ),
        ),
        Section(gettext_lazy("What people can do themselves"), _rights),
        Section(
            gettext_lazy("What can happen to people"),
            _risks,
            (
                Question(
                    "likely",
                    gettext_lazy("How likely and how bad each of these is in your house"),
                    gettext_lazy("Name the ones that weigh most, and what you do beside the program."),
                ),
            ),
        ),
        Section(gettext_lazy("How it is guarded"), facts.the_measures),
        Section(
            gettext_lazy("Who was asked"),
            questions=(
                Question(
                    "asked",
                    gettext_lazy("Whom you asked: members, your officer, an adviser; what they said"),
                    gettext_lazy(
                        "If a high risk is left, the authority has to be asked before you begin (Article 36)."
                    ),
                ),
                Question("concluded", gettext_lazy("What you concluded, and who decided it")),
            ),
        ),
    ),
    replace(YEARLY, law="gdpr-impact"),
)
