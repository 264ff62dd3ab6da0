"""The plain shapes that the demo community is handed over in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class DemoMember:
    """A made-up person. `role` is "member", "moderator" or "administrator"; `joined` is aware, UTC."""

    name: str
    role: str
    joined: datetime
    about: str


@dataclass(frozen=True)
class DemoBoard:
    """A board; `readers` and `writers` are "everyone", "members" or "approved"."""

    key: str
    title: str
    about: str
    readers: str
    writers: str


@dataclass(frozen=True)
class DemoGroup:
    """Boards that stand together on the front page, in this order."""

    title: str
    boards: tuple[DemoBoard, ...]


@dataclass
class DemoPost:
    """One post as typed. `{{post:K}}` in `source` stands for post number K (from 1) of the same topic."""

    author: str
    at: datetime
    source: str
    is_update: bool = False


@dataclass
class DemoTopic:
    """A topic with its posts, oldest first; `cast` holds this story's own short forms.

    `alias` is {another name that somebody has in this topic: the member's own}. `goes_on` is the title of an earlier
    topic of the same author, whose story this one carries on; `recap` what the author keeps above the story.
    """

    board: str
    title: str
    posts: list[DemoPost]
    pinned: bool = False
    locked: bool = False
    cast: dict[str, str] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)
    goes_on: str = ""
    recap: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class DemoHouse:
    """What an administrator would have typed in: rules and `welcome` are Markdown. `rules_first` held before `rules`;
    `rules_next` is what a later version adds."""

    name: str
    line: str
    rules: str
    rules_first: str
    rules_next: str
    welcome: str
    question: str


@dataclass(frozen=True)
class Community:
    """Everything, in memory. For a million posts take `topics()` of `community.py` one by one instead."""

    groups: tuple[DemoGroup, ...]
    members: tuple[DemoMember, ...]
    topics: list[DemoTopic]
    glossary: Mapping[str, str]
    house: DemoHouse
