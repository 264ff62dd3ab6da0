"""One's own posts as a file: plain text to read, or JSON to carry elsewhere."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from leeward.boards.models import Post, Topic, own
from leeward.bookmarks.lists import own_notes
from leeward.care.checking import own_words as own_check_ins
from leeward.conversations.reading import own_words
from leeward.members.models import Member
from leeward.shelf.lists import own_recommendations
from leeward.web import times


def _posts(member: Member, with_aliases: bool) -> Iterator[dict[str, Any]]:
    """Oldest first, also those taken down: they are still one's own. One query, read in pieces.

    What stands under another name is left out unless asked for: a file that holds both says that they are one person.
    """
    own = Post.objects.written_by(member) if with_aliases else Post.objects.filter(author=member)
    rows = own.order_by("id").values(
        *("topic__board__title", "topic__title", "number", "written_at", "edited_at", "taken_down_at", "in_story_at"),
        *("source",),
        *("author_id", "author__name"),
    )
    for row in rows.iterator(chunk_size=200):
        yield {
            "board": row["topic__board__title"],
            "topic": row["topic__title"],
            "number": row["number"],
            "written": times.stamp(row["written_at"]),
            "changed": times.stamp(row["edited_at"]) if row["edited_at"] else None,
            "taken_down": row["taken_down_at"] is not None,
            "in_story": row["in_story_at"] is not None,
            "text": row["source"],
            **({} if row["author_id"] == member.pk else {"under": row["author__name"]}),
        }


def _recaps(member: Member, with_aliases: bool) -> Iterator[dict[str, Any]]:
    """What one keeps above one's stories, each under the topic with which the story began. One query."""
    mine = own(member) if with_aliases else Q(author=member)
    told: set[int | None] = set()
    rows = Topic.objects.filter(mine, story__isnull=False).exclude(story__recap="").select_related("story", "author")
    for topic in rows.order_by("pk"):
        if topic.story and topic.story_id not in told:
            told.add(topic.story_id)
            under = {} if topic.author_id == member.pk or not topic.author else {"under": topic.author.name}
            yield {"topic": topic.title, "recap": topic.story.recap, **under}


def _messages(member: Member, with_aliases: bool) -> Iterator[dict[str, Any]]:
    """What one wrote in private, the oldest first; also in conversations one has left."""
    for message in own_words(member):
        if with_aliases or message["under"] == member.name:
            yield {key: value for key, value in message.items() if key != "under" or value != member.name}


def as_json(
    member: Member, with_aliases: bool = False, with_messages: bool = False, with_bookmarks: bool = False
) -> Iterator[str]:
    """An object with `name`, `posts`, `recaps`, `shelf` if there is any, and if asked `messages` and `bookmarks`.

    A post `in_story` opens its author's story, or is an update in it.
    """
    yield json.dumps({"name": member.name}, ensure_ascii=False)[:-1] + ', "posts": ['
    yield from _listed(_posts(member, with_aliases))
    yield '\n], "recaps": ['
    yield from _listed(_recaps(member, with_aliases))
    if put := list(own_recommendations(member, with_aliases)):
        yield '\n], "shelf": ['
        yield from _listed(iter(put))
    if said := own_check_ins(member):
        yield '\n], "check_ins": ['
        yield from _listed(iter(said))
    if with_messages:
        yield '\n], "messages": ['
        yield from _listed(_messages(member, with_aliases))
    if with_bookmarks:
        yield '\n], "bookmarks": ['
        yield from _listed(own_notes(member))
    yield "\n]}\n"


def _listed(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    for count, row in enumerate(rows):
        yield ("," if count else "") + "\n" + json.dumps(row, ensure_ascii=False)


def as_text(
    member: Member, with_aliases: bool = False, with_messages: bool = False, with_bookmarks: bool = False
) -> Iterator[str]:
    """Each post, and then each message and bookmark if asked for, under a line that says where and when."""
    yield from _posts_as_text(member, with_aliases)
    for recap in _recaps(member, with_aliases):
        yield (
            "\n".join([recap["topic"], _("The story so far") + _under(recap)])
            + f"\n\n{recap['recap']}\n\n{'-' * 40}\n\n"
        )
    for put in own_recommendations(member, with_aliases):
        yield f"{_('On the shelf')}, {put['put']}: {put['what']} {put['address']}\n\n{put['why']}\n\n{'-' * 40}\n\n"
    for said in own_check_ins(member):
        yield f"{_('For a check-in')}, {said['agreed']}\n\n{said['text']}\n\n{'-' * 40}\n\n"
    for message in _messages(member, with_aliases) if with_messages else ():
        head = f"{_('A private message')}, {message['written']}{_under(message)}"
        yield "\n".join(filter(None, [message["subject"], head])) + f"\n\n{message['text']}\n\n{'-' * 40}\n\n"
    for kept in own_notes(member) if with_bookmarks else ():
        head = ", ".join(filter(None, [_("A bookmark"), kept["kept"], kept["folder"], kept["address"]]))
        yield f"{head}\n\n{kept['note']}\n\n{'-' * 40}\n\n"


def _posts_as_text(member: Member, with_aliases: bool) -> Iterator[str]:
    for post in _posts(member, with_aliases):
        state = f" ({_('taken down')})" if post["taken_down"] else ""
        update = f", {_('an update')}" if post["in_story"] and post["number"] > 1 else ""
        head = f"{post['board']}, {post['written']}{update}{_under(post)}{state}"
        yield f"{post['topic']}\n{head}\n\n{post['text']}\n\n{'-' * 40}\n\n"


def _under(row: dict[str, Any]) -> str:
    return f", {_('under the name %(name)s') % {'name': row['under']}}" if "under" in row else ""
