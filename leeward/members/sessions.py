"""Django's database sessions, with the member read by the same query."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.utils import timezone

from leeward.members.models import Member, Session


class SessionStore(DatabaseSession):
    """As Django's, and `member()` beside it: the member of the row that was loaded, without a second query."""

    _member: Member | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = (
            Session.objects.select_related("member")
            .filter(session_key=self.session_key, expire_date__gt=timezone.now())
            .first()
        )
        if row is None:
            self._session_key = None
            return None
        self._member = row.member
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.member_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def member(self) -> Member | None:
        """The member who signed in with this session, if any: reading the session loads both."""
        signed_in = self.get(SESSION_KEY)
        if signed_in is None or self._member is None or str(self._member.pk) != str(signed_in):
            return None
        return self._member
