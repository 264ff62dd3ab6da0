from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "leeward.members"
    label = "members"

    def ready(self) -> None:
        """Tell the clocks what goes by itself."""
        from leeward.clocks import kinds as clocks
        from leeward.members.clocks import CLOCKS

        for clock in CLOCKS:
            clocks.register(clock)
