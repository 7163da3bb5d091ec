"""Schools as everyone may see them: name, place, phone, zone and places; no child stands in it. Source: I3, I5."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from anju.law import codes
from anju.law.absent import Absent
from anju.law.school.stage import Level, Ownership
from anju.law.wording import Text
from anju.models import Division, School, SchoolPlaces
from anju.queries.school import offices
from anju.queries.scope import Scope

PAGE = 30


@dataclass(frozen=True)
class Shown:
    """One school of a list."""

    row: School
    # the entry grade's places open to a round in the year asked about; None where nothing is published
    open: int | None = None

    @property
    def level(self) -> Text:
        """Its level."""
        return codes.label(Level, self.row.level)

    @property
    def ownership(self) -> Text:
        """Who runs it."""
        return codes.label(Ownership, self.row.ownership)

    @property
    def office(self) -> Text:
        """The education office that keeps it."""
        return Text(zh=self.row.unit.name, en=self.row.unit.name_en or self.row.unit.name)


@dataclass(frozen=True)
class Whole:
    """One school with its zone and its places by grade."""

    shown: Shown
    year: int
    zone: tuple[Division, ...]
    places: tuple[SchoolPlaces, ...]


def public(*, county: str, level: str, year: int, name: str = "", after: Sequence[str] = ()) -> list[Shown]:
    """Return schools in use by name, one more than a page; an empty county or level stands for all."""
    rows = School.objects.filter(valid_to=None)
    if county:
        rows = rows.filter(community__path__contains=f"/{county}/")
    if level:
        rows = rows.filter(level=level)
    if name:
        rows = rows.filter(name__icontains=name)
    return _page(rows, year=year, after=after)


def kept(scope: Scope, *, level: str, year: int, after: Sequence[str] = ()) -> list[Shown]:
    """Return the schools an office keeps or looks at, one more than a page."""
    rows = offices.schools(scope).filter(valid_to=None)
    return _page(rows.filter(level=level) if level else rows, year=year, after=after)


def key(one: Shown) -> tuple[str, str]:
    """Return what a list is ordered by."""
    return one.row.name, str(one.row.id)


def one(*, school_id: uuid.UUID, year: int) -> Whole:
    """Return one school, also one that has ended; Absent for what is not there."""
    row = School.objects.select_related("community__parent__parent", "unit").filter(id=school_id).first()
    if row is None:
        raise Absent("school")
    return Whole(
        shown=Shown(row),
        year=year,
        zone=zone(school_id=row.id, year=year),
        places=tuple(row.places.filter(year=year).order_by("grade")),
    )


def own(scope: Scope, *, school_id: uuid.UUID, year: int) -> Whole:
    """Return one of an office's schools; Absent for everyone else's."""
    if not offices.schools(scope).filter(id=school_id).exists():
        raise Absent("school")
    return one(school_id=school_id, year=year)


def zone(*, school_id: uuid.UUID, year: int) -> tuple[Division, ...]:
    """Return the communities of a school's zone in a year."""
    rows = Division.objects.filter(code__in=_zoned(school_id, year)).select_related("parent__parent")
    return tuple(rows.order_by("code"))


def around(*, community: str, year: int, level: str) -> tuple[School, ...]:
    """Return the schools in whose zone a community lies, by name."""
    rows = School.objects.filter(zones__community_id=community, zones__year=year, level=level, valid_to=None)
    return tuple(rows.order_by("name", "id"))


def _zoned(school_id: uuid.UUID, year: int) -> QuerySet[School, str]:
    return School.objects.filter(id=school_id, zones__year=year).values_list("zones__community_id", flat=True)


def _page(rows: QuerySet[School], *, year: int, after: Sequence[str]) -> list[Shown]:
    if len(after) == 2:
        rows = rows.filter(Q(name__gt=after[0]) | Q(name=after[0], id__gt=uuid.UUID(after[1])))
    found = list(rows.select_related("community__parent__parent", "unit").order_by("name", "id")[: PAGE + 1])
    free = (
        SchoolPlaces.objects.filter(school__in=found, year=year, grade=1).values("school_id").annotate(sum=Sum("open"))
    )
    count = {row["school_id"]: row["sum"] for row in free}
    return [Shown(row=row, open=count.get(row.id)) for row in found]


def names(scope: Scope, *, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of some of an office's schools."""
    rows = offices.schools(scope).filter(id__in=ids)
    return {str(key_): name for key_, name in rows.values_list("id", "name")}


def of_level(scope: Scope, *, level: str) -> list[tuple[str, str]]:
    """Return an office's own schools of a level, by name."""
    rows = offices.schools(scope).filter(unit=scope.unit, level=level, valid_to=None).order_by("name", "id")
    return [(str(key_), name) for key_, name in rows.values_list("id", "name")]
