from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "leeward.notices"
    label = "notices"

    def ready(self) -> None:
        """Tell the clocks what goes by itself."""
        from leeward.clocks import kinds as clocks
        from leeward.notices.clocks import CLOCK

        clocks.register(CLOCK)
