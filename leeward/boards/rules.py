"""Who may, and why not. Each sentence here is what a page and the API say."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.attachments.rules import why_not_so_many
from leeward.boards.access import VersionsShown
from leeward.boards.models import BODY_MAX, TITLE_MAX, Post, Topic
from leeward.clocks import holds
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.members.restrained import why_not_here, why_not_write
from leeward.web.times import hour


def why_not_open_topic(member: Member | None, may_write: bool) -> str | None:
    """Why the member may not begin a topic on a board whose writers do (or do not) include them."""
    if member is None:
        return _("Sign in to write here.")
    if not may_write:
        return (
            why_not_write(member)
            or why_not_here(member)
            or _("You can read this board; only some members write on it.")
        )
    return None


def why_not_reply(member: Member | None, topic: Topic, may_write: bool) -> str | None:
    """Why the member may not reply in this topic."""
    if topic.is_locked and not (member and member.is_moderator):
        return locked(topic)
    return why_not_open_topic(member, may_write) or why_not_so_soon(member, topic)


def locked(topic: Topic) -> str:
    """What stands above a locked topic, and where a reply would be written."""
    if topic.locked_until:
        until = _("This topic is locked until %(hour)s: it can be read, and then replies can be added again.")
        return until % {"hour": hour(topic.locked_until)}
    return _("This topic is locked: it can be read, and no more replies can be added.")


def slowed(topic: Topic) -> str:
    """What stands above a topic that is slowed down."""
    each = ngettext(
        "This topic is slowed down: one post of each member in %(num)d minute.",
        "This topic is slowed down: one post of each member in %(num)d minutes.",
        topic.slow_now,
    ) % {"num": topic.slow_now}
    return f"{each} {_('Until %(hour)s.') % {'hour': hour(topic.slow_until)}}" if topic.slow_until else each


def why_not_so_soon(member: Member | None, topic: Topic) -> str | None:
    """In a topic that was slowed down. One query there, and none elsewhere."""
    if not topic.slow_now or member is None or member.is_moderator:
        return None
    since = timezone.now() - timedelta(minutes=topic.slow_now)
    if not Post.objects.written_by(member).filter(topic=topic, written_at__gt=since).exists():
        return None
    return ngettext(
        "This topic is slowed down for a while: one post of each member in %(num)d minute. Yours can come then.",
        "This topic is slowed down for a while: one post of each member in %(num)d minutes. Yours can come then.",
        topic.slow_now,
    ) % {"num": topic.slow_now}


def why_not_as_alias(topic: Topic) -> str | None:
    """In a locked topic only those who look after the boards write: there another name would say that one does."""
    if topic.is_locked:
        return _("This topic is locked. Only moderators can write here, so another name would tell that you are one.")
    return None


def why_not_in_this_voice(name: str, alias: str) -> str:
    """The text was begun under one name, and its writer is bound to another in this topic; `alias` is "" for none."""
    if alias:
        return _(
            "In this topic you write as %(name)s, and your text was begun under another name. Nothing was sent. "
            "Read it once more: sent again, it will stand under the name %(name)s."
        ) % {"name": alias}
    return _(
        "You have written in this topic as %(name)s before, so another name would hide nothing here. Nothing was "
        "sent. Read your text once more: sent again, it will stand under your own name, %(name)s."
    ) % {"name": name}


def why_not_edit(member: Member | None, post: Post) -> str | None:
    """A post is its author's: at any age, in a locked topic too."""
    if member is None or not is_own(member, post.author_id):
        return _("Only the person who wrote a post can change it.")
    if post.held_at:  # asked to change it, or before anybody has read it
        return None
    if post.hidden_at:
        return _("A moderator has hidden this post, so it cannot be changed at the moment.")
    return None if member.is_moderator else why_not_write(member)


def why_not_see_versions(member: Member | None, post: Post) -> str | None:
    """What a post said before is its author's to see, and others' where the board says so."""
    is_author = member is not None and is_own(member, post.author_id)
    if not is_author and post.topic.board.versions_shown != VersionsShown.READERS:
        return _("Only the person who wrote a post sees what it said before.")
    return None


