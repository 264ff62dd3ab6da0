"""What administrators type about the house, cleaned."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leeward.house import rules
from leeward.house.models import NAME_MAX, Accent, Inviting, Joining, Pictures
from leeward.house.rules import FORM_MAX, MEANING_MAX, WELCOME_MAX

ADDRESS_MAX = 200  # characters: the column's own limit


def at_most(most: int, **more: Any) -> dict[str, Any]:
    """A limit with a sentence that says what to do."""
    sentence = _("This is too long: %(limit_value)d characters fit here, and it has %(show_value)d.")
    missing = more.pop("missing", _("Something has to stand here."))
    return {"max_length": most, "error_messages": {"max_length": sentence, "required": missing}, **more}


class HouseForm(forms.Form):
    """What the community is called, and how it looks."""

    name = forms.CharField(label=_("Name of the house"), **at_most(NAME_MAX))
    neutral_name = forms.CharField(
        label=_("Neutral name"),
        help_text=_(
            "What the browser’s tab and history say, on every page. Take a word that gives nothing away, such as Notes."
        ),
        **at_most(NAME_MAX),
    )
    welcome = forms.CharField(
        label=_("Welcome"),
        help_text=_("What somebody reads who comes here for the first time. Plain text."),
        **at_most(WELCOME_MAX, required=False),
    )
    accent = forms.ChoiceField(label=_("Colour of links"), choices=Accent.choices)
    pictures = forms.ChoiceField(
        label=_("Pictures in posts"),
        help_text=_(
            "A picture says more than its writer may mean: faces, rooms, screens. What hides in the file, such as the "
            "place where it was taken, is always taken out. Turned off again, the pictures that stand stay."
        ),
        choices=Pictures.choices,
    )
    leave_to = forms.CharField(
        label=_("Where “Leave now” leads"),
        help_text=_(
            "The address of a page that anybody might have open: the weather, the news. It opens fast and says nothing."
        ),
        **at_most(ADDRESS_MAX),
    )

    def clean_leave_to(self) -> str:
        address: str = self.cleaned_data["leave_to"]
        address = address if "://" in address else f"https://{address}"
        try:
            URLValidator(schemes=["https", "http"])(address)
        except ValidationError as error:
            raise ValidationError(gettext("Give a whole address, such as https://www.example.org/.")) from error
        if urlsplit(address).username:
            raise ValidationError(gettext("Give an address without a name and passphrase in it."))
        return address

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        name, neutral = cleaned.get("name", ""), cleaned.get("neutral_name", "")
        if len(name) > 3 and name.casefold() in neutral.casefold():
            self.add_error(
                "neutral_name",
                gettext("The neutral name stays in the browser’s history: leave the house’s name out of it."),
            )
        return cleaned


def whole(least: int, most: int, **more: Any) -> forms.IntegerField:
    """A number within bounds, with a sentence for whatever else is typed."""
    wrong = {
        "min_value": _("At least %(limit_value)d."),
        "max_value": _("%(limit_value)d is the most."),
        **dict.fromkeys(("required", "invalid"), _("Give a number.")),
    }
    return forms.IntegerField(min_value=least, max_value=most, error_messages=wrong, **more)


class GateForm(forms.Form):
    """How one joins, who may invite, and what is read before others see it."""

    joining = forms.ChoiceField(label=_("Who may join"), choices=Joining.choices)
    joining_question = forms.CharField(
        label=_("Questions to those who ask to join"),
        help_text=_(
            "Asked where a moderator says yes: one a line, three at most. The answers rest sealed; only moderators and "
            "administrators read them, at the desk, and they are erased some time after."
        ),
        required=False,
    )
    inviting = forms.ChoiceField(
        label=_("Who may make invitations"),
        help_text=_("Each is a link for one person. Nobody is shown who invited whom."),
        choices=Inviting.choices,
    )
    hold_first = whole(
        0,
        rules.FIRST_MAX,
        label=_("How many first posts of a new member are read before others see them"),
        help_text=_(
            "0: none. They wait until somebody at the desk lets them through, and say so to whoever wrote them."
        ),
    )
    hold_links = forms.BooleanField(
        label=_("A new member’s first link to another site waits to be read (one to a page of this house does not)"),
        required=False,
    )
    read_within = whole(
        1,
        rules.READ_WITHIN_MAX,
        label=_("Within how many hours you promise to read a post that waits"),
        help_text=_(
            "Whoever waits is told this, and beside it how long it truly takes. Promise what you can keep at night and "
            "on Sundays."
        ),
    )

    def clean_joining_question(self) -> str:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["joining_question"]).splitlines()]
        questions = [line for line in lines if line]
        if len(questions) > rules.QUESTIONS_MAX:
            raise ValidationError(gettext("Three questions at most: whoever arrives here has little strength."))
        if any(len(question) > rules.QUESTION_MAX for question in questions):
            raise ValidationError(gettext("A question has %(most)d characters at most.") % {"most": rules.QUESTION_MAX})
        return "\n".join(questions)


class ShortFormForm(forms.Form):
    """One entry of the glossary."""

    form = forms.CharField(
        label=_("Short form"),
        help_text=_("As people write it: H, OO, DV. Capital and small letters count."),
        **at_most(FORM_MAX, missing=_("Say which short form.")),
    )
    meaning = forms.CharField(label=_("What it means"), **at_most(MEANING_MAX, missing=_("Say what it means.")))

    def clean_form(self) -> str:
        form: str = self.cleaned_data["form"]
        if any(sign.isspace() for sign in form) or not form[0].isalnum():
            raise ValidationError(gettext("A short form is one word that begins with a letter or a digit."))
        return form
