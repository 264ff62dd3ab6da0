"""What people type about themselves, cleaned. The sentences of what is wrong stand in `rules` and `passphrases`."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leeward.house.models import House, Joining
from leeward.members import consents as consenting
from leeward.members import rules
from leeward.members.models import Invitation, Member, Theme
from leeward.members.names import tidy
from leeward.members.offered_names import offer as offer_name
from leeward.members.passphrases import LONGEST, is_ours, offer, why_not_this_passphrase
from leeward.web import machines

DEVICES = [("shared", _("Yes, or not sure")), ("mine", _("No, only me"))]
ANSWERS = ("answer", "answer_2", "answer_3")  # what the fields of the joining questions are called
CODE_MAX = 80  # characters: a code with whatever stands around it; more is a paste by mistake


def at_most(most: int, missing: object = "") -> dict[str, Any]:
    """A limit, and what is said when it is passed or when nothing stands there."""
    sentence = _("This is too long: %(limit_value)d characters fit here, and it has %(show_value)d.")
    required = missing or _("Something has to stand here.")
    return {"max_length": most, "error_messages": {"max_length": sentence, "required": required}}


class NameField(forms.CharField):
    """Any name, tidied. Whether it will do is for the form to say."""

    def __init__(self, **more: Any) -> None:
        super().__init__(strip=False, error_messages={"required": _("Say a name.")}, **{"label": _("Name"), **more})

    def to_python(self, value: Any) -> str:
        return tidy(str(value or ""))


class PassphraseField(forms.CharField):
    """As typed: spaces at the ends count, and it is never shown again."""

    def __init__(self, **more: Any) -> None:
        words = {"label": _("Passphrase"), "error_messages": {"required": _("Give the passphrase.")}, **more}
        super().__init__(strip=False, **words)


class NewPassphrase(forms.Form):
    """A new passphrase: the offered one, or one's own typed twice. `cleaned_data["new"]` is the one chosen."""

    passphrase_choice = forms.ChoiceField(
        label=_("Passphrase"),
        choices=[("offered", _("Use this one")), ("own", _("Choose my own"))],
        initial="offered",
        error_messages={"required": _("Choose a passphrase."), "invalid_choice": _("Choose a passphrase.")},
    )
    passphrase_offered = forms.CharField(required=False, widget=forms.HiddenInput)
    passphrase = PassphraseField(
        label=_("Your own passphrase"),
        required=False,
        help_text=_("At least 10 characters. Four or five words that do not belong together are best."),
    )
    passphrase_again = PassphraseField(label=_("The same once more"), required=False)

    def offer(self) -> str:
        """The passphrase to show: the one shown before, or a fresh one."""
        shown = str(self.data.get("passphrase_offered", "")) if self.is_bound else ""
        return shown if is_ours(shown) and not self.data.get("another") else offer()

    def name_to_avoid(self) -> str:
        """The name that the passphrase may not hold."""
        return str(self.cleaned_data.get("name") or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        typed, again = cleaned.get("passphrase") or "", cleaned.get("passphrase_again") or ""
        # Typed twice alike is a choice, whatever the button beside it says; nobody is let in with one they never read.
        is_own = cleaned.get("passphrase_choice") == "own" or bool(typed and typed == again)
        cleaned["new"] = typed if is_own else cleaned.get("passphrase_offered") or ""
        if not is_own and (typed or again):
            self.add_error("passphrase_choice", gettext("Use the offered one, or type your own twice: not both."))
        elif sentence := why_not_this_passphrase(cleaned["new"], self.name_to_avoid()):
            self.add_error("passphrase" if is_own else "passphrase_choice", sentence)
        elif is_own and typed != again:
            self.add_error("passphrase_again", gettext("The two are not the same. Type both once more."))
        return cleaned


class JoinForm(NewPassphrase):
    """Everything that joining asks for."""

    name = NameField(
        help_text=_(
            "What others will see. Take one that nobody who knows you would recognise: "
            "not the one you use elsewhere, no birth year, no town."
        )
    )
    agreed = forms.BooleanField(
        label=_("I have read the house rules and will keep them."),
        error_messages={"required": _("Read the house rules and say that you will keep them.")},
    )
    consents = forms.BooleanField(
        label=consenting.TEXTS[consenting.NEWEST],
        error_messages={
            "required": _("Without this the house may not keep what you write. You can take it back later.")
        },
    )
    invitation = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["name", "passphrase_choice"]

    def __init__(self, *args: Any, house: House, invitation: Invitation | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.house = house
        self.fields["name"].help_text += " " + gettext("Something like “%(name)s” will do.") % {"name": offer_name()}
        self.is_invited = invitation is not None
        self.is_spent = False  # they came with a link that is good no more
        self.asks = house.joining == Joining.APPROVAL and invitation is None
        asked = house.joining_question or gettext("What brings you here, in a sentence or two?")
        self.questions = dict(zip(ANSWERS, asked.splitlines(), strict=False)) if self.asks else {}
        for field, question in self.questions.items():
            missing = _("Write a sentence or two, so that somebody can say yes.")
            hint = _("Only those who look after the house read this. It rests sealed, and is erased some time after.")
            self.fields[field] = forms.CharField(
                label=question, help_text=hint if field == ANSWERS[0] else "", **at_most(rules.ANSWER_MAX, missing)
            )

    def clean(self) -> dict[str, Any]:
        if sentence := machines.why_not_a_person(self.data):
            raise forms.ValidationError(sentence)
        return super().clean()

    def answers(self) -> list[tuple[str, str]]:
        """(question, answer) of a form that is right."""
        return [(question, self.cleaned_data[field]) for field, question in self.questions.items()]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if sentence := rules.why_not_this_name(name, self.house):
            raise forms.ValidationError(sentence)
        return name


class SignInForm(forms.Form):
    """Name and passphrase, and the one question about the device; then, for those who want it, a second step.

    `half` says that the first step was right (`second_step.half_of`); while it stands only the code is asked for.
    """

    name = NameField(required=False)
    passphrase = PassphraseField(max_length=LONGEST * 5, required=False)  # above any accepted: only a flood is more
    device = forms.ChoiceField(
        label=_("Does anyone else use this device?"),
        help_text=_("“Yes, or not sure” signs you out when the browser is closed. “No, only me” lasts 14 days."),
        choices=DEVICES,
        initial="shared",
        required=False,
    )
    code = forms.CharField(
        label=_("The six digits that your app shows now"),
        help_text=_("Or one of your recovery codes."),
        required=False,
        **at_most(CODE_MAX),
    )
    half = forms.CharField(required=False, widget=forms.HiddenInput)
    asks_code = False
    shut = ""  # why an account that is proved lets nobody in; nothing is wrong with what was typed

    def ask_code(self, half: str) -> None:
        """From now on the form shows the second step."""
        self.asks_code, self.half_token = True, half

    def clean_device(self) -> str:
        return self.cleaned_data["device"] or "shared"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("half"):
            self.ask_code(cleaned["half"])
            if not cleaned.get("code") and not self.has_error("code"):
                self.add_error("code", gettext("Give the code."))
            return cleaned
        for name, sentence in (("name", gettext("Say a name.")), ("passphrase", gettext("Give the passphrase."))):
            if not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, sentence)
        return cleaned


class RecoverForm(NewPassphrase):
    """A way back in with a code."""

    name = NameField()
    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("One of the eight you kept when you joined. Each is good once."),
        **at_most(CODE_MAX, _("Give one of your codes.")),
    )
    field_order = ["name", "code", "passphrase_choice"]


