from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "leeward.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Tell drafts what is written here, notices what can be told of, and boards who sees to posts that wait."""
        from leeward.boards import held
        from leeward.drafts.kinds import register
        from leeward.moderation.desk import post_waits
        from leeward.moderation.draft_kinds import KINDS
        from leeward.moderation.lists import marked_in
        from leeward.moderation.telling import DECISION
        from leeward.notices import subjects

        for kind in KINDS:
            register(kind)
        subjects.register(DECISION)
        held.register(post_waits, marked_in)
