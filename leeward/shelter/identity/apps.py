from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "leeward.shelter.identity"
    label = "identity"
