"""Rounds: what is published of them, the anonymous list that anyone can count again, and how far an office is. Source: I5."""

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from anju.law import codes
from anju.law.absent import Absent
from anju.law.school import ground, life
from anju.law.school.stage import Level
from anju.law.wording import Text
from anju.models import SchoolRound, SchoolRoundPlaces, SchoolWish
from anju.queries.school import offices
from anju.queries.scope import Scope

PAGE = 30
LIST = 100
PUBLIC = ("published", "allotted", "announced")
_SENT = Text(zh="报名还没开始", en="Not open yet")
_OPEN = Text(zh="正在报名", en="Open")
_CLOSED = Text(zh="报名已截止，正在安排学位", en="Closed, places are being allotted")
_DONE = Text(zh="结果已公布", en="Results announced")


@dataclass(frozen=True)
class Shown:
    """One round as everyone may see it."""

    row: SchoolRound
    on: datetime.date

    @property
    def level(self) -> Text:
        """The level."""
        return codes.label(Level, self.row.level)

    @property
    def state(self) -> Text:
        """How far it is, in the words of the dates."""
        if self.row.state == "announced":
            return _DONE
        if self.on < self.row.first_on:
            return _SENT
        return _OPEN if self.on <= self.row.last_on else _CLOSED

    @property
    def open(self) -> bool:
        """Whether one can apply in time today."""
        return self.row.state == "published" and self.row.first_on <= self.on <= self.row.last_on

    @property
    def takes(self) -> bool:
        """Whether one can apply at all: after the last day too, for what is left."""
        return self.row.state in PUBLIC and self.on >= self.row.first_on

    @property
    def order(self) -> tuple[Text, ...]:
        """The groups in their order."""
        return tuple(ground.GROUPS[key].text for key in self.row.rules)

    @property
    def within(self) -> Text:
        """The order within a group."""
        return ground.WITHIN[self.row.within]

    @property
    def stage(self) -> Text:
        """How far an office is with it."""
        return life.ROUND.states[self.row.state]

    @property
    def office(self) -> Text:
        """The office that opened it."""
        return Text(zh=self.row.unit.name, en=self.row.unit.name_en or self.row.unit.name)


@dataclass(frozen=True)
class Line:
    """One line of the anonymous list."""

    number: int
    draw: str
    since: str
    # school and the group there, by wish
    wishes: tuple[tuple[str, int], ...]
    school: str
    choice: Text

    @property
    def since_on(self) -> datetime.date | None:
        """Since when the residence counts, as a day."""
        return datetime.date.fromisoformat(self.since) if self.since else None


def public(*, on: datetime.date, county: str = "", after: Sequence[str] = ()) -> list[Shown]:
    """Return published rounds, the latest first, one more than a page."""
    rows = SchoolRound.objects.filter(state__in=PUBLIC)
    return _page(rows.filter(county_id=county) if county else rows, on=on, after=after)


def kept(scope: Scope, *, on: datetime.date, after: Sequence[str] = ()) -> list[Shown]:
    """Return an office's rounds, the latest first, one more than a page."""
    return _page(offices.rounds(scope), on=on, after=after)


def key(one: Shown) -> tuple[datetime.date, str]:
    """Return what a list is ordered by."""
    return one.row.last_on, str(one.row.id)


def one(*, round_id: uuid.UUID, on: datetime.date) -> Shown:
    """Return one published round; Absent for a draft."""
    return _one(SchoolRound.objects.filter(state__in=PUBLIC), round_id, on)


def own(scope: Scope, *, round_id: uuid.UUID, on: datetime.date) -> Shown:
    """Return one round of an office; Absent for everyone else's."""
    return _one(offices.rounds(scope), round_id, on)


def places(row: SchoolRound) -> list[SchoolRoundPlaces]:
    """Return the schools of a round with their places, by name."""
    return list(row.places.select_related("school").order_by("school__name", "school_id"))


def listing(row: SchoolRound, *, after: int = 0, most: int = LIST + 1) -> list[Line]:
    """Return the announced list by number: no name, no address, what the order went by. Absent before it is announced."""
    if row.state != "announced":
        raise Absent("list")
    names = {str(one.school_id): one.school.name for one in places(row)}
    found = SchoolWish.objects.filter(round=row, number__gt=after, counted__isnull=False).select_related("school")
    return [_line(wish, names, within=row.within) for wish in found.order_by("number")[:most]]


def whole(row: SchoolRound) -> Iterator[tuple[str, ...]]:
    """Return the announced list as a table, its headings first, read in pages."""
    yield (
        "number",
        "draw",
        "registered_since",
        "wish_1",
        "group_1",
        "wish_2",
        "group_2",
        "wish_3",
        "group_3",
        "school",
    )
    after = 0
    while lines := listing(row, after=after, most=1000):
        for line in lines:
            cells = [cell for school, group in line.wishes for cell in (school, str(group))]
            yield (str(line.number), line.draw, line.since, *cells, *[""] * (6 - len(cells)), line.school)
        after = lines[-1].number


def counts(row: SchoolRound) -> Mapping[str, int]:
    """Return how far a round is, in one statement."""
    going = Q(case__state__in=life.TAKING_PART, state="waiting")
    unchecked = Q(work=True, work_ok=None) | Q(sibling__isnull=False, sibling_ok=None)
    wanted = {
        "all": ~Q(case__state="withdrawn"),
        "sent": Q(case__state="sent"),
        "unchecked": going & unchecked,
        "late": going & Q(late=True, school=None),
        "without": going & Q(late=False, school=None),
        "to_grant": going & Q(school__isnull=False),
        "offered": Q(state="offered"),
        "accepted": Q(state="accepted"),
        "declined": Q(state="declined"),
        "objected": Q(case__state="objected"),
    }
    asked = {f"count_{name}": Count("id", filter=which) for name, which in wanted.items()}
    found: dict[str, int] = SchoolWish.objects.filter(round=row).aggregate(**asked)
    return {name: found[f"count_{name}"] for name in wanted}


def _line(wish: SchoolWish, names: Mapping[str, str], *, within: str) -> Line:
    counted: dict[str, Any] = wish.counted or {}
    wishes = zip(wish.schools, counted.get("groups", []), strict=True)
    return Line(
        number=wish.number,
        draw=f"{wish.draw:09d}" if wish.draw is not None else "",
        # what did not count is not told
        since=(counted.get("since") or "") if within == "registered" else "",
        wishes=tuple((names.get(school, "—"), group + 1) for school, group in wishes),
        school=names.get(counted["school"], "") if "school" in counted else wish.school.name if wish.school else "",
        choice=ground.choice(counted.get("choice", wish.choice) or 0),
    )


def _page(rows: QuerySet[SchoolRound], *, on: datetime.date, after: Sequence[str]) -> list[Shown]:
    if len(after) == 2:
        last, key_ = datetime.date.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(last_on__lt=last) | Q(last_on=last, id__gt=key_))
    found = rows.select_related("county", "unit").order_by("-last_on", "id")[: PAGE + 1]
    return [Shown(row=row, on=on) for row in found]


def _one(rows: QuerySet[SchoolRound], round_id: uuid.UUID, on: datetime.date) -> Shown:
    row = (
        rows.select_related("county", "unit", "drafted_by", "published_by", "allotted_by", "announced_by")
        .filter(id=round_id)
        .first()
    )
    if row is None:
        raise Absent("round")
    return Shown(row=row, on=on)
