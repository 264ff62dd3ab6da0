"""Addresses of boards, topics and posts. A ref is opaque; a number counts posts within a topic."""

from django.urls import path

from leeward.boards import arranging, asking, composing, following, people_views, versions, views

urlpatterns = [
    path("b/<ref:ref>", views.board, name="board"),
    path("b/<ref:ref>/read", views.mark_board_read, name="mark_board_read"),
    path("b/<ref:ref>/new", composing.new_topic, name="new_topic"),
    path("t/<ref:ref>", views.topic, name="topic"),
    path("t/<ref:ref>/<number:number>", views.topic, name="topic_at"),
    path("t/<ref:ref>/unread", views.topic_unread, name="topic_unread"),
    path("t/<ref:ref>/next", views.topic_next, name="topic_next"),
    path("t/<ref:ref>/previous", views.topic_previous, name="topic_previous"),
    path("t/<ref:ref>/print", views.topic_print, name="topic_print"),
    path("t/<ref:ref>/print/<number:number>", views.topic_print, name="topic_print_at"),
    path("t/<ref:ref>/reply", composing.reply, name="reply"),
    path("t/<ref:ref>/cast", composing.cast, name="cast"),
    path("t/<ref:ref>/wanted", asking.wanted, name="wanted"),
    path("t/<ref:ref>/keep", composing.keep_topic, name="keep_topic"),
    path("t/<ref:ref>/follow", following.follow_topic, name="follow_topic"),
    path("t/<ref:ref>/position", views.position, name="position"),
    path("t/<ref:ref>/seen/<number:number>.gif", views.seen, name="seen"),
    path("p/<ref:ref>", views.post, name="post"),
    path("p/<ref:ref>/<number:passage>", views.post, name="post_passage"),
    path("p/<ref:ref>/passages", views.passages, name="passages"),
    path("p/<ref:ref>/edit", composing.edit, name="edit"),
    path("p/<ref:ref>/versions", versions.versions, name="versions"),
    path("p/<ref:ref>/versions/strike", versions.strike_version, name="strike_version"),
    path("p/<ref:ref>/withdraw", composing.withdraw, name="withdraw"),
    path("p/<ref:ref>/put-back", composing.put_back, name="put_back"),
    path("m/<ref:ref>/posts", people_views.member_posts, name="member_posts"),
    path("me/aliases", people_views.me_aliases, name="me_aliases"),
    path("me/following", following.following, name="following"),
    path("house/boards", arranging.house_boards, name="house_boards"),
    path("house/boards/group", arranging.house_group, name="house_group_new"),
    path("house/boards/group/<number:pk>", arranging.house_group, name="house_group"),
    path("house/boards/board", arranging.house_board, name="house_board_new"),
    path("house/boards/<ref:ref>", arranging.house_board, name="house_board"),
]
