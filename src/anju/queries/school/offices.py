"""Whose schools an officer keeps or looks at: the education office's own, those of its subtree for the office above. Source: O1."""

from django.db.models import QuerySet

from anju.law.absent import Absent
from anju.models import Division, School, SchoolRound, SchoolWish, UnitDivision
from anju.queries.scope import Scope

DEPARTMENT = "education"


def demand(scope: Scope) -> None:
    """Raise Absent unless the post is an officer's of an education office."""
    if scope.role != "officer" or scope.unit.department != DEPARTMENT:
        raise Absent("school")


def schools(scope: Scope) -> QuerySet[School]:
    """Return the schools in scope."""
    demand(scope)
    return School.objects.filter(unit__path__startswith=scope.unit.path, unit__department=DEPARTMENT)


def rounds(scope: Scope) -> QuerySet[SchoolRound]:
    """Return the rounds in scope."""
    demand(scope)
    return SchoolRound.objects.filter(unit__path__startswith=scope.unit.path, unit__department=DEPARTMENT)


def wishes(scope: Scope) -> QuerySet[SchoolWish]:
    """Return the applications in scope."""
    demand(scope)
    return SchoolWish.objects.filter(round__unit__path__startswith=scope.unit.path)


def county(scope: Scope) -> Division:
    """Return the county whose schools an office keeps; Absent for one above or below."""
    demand(scope)
    found = (
        UnitDivision.objects.filter(unit=scope.unit, valid_to=None, division__level="county")
        .select_related("division")
        .order_by("division_id")
        .first()
    )
    if found is None or scope.unit.level != "county":
        raise Absent("county")
    return found.division


def communities(scope: Scope) -> dict[str, tuple[str, ...]]:
    """Return the county's communities by code and by name: a name that several have leads to all of them."""
    rows = Division.objects.filter(path__startswith=county(scope).path, level="community", valid_to=None)
    found: dict[str, tuple[str, ...]] = {}
    for code, name in rows.order_by("code").values_list("code", "name"):
        found[code] = (code,)
        found[name] = (*found.get(name, ()), code)
    return found
