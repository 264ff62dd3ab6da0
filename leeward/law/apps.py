from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "leeward.law"
    label = "law"

    def ready(self) -> None:
        """Tell drafts, notices, clocks and holds what is here, and declare the papers."""
        from leeward.clocks import holds
        from leeward.clocks.kinds import register as register_clock
        from leeward.drafts.kinds import register as register_draft
        from leeward.law.clocks import WORDS
        from leeward.law.draft_kinds import KINDS
        from leeward.law.holding import keeps
        from leeward.law.paper_data import IMPACT, MAP, RECORDS
        from leeward.law.paper_safety import AGES, RISKS
        from leeward.law.paper_year import YEAR
        from leeward.law.papers import register
        from leeward.law.reminding import SUBJECTS
        from leeward.notices import subjects

        for paper in (RECORDS, MAP, IMPACT, RISKS, AGES, YEAR):
            register(paper)
        for kind in KINDS:
            register_draft(kind)
        for subject in SUBJECTS:
            subjects.register(subject)
        register_clock(WORDS)
        holds.register(keeps)
