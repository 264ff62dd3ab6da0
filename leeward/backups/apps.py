from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "leeward.backups"
    label = "backups"

    def ready(self) -> None:
        """How long what was erased may still stand in a backup."""
        from django.utils.translation import gettext_lazy as _

        from leeward.backups.folders import sweep
        from leeward.clocks.kinds import Clock, register

        register(
            Clock(
                name="backups",
                what=_("Backups of the whole house"),
                why=_("So that nothing is lost if the machine breaks. What you erase stands in older ones until then."),
                days=30,
                least=1,
                most=365,
                sweep=sweep,
            )
        )
