from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "leeward.attachments"
    label = "attachments"
