from django.apps import AppConfig


class CompanionsConfig(AppConfig):
    name = "leeward.companions"
    label = "companions"

    def ready(self) -> None:
        """Tell notices what can be told of."""
        from leeward.companions.telling import COMPANY, OFFER
        from leeward.notices import subjects

        subjects.register(COMPANY)
        subjects.register(OFFER)