def why_not_strike(member: Member | None, post: Post) -> str | None:
    """Erasing one's own earlier words is never refused, only put off while somebody has to keep them."""
    if member is None or not is_own(member, post.author_id):
        return _("Only the person who wrote a post can strike what it said before.")
    return why_not_strike_yet([post])


def why_not_strike_yet(posts: Sequence[Post]) -> str | None:
    """Words that somebody has to keep for now (`clocks.holds`) go out of sight and do not change. Told without why."""
    topics = {post.topic.ref for post in posts}
    if holds.may_go("post", *(post.ref for post in posts)) and holds.may_go("topic", *topics):
        return None
    return _("This cannot be struck at the moment. Take it down instead: then nobody sees it.")


def why_not_keep(member: Member | None) -> str | None:
    """Pinning is for those who look after the boards."""
    if member is None or not member.is_moderator:
        return _("Only moderators and administrators can do this.")
    return None


def why_not_arrange(member: Member | None) -> str | None:
    """Making and changing boards."""
    if member is None or not member.is_administrator:
        return _("Only administrators arrange the boards.")
    return None


def why_not_set_cast(member: Member | None, topic: Topic) -> str | None:
    """The short forms of a story are its author's to explain."""
    if member is None or not is_own(member, topic.author_id):
        return _("Only the person who began this topic can explain its short forms.")
    return None


def why_not_set_wanted(member: Member | None, topic: Topic) -> str | None:
    """What would help is for whoever asked to say, at any time."""
    if member is None or not is_own(member, topic.author_id):
        return _("Only the person who began this topic can say what would help.")
    return None


def why_not_set_story(member: Member | None, topic: Topic) -> str | None:
    """What belongs to a story is for whoever tells it to say, at any time, in a locked topic too."""
    if member is None or not is_own(member, topic.author_id):
        return _("Only the person who began this topic can say what belongs to the story.")
    return None


def why_not_update(member: Member | None, post: Post) -> str | None:
    """Only a post of the topic's own author carries its story on."""
    if sentence := why_not_set_story(member, post.topic):
        return sentence
    if post.author_id != post.topic.author_id:
        return _("Only your own posts can be updates in your story.")
    return None


def why_not_go_on(*, is_found: bool, alias: str) -> str | None:
    """Whether a topic may be linked to an earlier one of its author's; `alias`: under which other name it stands."""
    if alias:
        return _(
            "A topic under another name cannot go on with a story: it would tell that both names are yours. "
            "Leave out the one or the other. Nothing was sent."
        )
    if not is_found:
        return _("That story is no longer among yours. Please choose again.")
    return None


def why_not_join(is_alone: bool, recap: str, earlier_recap: str, topic: Topic, earlier: Topic) -> str | None:
    """Whether two stories can become one."""
    if earlier.pk >= topic.pk:
        return _("A topic can only go on with an earlier one.")
    if not is_alone:
        return _("This topic is one with other topics already. Take it out of that story first.")
    if recap and earlier_recap:
        return _("Both stories have a recap, and one story has one. Empty one of the two first.")
    return None


def why_not_title(title: str) -> str | None:
    """What is wrong with a topic's title."""
    if not title.strip():
        return _("Please give your topic a title: a few words are enough.")
    if len(title) > TITLE_MAX:
        return _("The title is %(long)d characters long; %(most)d is the most. The rest can go into the text.") % {
            "long": len(title),
            "most": TITLE_MAX,
        }
    return None


def why_not_body(body: str) -> str | None:
    """What is wrong with a post's text."""
    if not body.strip():
        return _("There is no text yet.")
    if len(body) > BODY_MAX:
        return _(
            "Your text is %(long)s characters long; one post can carry %(most)s. "
            "Nothing is lost: shorten it here, or move the last part into a second post."
        ) % {"long": f"{len(body):,}", "most": f"{BODY_MAX:,}"}
    return why_not_so_many(body)
