from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "leeward.search"
    label = "search"
