"""Offices, looked up: by code, by name, a level of the tree at a time. Source: O1."""

from collections.abc import Sequence
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.models import Jurisdiction, Post, Unit, UnitDivision

# the row that faces may name in types; they never import the models themselves
__all__ = ["Unit"]

LIMIT = 50


@dataclass(frozen=True)
class Detail:
    """A unit with what hangs on it."""

    unit: Unit
    above: Sequence[Unit]
    covers: Sequence[UnitDivision]
    jurisdictions: Sequence[Jurisdiction]
    posts: int
    children: int


def by_code(*, code: str) -> Unit:
    """Return a unit; raises Absent for a code that is not there."""
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Absent("unit")
    return found


def children(*, code: str, department: str = "", limit: int = 500) -> list[Unit]:
    """Return the units directly below one, or the top ones; ended ones come last."""
    rows = Unit.objects.filter(parent__code=code) if code else Unit.objects.filter(parent=None)
    if department:
        rows = rows.filter(department=department)
    return list(rows.order_by("-valid_to", "code")[:limit])


def search(*, text: str, limit: int = LIMIT) -> list[Unit]:
    """Return units in use whose name or code holds a text."""
    word = " ".join(text.replace("\0", "").split())[:40]
    if not word:
        return []
    rows = Unit.objects.filter(valid_to=None).select_related("parent")
    named = list(rows.filter(name__startswith=word).order_by("level", "code")[:limit])
    more = rows.filter(name__contains=word).exclude(name__startswith=word).order_by("level", "code")
    return named + list(more[: limit - len(named)]) or list(rows.filter(code=word))


def detail(*, code: str) -> Detail:
    """Return a unit with its place in the tree, what it covers and answers for; raises Absent."""
    unit = by_code(code=code)
    codes = [one for one in unit.path.split("/") if one and one != code]
    above = sorted(Unit.objects.filter(code__in=codes), key=lambda one: len(one.path))
    return Detail(
        unit=unit,
        above=above,
        covers=list(
            UnitDivision.objects.filter(unit=unit, valid_to=None).select_related("division").order_by("division_id")
        ),
        jurisdictions=list(
            Jurisdiction.objects.filter(station=unit, valid_to=None).select_related("division").order_by("division_id")
        ),
        posts=Post.objects.filter(unit=unit, valid_to=None).count(),
        children=Unit.objects.filter(parent=unit, valid_to=None).count(),
    )


def stations(*, near: str) -> list[Unit]:
    """Return the police stations whose code or coverage lies in a division's county, for choosing one."""
    covered = UnitDivision.objects.filter(
        division__code__startswith=near[:6], valid_to=None, unit__kind="station", unit__valid_to=None
    )
    return list(Unit.objects.filter(id__in=covered.values("unit_id")).order_by("code"))


def covering(*, division: str) -> list[Unit]:
    """Return the units that cover a division now."""
    rows = (
        UnitDivision.objects.filter(division_id=division, valid_to=None).select_related("unit").order_by("unit__code")
    )
    return [row.unit for row in rows]


def station_of(*, division: str) -> Unit | None:
    """Return the station set for this very division, not for one above it."""
    found = Jurisdiction.objects.filter(division_id=division, valid_to=None).select_related("station").first()
    return found.station if found is not None else None
