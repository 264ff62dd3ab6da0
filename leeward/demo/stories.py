"""Which of the demo's posts are updates in their author's story, and which topics are one story."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from leeward.boards.story import Story
from leeward.demo.material import written
from leeward.demo.shapes import DemoTopic


@cache
def _begun() -> frozenset[str]:
    """Titles of topics with which others go on: only these stories are remembered while a million posts go in."""
    return frozenset(topic.goes_on for topic in written() if topic.goes_on)


def in_story_at(topic: DemoTopic) -> list[datetime | None]:
    """For each post: since when it is part of the story. All None where there is none."""
    first = topic.posts[0]
    since = [post.at if post.is_update and post.author == first.author else None for post in topic.posts]
    if topic.goes_on or topic.title in _begun() or any(since):
        since[0] = first.at
    return since


class Stories:
    """Gives each topic its story, in the order in which topics were opened."""

    def __init__(self) -> None:
        self._begun: dict[str, Story] = {}

    def of(self, topics: list[DemoTopic]) -> list[Story | None]:
        """The story of each, written to the database where it is new. One query, or two where recaps come."""
        new: list[Story] = []
        found = [self._one(topic, new) for topic in topics]
        Story.objects.bulk_create(new)
        return found

    def _one(self, topic: DemoTopic, new: list[Story]) -> Story | None:
        if topic.goes_on in self._begun:
            story = self._begun[topic.goes_on]
            if topic.recap and story.pk:
                Story.objects.filter(pk=story.pk).update(recap=topic.recap, recap_at=topic.posts[-1].at)
            elif topic.recap:
                story.recap, story.recap_at = topic.recap, topic.posts[-1].at
        elif in_story_at(topic)[0] is None:
            return None
        else:
            story = Story(recap=topic.recap, recap_at=topic.posts[-1].at if topic.recap else None)
            new.append(story)
        if topic.title in _begun():
            self._begun[topic.title] = story
        return story
