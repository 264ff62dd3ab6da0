from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "leeward.drafts"
    label = "drafts"

    def ready(self) -> None:
        """Tell attachments that pictures stand here too."""
        from leeward.attachments import places
        from leeward.drafts.pictures import DRAFTS

        places.register(DRAFTS)
