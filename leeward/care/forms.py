"""What administrators set about care, cleaned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leeward.care.house_rules import LANGUAGES, PHRASES_MAX, why_not_phrase
from leeward.shelter.nearby import countries


class CareForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=_("Languages in which the rules look"),
        help_text=_("With none ticked they look at nothing but the phrases below."),
        choices=list(LANGUAGES.items()),
        required=False,
    )
    phrases = forms.CharField(
        label=_("Phrases of your own"),
        help_text=_("One a line, two words or more, as people here would write it when they are in danger."),
        required=False,
    )
    countries = forms.MultipleChoiceField(
        label=_("Whose help lines come first"),
        help_text=_("For members who have chosen no country themselves, and whose browser names none."),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["countries"].choices = [(one, one) for one in countries()]  # type: ignore[attr-defined]

    def clean_phrases(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["phrases"].splitlines() if line.strip()]
        if len(lines) > PHRASES_MAX:
            raise forms.ValidationError(gettext("There is room for %(most)d phrases.") % {"most": PHRASES_MAX})
        if wrong := [sentence for line in lines if (sentence := why_not_phrase(line))]:
            raise forms.ValidationError(wrong)
        return lines
