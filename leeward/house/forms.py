"""What administrators type about the house, cleaned."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leeward.house.models import NAME_MAX, Accent, Joining, Pictures
from leeward.house.rules import FORM_MAX, MEANING_MAX, RULES_MAX, WELCOME_MAX

QUESTION_MAX, ADDRESS_MAX = 300, 200  # characters: the columns' own limits


def at_most(most: int, **more: Any) -> dict[str, Any]:
    """A limit with a sentence that says what to do."""
    sentence = _("This is too long: %(limit_value)d characters fit here, and it has %(show_value)d.")
    missing = more.pop("missing", _("Something has to stand here."))
    return {"max_length": most, "error_messages": {"max_length": sentence, "required": missing}, **more}


class HouseForm(forms.Form):
    """What the community is called, how it looks, who may join."""

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
    joining = forms.ChoiceField(label=_("Who may join"), choices=Joining.choices)
    joining_question = forms.CharField(
        label=_("Question to those who ask to join"),
        help_text=_("Asked where a moderator says yes. Only moderators and administrators read the answers."),
        **at_most(QUESTION_MAX, required=False),
    )
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


class RulesForm(forms.Form):
    """The house rules, written as posts are."""

    body = forms.CharField(
        label=_("House rules"),
        help_text=_("Written as posts are: 1. and 2. make numbered points, **two stars** make words strong."),
        strip=False,
        **at_most(RULES_MAX, required=False),
    )


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
