from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "leeward.shelf"
    label = "shelf"

    def ready(self) -> None:
        """Tell boards what is forgotten with a post."""
        from leeward.boards import forgetting
        from leeward.shelf.actions import forget_recommended

        forgetting.register(forget_recommended)
