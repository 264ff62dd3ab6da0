"""What is new for me: topics whose last post I have not seen, newest activity first. Each list is one query."""

from typing import Any

from django.db.models import F, QuerySet

from leeward.boards.lists import FEW, LINE, PAGE, Lines, cut, lines
from leeward.boards.models import HOUSE_WIDE, Topic, TopicRows
from leeward.boards.reading import with_news
from leeward.members.models import Member
from leeward.members.ready import Ready


def new_for(viewer: Member, before: int | None = None) -> tuple[Lines, int | None]:
    """(a page of topics with posts the member has not seen, the `before` of the next page or None)."""
    return cut(_new.found(viewer, before))


def newest_for(viewer: Member) -> Lines:
    """The first few of these."""
    return Lines(_few.found(viewer))


def beside(viewer: Member, topic: Topic, *, later: bool) -> Topic | None:
    """The topic with news that stands after (or before) this one in "new for me". One query."""
    found: Topic | None = (_after if later else _before).first(viewer, topic.last_post_id)
    return found


@Ready
def _new(viewer: Member, before: int | None) -> QuerySet[Any, Any]:
    rows = _shown(viewer)
    return (rows if before is None else rows.filter(last_post_id__lt=before))[: PAGE + 1]


@Ready
def _few(viewer: Member) -> QuerySet[Any, Any]:
    return _shown(viewer)[:FEW]


def _shown(viewer: Member) -> QuerySet[Any, Any]:
    return lines(viewer, _news(viewer)).order_by(F("last_post_id").desc()).values_list(*LINE, named=True)


def _news(viewer: Member) -> TopicRows:
    return with_news(Topic.objects.visible_to(viewer).filter(HOUSE_WIDE), viewer)


@Ready
def _after(viewer: Member, than: int) -> TopicRows:
    rows = _news(viewer).filter(last_post_id__lt=than)
    return rows.order_by("-last_post_id")[:1]


@Ready
def _before(viewer: Member, than: int) -> TopicRows:
    rows = _news(viewer).filter(last_post_id__gt=than)
    return rows.order_by("last_post_id")[:1]
