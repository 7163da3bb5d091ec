"""Which unit decides: by department, level and the division of the person's registration; none there, the next one up.

Source: I9, O1.
"""

import datetime
import uuid

from anju import catalogue
from anju.law.service import Service
from anju.models import Division, Post, Stay, Unit, UnitDivision
from anju.queries import reference
from anju.queries.reference import Reference

LEVELS = ("community", "street", "county", "city")
_LIVE = ("registered", "declared", "to_verify", "returned")


def deciding(*, service: Service, path: str, on: datetime.date, held: Reference | None = None) -> Unit | None:
    """Return the unit that decides a service for people of a community (its path): the lowest from the service's level up."""
    return _nearest(service.department, path, LEVELS.index(service.level), on, held)


def above(*, unit: Unit, path: str, on: datetime.date, held: Reference | None = None) -> Unit | None:
    """Return the unit one level up in the same department, for a community's path; its own parent comes first. Source: I9."""
    rank = LEVELS.index(unit.level)
    parent = unit.parent
    if parent is not None and parent.department == unit.department and parent.valid_to is None:
        return parent
    return _nearest(unit.department, path, rank + 1, on, held) if rank + 1 < len(LEVELS) else None


def office(*, unit_id: uuid.UUID, on: datetime.date) -> Unit | None:
    """Return an office of a department of the catalogue, while it exists: nowhere else is there anybody who takes a case."""
    there = Unit.objects.filter(id=unit_id, valid_from__lte=on, valid_to=None)
    return there.filter(department__in=catalogue.current().departments.keys(), level__in=LEVELS).first()


def overseeing(*, unit: Unit, path: str, on: datetime.date, held: Reference | None = None) -> Unit | None:
    """Return another office that follows up what concerns a unit: the one above in its department; above the highest the
    government of its level, else the nearest office that oversees. None only where nobody oversees at all. Source: J3.
    """
    found = above(unit=unit, path=path, on=on, held=held)
    if found is None and unit.department != "government":
        found = _nearest("government", path, LEVELS.index(unit.level), on, held)
    return found or _overseer(unit, path, on)


def community(*, person_id: uuid.UUID) -> Division | None:
    """Return where a person lives: the registration in force, else the latest declaration that goes on."""
    stays = Stay.objects.filter(person_id=person_id, state__in=_LIVE).select_related("community")
    best = min(stays, key=lambda stay: (stay.state != "registered", -stay.declared_at.timestamp()), default=None)
    return best.community if best is not None else None


def _overseer(unit: Unit, path: str, on: datetime.date) -> Unit | None:
    codes = [code for code in path.split("/") if code]
    held = Post.objects.filter(role="overseer", valid_from__lte=on, staff__is_active=True).exclude(valid_to__lte=on)
    rows = (
        UnitDivision.objects.filter(division_id__in=codes, valid_from__lte=on, unit__in=held.values("unit_id"))
        .exclude(valid_to__lte=on)
        .exclude(unit=unit)
        .select_related("unit")
    )
    best = min(rows, key=lambda row: (-codes.index(row.division_id), row.unit.code), default=None)
    return best.unit if best is not None else None


def _nearest(department: str, path: str, rank: int, on: datetime.date, held: Reference | None) -> Unit | None:
    known = held or reference.current()
    return known.get(("deciding", department, path, rank, on), lambda: _found(department, path, rank, on))


def _found(department: str, path: str, rank: int, on: datetime.date) -> Unit | None:
    codes = [code for code in path.split("/") if code]
    rows = (
        UnitDivision.objects.filter(division_id__in=codes, valid_from__lte=on, unit__department=department)
        .filter(unit__level__in=LEVELS[rank:], unit__valid_from__lte=on)
        .exclude(valid_to__lte=on)
        .exclude(unit__valid_to__lte=on)
        .select_related("unit__parent")
    )
    # the lowest level, there the nearest place, then by code, so that the answer never wavers
    best = min(
        rows,
        key=lambda row: (LEVELS.index(row.unit.level), -codes.index(row.division_id), row.unit.code),
        default=None,
    )
    return best.unit if best is not None else None
