"""The papers: read, answered, kept, printed, and taken away as a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.drafts.words import Words
from leeward.law import actions, files, lists, rules
from leeward.law.models import Answer, Edition
from leeward.law.papers import Paper, paper_of, papers_asking, question_of
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.web.pages import page


@require_safe
def law(request: MemberRequest) -> HttpResponse:
    """What is due, the papers, the registers: where everything else is one link away."""
    insist(rules.why_not_read(request.member))
    return page(
        request,
        "law/law",
        due_lines=lists.waiting(request.member),
        papers=lists.papers(request.member),
        registers=lists.open_counts(request.member),
        note=files.not_advice(),
    )


def _paper(request: MemberRequest, name: str) -> Paper:
    insist(rules.why_not_read(request.member))
    paper = paper_of(name)
    if paper is None:
        raise Http404
    return paper


def _shown(request: MemberRequest, paper: Paper, content: dict[str, Any], edition: Edition | None) -> HttpResponse:
    return page(
        request,
        "law/law_paper",
        paper=paper,
        content=content,
        edition=edition,
        editions=lists.editions(request.member, paper),
        stamp=lists.stamp(edition),
        sources=files.sources_of(content),
        may_write=edition is None and not rules.why_not_write(request.member),
        note=files.not_advice(),
        kept="kept" in request.GET,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def law_paper(request: MemberRequest, name: str) -> HttpResponse:
    """As it stands now; by POST a version is kept."""
    paper = _paper(request, name)
    if request.method == "POST":
        actions.keep(by=request.member, paper=paper)
        return redirect(f"{request.path}?kept=yes")
    return _shown(request, paper, lists.filled(paper).plain, None)


@require_safe
def law_paper_at(request: MemberRequest, name: str, number: int) -> HttpResponse:
    """A version that was kept."""
    paper = _paper(request, name)
    edition = get_object_or_404(Edition.objects.visible_to(request.member), paper=name, number=number)
    return _shown(request, paper, edition.content, edition)


@require_safe
def law_file(request: MemberRequest, name: str, form: str) -> HttpResponse:
    """The paper as it stands now, as a file. Its name says no more than its address."""
    paper = _paper(request, name)
    return files.download(name, form, lists.filled(paper).plain, lists.stamp(None))


@require_safe
def law_file_at(request: MemberRequest, name: str, number: int, form: str) -> HttpResponse:
    """A version, as a file."""
    _paper(request, name)
    edition = get_object_or_404(Edition.objects.visible_to(request.member), paper=name, number=number)
    return files.download(name, form, edition.content, lists.stamp(edition))


@composer("law-answer")
@require_http_methods(["GET", "HEAD", "POST"])
def law_answer(request: MemberRequest, ref: str) -> HttpResponse:
    """One question, and room to answer it."""
    insist(rules.why_not_write(request.member))
    question = question_of(ref)
    if question is None:
        raise Http404
    sheet = sheet_of(request, "law-answer", ref, fresh=Words(body=Answer.all_words().get(ref, "")))
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            return redirect(post_draft(request))
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    return page(
        request,
        "law/law_answer",
        status=422 if errors else 200,
        question=question,
        asking=papers_asking(ref),
        sheet=sheet,
        errors=errors,
    )
