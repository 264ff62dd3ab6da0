"""Figures for Prometheus: closed unless opened, whole over all processes, and about nobody in particular."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from leeward.backups.folders import FORM
from leeward.boards.models import Topic
from leeward.jobs import queue
from leeward.upkeep.measuring import measure
from leeward.web import costs
from tests import makers
from tests.cast import Cast
from tests.cli.running import Served

TOKEN = "a token long enough to be one"


@pytest.fixture(autouse=True)
def opened(settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN


def told(client: Client | None = None) -> str:
    answer = (client or Client()).get("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    return answer.content.decode()


def value(name: str, **labels: str) -> float | None:
    """One figure, as a reader of this form finds it; None where it is not there."""
    families = text_string_to_metric_families(told())
    found = [s.value for family in families for s in family.samples if (s.name, s.labels) == (name, labels)]
    return float(found[0]) if found else None


def pages(view: str) -> float:
    return value("leeward_page_seconds_count", view=view, status="2xx") or 0


def test_it_is_there_for_whoever_shows_the_token_and_nobody_else(cast: Cast, settings: Settings) -> None:
    told()
    for shown in ("", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer \u00fc"):
        assert Client().get("/metrics", HTTP_AUTHORIZATION=shown).status_code == 404
    assert cast.client(cast.linden).get("/metrics").status_code == 404
    settings.METRICS_TOKEN = ""
    for shown in ("", "Bearer ", f"Bearer {TOKEN}"):
        assert Client().get("/metrics", HTTP_AUTHORIZATION=shown).status_code == 404


def test_pages_are_told_in_steps_of_five_and_without_a_sum(cast: Cast) -> None:
    client, seen = cast.client(cast.rowan), []
    for _visit in range(11):
        client.get("/mine")
        seen.append(pages("mine"))
    assert all(count % 5 == 0 for count in seen)
    assert 2 <= len(set(seen)) <= 4  # it moves at every fifth visit, and not with each
    buckets = [float(count) for count in re.findall(r"_bucket\{[^}]*\} ([\d.]+)", told())]
    assert buckets
    assert all(count % 5 == 0 for count in buckets)
    assert "_sum" not in told()


def test_what_happened_fewer_than_five_times_is_not_there(cast: Cast) -> None:
    client = cast.client(cast.rowan)
    for _visit in range(4):
        client.get("/me/aliases")
    assert 'view="me_aliases"' not in told()
    client.get("/me/aliases")
    assert pages("me_aliases") == 5


def test_leaving_and_asking_for_help_have_no_name(cast: Cast) -> None:
    client = cast.client(cast.rowan)
    for _visit in range(6):
        client.get("/help-lines")
        client.get("/me/leaving-someone")
        client.get("/report")
    text = told()
    assert 'view="quiet"' in text
    assert not re.search(r"help_lines|leaving|report", text)


def test_figures_name_nobody_and_hold_no_word(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The weir", "A heron stood there.")
    client = cast.client(cast.rowan)
    for _visit in range(6):
        client.get(f"/t/{topic.ref}?q=heron")
        client.get(f"/{topic.ref}/heron")
    measure()
    text = told().casefold()
    assert not [word for word in ("weir", "heron", "rowan", topic.ref.casefold(), cast.rowan.ref) if word in text]


def test_what_stands_and_what_waits(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    then = timezone.now() - timedelta(hours=30)
    for n in range(7):
        topic = makers.topic(cast.rowan, cast.board, f"Topic {n}")
        Topic.objects.filter(pk=topic.pk).update(opened_at=then)
    measure()
    queue.put("nothing", due_at=timezone.now() - timedelta(minutes=3))
    assert (value("leeward_posts"), value("leeward_members")) == (5, 0)  # seven posts, four members
    assert value("leeward_topics_unanswered") == 5
    assert value("leeward_topic_longest_wait_hours") == 30
    assert (value("leeward_jobs") or 0) >= 1
    assert (value("leeward_job_oldest_seconds") or 0) >= 180
    assert (value("leeward_storage_bytes", kind="database") or 0) % 1_000_000 == 0
    assert (value("leeward_memory_bytes") or 0) > 1_000_000
    assert value("leeward_backup_age_seconds") is None
    settings.BACKUPS = tmp_path
    (tmp_path / f"{timezone.now() - timedelta(hours=2):{FORM}}").mkdir()
    assert 7_100 < (value("leeward_backup_age_seconds") or 0) < 9_000


def test_a_page_that_failed_is_counted_at_once_and_by_no_name(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client, before = cast.client(cast.rowan), value("leeward_pages_failed_total")
    client.raise_request_exception = False
    monkeypatch.setattr("leeward.home.views.lists.mine", lambda *_: 1 / 0)
    assert client.get("/mine").status_code == 500
    assert value("leeward_pages_failed_total") == (before or 0) + 1


def test_two_web_processes_and_a_reload_are_one_house(tmp_path: Path) -> None:
    import signal
    import urllib.request

    def health(served: Served) -> int:
        asked = urllib.request.Request(served.address + "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            found = re.search(r'page_seconds_count\{status="2xx",view="health"\} ([\d.]+)', answer.read().decode())
        return int(float(found[1])) if found else 0

    settings = {"LEEWARD_METRICS": TOKEN}
    with Served(tmp_path, "--workers", "2", away_from_terminal=True, settings=settings) as served:
        for _visit in range(20):
            served.get("/health")
        assert health(served) == 20
        served.process.send_signal(signal.SIGHUP)
        served.wait_for("Ctrl-C stops it")
        for _visit in range(20):
            served.get("/health")
        assert health(served) == 40
        sizes = {path.stat().st_size for path in (tmp_path / "counts").glob("*.db")}
        assert sizes == {costs.ROOM}, "a file without its bytes on the disk could end a process when that is full"
