"""A page to write on, as a browser has it: its form's fields, and what the element in it would send."""

import json
import re
import zlib
from html import unescape
from typing import Any

from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
BODY = re.compile(r'<textarea id="body"[^>]*>\n(.*?)</textarea>', re.S)


class Sheet:
    """One opening of one composer, in one tab."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        self.page = answer.content.decode()
        self.fields = fields_of(self.page)
        self.body = body_of(self.page)
        self.base, self.step = int(self.fields["revision"]), int(self.fields["step"])

    def send(self, body: str, do: str = "post", **more: Any) -> Any:
        """Press a button."""
        return self.client.post(self.address.split("?")[0], {**self.fields, "body": body, "do": do, **more})

    def keep(self, body: str, client: Client | None = None, **more: Any) -> Any:
        """What the element sends a second after the last key: the whole text."""
        self.step += 1
        asked = {"park": self.fields["park"], "base": self.base, "step": self.step, "body": body, **more}
        return self._heard(asked, body, client)

    def splice(self, at: int, cut: int, put: str, **more: Any) -> Any:
        """Or only what changed."""
        old = self.body.encode("utf-16-le", "surrogatepass")
        new = old[: 2 * at] + put.encode("utf-16-le", "surrogatepass") + old[2 * (at + cut) :]
        self.step += 1
        asked = {
            **{"park": self.fields["park"], "base": self.base, "step": self.step},
            **{"at": at, "cut": cut, "put": put, "long": len(new) // 2, "sum": zlib.adler32(new), **more},
        }
        return self._heard(asked, new.decode("utf-16-le", "surrogatepass"), None)

    def _heard(self, asked: dict[str, Any], body: str, client: Client | None) -> Any:
        answer = (client or self.client).post("/drafts/keep", json.dumps(asked), content_type="application/json")
        if answer.status_code in {200, 401}:
            heard = answer.json()
            self.base, self.body = heard["revision"], body
            self.fields.update({name: heard[name] for name in ("park", "once") if name in heard})
        return answer


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the composer's form."""
    form = page[max(0, page.index('name="park"') - 200) :]
    return {name: unescape(value) for name, value in HIDDEN.findall(form) if name != "csrfmiddlewaretoken"}


def body_of(page: str) -> str:
    found = BODY.search(page)
    assert found
    return unescape(found[1])


def shown(answer: Any) -> str:
    return unescape(str(answer.content.decode()))
