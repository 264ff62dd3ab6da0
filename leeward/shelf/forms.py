"""What somebody types about a thing they recommend, cleaned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leeward.house.forms import at_most
from leeward.shelf.actions import Thing
from leeward.shelf.meeting import address_of
from leeward.shelf.models import Kind


def languages() -> list[tuple[str, str]]:
    """(code, its own name), by code: those whose code is two or three letters."""
    known = {code: info["name_local"] for code, info in LANG_INFO.items() if "name_local" in info and len(code) <= 3}
    return sorted(known.items(), key=lambda one: one[1].casefold())


class ThingForm(forms.Form):
    """One thing to put on the shelf."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose what it is.")},
    )
    what = forms.CharField(
        label=gettext_lazy("Its name"),
        help_text=gettext_lazy("A title, or whose page or number it is."),
        **at_most(150, missing=gettext_lazy("Please give it a name.")),
    )
    address = forms.CharField(
        label=gettext_lazy("Its address, number or ISBN"),
        help_text=gettext_lazy("A page and a number need one; a book or a broadcast can do without."),
        **at_most(500, required=False),
    )
    why = forms.CharField(
        label=gettext_lazy("Why you recommend it, in one line"),
        **at_most(200, required=False),
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language"), required=False)
    country = forms.CharField(
        label=gettext_lazy("For which country, if for one"),
        **at_most(60, required=False),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["language"].choices = [("", _("Any")), *languages()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        kind, typed = said.get("kind", ""), said.get("address", "")
        if kind and "address" in said:
            address = address_of(kind, typed)
            if address is None:
                self.add_error("address", self._wrong(kind))
            said["address"] = address or ""
        for field in ("what", "why", "country"):
            said[field] = " ".join(str(said.get(field, "")).split())
        return said

    def _wrong(self, kind: str) -> str:
        if kind == Kind.PHONE:
            return _("Please give the number, in figures.")
        if kind == Kind.BOOK:
            return _("This is neither an ISBN nor the address of a page. It can stay empty.")
        return _("Please give the page's address, as in https://www.example.org/.")

    def thing(self) -> Thing:
        return Thing(**self.cleaned_data)
