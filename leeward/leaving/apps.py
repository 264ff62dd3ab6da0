from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "leeward.leaving"
    label = "leaving"

    def ready(self) -> None:
        """Tell the clocks what goes by itself, and moderation how an account is erased."""
        from leeward.clocks import kinds as clocks
        from leeward.leaving.clocks import CLOCKS
        from leeward.leaving.erasing import erase_decided
        from leeward.moderation import erasing

        erasing.register(erase_decided)
        for clock in CLOCKS:
            clocks.register(clock)
