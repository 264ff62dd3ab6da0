"""What people write on boards, as kinds of draft: a topic, a reply, an edit."""

import re
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.boards import actions, afterwards, keeping, rules, updates
from leeward.boards.access import may_write
from leeward.boards.models import Board, Post, Topic, TopicRows, own
from leeward.boards.voices import must_be_spoken_by
from leeward.drafts.kinds import Kind, News, Place
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.ready import Ready

UPDATE = "update"  # what a form says of a reply that carries its writer's story on
QUOTED = re.compile(r'\[quote[^\]]*\bpost="?([A-Za-z0-9]{11})')


def _board(member: Member, ref: str) -> Board | None:
    rows = Board.objects.visible_to(member).annotate(may_write=may_write(member))
    return rows.filter(ref=ref).first()


def _topic(member: Member, ref: str) -> Topic | None:
    found: Topic | None = _topics.first(member, ref)
    return found


@Ready
def _topics(member: Member, ref: str) -> TopicRows:
    rows = Topic.objects.visible_to(member).select_related("board").annotate(may_write=may_write(member, "board__"))
    return rows.filter(ref=ref)


def _post(member: Member, ref: str) -> Post | None:
    return Post.objects.visible_to(member).select_related("topic__board").filter(ref=ref).first()


def where_topic(member: Member, ref: str) -> Place | None:
    board = _board(member, ref)
    if board is None:
        return None
    why_not = rules.why_not_open_topic(member, board.may_write)  # type: ignore[attr-defined]
    return Place(_("A topic on %(board)s") % {"board": board.title}, reverse("new_topic", args=[ref]), why_not or "")


def post_topic(by: Member, ref: str, words: Words, once: str) -> str:
    board = _board(by, ref)
    if board is None:
        raise Http404
    said = {"alias": words.alias, "wanted": words.wanted}
    goes_on = "" if words.story in (None, UPDATE) else words.story  # a reply's words may have been taken here
    topic = actions.open_topic(
        by=by, board=board, title=words.title, body=words.body, once=once, goes_on=goes_on, **said
    )
    post = topic.posts.select_related("topic").get(number=1)
    return afterwards.place_after(by, post, is_update=bool(words.story)) or reverse("topic", args=[topic.ref])


def boards_to_write_on(member: Member) -> list[tuple[str, str]]:
    rows = Board.objects.visible_to(member).annotate(may_write=may_write(member)).filter(may_write=True)
    return [(ref, _("A topic on %(board)s") % {"board": title}) for ref, title in rows.values_list("ref", "title")]


def where_reply(member: Member, ref: str) -> Place | None:
    topic = _topic(member, ref)
    if topic is None:
        return None
    why_not = rules.why_not_reply(member, topic, topic.may_write)  # type: ignore[attr-defined]
    title = _("A reply in “%(topic)s”") % {"topic": topic.title}
    return Place(title, reverse("reply", args=[ref]), why_not or "")


def post_reply(by: Member, ref: str, words: Words, once: str) -> str:
    topic = _topic(by, ref)
    if topic is None:
        raise Http404
    is_update = words.story == UPDATE
    post = actions.reply(by=by, topic=topic, body=words.body, once=once, alias=words.alias, is_update=is_update)
    return afterwards.place_after(by, post, is_update=is_update) or address_of(post)


def address_of(post: Post) -> str:
    """Its place in the topic."""
    return f"{reverse('topic_at', args=[post.topic.ref, post.number])}#p{post.number}"


def since_you_began(member: Member, ref: str, mark: str, since: datetime, words: Words) -> News | None:
    """Locked, gone, a quoted post changed, or new replies: the one that matters most.
    Where nothing happened, as nearly always, one query.

    `mark` is the topic's last number as the page knows it, and what it was told: "12", "12 locked".
    """
    topic = _topic(member, ref)
    if topic is None:
        return _unless_told(mark, "gone", _("This topic is no longer there. Your text is kept in your drafts."), "")
    here = reverse("topic", args=[ref])
    if sentence := rules.why_not_reply(member, topic, topic.may_write):  # type: ignore[attr-defined]
        return _unless_told(mark, f"{topic.last_number} locked", sentence + " " + _("Your text is kept."), here)
    known = int(number) if (number := mark.partition(" ")[0]).isdecimal() and len(number) < 10 else topic.last_number
    if new := _new_after(topic, known, member):
        sentence = ngettext("%(num)d new reply came meanwhile.", "%(num)d new replies came meanwhile.", new)
        look = f"{reverse('topic_at', args=[ref, known + 1])}#p{known + 1}"
        return News(sentence % {"num": new}, look, str(topic.last_number))
    if not (refs := QUOTED.findall(words.body)[:20]):
        return None
    quoted = Post.objects.visible_to(member).filter(ref__in=refs, edited_at__gt=since)
    if changed := quoted.first():
        told = f"{topic.last_number} {changed.ref}"
        sentence = _("A post that you quote was changed by its author meanwhile.")
        return _unless_told(mark, told, sentence, reverse("post", args=[changed.ref]))
    return None


def _new_after(topic: Topic, known: int, member: Member) -> int:
    if topic.last_number <= known:
        return 0
    return topic.posts.standing_for(member).filter(number__gt=known).exclude(own(member)).count()


def _unless_told(mark: str, told: str, sentence: str, look: str) -> News | None:
    return None if mark == told else News(sentence, look, told)


def where_edit(member: Member, ref: str) -> Place | None:
    post = _post(member, ref)
    if post is None:
        return None
    title = _("A change to your post in “%(topic)s”") % {"topic": post.topic.title}
    return Place(title, reverse("edit", args=[ref]), rules.why_not_edit(member, post) or "")


def post_edit(by: Member, ref: str, words: Words, once: str) -> str:
    post = _post(by, ref)
    if post is None:
        raise Http404
    title = words.title if post.number == 1 else None
    changed = actions.edit(by=by, post=post, body=words.body, note=words.note, title=title)
    return afterwards.place_after(by, changed) or reverse("post", args=[ref])


def change_what_was_posted(by: Member, once: str, words: Words) -> str:
    """The post that the form `once` made now says this."""
    rows = Post.objects.visible_to(by).written_by(by).select_related("topic", "author")
    post = rows.filter(once=once).first()
    if post is None:
        raise PermissionDenied(_("That post is no longer there. Your text is kept in your drafts."))
    must_be_spoken_by(post, by=by, stated=words.alias)
    title = words.title if post.number == 1 and words.title.strip() else None
    if post.number == 1 and words.wanted is not None:
        keeping.set_wanted(by=by, topic=post.topic, wanted=words.wanted)
    _say_what_it_is(by, post, words.story)
    changed = actions.edit(by=by, post=post, body=words.body, title=title)
    return afterwards.place_after(by, changed) or address_of(changed)


def _say_what_it_is(by: Member, post: Post, said: str | None) -> None:
    """In its writer's story, as the form says it; None: the form says nothing of it."""
    if said is None or (not said and not post.in_story_at):
        return
    if post.number == 1:
        updates.go_on(by=by, topic=post.topic, ref=said)
    else:
        (updates.mark if said == UPDATE else updates.unmark)(by=by, post=post)


TOPIC = Kind(
    "topic", where_topic, post_topic, change=change_what_was_posted, places=boards_to_write_on, takes_files=True
)
REPLY = Kind(
    "reply", where_reply, post_reply, change=change_what_was_posted, meanwhile=since_you_began, takes_files=True
)
EDIT = Kind("edit", where_edit, post_edit, adds=False, takes_files=True)
KINDS = (TOPIC, REPLY, EDIT)
