"""In random communities: nobody is ever shown, told or counted anything that they may not see."""

import difflib
from itertools import pairwise

import pytest
from django.urls import reverse

from leeward.members.models import Member
from leeward.shelf import actions as shelf
from tests.sight.community import Community, Written, grow, report
from tests.sight.crawling import pages_of

SEEDS = range(3)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_no_page_shows_a_word_that_its_reader_may_not_see(seed: int) -> None:
    community = grow(seed)
    for viewer in community.chance.sample(community.people, 4):
        client = community.cast.client(viewer)
        pages = pages_of(client)
        own = {one.author.pk for one in community.written if one.author.pk == viewer.pk}
        shown = 0
        for one in community.written:
            where = [address for address, said in pages.items() if one.word.encode() in said]
            if community.may_see(viewer, one):
                shown += bool(where)
            elif one.author.pk not in own:
                assert not where, f"seed {seed}: {viewer.name} is shown {one.word} by {one.author.name} on {where}"
                for name, ref in (("post", one.post.ref), ("reply", one.topic.ref), ("passages", one.post.ref)):
                    if name == "reply" and _sees_some_of(community, viewer, one):
                        continue
                    assert client.get(reverse(name, args=[ref])).status_code == 404
        assert shown, f"seed {seed}: {viewer.name} is shown nothing at all, so nothing was tried"


def _sees_some_of(community: Community, viewer: Member, one: Written) -> bool:
    """Whether the topic itself is open to them."""
    opening = next(other for other in community.written if other.topic.pk == one.topic.pk)
    return community.may_read(viewer, one.board) and not (
        (one.topic.pk in community.hidden and not viewer.is_moderator) or community.are_apart(viewer, opening.opener)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_what_happens_out_of_sight_changes_no_page_by_a_single_byte(seed: int) -> None:
    community = grow(seed, deeds=30)
    outside = [one for one in community.people if not one.is_moderator]
    tried = 0
    for viewer in community.chance.sample(outside, len(outside)):
        if tried == 2:
            break
        client = community.cast.client(viewer)
        before = pages_of(client)
        if not _something_out_of_sight(community, viewer):
            continue
        tried += 1
        after = pages_of(client)
        assert before.keys() == after.keys(), f"seed {seed}, {viewer.name}: {before.keys() ^ after.keys()}"
        for address, said in before.items():
            assert said == after[address], (
                f"seed {seed}, {viewer.name}, {address}:\n{_difference(said, after[address])}"
            )
    assert tried, f"seed {seed}: nothing was out of anybody's sight"


def _something_out_of_sight(community: Community, viewer: Member) -> int:
    """Others write of, to and about the viewer where they cannot see it. How many texts."""
    written = 0
    others = [one for one in community.people if one != viewer]
    mine = next((one for one in community.written if one.author == viewer), None)
    quote = f'[quote post="{mine.post.ref}"]\nIt was late.\n[/quote]\n\n' if mine else ""
    for board in community.boards:
        for by in others:
            if not community.may_read(viewer, board) or community.are_apart(viewer, by):
                opened = community.write(by, board, said=f"@{viewer.name} {quote}")
                if opened:
                    written += 1
                    community.write(by, board, opened.topic, f"@{viewer.name} once more.")
                    thing = shelf.Thing(
                        "link", f"{opened.word} to read", "https://page-0.example/", country=opened.word
                    )
                    shelf.recommend(by=by, post=opened.post, thing=thing)
    for one, other in pairwise(others):
        community.talk(one, other)
    if mine:
        written += sum(report(community, by, mine) for by in others if community.may_see(by, mine))
    community.settle()
    return written


def _difference(one: bytes, other: bytes) -> str:
    lines = difflib.unified_diff(one.decode().splitlines(), other.decode().splitlines(), lineterm="", n=0)
    return "\n".join(list(lines)[:30])
