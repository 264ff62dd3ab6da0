"""Django's database sessions, with the member read by the same query."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.core import signing
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from leeward.members.models import Member, Session
from leeward.members.ready import Ready
from leeward.web.ids import new_ref

# On a device that others use: from the last thing somebody did. Long enough to read a long story's page through.
IDLE = timedelta(minutes=30)
SLACK = timedelta(minutes=1)  # the end is put off at most once in this time: one write a minute, not one a page

SHORT = 2_000  # characters of a session's text; longer ones hold a page, and are not remembered


class _AsItIs:
    """In place of a serializer: what was signed, still as bytes."""

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=1_000)
def _signed(text: str, salt: str) -> bytes:
    """What a session's text says. That this house signed it needs to be found out once, and never changes."""
    said: bytes = signing.loads(text, salt=salt, serializer=_AsItIs)  # type: ignore[arg-type]  # it only reads
    return said


@Ready
def _sessions(_nobody: None, key: str) -> QuerySet[Session]:
    return Session.objects.select_related("member").filter(session_key=key, expire_date__gt=Now())


class SessionStore(DatabaseSession):
    """As Django's, and `member()` beside it: the member of the row that was loaded, without a second query."""

    _member: Member | None = None
    _ends_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = _sessions.first(None, self.session_key)
        if row is None:
            self._session_key = None
            return None
        self._member, self._ends_at = row.member, row.expire_date
        return row

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """As Django's, which is left to deal with what was not signed here."""
        try:
            said = _signed(str(session_data), self.key_salt) if len(session_data) < SHORT else None
        except (signing.BadSignature, ValueError):
            said = None
        decoded: dict[str, Any] = self.serializer().loads(said) if said else super().decode(session_data)
        return decoded

    def begin(self, *, browser: str, device: str) -> None:
        """Somebody has just signed in: from now on the list of sessions says this of it."""
        self.update({"ref": new_ref(), "begun": timezone.now().isoformat(), "browser": browser, "device": device})

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        ref = data.setdefault("ref", new_ref())
        begun = data.setdefault("begun", timezone.now().isoformat())
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.member_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.ref, row.begun_at = ref, datetime.fromisoformat(begun)
        row.browser, row.device = data.get("browser", ""), data.get("device", "")
        return row

    def get_expiry_date(self, **more: Any) -> datetime:
        """Half an hour from now, unless its owner said at sign-in that nobody else uses the device."""
        if SESSION_KEY in self and self.get("device") != "mine":
            return timezone.now() + IDLE
        return super().get_expiry_date(**more)

    def put_off_the_end(self) -> None:
        """Somebody did something. On one's own device nothing ends by resting, so nothing is written."""
        now = timezone.now()
        if self._ends_at is None or self.get("device") == "mine" or self._ends_at - now > IDLE - SLACK:
            return
        self._ends_at = now + IDLE
        Session.objects.filter(session_key=self.session_key).update(expire_date=self._ends_at)

    def seconds_left(self) -> int:
        """Until the session ends by itself."""
        return max(0, int((self._ends_at - timezone.now()).total_seconds())) if self._ends_at else 0

    def member(self) -> Member | None:
        """The member who signed in with this session, if any: reading the session loads both."""
        signed_in = self.get(SESSION_KEY)
        if signed_in is None or self._member is None or str(self._member.pk) != str(signed_in):
            return None
        return self._member
