"""What is new for somebody: the list of it, the counts on the front page, and the way from one to the next."""

from tests import makers
from tests.boards.test_reading import read_to
from tests.cast import Cast


def test_the_next_and_the_previous_topic_with_news(cast: Cast) -> None:
    first, second, third = (makers.topic(cast.rowan, cast.board, title=f"Topic {n}") for n in (1, 2, 3))
    ash = cast.client(cast.ash)
    assert ash.get(f"/t/{third.ref}/next").headers["Location"] == f"/t/{second.ref}/unread"
    assert ash.get(f"/t/{first.ref}/previous").headers["Location"] == f"/t/{second.ref}/unread"
    read_to(ash, second, 1)
    assert ash.get(f"/t/{third.ref}/next").headers["Location"] == f"/t/{first.ref}/unread"
    assert ash.get(f"/t/{first.ref}/previous").headers["Location"] == f"/t/{third.ref}/unread"
    assert ash.get(f"/t/{first.ref}/next").headers["Location"] == "/new"
    assert f'href="/t/{third.ref}/next"' in ash.get(f"/t/{third.ref}").content.decode()


def test_the_front_page_counts_what_the_list_of_news_holds(cast: Cast) -> None:
    quiet = makers.board("Quiet", group=cast.board.group)
    for n in range(12):
        makers.topic(cast.rowan, cast.board, title=f"Topic {n}")
    read, gone, left = (makers.topic(cast.rowan, quiet, title=f"Read {n}") for n in range(3))
    ash = cast.client(cast.ash)
    read_to(ash, read, 1)
    cast.client(cast.rowan).post(f"/p/{gone.posts.get().ref}/take-down")
    front = ash.get("/").content.decode()
    assert "All 13 topics with news" in front
    assert "12 topics with news" in front
    assert "1 topic with news" in front
    assert ash.get("/new").content.decode().count('class="topic-title"') == 13
    ash.post(f"/b/{cast.board.ref}/read")
    assert "topics with news" not in ash.get("/").content.decode()
    assert ash.get("/new").content.decode().count('class="topic-title"') == 1
    assert left.title in ash.get("/new").content.decode()
