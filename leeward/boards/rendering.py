"""From a source to what is stored beside it: rendered once when written, never when read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from leeward import words
from leeward.attachments.models import Attachment
from leeward.boards.models import CastEntry, Post, Quoting, Topic
from leeward.boards.rewording import words_changed
from leeward.boards.showing import as_shown, noted
from leeward.citations.showing import hosts
from leeward.house.models import ShortForm
from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.members.ready import Ready

MENTIONS_MAX = 50  # names looked up per post; more is a list, not a conversation


def render_post(
    source: str,
    *,
    number: int,
    short_forms: Mapping[str, str],
    names: Mapping[str, str],
    pictures: Iterable[Attachment] = (),
) -> dict[str, Any]:
    """The stored fields of a post: html, ask, plain, words, rendered_with.

    `number` is the post's number in its topic: paragraph 3 of post 12 has the address #p12-3.
    `names` maps case-folded member names to their pages.
    """
    shown = as_shown(pictures)
    known = {"short_forms": short_forms, "names": names, "pictures": shown, "hosts": hosts()}
    text = words.render(source, anchor=f"p{number}", **known)  # type: ignore[arg-type]
    return {
        "html": render_to_string("boards/post_text.html", {"text": text}),
        "ask": text.asks.first,
        "plain": text.plain,
        "words": text.words,
        "rendered_with": words.RENDERER_VERSION,
    }


def short_forms_of(topic: Topic | None) -> dict[str, str]:
    """The community's glossary, with the topic's own cast before it. Two queries."""
    known = dict(_glossary.rows(None))
    if topic is not None and topic.pk:
        known.update(_cast.rows(None, topic.pk))
    return known


@Ready
def _glossary(_anybody: None) -> QuerySet[Any, Any]:
    return ShortForm.objects.values_list("form", "meaning")


@Ready
def _cast(_anybody: None, topic: int) -> QuerySet[Any, Any]:
    return CastEntry.objects.filter(topic=topic).values_list("form", "meaning")


def names_in(source: str) -> dict[str, str]:
    """The members mentioned, {case-folded name: address of their page}. No query where nobody is."""
    mentioned = sorted(words.mentioned_names(source))[:MENTIONS_MAX]
    if not mentioned:
        return {}
    keys = {name_key(name): name for name in mentioned}
    members = Member.objects.filter(name_key__in=keys, closed_at=None, erase_asked_at=None).values_list(
        "name_key", "ref"
    )
    return {keys[key]: reverse("member", args=[ref]) for key, ref in members}


def render_for(topic: Topic | None, source: str, number: int, pictures: Iterable[Attachment] = ()) -> dict[str, Any]:
    """`render_post` with the topic's short forms and the members it mentions. At most three queries."""
    forms = short_forms_of(topic)
    return render_post(source, number=number, short_forms=forms, names=names_in(source), pictures=pictures)


def note_quotes(posts: Sequence[Post]) -> None:
    """Remember whom these posts quote. Nothing is forgotten here: an earlier version may still quote it."""
    quoted = {post.pk: refs for post in posts if (refs := words.quoted_posts(post.source))}
    if not quoted:
        return
    known = dict(Post.objects.filter(ref__in=frozenset().union(*quoted.values())).values_list("ref", "pk"))
    rows = [
        Quoting(by_post_id=by, of_post_id=known[ref])
        for by, refs in quoted.items()
        for ref in sorted(refs & known.keys())
    ]
    Quoting.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


RENDERED = ("html", "ask", "plain", "words", "rendered_with")
BATCH = 200  # posts held in memory at once


def rerender(posts: "QuerySet[Post]") -> int:
    """Make the stored HTML of these posts again from their sources; how many were made.

    Goes by id in batches, so it can be stopped and begun again. Four queries a batch, five where pictures stand, and
    two a topic.
    """
    done, last = 0, 0
    forms: dict[int, dict[str, str]] = {}
    while batch := list(posts.filter(pk__gt=last).select_related("topic").order_by("pk")[:BATCH]):
        pictures, said = noted(batch), {post.pk: post.plain for post in batch}
        for post in batch:
            if post.topic_id not in forms:
                forms[post.topic_id] = short_forms_of(post.topic)
            made = render_post(
                post.source,
                number=post.number,
                short_forms=forms[post.topic_id],
                names=names_in(post.source),
                pictures=pictures.get(post.pk, ()),
            )
            for field, value in made.items():
                setattr(post, field, value)
        Post.objects.bulk_update(batch, RENDERED)
        words_changed([post.pk for post in batch if post.plain != said[post.pk]])
        note_quotes(batch)
        done, last = done + len(batch), batch[-1].pk
    return done


def passages_of(post: Post) -> tuple[words.Passage, ...]:
    """The post's paragraphs and points, numbered as in its addresses. Renders it: for rare pages only."""
    return words.render(post.source, anchor=f"p{post.number}").passages
