"""Passkeys (WebAuthn, through Yubico's library): a device proves a key, after its owner unlocked the device.

The device must check its owner (a finger, a face, a PIN), so a passkey is both steps at once. What the server asked
stands signed in the page, for five minutes, and is good once. Browsers offer passkeys on https only, and on localhost.
The library is loaded when first asked for: every start would wait for it, and 5 MB lie there for whoever has no key.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from leeward.members.models import Member, Passkey
from leeward.web.limits import Limit

if TYPE_CHECKING:
    from fido2.server import Fido2Server

ASKED_LASTS = 5 * 60  # seconds from the page to the answer
ANSWERED = Limit("passkey", 1, 2 * ASKED_LASTS)  # each question may be answered once
MOST = 10  # keys of one member: more is a page nobody can read


class WrongAnswer(Exception):
    """The device's answer does not prove the key, or came too late, or twice."""


def _server(request: HttpRequest, label: str) -> Fido2Server:
    """For the very address that the page was asked for at. `label` is what devices show: the house's neutral name."""
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    address = f"{request.scheme}://{request.get_host()}"
    name = urlsplit(address).hostname or ""
    return Fido2Server(PublicKeyCredentialRpEntity(name=label, id=name), verify_origin=lambda said: said == address)


def ask_new(request: HttpRequest, member: Member, label: str) -> tuple[str, str]:
    """(what the browser is asked, as JSON; the same signed, for the form) to make a new key."""
    from fido2.webauthn import (
        AttestedCredentialData,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    owner = salted_hmac("leeward.members.passkeys", str(member.pk), algorithm="sha256").digest()
    known = [AttestedCredentialData(bytes(key.public)) for key in member.passkeys.all()]
    asked, state = _server(request, label).register_begin(
        PublicKeyCredentialUserEntity(id=owner, name=label, display_name=label),
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return json.dumps(dict(asked)["publicKey"]), _signed(state, "new")


def ask_known(request: HttpRequest, label: str) -> tuple[str, str]:
    """The same, to prove any key that the device holds for this address."""
    from fido2.webauthn import UserVerificationRequirement

    asked, state = _server(request, label).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return json.dumps(dict(asked)["publicKey"]), _signed(state, "known")


def _signed(state: Any, what: str) -> str:
    return signing.dumps(state, salt=f"passkey {what}")


def state_of(token: str, what: str) -> Any:
    """What was asked. WrongAnswer when it is forged, too old, or was answered before."""
    try:
        state = signing.loads(token, salt=f"passkey {what}", max_age=ASKED_LASTS)
    except signing.BadSignature as wrong:
        raise WrongAnswer from wrong
    if ANSWERED.reached(token):
        raise WrongAnswer
    return state


def _digest(credential: bytes) -> str:
    return hashlib.sha256(credential).hexdigest()


def keep_new(request: HttpRequest, *, by: Member, name: str, label: str, asked: str, answer: str) -> None:
    """Keep the key that the device made. WrongAnswer."""
    state = state_of(asked, "new")
    try:
        made = _server(request, label).register_complete(state, json.loads(answer))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise WrongAnswer from wrong
    if made.credential_data is None or by.passkeys.count() >= MOST:
        raise WrongAnswer
    Passkey.objects.get_or_create(
        digest=_digest(made.credential_data.credential_id),
        defaults={
            "member": by,
            "name": name,
            "public": bytes(made.credential_data),
            "counter": made.counter,
            "made_at": timezone.now(),
        },
    )


def prove(request: HttpRequest, *, label: str, asked: str, answer: str) -> Member:
    """Whose key the device has proved. WrongAnswer."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    state = state_of(asked, "known")
    try:
        given = AuthenticationResponse.from_dict(json.loads(answer))
        key = Passkey.objects.select_related("member").filter(digest=_digest(given.raw_id)).first()
        if key is None:
            raise WrongAnswer
        _server(request, label).authenticate_complete(state, [AttestedCredentialData(bytes(key.public))], given)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise WrongAnswer from wrong
    counted = given.response.authenticator_data.counter
    if counted and counted <= key.counter:
        raise WrongAnswer  # a copy of the key has been used elsewhere
    Passkey.objects.filter(pk=key.pk).update(counter=counted)
    return key.member


def rename(*, by: Member, ref: str, name: str) -> None:
    by.passkeys.filter(ref=ref).update(name=name)


def remove(*, by: Member, ref: str) -> None:
    by.passkeys.filter(ref=ref).delete()
