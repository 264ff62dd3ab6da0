"""Boards, topics, posts: the rows, and who may see which."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from leeward.boards.access import VersionsShown, Who, readable_by
from leeward.boards.holding import Answering as Answering
from leeward.boards.marks import Reading as Reading
from leeward.boards.prompted import NotAsked as NotAsked
from leeward.boards.restrained import WritesOn as WritesOn
from leeward.boards.story import Story
from leeward.boards.wanted import WANTED_MAX, wanted_in_words
from leeward.members.aliases import theirs
from leeward.members.models import Circle, Member
from leeward.members.sight import in_sight
from leeward.web.ids import new_ref

TITLE_MAX = 150  # characters: one line and a half on a phone
BODY_MAX = 100_000  # characters: a 2,000-word reply is 12,000, and other systems stop at 10,000


class BoardGroup(models.Model):
    """A heading on the front page under which boards stand."""

    title = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]


class BoardRows(models.QuerySet["Board"]):
    """Boards as somebody may see them."""

    def visible_to(self, viewer: Member | None) -> BoardRows:
        return self.filter(readable_by(viewer))


class Board(models.Model):
    """A section: a place with one subject and its own readers and writers."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(BoardGroup, on_delete=models.PROTECT, related_name="boards")
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    readers = models.CharField(max_length=8, choices=Who, default=Who.MEMBERS)
    readers_circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    writers = models.CharField(max_length=8, choices=Who, default=Who.MEMBERS)
    writers_circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    versions_shown = models.CharField(max_length=8, choices=VersionsShown, default=VersionsShown.AUTHOR)

    objects = BoardRows.as_manager()

    class Meta:
        ordering = ["group__position", "group_id", "position", "id"]


def own(member: Member) -> Q:
    """What the member wrote, under their own name and under others. Never part of a page for anybody else."""
    return theirs(member)


class TopicRows(models.QuerySet["Topic"]):
    """Topics as somebody may see them."""

    def visible_to(self, viewer: Member | None) -> TopicRows:
        """Topics in which something stands, on boards that the viewer may read; and one's own that wait to be read."""
        rows = self.filter(readable_by(viewer, "board__"), in_sight(viewer), taken_down_at=None)
        if viewer is None:
            return rows.filter(post_count__gt=0, hidden_at=None)
        if viewer.is_moderator:
            return rows.filter(Q(post_count__gt=0) | Q(held_at__isnull=False))
        return rows.filter(Q(post_count__gt=0) | Q(held_at__isnull=False) & own(viewer), hidden_at=None)


SAYS_NEWS = ("last_post_at", "last_number", "post_count", "hidden_at", "taken_down_at", "held_at", "author")
HOUSE_WIDE = ~Q(last_post_id=0)  # true of every topic that has a post; for questions about all boards at once


class Topic(models.Model):
    """A conversation on a board. Its last post's id orders a board's page: the newest activity is the highest."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="topics", db_index=False)
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="topics", db_index=False)
    title = models.CharField(max_length=TITLE_MAX)
    wanted = models.CharField(max_length=WANTED_MAX, blank=True, default="")  # what would help: see `wanted`
    opened_at = models.DateTimeField()

    last_number = models.PositiveIntegerField(default=0)  # the highest post number ever given
    post_count = models.PositiveIntegerField(default=0)  # posts that stand
    answered_at = models.DateTimeField(null=True)  # the first standing post by anybody but its author: see `recount`
    last_post_id = models.BigIntegerField(default=0)
    last_post_at = models.DateTimeField()
    last_author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="topics")
    updates = models.PositiveIntegerField(default=0)  # posts that stand, without the opening one, in its author's story

    pinned_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)  # the lock ends by itself; null: when somebody ends it
    taken_down_at = models.DateTimeField(null=True)  # by its author, with all its answers: see taking_down
    erased_at = models.DateTimeField(null=True)  # the author's part of it is gone for good
    hidden_at = models.DateTimeField(null=True)  # by a moderator
    held_at = models.DateTimeField(null=True)  # its opening post waits to be read: only its author finds it
    slow_minutes = models.PositiveIntegerField(default=0)  # between two posts of one member; 0: as fast as they like
    slow_until = models.DateTimeField(null=True)
    joined_to = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )  # its posts stand there
    joined_from = models.PositiveIntegerField(default=0)  # the number that its first post has there

    objects = TopicRows.as_manager()

    class Meta:
        indexes = [
            # Behind the order what says whether a topic is seen, and whether it has news: of four hundred topics the
            # front page counts those, and reads no row of theirs.
            models.Index(fields=["board", "-last_post_id", *SAYS_NEWS], name="topic_by_activity"),
            # Only for who says so: for one board PostgreSQL would walk through the whole house to save itself a sort.
            models.Index(fields=["-last_post_id"], condition=HOUSE_WIDE, name="topic_newest"),
            models.Index(fields=["author", "-last_post_id"], name="topic_mine"),
            models.Index(fields=["board"], condition=Q(pinned_at__isnull=False), name="topic_pinned"),
            models.Index(fields=["opened_at"], name="topic_by_opening"),
            models.Index(fields=["opened_at"], condition=Q(answered_at__isnull=True), name="topic_waiting"),
            models.Index(
                fields=["author", "opened_at"], condition=Q(answered_at__isnull=True), name="topic_waiting_of"
            ),
            models.Index(
                fields=["taken_down_at"],
                condition=Q(taken_down_at__isnull=False, erased_at__isnull=True),
                name="topic_undecided",
            ),
        ]

    @property
    def is_locked(self) -> bool:
        """A lock that has an end is over then, whether or not the worker has been by."""
        return self.locked_at is not None and (self.locked_until is None or self.locked_until > timezone.now())

    @property
    def slow_now(self) -> int:
        """Minutes between two posts of one member, at the moment."""
        return 0 if self.slow_until and self.slow_until <= timezone.now() else self.slow_minutes

    @property
    def help_wanted(self) -> str:
        """What would help, in words."""
        return wanted_in_words(self.wanted)


class CastEntry(models.Model):
    """A short form that one topic's author explains: H is "my husband", in this topic only."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="cast", db_index=False)
    form = models.CharField(max_length=12)
    meaning = models.CharField(max_length=120)

    class Meta:
        ordering = ["form"]
        constraints = [models.UniqueConstraint(fields=["topic", "form"], name="cast_once")]


