"""What a search form sends, read into a question."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Board
from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.search.asking import Question
from leeward.search.finding import PAGES_MAX
from leeward.search.questions import read_question
from leeward.search.rules import FIRST_YEAR, why_not_ask, why_not_by_author

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2}))?", re.ASCII)
FIELD_MAX = 100  # characters of a field beside the words; longer ones are cut before they are read
_FIELDS = ("author", "board", "since", "until", "before")


@dataclass
class SearchForm:
    """As typed, so that the page shows it again; `errors` by field name; `question` where there are none."""

    q: str = ""
    author: str = ""
    board: str = ""
    since: str = ""
    until: str = ""
    before: str = ""
    page: int = 1
    errors: dict[str, str] = field(default_factory=dict)
    question: Question | None = None

    @classmethod
    def sent(cls, data: QueryDict, boards: list[Board], viewer: Member) -> "SearchForm":
        """From a POST. `boards` are those the viewer may read. One query where an author is named, sometimes two."""
        form = cls(q=data.get("q", ""))
        for name in _FIELDS:
            setattr(form, name, data.get(name, "").strip()[:FIELD_MAX])
        page = data.get("page", "")
        form.page = min(int(page), PAGES_MAX) if re.fullmatch("[1-9][0-9]{0,2}", page) else 1
        form._read(boards, viewer)
        return form

    @property
    def narrowed(self) -> bool:
        """More than words were given, rightly or wrongly: the rest of the form stands open."""
        return any((self.author, self.board, self.since, self.until))

    def kept(self) -> list[tuple[str, str]]:
        """What a paging button sends along."""
        return [("q", self.q), *((name, value) for name in _FIELDS[:-1] if (value := getattr(self, name)))]

    def _read(self, boards: list[Board], viewer: Member) -> None:
        terms = read_question(self.q)
        self._wrong("q", why_not_ask(self.q, terms))
        author, board = self._author_id(viewer), self._board_id(boards)
        since, until = self._moments()
        if not self.errors:
            self.question = Question(terms, author, board, since, until)

    def _wrong(self, name: str, sentence: str | None) -> None:
        if sentence:
            self.errors[name] = sentence

    def _author_id(self, viewer: Member) -> int | None:
        if not self.author:
            return None
        author = Member.objects.filter(name_key=name_key(self.author)).only("pk", "lists_posts").first()
        self._wrong("author", why_not_by_author(viewer, author))
        return author.pk if author else None

    def _board_id(self, boards: list[Board]) -> int | None:
        if not self.board:
            return None
        pk = next((board.pk for board in boards if board.ref == self.board), None)
        if pk is None:
            self._wrong("board", _("There is no such board. Choose one from the list."))
        return pk

    def _moments(self) -> tuple[datetime | None, datetime | None]:
        """The first moment, and the first after the last; both None where no time was given."""
        since, until = self._day("since", last=False), self._day("until", last=True)
        if not (self.since or self.until) or "since" in self.errors or "until" in self.errors:
            return None, None
        first = since or date(FIRST_YEAR, 1, 1)
        last = until or timezone.localdate()
        if first > last:
            self._wrong("until", _("The last day comes before the first."))
        return _midnight(first), _midnight(last + timedelta(days=1))

    def _day(self, name: str, *, last: bool) -> date | None:
        """A day, or a year's first or last day; within the years that a board can have."""
        text = getattr(self, name)
        found = _DAY.fullmatch(text)
        if not text:
            return None
        try:
            year, month, day = found.groups() if found else ("", None, None)
            given = date(int(year), int(month or (12 if last else 1)), int(day or (31 if last else 1)))
        except ValueError:
            self._wrong(name, _("Write a year, as 2024, or a day, as 2024-03-12."))
            return None
        return max(date(FIRST_YEAR, 1, 1), min(given, timezone.localdate() + timedelta(days=366)))


def _midnight(day: date) -> datetime:
    """When this day begins where the house stands, in UTC, as the index counts years."""
    return timezone.make_aware(datetime.combine(day, time())).astimezone(UTC)
