from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "leeward.conversations"
    label = "conversations"

    def ready(self) -> None:
        """Tell drafts what people write here."""
        from leeward.conversations.kinds import KINDS
        from leeward.drafts.kinds import register

        for kind in KINDS:
            register(kind)
