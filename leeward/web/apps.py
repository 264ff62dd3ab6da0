from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "leeward.web"
    label = "web"
