"""Rendering what was composed, once each, over some processes; and putting refs in where posts quote one another."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from django.db import connections

from leeward import words
from leeward.boards.rendering import render_post
from leeward.demo import community
from leeward.demo.shapes import DemoTopic
from leeward.web.ids import LENGTH

AT_ONCE = 40  # topics rendered together

Told = Callable[[int], None]  # called with how many more posts are in


class Text(NamedTuple):
    """A post as it is stored, but with marks (`mark`) where the refs of other posts of its topic stand."""

    html: str
    ask: str
    plain: str
    source: str
    words: int
    rendered_with: int
    marked: tuple[int, ...]  # the places in the topic, from 0, whose marks stand in it
    quoted: tuple[int, ...]  # of them, those that it quotes


@dataclass(frozen=True)
class Chapter:
    """A composed topic, rendered. Its posts' sources are in `texts` only."""

    topic: DemoTopic
    texts: list[Text]


def mark(place: int) -> str:
    """Stands for the ref of the post at this place of the topic, and has the shape of one."""
    return str(place + 1).rjust(LENGTH, "z")


def chapters(topics: Iterable[DemoTopic], pages: dict[str, str], pool: Any, told: Told) -> list[Chapter]:
    """All of them, in order; the pool ends with the last. `pages`: case-folded name of a member -> their address."""
    found: list[Chapter] = []
    for batch in _batches(topics):
        work = [(topic, pages) for topic in batch]
        rendered = pool.map(_render, work) if pool else [_render(each) for each in work]
        for topic, texts in zip(batch, rendered, strict=True):
            bare = [replace(post, source="") for post in topic.posts]
            found.append(Chapter(replace(topic, posts=bare), texts))
        told(sum(len(topic.posts) for topic in batch))
    if pool:
        pool.terminate()
    return found


def _batches(topics: Iterable[DemoTopic]) -> Iterator[list[DemoTopic]]:
    rest = iter(topics)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def renderers(processes: int) -> AbstractContextManager[Any]:
    """A pool of processes, or None for rendering here."""
    if processes < 2:
        return nullcontext(None)
    connections.close_all()  # the renderers are forked, and may not share a connection
    return multiprocessing.get_context("fork").Pool(processes, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Ctrl-C is the parent's business; it ends the pool by SIGTERM."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _render(work: tuple[DemoTopic, dict[str, str]]) -> list[Text]:
    topic, pages = work
    forms = {**community.GLOSSARY, **topic.cast}
    marks = {mark(place): place for place in range(len(topic.posts))}
    found = []
    for number, post in enumerate(topic.posts, start=1):
        source = post.source
        if "{{post:" in source:
            for name, place in marks.items():
                source = source.replace(f"{{{{post:{place + 1}}}}}", name)
        made = render_post(source, number=number, short_forms=forms, names=pages)
        marked = tuple(place for name, place in marks.items() if name in source)
        quoted = tuple(marks[name] for name in words.quoted_posts(source) if name in marks)
        found.append(Text(**made, source=source, marked=marked, quoted=quoted))
    return found
