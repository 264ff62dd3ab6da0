"""Every address. Each room lists its own."""

from leeward.web import addresses

addresses.install()

urlpatterns = [
    addresses.Signpost(
        "leeward.boards",
        "leeward.home",
        "leeward.drafts",  # what is typed, and what an open page asks
        "leeward.shelter",
        "leeward.shelter.identity",
        "leeward.members",
        "leeward.notices",
        "leeward.leaving",
        "leeward.answering",
        "leeward.bookmarks",
        "leeward.companions",
        "leeward.stories",
        "leeward.shelf",
        "leeward.house",
        "leeward.rulebook",
        "leeward.clocks",
        "leeward.search",
        "leeward.alike",
        "leeward.attachments",
        "leeward.care",
        "leeward.moderation",
        "leeward.law",
        "leeward.upkeep",
        "leeward.conversations",
    )
]

handler400 = "leeward.web.errors.bad_request"
handler403 = "leeward.web.errors.not_allowed"
handler404 = "leeward.web.errors.not_found"
handler500 = "leeward.web.errors.broken"
