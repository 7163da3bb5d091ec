"""Complaints: what an office owns, what the holder of a code follows, how many are late. Source: J1, J2."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from anju.law import codes
from anju.law import complaint as law
from anju.law.absent import Absent
from anju.law.complaint import ComplaintKind
from anju.law.deadline import Due
from anju.law.wording import Text
from anju.models import Complaint, ComplaintStep, Resident, Unit
from anju.queries.scope import Scope

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One complaint in a queue, without its words: opening it is an act of its own."""

    id: uuid.UUID
    code: str
    kind: Text
    state: str
    state_text: Text
    received_at: datetime.datetime
    due: Due
    owner: Text
    offered_to: Text | None
    # offered to the office that looks, which has to take or decline it
    to_take: bool
    answered_at: datetime.datetime | None

    @property
    def cursor(self) -> str:
        """Where the next page begins."""
        return f"{self.due.on.isoformat()}_{self.id}"


@dataclass(frozen=True)
class Step:
    """One step, as whoever holds the code sees it."""

    at: datetime.datetime
    what: str
    text: Text
    words: str


@dataclass(frozen=True)
class Followed:
    """A complaint with its steps; the words of the complaint itself are not shown again."""

    row: Row
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Late:
    """Open and late complaints of one unit; never who complained. Source: J4."""

    unit: Text
    code: str
    open: int
    late: int


def owned(scope: Scope, *, after: str = "", limit: int = PAGE) -> list[Row]:
    """Return the open complaints a post's office owns or is offered, the most urgent first; keyset by `Row.cursor`.

    An unreadable cursor gives nothing, never everything (design.md 10, 1).
    """
    found = _open().filter(Q(owner=scope.unit) | Q(offered_to=scope.unit)).order_by("due_on", "id")
    if after:
        place = _cursor(after)
        if place is None:
            return []
        on, key = place
        found = found.filter(Q(due_on__gt=on) | Q(due_on=on, id__gt=key))
    return [_row(held, unit=scope.unit) for held in found[:limit]]


def one(scope: Scope, *, complaint_id: uuid.UUID) -> Followed:
    """Return one complaint of a post's office with its steps; Absent alike for what is not there and not theirs."""
    held = _all().filter(Q(owner=scope.unit) | Q(offered_to=scope.unit), id=complaint_id).first()
    if held is None:
        raise Absent("complaint")
    return _followed(held, unit=scope.unit)


def by_code(code: str) -> Followed | None:
    """Return what the holder of a code sees; blanks, hyphens and small letters are forgiven."""
    bare = "".join(letter for letter in code[:40].upper() if letter.isalnum())
    held = _all().filter(code=bare).first() if bare else None
    return _followed(held, unit=None) if held is not None else None


def mine(*, who: Resident, limit: int = PAGE) -> list[Row]:
    """Return the complaints someone sent while signed in, the newest first."""
    found = _all().filter(resident_id=who.id).order_by("-received_at", "-id")[:limit]
    return [_row(held, unit=None) for held in found]


def late(scope: Scope, *, on: datetime.date) -> list[Late]:
    """Return how many complaints each unit below a post's own has open and late."""
    inside = Complaint.objects.exclude(state="answered").filter(owner__path__startswith=scope.unit.path)
    counts = inside.values("owner__code", "owner__name", "owner__name_en").annotate(
        open=Count("id"), late=Count("id", filter=Q(due_on__lt=on))
    )
    rows = counts.order_by("-late", "owner__code")
    return [
        Late(
            unit=Text(zh=row["owner__name"], en=row["owner__name_en"]),
            code=row["owner__code"],
            open=row["open"],
            late=row["late"],
        )
        for row in rows
    ]


def grouped(code: str) -> str:
    """Return a code in groups of four, as people read it out."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _all() -> QuerySet[Complaint]:
    return Complaint.objects.select_related("owner", "offered_to")


def _open() -> QuerySet[Complaint]:
    return _all().exclude(state="answered")


def _cursor(text: str) -> tuple[datetime.date, uuid.UUID] | None:
    day, _, key = text.partition("_")
    try:
        return datetime.date.fromisoformat(day), uuid.UUID(key)
    except ValueError:
        return None


def _row(held: Complaint, *, unit: Unit | None) -> Row:
    return Row(
        id=held.id,
        code=held.code,
        kind=codes.label(ComplaintKind, held.kind),
        state=held.state,
        state_text=law.STATES[held.state],
        received_at=held.received_at,
        due=Due(on=held.due_on, provisional=held.due_provisional, rule="J1", started=held.received_at.date()),
        owner=_name(held.owner),
        offered_to=_name(held.offered_to) if held.offered_to is not None else None,
        to_take=unit is not None and held.offered_to_id == unit.id,
        answered_at=held.answered_at,
    )


def _followed(held: Complaint, *, unit: Unit | None) -> Followed:
    steps = ComplaintStep.objects.filter(complaint=held).select_related("unit").order_by("at", "id")
    shown = tuple(
        Step(at=step.at, what=step.what, text=law.STEPS[step.what].format(unit=_name(step.unit)), words=step.words)
        for step in steps
    )
    return Followed(row=_row(held, unit=unit), steps=shown)


def _name(unit: Unit) -> Text:
    return Text(zh=unit.name, en=unit.name_en)


def receivers(scope: Scope, *, text: str, limit: int = 20) -> list[tuple[uuid.UUID, Text]]:
    """Return offices a complaint can be offered to, by part of their name; never one's own. Source: J2."""
    word = " ".join(law.tidy(text).split())[:40]
    if not word:
        return []
    named = Unit.objects.filter(Q(name__contains=word) | Q(name_en__icontains=word), valid_to=None).exclude(
        id=scope.unit.id
    )
    return [(unit.id, _name(unit)) for unit in named.order_by("name", "code")[:limit]]
