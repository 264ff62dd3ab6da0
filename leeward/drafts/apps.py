from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "leeward.drafts"
    label = "drafts"

    def ready(self) -> None:
        """Tell attachments that pictures stand here too, and the clocks what goes by itself."""
        from leeward.attachments import places
        from leeward.clocks import kinds as clocks
        from leeward.drafts.expiry import CLOCKS
        from leeward.drafts.pictures import DRAFTS

        places.register(DRAFTS)
        for clock in CLOCKS:
            clocks.register(clock)
