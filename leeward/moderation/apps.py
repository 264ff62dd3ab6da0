from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "leeward.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Tell drafts what is written here, notices what can be told of, boards who sees to posts that wait, and the
        clocks what goes by itself."""
        from leeward.boards import held
        from leeward.care import desk
        from leeward.clocks import kinds as clocks
        from leeward.companions import reported
        from leeward.drafts.kinds import register
        from leeward.members import hints, joining
        from leeward.moderation.caring import open_case
        from leeward.moderation.clocks import CLOCKS
        from leeward.moderation.companies import company_reported
        from leeward.moderation.desk import post_waits
        from leeward.moderation.draft_kinds import KINDS
        from leeward.moderation.lists import marked_in
        from leeward.moderation.newcomers import asks_to_join, was_answered
        from leeward.moderation.signals import hints_about
        from leeward.moderation.telling import DECISION
        from leeward.notices import subjects

        for clock in CLOCKS:
            clocks.register(clock)
        for kind in KINDS:
            register(kind)
        subjects.register(DECISION)
        desk.register(open_case)
        reported.register(company_reported)
        held.register(post_waits, marked_in)
        joining.register(asks_to_join, was_answered)
        hints.register(hints_about)