class PostRows(models.QuerySet["Post"]):
    """Posts as somebody may see them."""

    def visible_to(self, viewer: Member | None) -> PostRows:
        """Standing posts in topics and boards that the viewer may read."""
        rows = self.filter(readable_by(viewer, "topic__board__"), topic__taken_down_at=None, taken_down_at=None)
        rows = rows.filter(in_sight(viewer), in_sight(viewer, "topic__author"))
        if viewer is None:
            return rows.filter(topic__hidden_at=None, hidden_at=None)
        if viewer.is_moderator:
            return rows
        return rows.filter(Q(hidden_at=None) | Q(held_at__isnull=False) & own(viewer), topic__hidden_at=None)

    def standing_for(self, viewer: Member | None) -> PostRows:
        """Of a topic that the viewer may see: the posts that stand, less those kept out of their sight."""
        return self.filter(in_sight(viewer), taken_down_at=None, hidden_at=None)

    def with_sight(self, viewer: Member | None) -> PostRows:
        """Adds `unseen`: the post stands, and a block keeps it from the viewer."""
        condition = in_sight(viewer)
        if not condition:
            return self.annotate(unseen=Value(False, output_field=models.BooleanField()))
        return self.annotate(unseen=Case(When(condition, then=Value(False)), default=Value(True)))

    def written_by(self, member: Member) -> PostRows:
        """The member's own posts, also those under other names. For the member's own eyes only."""
        return self.filter(own(member))


class Post(models.Model):
    """What somebody wrote. `source` is kept as typed; everything made from it can be made again.

    `number` counts within the topic from 1 and is never given twice; a page of a topic is a range of it.
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts", db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="posts", db_index=False)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edit_note = models.CharField(max_length=200, blank=True, default="")
    taken_down_at = models.DateTimeField(null=True)  # by its author: see taking_down
    erased_at = models.DateTimeField(null=True)  # its words are gone for good; its place stays
    hidden_at = models.DateTimeField(null=True)  # by a moderator, whatever its author does; also while it waits
    held_at = models.DateTimeField(null=True)  # it waits to be read: hidden, but not from its author, who may change it
    held_for = models.CharField(max_length=5, blank=True, default="")  # why: see `newcomers.Waits`
    care_at = models.DateTimeField(null=True)  # its author, and nobody else, is shown help lines with it: see `care`
    in_story_at = models.DateTimeField(null=True)  # part of its author's story since then: the opening, or an update
    # Given by the form: the same form sent twice makes one post.
    once = models.CharField(max_length=32, null=True)  # noqa: DJ001 (null: posts that came without a form)

    words = models.PositiveIntegerField(default=0)
    rendered_with = models.PositiveIntegerField(default=0)
    # In the order of how often they are read: SQLite walks past a row's earlier texts to reach a later one.
    html = models.TextField(default="")  # as shown: in short, outline and text
    ask = models.CharField(max_length=200, blank=True, default="")  # what it asks first of all, for lists
    plain = models.TextField(default="")  # the author's own words, for search and excerpts
    source = models.TextField()  # as typed

    objects = PostRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="post_number_once"),
            models.UniqueConstraint(fields=["author", "once"], name="post_once"),
        ]
        indexes = [
            # With the number, so that how far a reader's mark reaches into a topic is said by the index alone.
            models.Index(fields=["topic", "written_at", "number"], name="post_by_moment"),
            models.Index(fields=["author", "-id"], name="post_by_author"),
            models.Index(fields=["topic", "author"], name="post_voices"),
            models.Index(
                fields=["topic", "number"],
                condition=Q(taken_down_at__isnull=False) | Q(hidden_at__isnull=False),
                name="post_gone",
            ),
            models.Index(
                fields=["taken_down_at"],
                condition=Q(taken_down_at__isnull=False, erased_at__isnull=True),
                name="post_undecided",
            ),
            models.Index(fields=["topic", "number"], condition=Q(in_story_at__isnull=False), name="post_in_story"),
        ]


class Revision(models.Model):
    """A post's text as it stood before an edit."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    source = models.TextField()
    note = models.CharField(max_length=200, blank=True, default="")
    replaced_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)  # by its author: the words are erased, the fact stays


class Quoting(models.Model):
    """One post quotes another, or did in an earlier version: kept so that words taken away are found in quotes too."""

    by_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    of_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quotings", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of_post", "by_post"], name="quoting_once")]
