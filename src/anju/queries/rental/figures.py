"""Figures of public rental housing by office: flats, waiting, allotted, the median wait, the plan. Source: I6, N5, notice 三."""

import datetime
import statistics
import uuid
from dataclasses import dataclass

from django.db.models import Count, Sum

from anju.law import city, deadline
from anju.law.rental import life
from anju.law.wording import Text
from anju.models import RentalEntry, RentalFlat, RentalLease, RentalRound, Unit

# law.md N5: each figure says what it counts
FIGURES = {
    "flats": Text(zh="房源：在项目里的套数", en="Flats in the programme"),
    "free": Text(zh="空置：没有出租、也没有分出去的", en="Free: neither let nor offered"),
    "waiting": Text(zh="轮候：名单上的家庭", en="Waiting: families on the list"),
    "allotted": Text(zh="配租：最近12个月起租的", en="Allotted: leases begun in the last 12 months"),
    "median": Text(
        zh="等待中位数：最近12个月起租的，从进入轮候到起租的天数",
        en="Median wait: days from entering the list to the lease, of leases begun in the last 12 months",
    ),
    "planned": Text(zh="计划：今年批次的计划套数", en="Planned: flats in this year's rounds"),
    "share": Text(zh="给外来人口的比例：占计划套数", en="Share for people who moved in, of the flats planned"),
}


@dataclass(frozen=True)
class Line:
    """The figures of one office."""

    unit: Text
    flats: int
    free: int
    waiting: int
    allotted: int
    median: int | None
    planned: int
    for_migrants: int

    @property
    def share(self) -> int | None:
        """Per cent of the plan that is for people who moved in; none without a plan."""
        return round(100 * self.for_migrants / self.planned) if self.planned else None


def of(*, path: str, on: datetime.date) -> list[Line]:
    """Return the figures of the housing offices below a unit's path, by code, in a constant number of statements."""
    units = list(Unit.objects.filter(department="housing", path__startswith=path).order_by("code"))
    keys = [unit.id for unit in units]
    flats = _counts(RentalFlat.objects.filter(unit__in=keys).exclude(state="withdrawn").values_list("unit_id"))
    free = _counts(RentalFlat.objects.filter(unit__in=keys, state="free").values_list("unit_id"))
    waiting = _counts(RentalEntry.objects.filter(unit__in=keys, state__in=life.LISTED).values_list("unit_id"))
    waits = _waits(keys, on=on)
    year = RentalRound.objects.filter(unit__in=keys, opens_on__year=on.year).values("unit_id")
    plans = {row["unit_id"]: row for row in year.annotate(all=Sum("planned"), ours=Sum("for_migrants"))}
    return [
        Line(
            unit=Text(zh=unit.name, en=unit.name_en or unit.name),
            flats=flats.get(unit.id, 0),
            free=free.get(unit.id, 0),
            waiting=waiting.get(unit.id, 0),
            allotted=len(waits.get(unit.id, [])),
            median=int(statistics.median(waits[unit.id])) if unit.id in waits else None,
            planned=plans[unit.id]["all"] if unit.id in plans else 0,
            for_migrants=plans[unit.id]["ours"] if unit.id in plans else 0,
        )
        for unit in units
        if any(unit.id in found for found in (flats, waiting, waits, plans))
    ]


def _counts(rows: object) -> dict[uuid.UUID, int]:
    return dict(rows.annotate(count=Count("id")).values_list("unit_id", "count"))  # type: ignore[attr-defined]


def _waits(keys: list[uuid.UUID], *, on: datetime.date) -> dict[uuid.UUID, list[int]]:
    since = deadline.add_months(on, -12)
    rows = RentalLease.objects.filter(entry__unit__in=keys, begins_on__gt=since, begins_on__lte=on)
    found: dict[uuid.UUID, list[int]] = {}
    for unit, entered, begins in rows.values_list("entry__unit_id", "entry__entered_at", "begins_on"):
        found.setdefault(unit, []).append((begins - city.day(entered)).days)
    return found
