"""Every address. Each room lists its own."""

from django.urls import include, path

from leeward.web import addresses

addresses.install()

# What is asked for most comes first: an address is looked for in this order.
urlpatterns = [
    path("", include("leeward.boards.urls")),
    path("", include("leeward.home.urls")),
    path("", include("leeward.drafts.urls")),  # what is typed, and what an open page asks
    path("", include("leeward.shelter.urls")),
    path("", include("leeward.shelter.identity.urls")),
    path("", include("leeward.members.urls")),
    path("", include("leeward.notices.urls")),
    path("", include("leeward.leaving.urls")),
    path("", include("leeward.answering.urls")),
    path("", include("leeward.bookmarks.urls")),
    path("", include("leeward.companions.urls")),
    path("", include("leeward.stories.urls")),
    path("", include("leeward.shelf.urls")),
    path("", include("leeward.house.urls")),
    path("", include("leeward.rulebook.urls")),
    path("", include("leeward.clocks.urls")),
    path("", include("leeward.search.urls")),
    path("", include("leeward.alike.urls")),
    path("", include("leeward.attachments.urls")),
    path("", include("leeward.care.urls")),
    path("", include("leeward.moderation.urls")),
    path("", include("leeward.law.urls")),
    path("", include("leeward.upkeep.urls")),
    path("", include("leeward.conversations.urls")),
]

handler400 = "leeward.web.errors.bad_request"
handler403 = "leeward.web.errors.not_allowed"
handler404 = "leeward.web.errors.not_found"
handler500 = "leeward.web.errors.broken"
