"""The services of a place on a day: the departments' files with the changes that were approved laid over them.

The changes are read once a version of the reference data, as divisions are. Settling asks what the size of the place
lets it ask. Source: R9, C4, I3, I8.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.conf import settings

from anju import catalogue
from anju.catalogue import settlement as sets
from anju.law import city as cities
from anju.law import settlement
from anju.law.offering import change as law
from anju.law.offering.change import Change
from anju.law.service import Service
from anju.models import Case, Division, ServiceChange, UnitDivision
from anju.queries import places, reference, rules
from anju.queries.places import Place
from anju.queries.reference import Reference

Changes = Mapping[str, tuple[Change, ...]]


def changes(*, held: Reference | None = None) -> Changes:
    """Return every approved change, by service."""
    return (held or reference.current()).get("service_changes", _changes)


def services(*, on: datetime.date, place: Sequence[str] = (), held: Reference | None = None) -> Mapping[str, Service]:
    """Return the services given in a place (codes from the city down; the whole city unless told) on a day, by id."""
    own, where = changes(held=held), place or city()
    found = {
        key: law.laid(one, own[key], place=where, on=on) if key in own else one
        for key, one in catalogue.current().services.items()
    }
    return {key: _sized(one, place=where, on=on, held=held) for key, one in found.items() if one.open_on(on)}


def one(*, key: str, on: datetime.date, place: Sequence[str] = (), held: Reference | None = None) -> Service | None:
    """Return a service as it is in a place on a day, also one that isn't given then; None for an unknown one."""
    found = catalogue.current().services.get(key)
    if found is None:
        return None
    where = place or city()
    return _sized(law.laid(found, changes(held=held).get(key, ()), place=where, on=on), place=where, on=on, held=held)


def promised(case: Case) -> Service:
    """Return the service of a case as it was in its place on the day it was applied for: its limit stays what was promised.

    KeyError for one that left the catalogue with cases open: the start refuses that.
    """
    file, own = catalogue.current().services[case.service], changes().get(case.service, ())
    if not own and file.id != settlement.SERVICE:
        return file
    place, on = codes(case.community.path), cities.day(case.applied_at)
    return _sized(law.laid(file, own, place=place, on=on), place=place, on=on)


def ahead(
    *, key: str, on: datetime.date, place: Sequence[str] = (), held: Reference | None = None
) -> list[tuple[Change, tuple[law.Difference, ...]]]:
    """Return what is going to change in a place after a day, the next first."""
    found, own, where = catalogue.current().services[key], changes(held=held).get(key, ()), place or city()
    coming = sorted((each for each in own if each.begins > on and each.place in where), key=lambda each: each.begins)
    return [
        (
            each,
            law.differences(
                found, [one for one in own if one.begins <= each.begins and one is not each], change=each, place=where
            ),
        )
        for each in coming
    ]


def elsewhere(*, key: str, held: Reference | None = None) -> list[str]:
    """Return the codes of the counties that changed a service for themselves."""
    return sorted({each.place for each in changes(held=held).get(key, ())} - set(city()))


def counties(*, key: str, held: Reference | None = None) -> list[Place]:
    """Return the counties that changed a service for themselves, by code; no statement where there is none."""
    found = elsewhere(key=key, held=held)
    rows = Division.objects.filter(code__in=found, valid_to=None).order_by("code") if found else ()
    return [places.shown(row) for row in rows]


def codes(path: str) -> tuple[str, ...]:
    """Return the codes of a division's path, from the city down."""
    return tuple(code for code in path.split("/") if code)


def city() -> tuple[str, ...]:
    """Return the place that is the whole city."""
    return (settings.CITY,)


def in_county(*, code: str, held: Reference | None = None) -> tuple[str, ...] | None:
    """Return the codes down to a county of the city, or to the city itself; None for anything else."""
    if not code.isdigit():
        return None
    return (held or reference.current()).get(("county_codes", code), lambda: _in_county(code))


def of_unit(*, unit_id: uuid.UUID, held: Reference | None = None) -> tuple[str, ...]:
    """Return the codes from the city down to where an office works: the first place it covers."""
    return (held or reference.current()).get(("unit_codes", unit_id), lambda: _of_unit(unit_id))


def _sized(service: Service, *, place: Sequence[str], on: datetime.date, held: Reference | None = None) -> Service:
    """Return the service of settling with the rule set of the size a place counts as; every other one as it is."""
    if service.id != settlement.SERVICE:
        return service
    size = rules.policy(place=place, on=on, held=held).settlement_size
    return settlement.laid_over(service, rule_set=settlement.holding(sets.current(), size=size, on=on))


def _of_unit(unit_id: uuid.UUID) -> tuple[str, ...]:
    rows = UnitDivision.objects.filter(unit_id=unit_id, valid_to=None).select_related("division")
    found = rows.order_by("division__path").first()
    return codes(found.division.path) if found is not None else city()


def _in_county(code: str) -> tuple[str, ...] | None:
    found = Division.objects.filter(code=code, level__in=("city", "county"), valid_to=None).first()
    return codes(found.path) if found is not None else None


def _changes() -> Changes:
    found: dict[str, list[Change]] = {}
    for row in ServiceChange.objects.filter(state="approved").order_by("begins", "id"):
        read = Change(place=row.place_id, begins=row.begins, what=law.restored(row.what))
        found.setdefault(row.service, []).append(read)
    return {key: tuple(mine) for key, mine in found.items()}