class PreferencesForm(forms.Form):
    """A member's own page: what others read about them, and how pages look to them."""

    about = forms.CharField(
        label=_("About you"),
        help_text=_("Members can read this on your page. You need not write anything."),
        required=False,
        **at_most(rules.ABOUT_MAX),
    )
    theme = forms.ChoiceField(label=_("Paper"), choices=Theme.choices)
    smileys = forms.BooleanField(label=_("Draw typed smileys such as :) as pictures"), required=False)
    shows_waiting = forms.BooleanField(
        label=_("Show me who waits for a first answer"),
        help_text=_("The first five of them, on the front page. The whole list is always one link away."),
        required=False,
    )
    lists_posts = forms.BooleanField(
        label=_("List what I post on my page"),
        help_text=_(
            "Without it nobody can list your posts or search for them by your name. Posts under another name are "
            "never listed."
        ),
        required=False,
    )


class _OfMember(forms.Form):
    """A form whose rules ask about the member who fills it in."""

    def __init__(self, *args: Any, member: Member, **more: Any) -> None:
        super().__init__(*args, **more)
        self.member = member


class ProveForm(_OfMember):
    """The present passphrase, asked again before something that could lock its owner out."""

    present = PassphraseField(label=_("Your present passphrase"), max_length=LONGEST * 5)

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        if not self.member.check_password(present):
            raise forms.ValidationError(rules.wrong_passphrase())
        return present


class ChangePassphraseForm(ProveForm, NewPassphrase):
    """The present passphrase and a new one."""

    field_order = ["present", "passphrase_choice"]

    def name_to_avoid(self) -> str:
        return self.member.name


class ChangeNameForm(_OfMember):
    """Another name, by the rules for any name."""

    name = NameField(label=_("New name"))

    def __init__(self, *args: Any, house: House, **more: Any) -> None:
        super().__init__(*args, **more)
        self.house = house

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if sentence := rules.why_not_this_name(name, self.house):
            raise forms.ValidationError(sentence)
        return name
