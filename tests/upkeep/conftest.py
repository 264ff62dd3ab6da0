"""What one test's own pages add: the counts are those of a whole house, and other tests are in it at the same time."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from prometheus_client.multiprocess import MultiProcessCollector

from leeward.upkeep import plotting
from leeward.web import costs


@pytest.fixture(autouse=True)
def counted_anew(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`costs.counted` tells what this process has counted since now."""
    Client().get("/health")  # now its file is there
    own = tmp_path / "own"
    own.mkdir()
    for file in costs.folder().glob(f"*_{os.getpid()}.db"):
        (own / file.name).symlink_to(file)

    def counted() -> list[Any]:
        return list(MultiProcessCollector(None, str(own)).collect())  # type: ignore[no-untyped-call]

    before = {_key(sample): sample.value for metric in counted() for sample in metric.samples}

    def since() -> list[Any]:
        metrics = counted()
        for metric in metrics:
            metric.samples = [one._replace(value=one.value - before.get(_key(one), 0)) for one in metric.samples]
        return metrics

    monkeypatch.setattr(costs, "counted", since)
    monkeypatch.setattr(plotting, "counted", since)


def _key(sample: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    return sample.name, tuple(sorted(sample.labels.items()))
