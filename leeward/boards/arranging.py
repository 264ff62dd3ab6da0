"""The administrators' pages for boards and their groups: what there is, who may read and write where."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from leeward.boards import keeping, rules
from leeward.boards.access import VersionsShown, Who
from leeward.boards.models import Board, BoardGroup
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


class GroupForm(forms.ModelForm):  # type: ignore[type-arg]
    """A heading and its place."""

    class Meta:
        model = BoardGroup
        fields = ["title", "position"]
        labels = {"title": gettext_lazy("Heading"), "position": gettext_lazy("Place (lower comes first)")}


class BoardForm(forms.ModelForm):  # type: ignore[type-arg]
    """A board, and whom it is open to."""

    class Meta:
        model = Board
        fields = [
            "title",
            "about",
            "group",
            "position",
            "readers",
            "readers_circle",
            "writers",
            "writers_circle",
            "versions_shown",
        ]
        labels = {
            "title": gettext_lazy("Title"),
            "about": gettext_lazy("What it is for, in one sentence"),
            "group": gettext_lazy("Under which heading"),
            "position": gettext_lazy("Place (lower comes first)"),
            "readers": gettext_lazy("Who may read"),
            "readers_circle": gettext_lazy("Which circle may read"),
            "writers": gettext_lazy("Who may write"),
            "writers_circle": gettext_lazy("Which circle may write"),
            "versions_shown": gettext_lazy("Who sees what a post said before it was changed"),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        group = self.fields["group"]
        group.label_from_instance = lambda row: row.title  # type: ignore[attr-defined]
        self.fields["versions_shown"].required = False
        for name in ("readers_circle", "writers_circle"):
            self.fields[name].label_from_instance = lambda row: row.name  # type: ignore[attr-defined]

    def clean_versions_shown(self) -> str:
        return str(self.cleaned_data["versions_shown"] or VersionsShown.AUTHOR)

    def clean(self) -> dict[str, object]:
        """A circle is named exactly where a circle is chosen; strangers do not write."""
        cleaned = super().clean() or {}
        for who in ("readers", "writers"):
            if cleaned.get(who) != Who.CIRCLE:
                cleaned[f"{who}_circle"] = None
            elif not cleaned.get(f"{who}_circle"):
                self.add_error(f"{who}_circle", _("Please choose the circle."))
        if cleaned.get("writers") == Who.EVERYONE:
            self.add_error("writers", _("Only members can write. Choose “Members” for everybody who has joined."))
        return cleaned


def _only_administrators(request: MemberRequest) -> None:
    if sentence := rules.why_not_arrange(request.member):
        raise PermissionDenied(sentence)


@require_safe
def house_boards(request: MemberRequest) -> HttpResponse:
    """All groups with their boards."""
    _only_administrators(request)
    boards = Prefetch("boards", queryset=Board.objects.order_by("position", "id"))
    groups = BoardGroup.objects.prefetch_related(boards)
    return page(request, "boards/house_boards", groups=groups)


@require_http_methods(["GET", "POST"])
def house_group(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    """Make, change or remove a group of boards."""
    _only_administrators(request)
    group = get_object_or_404(BoardGroup, pk=pk) if pk else BoardGroup()
    wrong = ""
    if pk and request.POST.get("do") == "remove":
        if keeping.remove_group(by=request.member, group=group):
            return redirect("house_boards")
        wrong = _("Boards still stand under this heading. Move them first.")
    form = GroupForm(request.POST if request.method == "POST" and not wrong else None, instance=group)
    if form.is_bound and form.is_valid():
        keeping.save_group(by=request.member, group=form.instance)
        return redirect("house_boards")
    status = 422 if form.errors or wrong else 200
    return page(request, "boards/house_group", status=status, form=form, is_new=not pk, wrong=wrong)


@require_http_methods(["GET", "POST"])
def house_board(request: MemberRequest, ref: str | None = None) -> HttpResponse:
    """Make, change or remove a board."""
    _only_administrators(request)
    board = get_object_or_404(Board.objects.visible_to(request.member), ref=ref) if ref else Board()
    wrong = ""
    if ref and request.POST.get("do") == "remove":
        if keeping.remove_board(by=request.member, board=board):
            return redirect("house_boards")
        wrong = _("People have written on this board, so it stays. You can close it to new writing instead.")
    form = BoardForm(request.POST if request.method == "POST" and not wrong else None, instance=board)
    if form.is_bound and form.is_valid():
        keeping.save_board(by=request.member, board=form.instance)
        return redirect("house_boards")
    status = 422 if form.errors or wrong else 200
    return page(request, "boards/house_board", status=status, form=form, is_new=not ref, wrong=wrong)
