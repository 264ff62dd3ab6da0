"""Pages to write on: a first message, a message, a change. What arrives is kept before it is judged."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leeward.citations.showing import filled
from leeward.conversations import lists, people, rules
from leeward.conversations.actions import refuse
from leeward.conversations.forms import Composer
from leeward.conversations.kinds import face_of
from leeward.conversations.models import Message, Participant
from leeward.conversations.texts import made_now
from leeward.drafts import composers as drafts
from leeward.drafts.composers import sheet_of, write_anew
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.shelter.identity import checking, contacts
from leeward.web.pages import page


def find_place(ref: str, viewer: Member) -> Participant:
    """The viewer's own place. 404 if there is none, or not any more."""
    return get_object_or_404(Participant.objects.visible_to(viewer), ref=ref)


def find_own(ref: str, viewer: Member) -> tuple[Participant, Message]:
    """A message and the place from which the viewer reads it. 404 if it cannot be seen."""
    found = lists.find_message(ref, viewer)
    if found is None:
        raise Http404
    return found


def _show(request: MemberRequest, template: str, composer: Composer, **more: Any) -> HttpResponse:
    return page(request, template, status=422 if composer.errors else 200, composer=composer, **more)


def _compose(request: MemberRequest, kind: str, ref: str, **fresh: Any) -> Composer:
    """What the form brought, or the draft kept for this place, or a fresh sheet."""
    sheet = sheet_of(request, kind, ref, **fresh)
    return Composer.sent(request, sheet) if request.method == "POST" else Composer.laid_out(sheet)


def _shown(composer: Composer, request: MemberRequest, known: frozenset[str]) -> bool:
    """Whether the button was one that shows the text anew: as it will look, or with what it gives away."""
    if composer.do == "preview":
        html = made_now(composer.body, "preview").html if composer.body.strip() else ""
        composer.preview = filled([html], request.member)[0]
        return True
    if composer.do not in checking.ASKS:
        return False
    softened = False
    if composer.do != "check":
        before = composer.title, composer.body
        composer.title, composer.body = checking.softer(request.POST, *before, member=request.member, known_names=known)
        softened = (composer.title, composer.body) != before
        if softened:
            composer.sheet = write_anew(request, title=composer.title, body=composer.body)
    composer.check = checking.check(
        composer.title, composer.body, member=request.member, known_names=known, softened=softened
    )
    return True


def _sent(composer: Composer, request: MemberRequest) -> HttpResponse | None:
    """To where the text now stands, or None with the composer's errors filled."""
    try:
        return redirect(drafts.post(request))
    except ValidationError as wrong:
        composer.errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
        return None


def _points_out(composer: Composer) -> bool:
    """A first message that holds contact details is shown once more, with what they are; "send" sends it as it is."""
    if composer.do == "post":
        composer.contacts = contacts(f"{composer.title}\n{composer.body}")
    return bool(composer.contacts)


@drafts.composer("conversation")
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest, ref: str) -> HttpResponse:
    """Ask somebody, and others with them, for a conversation."""
    face = face_of(ref)
    if face is None:
        raise Http404
    if request.method != "POST":  # the same form sent twice must reach what it sent before
        refuse(rules.why_not_write_to(request.member, face))
    composer = _compose(request, "conversation", ref)
    composer.speaker = request.member.name
    shown = _shown(composer, request, frozenset({face.name, request.member.name}))
    goes = composer.do in {"post", "send"} and not shown and not _points_out(composer)
    if goes and (done := _sent(composer, request)):
        return done
    return _show(
        request,
        "conversations/begin",
        composer,
        face=face,
        already=people.already_with(request.member, face),
        together=people.TOGETHER if request.member.approved_at else 1,
    )


@drafts.composer("message")
@require_http_methods(["GET", "POST"])
def write_message(request: MemberRequest, ref: str) -> HttpResponse:
    """One more message, with passages quoted from those before."""
    place = find_place(ref, request.member)
    others = people.others_in(place)
    refuse(rules.why_not_write(request.member, place, others))
    composer = _compose(request, "message", ref, mark=str(lists.count_of(place)))
    composer.speaker = place.face.name
    composer.quote(place, (request.POST if request.method == "POST" else request.GET).getlist("quote"))
    known = frozenset({place.face.name, *(other.face.name for other in others)})
    shown = _shown(composer, request, known)
    if composer.do == "post" and not shown and (done := _sent(composer, request)):
        return done
    return _show(request, "conversations/write_message", composer, place=place, others=others)


@drafts.composer("message_edit")
@require_http_methods(["GET", "POST"])
def edit_message(request: MemberRequest, ref: str) -> HttpResponse:
    """Change one's own message, for a day."""
    place, message = find_own(ref, request.member)
    refuse(rules.why_not_change(place, message))
    stands = f"{message.ref}.{message.versions.count()}"  # two tabs that change the same text are one, or are compared
    composer = _compose(request, "message_edit", ref, fresh=Words(body=message.text.source), once=stands)
    composer.speaker = place.face.name
    shown = _shown(composer, request, frozenset())
    if composer.do == "post" and not shown and (done := _sent(composer, request)):
        return done
    return _show(request, "conversations/edit_message", composer, place=place, message=message)


@require_http_methods(["GET", "HEAD", "POST"])
def write_to(request: MemberRequest) -> HttpResponse:
    """Whom to write to, by the exact name; it stands in no address."""
    name, wrong = request.POST.get("name", ""), ""
    if request.method == "POST":
        if sentence := rules.too_many_names(request.member):
            return page(request, "conversations/write_to", status=429, name=name[:200], wrong=sentence)
        if face := people.called(name):
            return redirect("begin", face.ref)
        wrong = _("Nobody here has exactly this name. Write it as it stands beside their posts.")
    return page(request, "conversations/write_to", status=422 if wrong else 200, name=name[:200], wrong=wrong)
