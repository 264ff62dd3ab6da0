"""What is typed about offering and asking. What is wrong with it, the rules say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.companions.models import AT_ONCE_MAX


class OfferForm(forms.Form):
    words = forms.CharField(
        label=_("A few words about yourself"),
        help_text=_(
            "What you have been through, as far as you want to say it, and when you are usually here. "
            "Every member can read it."
        ),
        required=False,
    )  # fmt: skip
    at_once = forms.TypedChoiceField(
        label=_("How many at once"),
        choices=[(number, str(number)) for number in range(1, AT_ONCE_MAX + 1)],
        coerce=int,
        initial=1,
    )
    adult = forms.BooleanField(label=_("I am 18 or older, and have read what is allowed"), required=False)


class AskForm(forms.Form):
    adult = forms.BooleanField(label=_("I am 18 or older, and have read what is allowed"), required=False)
