from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "leeward.jobs"
    label = "jobs"
