from django.apps import AppConfig


class ShelterConfig(AppConfig):
    name = "leeward.shelter"
    label = "shelter"
