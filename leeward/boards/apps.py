from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "leeward.boards"
    label = "boards"

    def ready(self) -> None:
        """Tell drafts what people write here."""
        from leeward.boards.kinds import KINDS
        from leeward.drafts.kinds import register

        for kind in KINDS:
            register(kind)
