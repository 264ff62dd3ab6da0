"""Everything that shuts another person out, in one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.house.models import House
from leeward.members import rules
from leeward.members.forms import ChangePassphraseForm, NameField


class LeavingForm(ChangePassphraseForm):
    """The present passphrase, and what is to change."""

    name = NameField(
        label=_("New name"),
        required=False,
        help_text=_("Empty: it stays. A new one stands on everything you wrote too; older texts may still name you."),
    )
    drop_mail = forms.BooleanField(label=_("Take my mail address away"), required=False, initial=True)
    drop_keys = forms.BooleanField(label=_("Take my passkeys and my code app away"), required=False, initial=True)
    field_order = ["present", "name", "passphrase_choice"]

    def __init__(self, *args: Any, house: House, **more: Any) -> None:
        super().__init__(*args, **more)
        self.house = house

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name and (sentence := rules.why_not_this_name(name, self.house)):
            raise forms.ValidationError(sentence)
        return name

    def name_to_avoid(self) -> str:
        return str(self.cleaned_data.get("name") or self.member.name)
