"""What is typed by those who come back with help, and by those who help."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.members.forms import CODE_MAX, NameField, NewPassphrase, at_most

WORDS_MAX = 2_000  # characters: a page
REASON_MAX = 500  # the column's own limit


class AskBackForm(forms.Form):
    """A name, and what lets a moderator tell who it is."""

    name = NameField(label=_("The name you had here"))
    words = forms.CharField(
        label=_("How can somebody who knows you from here tell that it is you?"),
        help_text=_(
            "Something that nobody else could know: what you wrote to a moderator, roughly when you joined, what you "
            "meant to write next. Not your story: the other person in it knows that too. No real names."
        ),
        **at_most(WORDS_MAX, _("Write a sentence or two, so that somebody can tell who you are.")),
    )


class ComeBackForm(NewPassphrase):
    """The receipt, and a new passphrase once the account opens."""

    receipt = forms.CharField(
        label=_("Your receipt"),
        help_text=_("The sixteen letters and digits that you were shown when you asked."),
        **at_most(CODE_MAX, _("Give your receipt.")),
    )
    field_order = ["receipt", "passphrase_choice"]


class DecideForm(forms.Form):
    """Yes or no, and why."""

    reason = forms.CharField(
        label=_("What made you sure, in a sentence"),
        help_text=_("Kept with the decision for those who look after the house. No real names."),
        **at_most(REASON_MAX, _("Say in a sentence why.")),
    )
