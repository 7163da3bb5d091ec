"""What an education officer sees of a round's applications: the child's zone and yes or no, not the parent's file.

Source: I5, L2, N6.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from anju.law import identity
from anju.law.absent import Absent
from anju.law.case import life as case_life
from anju.law.refusal import Refusal
from anju.law.school import ground, life
from anju.law.wording import Text
from anju.models import Case, School, SchoolRound, SchoolWish
from anju.queries.case import detail
from anju.queries.case.detail import Decided, Detail
from anju.queries.school import listed, notes, offices, rounds, shown
from anju.queries.school.rounds import Shown
from anju.queries.scope import Scope

PAGE = 50
_GOING = Q(case__state__in=life.TAKING_PART, state="waiting")
_CLAIM = Q(work=True, work_ok=None) | Q(sibling__isnull=False, sibling_ok=None)
FILTERS: Mapping[str, tuple[Text, Q]] = {
    "all": (Text(zh="全部", en="All"), ~Q(case__state="withdrawn")),
    "unchecked": (Text(zh="待核对", en="To check"), _GOING & _CLAIM),
    "to_grant": (Text(zh="待录取", en="To admit"), _GOING & Q(school__isnull=False)),
    "without": (Text(zh="还没有学位", en="Without a place"), _GOING & Q(school=None)),
    "offered": (Text(zh="等家长确认", en="Waiting for the guardian"), Q(state="offered")),
    "accepted": (Text(zh="家长已确认", en="Accepted"), Q(state="accepted")),
    "declined": (Text(zh="家长不去", en="Declined"), Q(state="declined")),
    "objected": (Text(zh="有异议", en="Objected"), Q(case__state="objected")),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)


@dataclass(frozen=True)
class Row:
    """One application of a list, masked."""

    id: uuid.UUID
    case_id: uuid.UUID
    number: int
    name: str
    community: str
    late: bool
    state: Text
    case_state: Text
    school: str
    choice: Text | None
    group: Text | None
    draw: str
    reply_by: datetime.date | None


@dataclass(frozen=True)
class One:
    """One application opened: what counts, and no more of the family than its zone."""

    row: SchoolWish
    round: Shown
    name: str
    born_on: datetime.date
    schools: tuple[tuple[School, bool], ...]
    # a parent's permit is in use: yes or no, not whose and not its number
    permit: bool
    note: str
    detail: Detail

    @property
    def possible(self) -> bool:
        """Whether its claims can still be checked."""
        return self.row.state == "waiting" and self.row.case.state in life.TAKING_PART

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """What was decided, with the objection."""
        return self.detail.decisions


def page(scope: Scope, *, round_id: uuid.UUID, on: datetime.date, state: str, after: int = 0) -> list[Row]:
    """Return a round's applications by list number, one more than a page; Refusal "unknown_filter"."""
    held = rounds.own(scope, round_id=round_id, on=on).row
    if state not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="state")
    rows = SchoolWish.objects.filter(FILTERS[state][1], round=held, number__gt=after)
    return [_row(row, held) for row in _with(rows).order_by("number")[: PAGE + 1]]


def wish(scope: Scope, *, wish_id: uuid.UUID) -> SchoolWish:
    """Return an application in scope, before it is opened; Absent for every other office's."""
    row = _with(offices.wishes(scope)).filter(id=wish_id).first()
    if row is None:
        raise Absent("wish")
    return row


def of_case(scope: Scope, *, case_id: uuid.UUID) -> SchoolWish:
    """Return the application of a case in scope; Absent for a case of no round."""
    row = _with(offices.wishes(scope)).filter(case_id=case_id).first()
    if row is None:
        raise Absent("wish")
    return row


def one(row: SchoolWish, *, case: Case, on: datetime.date) -> One:
    """Return an application whose case was opened (actions.case.open_one), with what its order goes by."""
    held = detail.of(case=case, on=on)
    zone = {str(one.id) for one in shown.around(community=_lives(row), year=row.round.year, level=row.round.level)}
    schools = {str(one.id): one for one in School.objects.filter(id__in=row.schools)}
    return One(
        row=row,
        round=Shown(row=row.round, on=on),
        name=row.person.name,
        born_on=row.person.birth_on,
        schools=tuple((schools[key], key in zone) for key in row.schools),
        permit=held.facts.get("parent_permit") == "valid",
        note=notes.of(row),
        detail=held,
    )


def room(row: SchoolRound) -> list[tuple[str, str, int]]:
    """Return the schools of a round with what is free: id, name, places left."""
    names = {str(one.school_id): one.school.name for one in rounds.places(row)}
    return [(one.school, names[one.school], one.free) for one in listed.rooms(round_=row)]


def _lives(row: SchoolWish) -> str:
    stay = row.person.stays.filter(state="registered").values_list("community_id", flat=True).first()
    return stay or row.community_id


def _with(rows: QuerySet[SchoolWish]) -> QuerySet[SchoolWish]:
    return rows.select_related("person", "case", "community", "school", "sibling", "up", "round__county", "round__unit")


def _row(row: SchoolWish, held: SchoolRound) -> Row:
    return Row(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        name=identity.mask_name(row.person.name),
        community=row.community.name,
        late=row.late,
        state=life.WISH.states[row.state],
        case_state=case_life.STATES[row.case.state],
        school=row.school.name if row.school is not None else "",
        choice=ground.choice(row.choice) if row.choice is not None else None,
        group=_group(row, held),
        draw=f"{row.draw:09d}" if row.draw is not None and held.state == "announced" else "",
        reply_by=row.reply_by,
    )


def _group(row: SchoolWish, held: SchoolRound) -> Text | None:
    counted: dict[str, Any] = row.counted or {}
    if not row.choice or "groups" not in counted:
        return None
    return ground.GROUPS[held.rules[counted["groups"][row.choice - 1]]].text
