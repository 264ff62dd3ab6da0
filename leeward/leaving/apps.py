from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "leeward.leaving"
    label = "leaving"
