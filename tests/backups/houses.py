"""Whole houses in folders of their own, on the kind of database that is being tested, run by the operator's command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg

from tests.cli.running import environment, leeward

PASSPHRASE = "seven brown herons singing\n"
FIRST_LINES = "import django; django.setup()\n"


@dataclass
class House:
    """A data folder, and where its database is."""

    data: Path
    address: str = ""  # none: SQLite in the folder
    files: str = ""  # where pictures rest, if not in the folder

    @property
    def settings(self) -> dict[str, str]:
        said = {"LEEWARD_DATABASE": self.address, "LEEWARD_FILES": self.files}
        return {name: value for name, value in said.items() if value}

    def run(self, *words: str, given: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
        return leeward(*words, "--data", str(self.data), given=given, **self.settings)

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """The same, without waiting for its end; whoever calls ends it."""
        command = [sys.executable, *words]
        its = environment(
            LEEWARD_DATA=str(self.data),
            DJANGO_SETTINGS_MODULE="leeward.settings",
            LEEWARD_LOOPBACK="yes",
            **self.settings,
        )
        return subprocess.Popen(command, env=its, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def inside(self, code: str) -> str:
        """What these lines print, run with the house's settings."""
        with self.begin("-c", FIRST_LINES + code) as process:
            said = process.communicate()[0].decode().strip()
        assert process.returncode == 0
        return said

    def add_picture(self, content: bytes) -> str:
        """Its ref. Sealed and on the disk as any other; what it shows is nobody's matter here."""
        return self.inside(
            "from leeward.attachments import files; from leeward.attachments.models import Attachment\n"
            "from leeward.members.models import Member\n"
            "row = Attachment.objects.create(owner=Member.objects.first(), width=1, height=1)\n"
            f"files.keep(row.ref, {content!r}); print(row.ref)"
        )

    def lose_picture(self, ref: str) -> None:
        self.inside(
            "from leeward.attachments import files; from leeward.attachments.models import Attachment\n"
            f"Attachment.objects.filter(ref={ref!r}).delete(); files.forget([{ref!r}])"
        )

    def bring_keys_of(self, other: "House") -> None:
        shutil.copytree(other.data / "keys", self.data / "keys")
        shutil.copy(other.data / "secret", self.data / "secret")


@contextmanager
def empty_house(data: Path, *, on: str | None = None) -> Iterator[House]:
    """A new one on the database that is being tested, or `on` "sqlite"; its database is gone afterwards."""
    data.mkdir(mode=0o700)
    cluster = os.environ.get("LEEWARD_DATABASE", "") if on is None else ""
    if not cluster:
        yield House(data)
        return
    with new_database(cluster, data.name) as address:
        yield House(data, address)


@contextmanager
def new_database(cluster: str, name: str) -> Iterator[str]:
    parts = urlsplit(cluster)
    name = f"house_{os.getpid()}_{name}".lower()
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield parts._replace(path=f"/{quote(name)}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
