"""Writing: opening a topic, replying and changing. Each asks its rule and is one transaction."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from leeward.boards import held, newcomers, rules, updates
from leeward.boards.access import may_write
from leeward.boards.counting import lock
from leeward.boards.holding import release
from leeward.boards.marks import Reading
from leeward.boards.models import Board, Post, Revision, Topic
from leeward.boards.rendering import note_quotes, render_for
from leeward.boards.rewording import words_changed
from leeward.boards.showing import note_pictures, pictures_of
from leeward.boards.subscriptions import begin_to_follow, hand_over
from leeward.boards.voices import author_of_opening, author_of_reply
from leeward.boards.wanted import tidy_wanted
from leeward.boards.written import note_written
from leeward.jobs import queue
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.web.ids import new_ref
from leeward.web.statements import change, put_in, store
from leeward.words import clean_text


def refuse(sentence: str | None) -> None:
    """Raise PermissionDenied with the rule's sentence, if there is one."""
    if sentence:
        raise PermissionDenied(sentence)


def _must_be_right(field: str, sentence: str | None) -> None:
    if sentence:
        raise ValidationError({field: sentence})


def _may_write(member: Member, board: Board) -> bool:
    return bool(_writable.rows(member, board.pk))


@Ready
def _writable(member: Member, board: int) -> QuerySet[Any, Any]:
    return Board.objects.visible_to(member).filter(may_write(member), pk=board).values_list("pk", flat=True)


def _already(by: Member, once: str | None) -> Post | None:
    """The post that this very form made before: a double click, or Back and Send again."""
    found: Post | None = _by_once.first(by, once) if once else None
    return found


@Ready
def _by_once(by: Member, once: str) -> QuerySet[Post]:
    return Post.objects.written_by(by).select_related("topic").filter(once=once)


def open_topic(
    *,
    by: Member,
    board: Board,
    title: str,
    body: str,
    once: str | None = None,
    alias: str | None = None,
    wanted: str | None = None,
    goes_on: str = "",
) -> Topic:
    """A new topic with its first post. PermissionDenied and ValidationError carry sentences.

    `alias` is another name to write under in this topic; "" or None: under `by`'s own. `wanted` is what would help, as
    ticked: "listen ideas". `goes_on` is the ref of an earlier topic of `by`'s, whose story this one carries on.
    """
    title, body = " ".join(clean_text(title).split()), clean_text(body)
    _must_be_right("title", rules.why_not_title(title))
    _must_be_right("body", rules.why_not_body(body))
    refuse(rules.why_not_open_topic(by, _may_write(by, board)))
    if made := _already(by, once):
        return made.topic
    earlier = updates.earlier_topic(by=by, ref=goes_on, alias=alias or "")
    try:
        with transaction.atomic():
            now = timezone.now()
            ref = new_ref()
            author = author_of_opening(by=by, topic_ref=ref, stated=alias)
            about = {"title": title, "wanted": tidy_wanted(wanted), "opened_at": now, "last_post_at": now}
            topic = Topic.objects.create(ref=ref, board=board, author=author, **about)
            _add_post(topic, by, author, body, once)
            if earlier:
                updates.join(topic, lock(earlier))
            _read_own(by, topic, 1)
            return topic
    except IntegrityError:
        if made := _already(by, once):
            return made.topic
        raise


def reply(
    *,
    by: Member,
    topic: Topic,
    body: str,
    once: str | None = None,
    alias: str | None = None,
    is_update: bool = False,
) -> Post:
    """One more post in the topic; the same `once` twice gives the same post.

    `alias` is the name its writer was shown: "" for their own; None where nothing was said about it.
    `is_update`: it carries its author's own story on.
    """
    body = clean_text(body)
    _must_be_right("body", rules.why_not_body(body))
    refuse(rules.why_not_reply(by, topic, _may_write(by, topic.board)))
    if made := _already(by, once):
        return made
    try:
        with transaction.atomic():
            locked = lock(topic)
            author = author_of_reply(by=by, topic=locked, stated=alias)
            if is_update:
                _must_be_right("story", rules.why_not_set_story(author, locked))
            if author != by:
                hand_over(by, author, locked)
            post = _add_post(locked, by, author, body, once, is_update=is_update)
            _read_own(by, locked, post.number)
            release(by=by, topic_id=locked.pk)
            return post
    except IntegrityError:
        if made := _already(by, once):
            return made
        raise


