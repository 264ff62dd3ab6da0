from django.apps import AppConfig


class BookmarksConfig(AppConfig):
    name = "leeward.bookmarks"
    label = "bookmarks"

    def ready(self) -> None:
        """Tell drafts what people write here."""
        from leeward.bookmarks.kinds import NOTE
        from leeward.drafts import kinds

        kinds.register(NOTE)
