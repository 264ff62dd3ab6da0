from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "leeward.clocks"
    label = "clocks"

    def ready(self) -> None:
        """What the floors below let go of."""
        from django.utils.translation import gettext_lazy as _

        from leeward.clocks.kinds import Clock, register
        from leeward.jobs import queue

        register(
            Clock(
                name="failed-jobs",
                what=_("Work that the machine could not do, without any of your words"),
                why=_("So that the operator can find out why."),
                days=30,
                least=1,
                most=365,
                sweep=queue.sweep,
            )
        )
