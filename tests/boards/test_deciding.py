"""Decide later: what is down stays without its name, or is erased with every quote of it; 30 days decide alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leeward.answering import owing
from leeward.boards import actions, taking_down
from leeward.boards.models import CastEntry, Post, Quoting, Topic
from leeward.boards.rendering import rerender
from leeward.cli.work import table
from leeward.drafts.models import Draft, Version
from leeward.jobs.queue import run_due
from leeward.members.models import Alias, Member
from tests import makers
from tests.boards.own_words import age, everything, page_of, quote
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.search.asking import titles


def test_an_erased_post_is_gone_with_its_versions_and_every_quote_of_it(cast: Cast, post: Post) -> None:
    actions.edit(by=cast.ash, post=post, body="Too much said, and more.", note="more of the much")
    other = makers.topic(cast.rowan, cast.board, "Elsewhere", f"[quote=wren]x {quote(post, 'Too much')}[/quote]")
    answer = makers.reply(cast.rowan, post.topic, quote(post, "Too much"))
    actions.edit(by=cast.rowan, post=answer, body="Changed my mind.")
    rowan = cast.client(cast.rowan)
    Sheet(rowan, f"/t/{post.topic.ref}/reply").keep(quote(post, "Too much"))
    ash = cast.client(cast.ash)
    ash.post(f"/p/{post.ref}/take-down")
    assert ash.post(f"/p/{post.ref}/decide", {"do": "nothing"}).status_code == 400
    assert ash.post(f"/p/{post.ref}/decide", {"do": "erase"}).headers["Location"] == "/me/taken-down?done=erased"
    run_due(table())
    assert "said" not in everything().replace("Somebody else's", "")
    assert everything().count("My own words: Too much") == 3  # rowan's: a post, its html, a version
    assert everything().count("[quote]\n[…]\n[/quote]") == 2
    draft = Draft.objects.get(member=cast.rowan)
    assert draft.versions.get().words.body == "[quote]\n[…]\n[/quote]\n\nMy own words: Too much"
    gone = Post.objects.get(pk=post.pk)
    assert (gone.author, gone.source, gone.once) == (None, "", None)
    assert gone.erased_at
    assert not Quoting.objects.filter(of_post=gone).exists()
    assert "A post stood here." in page_of(rowan, f"/t/{post.topic.ref}")
    assert titles(rowan, "mind") == ["Somebody else's"]
    assert ash.get(f"/p/{post.ref}/mine").status_code == 404
    other.refresh_from_db()
    assert "<blockquote" in other.posts.get().html


def test_an_erased_story_takes_nothing_of_the_answers(cast: Cast, story: Topic) -> None:
    answer = story.posts.get(number=2)
    by_hand = makers.reply(cast.wren, story, "[quote=ash]under the stair[/quote] Yes.")
    CastEntry.objects.create(topic=story, form="L", meaning="the lighthouse")
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    ash.post(f"/t/{story.ref}/decide", {"do": "erase"})
    story.refresh_from_db()
    assert (story.title, story.author, story.cast.count()) == ("[…]", None, 0)
    assert "stair" not in everything()
    assert everything().replace("My own words: the lighthouse keys", "").count("lighthouse") == 0
    by_hand.refresh_from_db()
    assert by_hand.source == "[quote]\n[…]\n[/quote] Yes."
    assert rowan.get(f"/t/{story.ref}").status_code == 404
    assert "My own words: the lighthouse keys" in page_of(rowan, f"/p/{answer.ref}/mine")
    assert page_of(ash, "/me/posts").count("You have not posted anything yet.") == 1


def test_kept_without_a_name_it_reads_on_and_nothing_says_whose_it_was(cast: Cast, story: Topic) -> None:
    ash = cast.client(cast.ash)
    sheet = Sheet(ash, f"/t/{story.ref}/reply")
    sheet.send("One more lighthouse.")
    assert Draft.objects.filter(member=cast.ash).exists()
    Sheet(cast.client(cast.rowan), f"/t/{story.ref}/reply").keep(quote(story.posts.get(number=1), "keys"))
    owing.promise(by=cast.ash, post=story.posts.get(number=1), note="More soon.")
    ash.post(f"/t/{story.ref}/take-down")
    ash.post(f"/t/{story.ref}/decide", {"do": "let_go"})
    assert owing.notes_of(cast.ash) == []
    run_due(table())
    story.refresh_from_db()
    somebody = story.author
    assert somebody
    assert somebody != cast.ash
    assert {post.author for post in story.posts.all()} == {somebody, cast.rowan}
    shown = page_of(cast.client(cast.wren), f"/t/{story.ref}")
    assert "One more lighthouse." in shown
    assert "ash" not in Post.objects.get(topic=story, number=2).html
    assert f">{somebody.name}</a> wrote:" in shown
    assert not Draft.objects.filter(member=cast.ash).exists()
    assert f'name="{somebody.name}"' in Version.objects.get().words.body
    assert ash.post(f"/t/{story.ref}/take-down").status_code == 404
    assert titles(cast.client(cast.wren), "lighthouse", author="ash") == []


def test_a_single_post_kept_without_a_name_leaves_the_others_theirs(cast: Cast, story: Topic) -> None:
    last = story.posts.get(number=3)
    cast.client(cast.ash).post(f"/p/{last.ref}/decide", {"do": "let_go"})
    story.refresh_from_db()
    assert story.author == story.posts.get(number=1).author == cast.ash
    assert Post.objects.get(pk=last.pk).author != cast.ash
    assert 'name="ash"' in story.posts.get(number=2).source


def test_only_their_author_decides(cast: Cast, story: Topic) -> None:
    for member in (cast.rowan, cast.wren, cast.linden):
        for thing in (story, story.posts.get(number=1)):
            assert taking_down.why_not_decide(member, thing)
            kind = "t" if isinstance(thing, Topic) else "p"
            for what in ("take-down", "put-back", "decide", "mine"):
                client, address = cast.client(member), f"/{kind}/{thing.ref}/{what}"
                answer = client.get(address) if what == "mine" else client.post(address, {"do": "erase"})
                assert answer.status_code == 404
    assert taking_down.why_not_decide(cast.ash, story) is None


def test_what_nobody_decided_about_is_erased_after_thirty_days_and_not_before(
    cast: Cast, story: Topic, post: Post
) -> None:
    kept = makers.reply(cast.ash, post.topic, "This one may stay.")
    for thing, days in ((story, 30), (post, 30), (kept, 29)):
        age(thing, days)
    assert taking_down.erase_due() == 3  # two of the story, one post
    assert taking_down.erase_due() == 0
    story.refresh_from_db()
    assert story.erased_at
    assert not Post.objects.get(pk=post.pk).source
    assert Post.objects.get(pk=kept.pk).source == "This one may stay."
    assert Post.objects.get(topic=story, number=2).author == cast.rowan


@pytest.mark.parametrize(("days", "is_said"), [(22, False), (24, True)])
def test_the_last_week_is_said_on_the_front_page_and_on_ones_own(
    cast: Cast, post: Post, days: int, is_said: bool
) -> None:
    ash = cast.client(cast.ash)
    age(post, days)
    day = timezone.localtime(timezone.now() + timedelta(days=30 - days))
    for address in ("/", "/me"):
        shown = page_of(ash, address)
        assert ("is erased on" in shown) == is_said
        assert (f"{day.day} {day:%B %Y}" in shown) == is_said
        assert "is erased on" not in page_of(cast.client(cast.rowan), address)


def test_a_quote_is_remembered_from_every_way_of_writing(cast: Cast, post: Post) -> None:
    topic = makers.topic(cast.rowan, cast.board, "Quoting", quote(post, "x"))
    by = topic.posts.get()
    assert set(Quoting.objects.values_list("by_post", "of_post")) == {(by.pk, post.pk)}
    actions.edit(by=cast.rowan, post=by, body=f"[quote post={by.ref}]y[/quote]")
    assert set(Quoting.objects.values_list("by_post", "of_post")) == {(by.pk, post.pk), (by.pk, by.pk)}
    Quoting.objects.all().delete()
    rerender(Post.objects.all())
    assert set(Quoting.objects.values_list("by_post", "of_post")) == {(by.pk, by.pk)}


def test_the_name_that_belongs_to_nobody_is_like_any_other_name_for_one_topic(cast: Cast, post: Post) -> None:
    made = taking_down.let_post_go(by=cast.ash, post=post)
    nobody = Member.objects.get(pk=made.pk)
    assert nobody.is_face
    assert not nobody.has_usable_password()
    assert nobody.name in page_of(cast.client(cast.rowan), f"/m/{nobody.ref}")
    assert nobody.name not in page_of(cast.client(cast.ash), "/me/aliases")
    owners = [Alias.mark_of(member) for member in Member.objects.all()]
    assert Alias.objects.get(face=nobody).owner_mark not in owners


def test_what_stands_under_another_name_is_ones_own_to_take_down(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    post = actions.reply(by=cast.ash, topic=topic, body="Said as somebody else.", alias="quiet tern")
    by_hand = makers.reply(cast.rowan, topic, "[quote=quiet tern]Said as[/quote]")
    ash = cast.client(cast.ash)
    listed = page_of(ash, "/me/posts")
    assert "Under the name quiet tern." in listed
    assert f'formaction="/p/{post.ref}/take-down"' in page_of(ash, f"/t/{topic.ref}")
    age(post, 30, by=cast.ash)
    assert taking_down.erase_due() == 1
    by_hand.refresh_from_db()
    assert by_hand.source == "[quote]\n[…]\n[/quote]"
    assert "Said as" not in everything()
