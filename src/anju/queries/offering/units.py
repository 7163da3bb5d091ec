"""The offices that work in the areas of a post, once a version of the reference data. Source: O1."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from anju.law.wording import Text
from anju.models import UnitDivision
from anju.queries import reference
from anju.queries.reference import Reference
from anju.queries.scope import Scope


@dataclass(frozen=True)
class Office:
    """An office of a department."""

    id: uuid.UUID
    name: Text
    department: str
    level: str
    path: str


def under(scope: Scope, *, held: Reference | None = None) -> Mapping[uuid.UUID, Office]:
    """Return the offices that cover a place within a post's areas, from the top down; none where it has none."""
    return within(scope.areas, held=held)


def within(areas: tuple[str, ...], *, held: Reference | None = None) -> Mapping[uuid.UUID, Office]:
    """Return the offices that cover a place within some areas (paths of divisions)."""
    if not areas:
        return {}
    return (held or reference.current()).get(("offices_under", areas), lambda: _under(areas))


def _under(areas: tuple[str, ...]) -> Mapping[uuid.UUID, Office]:
    inside = Q()
    for area in areas:
        inside |= Q(division__path__startswith=area)
    rows = UnitDivision.objects.filter(inside, valid_to=None, unit__valid_to=None).exclude(unit__kind="zone")
    # a city has thousands of them
    columns = ("unit_id", "unit__name", "unit__name_en", "unit__department", "unit__level", "unit__path")
    return {
        key: Office(id=key, name=Text(zh=name, en=name_en or name), department=department, level=level, path=path)
        for key, name, name_en, department, level, path in rows.order_by("unit__path").values_list(*columns)
    }
