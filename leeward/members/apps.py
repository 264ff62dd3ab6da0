from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "leeward.members"
    label = "members"
