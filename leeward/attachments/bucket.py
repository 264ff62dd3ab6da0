"""Sealed files in S3-compatible storage (LEEWARD_FILES), for a house on several machines. Loaded only where configured.

What lies there is sealed and named by chance, so who holds the bucket can neither open a picture nor tell whose it is.
It is never read by anybody but Leeward, which asks first who may: the bucket stays private, and no link to it is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

from minio import Minio
from minio.error import MinioException, S3Error
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

GONE = {"NoSuchKey", "NoSuchObject"}
BROKEN = (MinioException, HTTPError)


class Away(OSError):
    """The storage does not answer, or refuses: its name for why. A house goes on without its pictures."""


class Bucket:
    """Made from s3://key:secret@host:port/bucket, over https; s3+http:// without, for storage on the same machine."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._name = parts.path.strip("/")
        if parts.scheme not in {"s3", "s3+http"} or not parts.hostname or not self._name:
            raise ValueError("LEEWARD_FILES must look like s3://key:secret@storage.example.org/bucket.")
        region = parse_qs(parts.query).get("region", ["us-east-1"])[0]
        self._wire = Minio(
            parts.netloc.rpartition("@")[2],
            access_key=unquote(parts.username or ""),
            secret_key=unquote(parts.password or ""),
            secure=parts.scheme == "s3",
            region=region,
            # Somebody waits for the page: two tries of a few seconds, not the library's five of as many minutes.
            http_client=PoolManager(timeout=Timeout(connect=2, read=10), retries=Retry(total=1, backoff_factor=0.2)),
        )

    def put(self, name: str, content: bytes) -> None:
        """There when this returns."""
        try:
            self._wire.put_object(self._name, name, io.BytesIO(content), len(content))
        except BROKEN as wrong:
            raise Away(_why(wrong)) from wrong

    def get(self, name: str) -> bytes:
        """FileNotFoundError where there is none, Away where nobody can say."""
        try:
            answer = self._wire.get_object(self._name, name)
            try:
                return bytes(answer.read())
            finally:
                answer.close()
                answer.release_conn()
        except BROKEN as wrong:
            if _why(wrong) in GONE:
                raise FileNotFoundError(name) from wrong
            raise Away(_why(wrong)) from wrong

    def drop(self, name: str) -> None:
        """One that is not there is as good."""
        try:
            self._wire.remove_object(self._name, name)
        except BROKEN as wrong:
            raise Away(_why(wrong)) from wrong

    def all(self) -> Iterator[tuple[str, datetime]]:
        """Every name, and since when it is there. Asked for in pages of a thousand."""
        try:
            for each in self._wire.list_objects(self._name):
                if each.object_name and each.last_modified:
                    yield each.object_name, each.last_modified
        except BROKEN as wrong:
            raise Away(_why(wrong)) from wrong


def _why(wrong: Exception) -> str:
    """A word that says nothing of what was asked for."""
    return str(wrong.code) if isinstance(wrong, S3Error) else type(wrong).__name__


@cache
def bucket_at(address: str) -> Bucket:
    """One for each process: it keeps its connections."""
    return Bucket(address)
