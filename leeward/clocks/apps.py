from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "leeward.clocks"
    label = "clocks"

    def ready(self) -> None:
        """What the floors below let go of."""
        from django.utils.translation import gettext_lazy as _

        from leeward.clocks import erased
        from leeward.clocks.kinds import Clock, register
        from leeward.jobs import queue

        register(
            Clock(
                name="erased",
                what=_("That something was erased here: a day and a number drawn by chance, without a word of it"),
                why=_("So that it does not come back when an older backup has to be put back."),
                days=erased.KEPT.days,
                sweep=erased.sweep,
            )
        )

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
