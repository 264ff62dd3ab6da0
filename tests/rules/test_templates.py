"""Pages: no script or style within, one neutral title, every sentence marked for translation."""

import re

import pytest
from django.template import engines

from leeward.web.assets import published
from tests.rules.tree import ending, rows, text

FOLDER = "leeward/templates/"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
# HTML that only leeward.words makes may be shown as it is; in these templates, and nowhere else.
SAFE = {
    "boards/post_text.html": {"text.html"},
    "boards/article.html": {"post.html"},
    "boards/parts.html": {"post.html"},
    "conversations/message_text.html": {"text.html"},
    "conversations/parts.html": {"said.text.html"},
    "drafts/parts.html": {"composer.preview"},
    "rulebook/rules.html": {"version.html"},
    "rulebook/rules_version.html": {"version.html"},
    "moderation/case.html": {"thing.html", "about.html"},
    "rulebook/house_rules.html": {"preview"},
}
# The pages that are shown when nothing works ask nobody for the house's name.
TITLES = {
    "web/head.html": "{{ title }}",  # as web/base.html gives it
    "web/broken.html": "Notes",
    "drafts/unkept.html": "Notes",
}
READ_OUT = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
UNSEEN = re.compile(r"\{% block page_kind %\}.*?\{% endblock %\}|<title>Notes</title>")  # classes, and the title
ATTRIBUTE = re.compile(
    r'aria-[a-z]+="\w*"|required|enctype="multipart/form-data"'
)  # on a line of its own, in a macro for parts of a tag
TAG = re.compile(r"<[^>]*>")
FIELD = re.compile(r"<(?:input|textarea|select)\b(?:\{[{%].*?[%}]\}|[^>{])*>", re.DOTALL)
CHOSEN = re.compile(r'type="(?:hidden|radio|checkbox|file|submit)"|type="\{\{ type \}\}" id="\{\{ field.auto_id \}\}_')
REMEMBERS = re.compile(r'autocomplete="([^"]*)"')
# What a password keeper may fill, on the pages where one signs in, joins, or gives the passphrase once more: only where
# nobody else uses the device, by remember-nothing.js. {{ remembers }} is what the macro for a line makes of it.
KEEPERS = {"username", "current-password", "new-password", "one-time-code", "{{ remembers }}"}

templates = [path.relative_to(FOLDER).as_posix() for path in ending(".html", under=FOLDER)]


def source(name: str) -> str:
    return text(next(path for path in ending(".html", under=FOLDER) if path.as_posix() == FOLDER + name))


@pytest.mark.parametrize("name", templates)
def test_it_compiles(name: str) -> None:
    engines["jinja2"].get_template(name)


@pytest.mark.parametrize("name", templates)
def test_nothing_runs_or_is_dressed_inline(name: str) -> None:
    found = [match[0] for match in INLINE.finditer(source(name))]
    assert not found, rows(found)


@pytest.mark.parametrize("name", templates)
def test_the_title_is_the_neutral_name(name: str) -> None:
    found = re.findall(r"<title>(.*?)</title>", source(name))
    assert found == ([TITLES[name]] if name in TITLES else [])
    assert "block title" not in source(name)
    assert ("title=(member and member.neutral_name) or house.neutral_name," in source(name)) == (
        name == "web/base.html"
    )


@pytest.mark.parametrize("name", templates)
def test_html_is_trusted_only_where_words_made_it(name: str) -> None:
    found = set(re.findall(r"([\w.\[\]\"']+)\s*\|\s*safe\b", source(name)))
    assert found <= SAFE.get(name, set())
    assert "autoescape" not in source(name)


@pytest.mark.parametrize("name", templates)
def test_every_asset_exists(name: str) -> None:
    wanted = set(re.findall(r"asset\([\"']([^\"']+)[\"']\)", source(name)))
    assert wanted <= set(published()[1])


@pytest.mark.parametrize("name", templates)
def test_every_sentence_is_marked_for_translation(name: str) -> None:
    bare = CODE.sub("", UNSEEN.sub("", source(name)))
    found = [words.strip() for words in TAG.sub("\n", bare).splitlines()]
    found += READ_OUT.findall(bare)
    found = [words for words in found if re.search(r"[^\W\d_]", words) and not ATTRIBUTE.fullmatch(words)]
    assert not found, rows(found)


@pytest.mark.parametrize("name", templates)
def test_the_browser_is_to_remember_no_field(name: str) -> None:
    fields = [tag for tag in FIELD.findall(source(name)) if not CHOSEN.search(tag)]
    found = [tag for tag in fields if not REMEMBERS.search(tag)]
    found += [kind for kind in REMEMBERS.findall(source(name)) if kind not in KEEPERS | {"off"}]
    assert not found, rows(found)


def test_only_pages_about_signing_in_let_a_password_keeper_help() -> None:
    helped = {name for name in templates if KEEPERS & set(REMEMBERS.findall(source(name)))}
    allowed = ("members/", "notices/me_mail.html", "drafts/unkept.html", "web/forms.html")
    assert all(name.startswith(allowed) for name in helped), helped
