from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "leeward.answering"
    label = "answering"

    def ready(self) -> None:
        """Tell notices what can be told of, and boards what is forgotten with a post."""
        from leeward.answering.owing import forget_owed
        from leeward.answering.signs import SIGN
        from leeward.boards import forgetting
        from leeward.notices import subjects

        subjects.register(SIGN)
        forgetting.register(forget_owed)
