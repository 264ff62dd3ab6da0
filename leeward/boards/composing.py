"""Pages to write on: a new topic, a reply, an edit. What arrives is kept before it is judged."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leeward.boards import adding, beside, gentle, held, keeping, prompted, rules, softening, updates
from leeward.boards.access import may_write
from leeward.boards.actions import refuse
from leeward.boards.forms import Composer
from leeward.boards.models import Board, Topic
from leeward.boards.promised import told_before
from leeward.boards.rendering import passages_of, render_for
from leeward.boards.showing import pictures_of
from leeward.boards.versions import as_it_stands, number_of_edit, old_version
from leeward.boards.views import find_post, find_topic
from leeward.boards.voices import Voice, author_now, voice_in, voice_of
from leeward.citations.showing import filled
from leeward.drafts import composers as drafts
from leeward.drafts.composers import sheet_of
from leeward.drafts.sheets import lay_out
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.web.errors import sorry
from leeward.web.limits import Limit
from leeward.web.numbers import whole
from leeward.web.pages import page

# Slow enough to stop a flood, fast enough that no person meets it: ten posts in five minutes.
POSTING = Limit("posting", times=10, seconds=300)


def _show(request: MemberRequest, template: str, composer: Composer, **more: Any) -> HttpResponse:
    wrong = 422 if composer.errors and request.method == "POST" else 200
    status = 403 if composer.is_refused else wrong
    told = partial(told_before, request.member)
    return page(request, template, status=status, composer=composer, told_before=told, **more)


def _shown(composer: Composer, request: MemberRequest, topic: Topic | None, number: int) -> bool:
    """Whether the button was one that shows the text anew: with a picture more, as it will look, or with what it
    gives away."""
    if composer.do == "picture":
        adding.add(composer, request)
        return True
    if composer.do == "preview":
        author = author_now(by=request.member, topic=topic, name=composer.speaker)
        pictures = pictures_of(request.member, author, composer.body)
        html = render_for(topic, composer.body, number, pictures)["html"] if composer.body.strip() else ""
        composer.preview = filled([html], request.member)[0]
        composer.gives_away = softening.count(composer, request, topic)
        return True
    return softening.was_asked(composer, request, topic) or beside.was_asked(composer, request, topic)


def _compose(request: MemberRequest, kind: str, ref: str, voice: Voice, **fresh: Any) -> Composer:
    """What the form brought, or the draft kept for this place, or a fresh sheet."""
    sheet = sheet_of(request, kind, ref, **fresh)
    if request.method != "POST":
        return Composer.laid_out(sheet, voice)
    composer = Composer.sent(request, sheet, voice)
    composer.do = "picture" if adding.was_asked(composer, request) else composer.do
    return composer


def _posted(composer: Composer, request: MemberRequest) -> HttpResponse | None:
    """To where the text now stands, or None with the composer's errors filled."""
    if POSTING.reached(str(request.member.pk)):
        composer.errors = {"body": _("That was a lot at once. Your text is here; please send it in a few minutes.")}
        return None
    try:
        return redirect(drafts.post(request))
    except ValidationError as wrong:
        composer.errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
        return None


@drafts.composer("topic")
@require_http_methods(["GET", "POST"])
def new_topic(request: MemberRequest, ref: str) -> HttpResponse:
    """Begin a topic on a board."""
    rows = Board.objects.visible_to(request.member).annotate(may_write=may_write(request.member))
    board = get_object_or_404(rows, ref=ref)
    refuse(rules.why_not_open_topic(request.member, board.may_write))  # type: ignore[attr-defined]
    composer = _compose(request, "topic", ref, Voice(request.member.name))
    composer.earlier = updates.to_go_on_with(request.member)
    if request.method != "POST" and request.GET.get("story") in dict(composer.earlier):
        composer.story = request.GET["story"]
    if not _shown(composer, request, None, 1) and composer.do == "post" and (done := _posted(composer, request)):
        return done
    return _show(request, "boards/new_topic", composer, board=board)


