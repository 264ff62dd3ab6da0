from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "leeward.boards"
    label = "boards"
