from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "leeward.conversations"
    label = "conversations"

    def ready(self) -> None:
        """Tell drafts what people write here, and notices what they are told of."""
        from leeward.conversations.kinds import KINDS
        from leeward.conversations.telling import MESSAGE
        from leeward.drafts.kinds import register
        from leeward.notices import subjects

        for kind in KINDS:
            register(kind)
        subjects.register(MESSAGE)