@drafts.composer("reply")
@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, ref: str) -> HttpResponse:
    """Answer in a topic, with passages quoted from any of its posts."""
    topic = find_topic(ref, request.member)
    refuse(rules.why_not_reply(request.member, topic, topic.may_write))  # type: ignore[attr-defined]
    voice = voice_in(topic, request.member)
    composer = _compose(request, "reply", ref, voice, mark=str(topic.last_number))
    if composer.do == "write" and not composer.body.strip():  # quoted from a page on which nothing was written
        composer = Composer.laid_out(lay_out(request.member, "reply", ref, mark=str(topic.last_number)), voice)
    composer.tells_story = topic.author_id in {request.member.pk, topic.face_id} - {None}  # type: ignore[attr-defined]
    quoted = request.POST if request.method == "POST" else request.GET
    composer.quote(request.member, quoted.getlist("quote"))
    if composer.do == "choose":
        return _choose(request, topic, composer)
    if composer.do == "ungentle":
        prompted.choose(by=request.member, asked=False)
        composer.do = "preview"
    shown = _shown(composer, request, topic, topic.last_number + 1)
    if not shown and composer.do == "post" and (done := _posted(composer, request)):
        return done
    composer.gentle = gentle.questions(request.member, topic, composer.body) if shown and not composer.beside else []
    return _show(request, "boards/reply", composer, topic=topic, quotable=_quotable(topic, request.member))


QUOTABLE = 30  # posts offered in the reply page's list


def _quotable(topic: Topic, viewer: Member) -> list[dict[str, Any]]:
    """The opening post and the latest ones, newest first: what a reply most often quotes."""
    standing = topic.posts.standing_for(viewer).order_by("-number")
    rows = list(standing.values("ref", "number", "author__name", "plain")[:QUOTABLE])
    if rows and rows[-1]["number"] > 1:
        rows += standing.filter(number=1).values("ref", "number", "author__name", "plain")
    return [{**row, "plain": row["plain"][:120]} for row in rows]


def _choose(request: MemberRequest, topic: Topic, composer: Composer) -> HttpResponse:
    """The passages of another post, to quote as well; the text written so far travels along."""
    post = find_post(composer.quote_from, request.member)
    return page(request, "boards/passages", post=post, passages=passages_of(post), composer=composer)


@drafts.composer("edit")
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, ref: str) -> HttpResponse:
    """Change one's own post, at any age, with a note that says why if one likes; ?version=2 begins from an old one."""
    post = find_post(ref, request.member)
    refuse(rules.why_not_edit(request.member, post))
    voice = voice_of(post, request.member)
    composer = _compose(request, "edit", ref, voice, fresh=as_it_stands(post), once=number_of_edit(post))
    if request.method == "GET" and (old := old_version(post, whole(request.GET.get("version"), 5))):
        composer.body = old.source
    if not _shown(composer, request, post.topic, post.number) and composer.do and (done := _posted(composer, request)):
        return done
    return _show(request, "boards/edit", composer, post=post, asked=held.asked_to_change(post))


@require_http_methods(["GET", "POST"])
def cast(request: MemberRequest, ref: str) -> HttpResponse:
    """The short forms of one story, explained by its author: one "H = my husband" a line."""
    topic = find_topic(ref, request.member)
    if why_not := rules.why_not_set_cast(request.member, topic):
        return sorry(request, 403, why_not)
    entries = "\n".join(f"{entry.form} = {entry.meaning}" for entry in topic.cast.all())
    if request.method == "GET":
        return page(request, "boards/cast", topic=topic, entries=entries, wrong="")
    typed = request.POST.get("cast", "")
    cleaned, wrong = read_cast(typed)
    if wrong:
        return page(request, "boards/cast", status=422, topic=topic, entries=typed, wrong=wrong)
    keeping.set_cast(by=request.member, topic=topic, entries=cleaned)
    return redirect("topic", topic.ref)


def read_cast(typed: str) -> tuple[dict[str, str], str]:
    """({form: meaning}, what is wrong or ""): one "form = meaning" a line."""
    entries: dict[str, str] = {}
    for line in filter(str.strip, typed.splitlines()):
        form, sign, meaning = (part.strip() for part in line.partition("="))
        if not (form and sign and meaning):
            return {}, _("Please write each line as: H = my husband")
        if len(form) > 12 or len(meaning) > 120:
            return {}, _("A short form has at most 12 characters and its meaning at most 120: %(form)s") % {
                "form": form[:20]
            }
        entries[form] = meaning
    if len(entries) > keeping.CAST_MAX:
        return {}, _("A story can explain %(most)d short forms.") % {"most": keeping.CAST_MAX}
    return entries, ""


@require_POST
def keep_topic(request: MemberRequest, ref: str) -> HttpResponse:
    """Pin or unpin: for moderators. Locking is a decision, with its record (`moderation`)."""
    topic = find_topic(ref, request.member)
    match request.POST.get("do"):
        case "pin" | "unpin" as do:
            keeping.pin(by=request.member, topic=topic, pinned=do == "pin")
        case _other:
            return sorry(request, 400, _("Nothing was chosen."))
    return redirect("topic", topic.ref)
