"""The pre-check for settling in a county: which rule set holds there, and how somebody stands by it. Source: I8, I10."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.catalogue import settlement as sets
from anju.law import entitlement, settlement
from anju.law.absent import Absent
from anju.law.entitlement import Item
from anju.law.facts import Value
from anju.law.wording import Text
from anju.models import Binding, Division, Stay
from anju.queries import rules
from anju.queries.entitlement import facts, offering
from anju.queries.visitors import Resident


@dataclass(frozen=True)
class Checked:
    """How somebody stands, by the rule set of a county on a day."""

    county: str
    size: Text
    summary: Text
    from_on: datetime.date
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Known:
    """What the register knows of whoever asks: their registration, facts, and the county they live in."""

    stay: Stay
    facts: Mapping[str, Value]
    county: str


def check(*, county: str, told: Mapping[str, Value], on: datetime.date) -> Checked:
    """Return how somebody of whom this is told stands in a county (its code); raises Absent for an unknown one."""
    place = Division.objects.filter(code=county, level="county", valid_to=None).first()
    if place is None:
        raise Absent("county")
    codes = [code for code in place.path.split("/") if code]
    size = rules.policy(place=codes, on=on).settlement_size
    found = settlement.holding(sets.current(), size=size, on=on)
    service = offering.service(key=settlement.SERVICE, on=on, place=codes)
    return Checked(
        county=place.name,
        size=settlement.SIZES[found.size],
        summary=found.summary,
        from_on=found.from_on,
        items=entitlement.weigh(services=[service], facts=told, on=on),
    )


def known(*, who: Resident, on: datetime.date) -> Known | None:
    """Return what the register knows of a resident themselves; None where nobody is registered."""
    person = Binding.objects.filter(resident=who, kind="self", until=None).values_list("person_id", flat=True).first()
    if person is None:
        return None
    stay = Stay.objects.filter(person_id=person, state="registered").select_related("community").first()
    if stay is None:
        return None
    found = facts.of_people(people=[person], on=on).get(person, {})
    codes = [code for code in stay.community.path.split("/") if code]
    county = Division.objects.filter(code__in=codes, level="county").values_list("code", flat=True).first()
    return Known(stay=stay, facts=found, county=county or "")
