"""Which offices a request for relief belongs to: the street's hall looks into it, the county's civil affairs decide. Source: I9, O1."""

import datetime

from django.db.models import Q, QuerySet

from anju.models import Division, Unit, UnitDivision
from anju.queries import reference
from anju.queries import scope as scopes
from anju.queries.reference import Reference
from anju.queries.scope import Scope

DEPARTMENT = "civil_affairs"
SERVICE = "civil_affairs/temporary_relief"
_LEVELS = ("street", "county", "city")
# more than these nobody finds in a list: then the streets are shown
_MOST = 60


def takes(scope: Scope) -> bool:
    """Tell whether a post has to do with relief: a clerk, a coordinator, an officer of civil affairs."""
    if scope.role == "officer":
        return scope.unit.department == DEPARTMENT
    return scope.role in ("clerk", "coordinator")


def hall(*, community: Division, on: datetime.date, held: Reference | None = None) -> Unit | None:
    """Return the hall of a community's street."""
    known = held or reference.current()
    return known.get(("hall", community.path, on), lambda: _hall(community.path, on))


def civil(*, path: str, on: datetime.date, held: Reference | None = None) -> Unit | None:
    """Return the civil affairs of a place's county, or of its city where the county has none."""
    known = held or reference.current()
    return known.get(("civil", path, on), lambda: nearest(DEPARTMENT, path=path, on=on, least="county"))


def nearest(department: str, *, path: str, on: datetime.date, least: str, kind: str = "") -> Unit | None:
    """Return the office of a department nearest to a place, from a level up; those of a kind come first."""
    codes = [code for code in path.split("/") if code]
    levels = _LEVELS[_LEVELS.index(least) :]
    rows = _covering(codes, on).filter(unit__department=department, unit__level__in=levels)
    best = min(
        rows.select_related("unit__parent"),
        key=lambda row: (
            row.unit.kind != kind,
            levels.index(row.unit.level),
            -codes.index(row.division_id),
            row.unit.code,
        ),
        default=None,
    )
    return best.unit if best is not None else None


def _hall(path: str, on: datetime.date) -> Unit | None:
    codes = [code for code in path.split("/") if code]
    rows = _covering(codes, on).filter(unit__kind="hall").select_related("unit")
    best = min(rows, key=lambda row: (-codes.index(row.division_id), row.unit.code), default=None)
    return best.unit if best is not None else None


def _covering(codes: list[str], on: datetime.date) -> QuerySet[UnitDivision]:
    rows = UnitDivision.objects.filter(division_id__in=codes, valid_from__lte=on, unit__valid_from__lte=on)
    return rows.exclude(valid_to__lte=on).exclude(unit__valid_to__lte=on)


def places(scope: Scope) -> list[tuple[str, str]]:
    """Return the communities of a post's area, street and name, for the choice where somebody asks."""
    codes = scopes.communities(scope)
    rows = Division.objects.filter(code__in=codes).order_by("code").values_list("code", "parent__name", "name")
    return [(code, f"{street} {name}") for code, street, name in rows]


def around(scope: Scope) -> list[tuple[str, str]]:
    """Return where somebody can be who needs help: the communities or streets near by, then every county of the city."""
    near: list[tuple[str, str]] = []
    if scope.areas:
        inside = Q()
        for path in scope.areas:
            inside |= Q(path__startswith=path)
        base = Division.objects.filter(inside, valid_to=None).order_by("code").select_related("parent")
        for level in ("community", "street"):
            rows = list(base.filter(level=level)[: _MOST + 1])
            if rows and len(rows) <= _MOST:
                near = [(row.code, f"{row.parent.name if row.parent else ''} {row.name}".strip()) for row in rows]
                break
    counties = Division.objects.filter(level="county", valid_to=None).order_by("code")
    known = {code for code, _ in near}
    return [*near, *((row.code, row.name) for row in counties if row.code not in known)]
