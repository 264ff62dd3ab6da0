"""The papers that the UK Online Safety Act asks for: illegal content, and whether children come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leeward.law import facts
from leeward.law.papers import YEARLY, Paper, Question, Said, Section

# The seventeen kinds that Ofcom's guidance wants looked at one by one, and one question for each.
KINDS = (
    ("terror", gettext_lazy("Terrorism")),
    ("csea", gettext_lazy("Sexual exploitation and abuse of children: grooming, images, links to images")),
    ("hate", gettext_lazy("Hate")),
    ("threats", gettext_lazy("Harassment, stalking, threats and abuse")),
    ("control", gettext_lazy("Controlling or coercive behaviour")),
    ("intimate", gettext_lazy("Intimate images without consent, and cyberflashing")),
    ("extreme", gettext_lazy("Extreme pornography")),
    ("exploit", gettext_lazy("Sexual exploitation of adults")),
    ("traffic", gettext_lazy("Human trafficking")),
    ("border", gettext_lazy("Unlawful immigration")),
    ("fraud", gettext_lazy("Fraud and financial offences")),
    ("proceeds", gettext_lazy("Proceeds of crime")),
    ("drugs", gettext_lazy("Drugs and psychoactive substances")),
    ("weapons", gettext_lazy("Firearms, knives and other weapons")),
    ("suicide", gettext_lazy("Encouraging or assisting suicide or serious self-harm")),
    ("foreign", gettext_lazy("Foreign interference")),
    ("animals", gettext_lazy("Cruelty to animals")),
)
KIND_HINT = gettext_lazy(
    "Negligible, low, medium or high; how likely it is that somebody meets it here or uses the house for it; how bad "
    "that "
    "would be, for whom; what you rest that on; what you do about it."
)


def _what_is_here() -> Iterable[Said]:
    return [*facts.the_house_itself(), *facts.what_can_be_done_here()]


def _evidence() -> Iterable[Said]:
    return [*facts.the_people(), *facts.reports_of_a_year()]


def _what_the_house_does() -> Iterable[Said]:
    return [
        *facts.ways_to_report(),
        _("Reports come to one desk, danger first; a report of a sexual image shows the moment by which it is due."),
        _("Each decision is a record with its reason, is told to whom it concerns, and can be looked at again by "
          "somebody "
          "else. New members’ posts can be held until somebody has read them. Nothing is decided by a machine."),
        *facts.the_measures()[1:],
    ]  # fmt: skip


RISKS = Paper(
    "risks",
    gettext_lazy("Illegal content: risk assessment"),
    gettext_lazy(
        "Seventeen kinds, one by one, as Ofcom’s guidance has them. What the program knows about this house stands "
        "first."
    ),
    ("osa-illegal", "osa-priority", "osa-complaints", "osa-intimate"),
    (
        Section(
            gettext_lazy("The house, and what can be done in it"),
            _what_is_here,
            (
                Question(
                    "profiles",
                    gettext_lazy("Which factors of Ofcom’s risk profiles apply here"),
                    gettext_lazy("Say that you read them, when, and which of the lines above they name."),
                ),
                Question("audience", gettext_lazy("Who comes here, and who of them is at particular risk")),
            ),
        ),
        Section(gettext_lazy("What you know from the last year"), _evidence),
        Section(
            gettext_lazy("The seventeen kinds"),
            questions=tuple(Question(f"kind-{name}", label, KIND_HINT) for name, label in KINDS),
        ),
        Section(
            gettext_lazy("Other illegal content"),
            questions=(Question("kind-other", gettext_lazy("What else could be here that is against the law")),),
        ),
        Section(
            gettext_lazy("What the house does about it"),
            _what_the_house_does,
            (
                Question(
                    "measures",
                    gettext_lazy("Which measures of Ofcom’s codes you take, and where you do something else"),
                ),
                Question(
                    "accountable",
                    gettext_lazy("Who is accountable for this, and who looked it through"),
                    gettext_lazy("A name, a role, a day."),
                ),
            ),
        ),
    ),
    YEARLY,
)
AGES = Paper(
    "ages",
    gettext_lazy("Children: access assessment"),
    gettext_lazy("Whether children can come in, and whether many do or are likely to."),
    ("osa-children",),
    (
        Section(gettext_lazy("Whether children can come in"), facts.about_ages),
        Section(gettext_lazy("The house"), _what_is_here),
        Section(
            gettext_lazy("Whether many children are here, or likely to be"),
            facts.the_people,
            (
                Question(
                    "children-here",
                    gettext_lazy("What you know about members’ ages"),
                    gettext_lazy("From what they write, from surveys, from those who look after the house. Count "
                                 "nobody "
                                 "who did not say so."),
                ),
                Question(
                    "children-drawn",
                    gettext_lazy("Whether what is here draws people under 18"),
                    gettext_lazy("Its subjects, its looks, where you tell of it, who links to it."),
                ),
                Question(
                    "children-concluded",
                    gettext_lazy("What you concluded, and why"),
                    gettext_lazy("If many children are here or likely to be, a children’s risk assessment has to "
                                 "follow "
                                 "within three months (section 11)."),
                ),
            ),
        ),
    ),
    replace(YEARLY, law="osa-children"),
)  # fmt: skip
