from django.apps import AppConfig


class AlikeConfig(AppConfig):
    name = "leeward.alike"
    label = "alike"

    def ready(self) -> None:
        """Tell boards what is shown beside a text while it is written, and who keeps something made of words."""
        from leeward.alike.following import reworded
        from leeward.alike.while_writing import BESIDE
        from leeward.boards import beside, rewording

        beside.register(BESIDE)
        rewording.register(reworded)
