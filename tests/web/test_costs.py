"""What pages cost is counted whole over all processes, is told to developers alone, and never stops a page."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import Client, override_settings

from leeward.web import costs
from tests.cast import Cast
from tests.cli.running import environment


def count_of(view: str, metrics: list[Any]) -> float:
    return sum(
        float(sample.value)
        for metric in metrics
        for sample in metric.samples
        if sample.name == "leeward_page_seconds_count" and sample.labels["view"] == view
    )


def test_what_a_page_cost_is_told_in_development_only(cast: Cast) -> None:
    client = cast.client(cast.rowan)
    assert "Server-Timing" not in client.get("/").headers
    with override_settings(SERVER_TIMING=True):
        said = client.get("/").headers["Server-Timing"]
    assert [part.split(";")[0] for part in said.split(", ")] == ["total", "database", "templates", "queries"]
    queries = int(said.partition('desc="')[2].split()[0])
    assert 0 < queries <= 8


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, False),
        ({"LEEWARD_TIMING": "yes"}, True),
        ({"LEEWARD_TIMING": "yes", "LEEWARD_TLS": "yes"}, False),
        ({"LEEWARD_TIMING": "yes", "LEEWARD_HOSTS": "board.example.org"}, False),
    ],
)
def test_a_house_that_others_can_reach_never_tells_it(tmp_path: Path, settings: dict[str, str], told: bool) -> None:
    asked = [sys.executable, "-c", "from leeward import settings; print(settings.SERVER_TIMING)"]
    said = subprocess.run(
        asked, env=environment(LEEWARD_DATA=str(tmp_path), **settings), capture_output=True, text=True
    )
    assert said.stdout.strip() == str(told), said.stderr


def test_pages_are_counted_in_every_process(tmp_path: Path) -> None:
    """Two processes that serve the same house: either tells the counts of both, and of one that has ended."""
    served = """
import os, sys, django
django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from leeward.web import costs
held = costs.begin_anew()
from prometheus_client import values
for child in range(2):
    if not os.fork():
        answer = costs.count_costs(lambda request: HttpResponse("x"))
        for _ in range(7):
            answer(RequestFactory().get("/"))
        os._exit(0)
    os.wait()
print([s.value for m in costs.counted() for s in m.samples if s.name == "leeward_page_seconds_count"])
"""
    settings = environment(LEEWARD_DATA=str(tmp_path), DJANGO_SETTINGS_MODULE="leeward.settings")
    for _again in range(2):  # the second run begins anew
        run = subprocess.run([sys.executable, "-c", served], env=settings, capture_output=True, text=True)
        assert run.stdout.strip() == "[14.0]", run.stderr


def test_counts_that_somebody_still_adds_to_are_kept(tmp_path: Path) -> None:
    with override_settings(DATA=tmp_path):
        first = costs.begin_anew()
        (tmp_path / "counts" / "histogram_1.db").touch()
        second = costs.begin_anew()
        assert (tmp_path / "counts" / "histogram_1.db").exists()
        os.close(first)
        os.close(second)
        os.close(costs.begin_anew())
        assert not (tmp_path / "counts" / "histogram_1.db").exists()


def test_a_full_disk_costs_the_counts_and_not_the_pages(cast: Cast) -> None:
    with mock.patch("os.posix_fallocate", side_effect=OSError(28, "No space left")):
        client = Client()
        assert client.get("/health").status_code == 200
    assert client.get("/health").status_code == 200


def test_every_page_is_counted_by_its_view_and_nobody_s_leaving_by_name(cast: Cast) -> None:
    client, before = cast.client(cast.rowan), costs.counted()
    for address in ("/mine", "/mine", "/help-lines", "/nothing-here"):
        client.get(address)
    after = costs.counted()
    gained = {name: count_of(name, after) - count_of(name, before) for name in ("mine", "quiet", "none", "help_lines")}
    assert gained == {"mine": 2, "quiet": 1, "none": 1, "help_lines": 0}
