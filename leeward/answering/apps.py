from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "leeward.answering"
    label = "answering"

    def ready(self) -> None:
        """Tell notices what can be told of."""
        from leeward.answering.signs import SIGN
        from leeward.notices import subjects

        subjects.register(SIGN)
