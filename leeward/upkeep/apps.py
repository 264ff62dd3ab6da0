from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "leeward.upkeep"
    label = "upkeep"
