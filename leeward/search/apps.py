"""The room's wiring: the index steps aside while boards' tables are remade, and is put back when all stand."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


def step_aside(plan: list[tuple[Any, bool]], **_more: Any) -> None:
    """SQLite remakes a table to change it: that drops its triggers, and fails while another's trigger names it."""
    from leeward.search import index

    if any(migration.app_label == "boards" for migration, _backwards in plan):
        index.let_go()


def come_back(using: str, **_more: Any) -> None:
    """After every migrate: put in what is absent. One query when nothing is."""
    from leeward.search import index

    index.ensure()


class SearchConfig(AppConfig):
    name = "leeward.search"
    label = "search"

    def ready(self) -> None:
        """Migrations are the only thing here that has no caller of ours, so Django's two signals stand in for one."""
        pre_migrate.connect(step_aside, sender=self)
        post_migrate.connect(come_back, sender=self)
