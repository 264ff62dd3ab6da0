"""What those who look after the house type about members."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leeward.members.forms import too_long
from leeward.members.models import Circle, Invitation, Role


class FindForm(forms.Form):
    """Part of a name. Sent as a POST, so that no address holds it."""

    q = forms.CharField(
        label=_("Part of a name"), error_messages={"required": _("Type part of a name.")}, **too_long(30)
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class CirclesForm(forms.Form):
    """Which circles a member belongs to."""

    circles = forms.ModelMultipleChoiceField(
        label=_("Circles"), queryset=Circle.objects.none(), required=False
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        field = self.fields["circles"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Circle.objects.all()
        field.label_from_instance = lambda circle: circle.name  # type: ignore[method-assign]


class CircleForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the circle"),
        error_messages={"required": _("Say a name.")},
        max_length=Circle._meta.get_field("name").max_length,
    )


class InviteForm(forms.Form):
    note = forms.CharField(
        label=_("For whom, in your own words"),
        help_text=_("So that you know later which link was for whom. Not their real name."),
        required=False,
        **too_long(Invitation._meta.get_field("note").max_length or 0),
    )
