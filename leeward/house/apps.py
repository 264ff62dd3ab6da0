from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "leeward.house"
    label = "house"
