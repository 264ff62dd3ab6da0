from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "leeward.boards"
    label = "boards"

    def ready(self) -> None:
        """Tell drafts what people write here, notices what can be told of, attachments where pictures stand,
        citations what can be cited, and the clocks what goes by itself."""
        from leeward.attachments import places
        from leeward.boards.citing import find_posts
        from leeward.boards.clocks import CLOCK
        from leeward.boards.kinds import KINDS
        from leeward.boards.showing import POSTS
        from leeward.boards.telling import POST
        from leeward.citations import finding
        from leeward.clocks import kinds as clocks
        from leeward.drafts import kinds
        from leeward.notices import subjects

        for kind in KINDS:
            kinds.register(kind)
        subjects.register(POST)
        places.register(POSTS)
        clocks.register(CLOCK)
        finding.know(find_posts)
