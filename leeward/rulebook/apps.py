from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "leeward.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        """Tell drafts what is written here, and notices what can be told of."""
        from leeward.drafts.kinds import register
        from leeward.notices import subjects
        from leeward.rulebook.kinds import RULES
        from leeward.rulebook.telling import CHANGE

        register(RULES)
        subjects.register(CHANGE)
