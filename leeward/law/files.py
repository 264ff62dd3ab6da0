"""A paper, a register or an entry as a file that anything can read: plain text with Markdown's marks, or JSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from leeward.law.sources import READ_ON, SOURCES


def not_advice() -> str:
    """On every page and in every file."""
    return _(
        "This shows what is so in this house. It is evidence, not legal advice, and does not say that a law is kept."
    )


def sources_of(content: dict[str, Any]) -> list[str]:
    """What the paper rests on, a line each."""
    found = []
    for name in content["law"]:
        source = SOURCES[name]
        looked = _("looked up on %(day)s") if source.checked else _("not verified on %(day)s")
        found.append(f"{source.cites}; {source.applies} ({looked % {'day': READ_ON}})")
    return found


def as_json(content: dict[str, Any], stamp: dict[str, Any]) -> str:
    return json.dumps(
        {**stamp, **content, "sources": sources_of(content), "note": not_advice()}, ensure_ascii=False, indent=2
    )


def as_text(content: dict[str, Any], stamp: dict[str, Any]) -> str:
    lines = [f"# {content['title']}", "", content["lead"], "", not_advice(), ""]
    lines += [f"- {name}: {value}" for name, value in stamp.items()]
    for part in content["parts"]:
        lines += ["", f"## {part['title']}"]
        for said in part["said"]:
            lines += ["", *_said(said)]
        for answer in part["answers"]:
            lines += ["", f"**{answer['asks']}**", "", answer["words"] or _("Not answered yet.")]
    return "\n".join([*lines, "", f"## {_('What it rests on')}", "", *(f"- {one}" for one in sources_of(content)), ""])


def _said(said: dict[str, Any]) -> list[str]:
    if "text" in said:
        return [said["text"]]
    return [f"### {said['title']}", "", *(f"- {name}: {value}" for name, value in said["rows"])]


FORMS = {"txt": (as_text, "text/plain; charset=utf-8"), "json": (as_json, "application/json")}


def download(name: str, form: str, content: dict[str, Any], stamp: dict[str, Any]) -> HttpResponse:
    """The file, to be kept. Its name says no more than its address, and the day. Http404 for a form we have not."""
    if form not in FORMS:
        raise Http404
    written, kind = FORMS[form]
    answer = HttpResponse(written(content, stamp), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{stamp["day"]}.{form}"'
    return answer
