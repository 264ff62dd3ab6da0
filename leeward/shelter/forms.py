"""What members choose about leaving, and what administrators keep, cleaned."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leeward.house.forms import at_most
from leeward.house.models import House
from leeward.shelter.models import Destination, Need
from leeward.shelter.rules import why_not_leave_to

HOUSES, OWN = "", "own"


def whole_address(typed: str) -> str:
    """The address with its scheme; ValidationError with the rule's sentence."""
    address = typed if "://" in typed else f"https://{typed}"
    if sentence := why_not_leave_to(address, settings.ALLOWED_HOSTS):
        raise forms.ValidationError(sentence)
    return address


class LeavingForm(forms.Form):
    """A member's own way out."""

    leave_to = forms.ChoiceField(label=_("Where leaving leads"), required=False)
    leave_to_own = forms.CharField(
        label=_("An address of your own"),
        help_text=_("A page that looks the same to everybody: the weather, a recipe, a newspaper."),
        **at_most(200, required=False),
    )
    neutral_name = forms.CharField(
        label=_("What the browser’s tab and history call every page"),
        help_text=_("A word that gives nothing away, such as Recipes. Empty: as the house has it."),
        **at_most(60, required=False),
    )
    shift_leaves = forms.BooleanField(label=_("Shift pressed three times leaves as well"), required=False)

    def __init__(self, *args: Any, house: House, offered: list[Destination], **more: Any) -> None:
        super().__init__(*args, **more)
        self.house = house
        places = [(place.address, f"{place.title} ({place.address})") for place in offered]
        choices = [(HOUSES, gettext("As the house has it (%(place)s)") % {"place": house.leave_to}), *places]
        self.fields["leave_to"].choices = [*choices, (OWN, gettext("The address below"))]  # type: ignore[attr-defined]

    def clean_neutral_name(self) -> str:
        name: str = self.cleaned_data["neutral_name"]
        if len(self.house.name) > 3 and self.house.name.casefold() in name.casefold():
            raise forms.ValidationError(gettext("It stays in the browser’s history: leave the house’s name out of it."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        own = cleaned.get("leave_to_own", "")
        if own or cleaned.get("leave_to") == OWN:
            try:
                cleaned["leave_to"] = whole_address(own)
            except forms.ValidationError as error:
                self.add_error("leave_to_own", error)
        return cleaned


class DestinationForm(forms.Form):
    """One place to choose from."""

    title = forms.CharField(label=_("What it is"), **at_most(60, missing=_("Say what it is, such as Weather.")))
    address = forms.CharField(label=_("Its address"), **at_most(200, missing=_("Give its address.")))

    def clean_address(self) -> str:
        return whole_address(self.cleaned_data["address"])


class HelpLineForm(forms.Form):
    """One number that somebody can call."""

    country = forms.CharField(label=_("Country"), **at_most(60, missing=_("Say which country.")))
    need = forms.ChoiceField(label=_("For what"), choices=Need.choices)
    name = forms.CharField(label=_("Name"), **at_most(120, missing=_("Say what it is called.")))
    number = forms.CharField(label=_("Number"), **at_most(40, missing=_("Give the number.")))
    note = forms.CharField(
        label=_("Note"), help_text=_("Hours, languages, whether it shows on a bill."), **at_most(200, required=False)
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if not any(sign.isdigit() for sign in number):
            raise forms.ValidationError(gettext("A number has digits in it."))
        return number

    def clean(self) -> dict[str, Any]:
        """Whoever saves an entry has just looked at it."""
        return {**(super().clean() or {}), "noted_on": timezone.localdate()}