def _add_post(
    topic: Topic, by: Member, author: Member, body: str, once: str | None, *, is_update: bool = False
) -> Post:
    """The topic's row is locked by the caller, so that no two posts get one number."""
    number, pictures, now = topic.last_number + 1, pictures_of(by, author, body), timezone.now()
    if is_update:
        updates.story_of(topic)
    rendered = render_for(topic, body, number, pictures)
    why = newcomers.why_it_waits(by, newcomers.house_now(), rendered["html"])
    waits = now if why else None
    post = Post(
        topic=topic,
        number=number,
        author=author,
        written_at=now,
        in_story_at=now if is_update else None,
        once=once,
        source=body,
        hidden_at=waits,
        held_at=waits,
        held_for=why or "",
        **rendered,
    )
    put_in(post)
    note_pictures(post, pictures)
    note_quotes([post])
    begin_to_follow(author, topic)
    note_written(post)
    if why:
        held.note_that_it_waits(post, topic)
        return post
    _count_in(topic, post)
    queue.put_each(["post_written", "reckon_owed"], {"post": post.pk})
    words_changed([post.pk], are_new=True)
    if author == by:
        newcomers.note_known(by)
    return post


def _count_in(topic: Topic, post: Post) -> None:
    """The topic's counters, with a post that stands from now on."""
    topic.last_number, topic.post_count = post.number, topic.post_count + 1
    topic.updates += post.in_story_at is not None
    topic.last_post_id, topic.last_post_at, topic.last_author = post.pk, post.written_at, post.author
    if topic.answered_at is None and post.author_id != topic.author_id:
        topic.answered_at = post.written_at
    counted = ["last_number", "post_count", "last_post_id", "last_post_at", "last_author", "answered_at", "updates"]
    store(topic, *counted)


def _read_own(by: Member, topic: Topic, number: int) -> None:
    """One's own post is no news to oneself, if all before it had been read."""
    now = timezone.now()
    if number == 1:
        Reading.objects.create(member=by, topic=topic, seen_number=1, at_number=1, read_at=now)
    else:
        before = {"member_id": by.pk, "topic_id": topic.pk, "seen_number": number - 1}
        change(Reading, before, {"seen_number": number, "read_at": now})


def edit(*, by: Member, post: Post, body: str, note: str = "", title: str | None = None) -> Post:
    """Change one's own post; what stood before is kept as a revision. A new title only with the opening post."""
    body, note = clean_text(body), " ".join(clean_text(note).split())
    _must_be_right("body", rules.why_not_body(body))
    if title is not None:
        title = " ".join(clean_text(title).split())
        _must_be_right("title", rules.why_not_title(title))
    refuse(rules.why_not_edit(by, post))
    with transaction.atomic():
        standing = (
            Post.objects.select_for_update(of=("self", "topic")).select_related("topic", "author").get(pk=post.pk)
        )
        if title is not None and standing.number == 1 and title != standing.topic.title:
            Topic.objects.filter(pk=standing.topic_id).update(title=title)
            standing.topic.title = title
        if body == standing.source:
            note_written(standing)
            return standing
        now = timezone.now()
        Revision.objects.create(post=standing, source=standing.source, note=standing.edit_note, replaced_at=now)
        pictures = pictures_of(by, standing.author, body)
        rendered = render_for(standing.topic, body, standing.number, pictures)
        note_pictures(standing, pictures)
        waits = newcomers.why_a_change_waits(by, newcomers.house_now(), rendered["html"])
        Post.objects.filter(pk=standing.pk).update(source=body, edited_at=now, edit_note=note, **rendered)
        standing.source, standing.plain = body, rendered["plain"]
        words_changed([standing.pk])
        note_quotes([standing])
        if standing.held_at:
            held.note_that_it_changed(standing)
        elif waits and not standing.hidden_at:
            held.hold_again(standing, waits)
        note_written(standing)
        return standing
