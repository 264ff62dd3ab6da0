"""What is typed about notices and mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.members.forms import NameField, at_most
from leeward.notices.models import CHOSEN

ADDRESS_MAX = 254  # characters: RFC 5321 allows no more
CODE_MAX = 40


class NoticeChoicesForm(forms.Form):
    tell = forms.MultipleChoiceField(label=_("Tell me when"), choices=CHOSEN, required=False)


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("An address that only you read"),
        help_text=_("Not one whose passphrase somebody else knows, nor one that a shared phone shows."),
        **at_most(ADDRESS_MAX, _("Give an address.")),
    )


class MailCodeForm(forms.Form):
    code = forms.CharField(label=_("The code from the mail"), **at_most(CODE_MAX, _("Give the code.")))


HOURS = (7, 9, 12, 15, 18, 21)  # of the house's day


class MailChoicesForm(forms.Form):
    news_hour = forms.TypedChoiceField(
        label=_("When there are notices for me, send a mail"),
        help_text=_("One a day at most, and at no other hour: whoever sees the phone then may ask who writes to you."),
        choices=[("", _("Never")), *((hour, _("At %(hour)d o'clock") % {"hour": hour}) for hour in HOURS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    weekly = forms.BooleanField(label=_("Ask me each week whether the address is still only mine"), required=False)
    recovers = forms.BooleanField(
        label=_("Let me back in by a code sent to this address"),
        help_text=_("Then whoever reads that mailbox can take over your account. Leave it off when in doubt."),
        required=False,
    )


class RecoverByMailForm(forms.Form):
    name = NameField()
