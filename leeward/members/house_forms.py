"""What those who look after the house type about members."""

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
    """Which circles a member belongs to."""

    circles = forms.ModelMultipleChoiceField(label=_("Circles"), queryset=Circle.objects.none(), required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        field = self.fields["circles"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Circle.objects.all()
        field.label_from_instance = lambda circle: circle.name  # type: ignore[method-assign, assignment]


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
