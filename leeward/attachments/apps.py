from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "leeward.attachments"
    label = "attachments"

    def ready(self) -> None:
        """Tell the clocks what goes by itself."""
        from leeward.attachments.sweeping import CLOCK
        from leeward.clocks import kinds as clocks

        clocks.register(CLOCK)
