from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "leeward.conversations"
    label = "conversations"

    def ready(self) -> None:
        """Tell drafts what people write here, notices what they are told of, and the clocks what goes by itself."""
        from leeward.clocks import kinds as clocks
        from leeward.conversations.clocks import CLOCK
        from leeward.conversations.kinds import KINDS
        from leeward.conversations.telling import MESSAGE
        from leeward.drafts.kinds import register
        from leeward.notices import subjects

        clocks.register(CLOCK)
        for kind in KINDS:
            register(kind)
        subjects.register(MESSAGE)
