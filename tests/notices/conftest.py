"""A mail server on this machine, and somebody with a passphrase."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from leeward.members.models import Member
from tests import makers
from tests.cast import PASSPHRASE, Cast


class Postman:
    """Takes mail, or says what it was told to say."""

    def __init__(self) -> None:
        self.took: list[Message] = []
        self.says = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.says.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.says

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.took.append(message_from_bytes(envelope.content))
        return "250 OK"


class OnSocket(Controller):
    """Listens on a socket that is already its own, so that nobody takes the port in between."""

    held: socket.socket

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.held)


@pytest.fixture
def post(settings: Any) -> Iterator[Postman]:
    """A mail server on this machine, and a house that sends through it."""
    postman = Postman()
    held = socket.create_server(("127.0.0.1", 0))
    where = held.getsockname()
    controller = OnSocket(postman, hostname=where[0], port=where[1])
    controller.held = held
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = where
    settings.MAIL_IS_SENT, settings.DEFAULT_FROM_EMAIL = True, "Notes <notes@example.org>"
    yield postman
    controller.stop()


@pytest.fixture
def hazel(cast: Cast) -> Member:
    return makers.member("hazel", passphrase=PASSPHRASE)
