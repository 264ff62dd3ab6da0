"""An S3-compatible server (moto's) on a free port of this machine, until the block ends."""

import contextlib
import secrets
from collections.abc import Iterator

from minio import Minio
from moto.server import ThreadedMotoServer


class Storage:
    """`make` gives what LEEWARD_FILES says; the others look into a bucket from outside, by that address."""

    def __init__(self, server: ThreadedMotoServer) -> None:
        self._server = server
        host, port = server.get_host_and_port()
        self._at = f"{host}:{port}"
        self.wire = Minio(self._at, access_key="key", secret_key="secret", secure=False, region="us-east-1")

    def make(self, bucket: str) -> str:
        """An empty bucket; its address. Its name is its own: moto's servers share what they hold."""
        name = f"{bucket}-{secrets.token_hex(4)}"
        self.wire.make_bucket(name)
        return f"s3+http://key:secret@{self._at}/{name}"

    def names(self, address: str) -> set[str]:
        return {str(each.object_name) for each in self.wire.list_objects(_bucket(address))}

    def content(self, address: str, name: str) -> bytes:
        with contextlib.closing(self.wire.get_object(_bucket(address), name)) as answer:
            return bytes(answer.read())

    def lose(self, address: str, name: str) -> None:
        self.wire.remove_object(_bucket(address), name)

    def fall(self) -> None:
        self._server.stop()


def _bucket(address: str) -> str:
    return address.rpartition("/")[2]


@contextlib.contextmanager
def storage() -> Iterator[Storage]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield Storage(server)
    finally:
        with contextlib.suppress(Exception):  # it fell already
            server.stop()
