"""What is typed about keys: the code app's digits, a passkey's name, a device's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.members.forms import CODE_MAX, DEVICES, at_most

KEY_NAME_MAX = 40  # characters: the column's own limit
ANSWER_MOST = 20_000  # characters: a device's answer has some 2,000


class CodeForm(forms.Form):
    """Six digits, to show that the app is set."""

    code = forms.CharField(
        label=_("The six digits that your app shows now"), **at_most(CODE_MAX, _("Give the six digits."))
    )


class KeyNameForm(forms.Form):
    name = forms.CharField(
        label=_("A name for this key"),
        help_text=_("So that you know it again: the blue stick, my phone."),
        **at_most(KEY_NAME_MAX, _("Say a name.")),
    )


class PasskeyAnswer(forms.Form):
    """What the page asked, signed, and what the device answered."""

    asked = forms.CharField(required=False, widget=forms.HiddenInput, max_length=ANSWER_MOST)
    answer = forms.CharField(required=False, widget=forms.HiddenInput, max_length=ANSWER_MOST)


class NewPasskeyForm(PasskeyAnswer, KeyNameForm):
    pass


class KnownPasskeyForm(PasskeyAnswer):
    device = forms.ChoiceField(
        label=_("Does anyone else use this device?"), choices=DEVICES, initial="shared", required=False
    )
