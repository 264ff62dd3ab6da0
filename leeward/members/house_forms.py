"""What those who look after the house type about members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.members.forms import at_most
from leeward.members.models import NAME_MAX, Circle, Role

CIRCLE_NAME_MAX, NOTE_MAX = 60, 120  # characters: the columns' own limits


class FindForm(forms.Form):
    """Part of a name. Sent as a POST, so that no address holds it."""

    q = forms.CharField(label=_("Part of a name"), **at_most(NAME_MAX, _("Type part of a name.")))


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class CirclesForm(forms.Form):
    """Which circles a member belongs to. Chosen among those there are: no number from outside reaches a query."""

    circles = forms.MultipleChoiceField(label=_("Circles"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {str(circle.pk): circle for circle in Circle.objects.all()}
        field = self.fields["circles"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, circle.name) for key, circle in self.known.items()]

    def clean_circles(self) -> list[Circle]:
        return [self.known[key] for key in self.cleaned_data["circles"]]


class CircleForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the circle"),
        **at_most(CIRCLE_NAME_MAX, _("Say a name.")),
    )


class InviteForm(forms.Form):
    note = forms.CharField(
        label=_("For whom, in your own words"),
        help_text=_("So that you know later which link was for whom. Not their real name."),
        required=False,
        **at_most(NOTE_MAX),
    )
