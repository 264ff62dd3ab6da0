from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "leeward.care"
    label = "care"

    def ready(self) -> None:
        """Look at what is written, lead its author on, and tell notices, drafts and clocks what is here."""
        from leeward.boards import afterwards, written
        from leeward.care import noticing
        from leeward.care.clocks import CLOCKS
        from leeward.care.draft_kinds import CHECK_IN
        from leeward.care.telling import CHECK
        from leeward.clocks import kinds as clocks
        from leeward.drafts.kinds import register
        from leeward.notices import subjects

        written.register(noticing.look_at)
        afterwards.register(noticing.place_after, of_all=True)
        register(CHECK_IN)
        subjects.register(CHECK)
        for clock in CLOCKS:
            clocks.register(clock)
