"""Other offices that a case can be handed to or that can be asked for a part of it, and what an office is offered. Source: J2, I9."""

import datetime
import uuid
from dataclasses import dataclass

from anju import catalogue
from anju.law.case import life
from anju.law.wording import Text
from anju.models import Case, Unit, UnitDivision
from anju.queries.case import routing


@dataclass(frozen=True)
class Group:
    """The offices of one department that can be chosen."""

    name: Text
    units: tuple[tuple[uuid.UUID, Text], ...]


def offices(*, case: Case, on: datetime.date) -> tuple[Group, ...]:
    """Return the offices for the place of a case, each department's from the lowest level up, the case's own first.

    Of its own department those of other counties too, since people move; never the office that owns it.
    """
    departments = catalogue.current().departments
    codes = [code for code in case.community.path.split("/") if code]
    here = UnitDivision.objects.filter(division_id__in=codes, valid_from__lte=on).exclude(valid_to__lte=on)
    units = Unit.objects.filter(valid_from__lte=on, valid_to=None, level__in=routing.LEVELS).exclude(id=case.unit_id)
    near = units.filter(id__in=here.values("unit_id"), department__in=departments.keys())
    far = units.filter(department=case.unit.department, level__in=("county", "city"))
    found: dict[str, dict[uuid.UUID, Unit]] = {}
    for unit in [*near.order_by("code"), *far.order_by("code")]:
        found.setdefault(unit.department, {})[unit.id] = unit
    ordered = sorted(found, key=lambda key: (key != case.unit.department, departments[key].order))
    return tuple(
        Group(
            name=departments[key].name(on=on),
            units=tuple((unit.id, Text(zh=unit.name, en=unit.name_en or unit.name)) for unit in _ordered(found[key])),
        )
        for key in ordered
    )


@dataclass(frozen=True)
class Offer:
    """What an office learns of a case before it accepts it: no person stands in it."""

    case: Case
    service: Text
    owner: Text
    why: str
    state: Text


def offer(*, case: Case) -> Offer:
    """Return an offered case as the other office sees it; the read is on record (actions.case.open_offer)."""
    step = case.steps.filter(what="offered").order_by("-at", "-id").first()
    return Offer(
        case=case,
        service=catalogue.current().services[case.service].name,
        owner=Text(zh=case.unit.name, en=case.unit.name_en or case.unit.name),
        why=step.words if step is not None else "",
        state=life.STATES[case.state],
    )


def _ordered(units: dict[uuid.UUID, Unit]) -> list[Unit]:
    return sorted(units.values(), key=lambda unit: (routing.LEVELS.index(unit.level), unit.code))
