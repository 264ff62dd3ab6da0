"""What may honestly be said to whoever has just written: when most first answers come."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leeward.boards.articles import Articles
from leeward.boards.models import Topic

# By hours, as `House.answers_within` has them.
_WITHIN: dict[int, str | Promise] = {
    1: _("Most first answers come within an hour."),
    6: _("Most first answers come within six hours."),
    24: _("Most first answers come within a day."),
    48: _("Most first answers come within two days."),
    168: _("Most first answers come within a week."),
    720: _("Most first answers come within a month."),
}


def expected(hours: int | None, topic: Topic, articles: Articles, own: set[int | None]) -> str:
    """For the topic's author, while nobody else stands on its first page as they see it. "" where nothing is known."""
    if hours is None or topic.author_id not in own or not articles:
        return ""
    posts = articles.posts()
    if posts[0].number != 1 or posts[0].hidden_at:
        return ""
    seen = [post for post in posts if not (post.unseen or post.taken_down_at or post.hidden_at)]
    return "" if any(post.author_id not in own for post in seen) else str(_WITHIN.get(hours, ""))
