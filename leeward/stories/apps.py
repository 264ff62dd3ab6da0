from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "leeward.stories"
    label = "stories"

    def ready(self) -> None:
        """Tell drafts what is written here, and boards what to ask once an update stands."""
        from leeward.boards import afterwards
        from leeward.drafts import kinds
        from leeward.stories.kinds import RECAP
        from leeward.stories.promises import ask

        kinds.register(RECAP)
        afterwards.register(ask)
