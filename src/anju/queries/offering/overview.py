"""The overview of a county, city or street: every item and office, what became of cases, and where a right goes unused.

From the figures counted last night; small numbers are hidden, and what would give them away (N6). No person stands in it.
Source: D2 of the notice's departments, I3, I9, N5, N6, O8.
"""

import datetime
import functools
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from anju import catalogue
from anju.law import entitlement
from anju.law.absent import Absent
from anju.law.citation import Clause
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import CaseFigure, CaseReason, OfferingRun, Post
from anju.queries import direct, reference, rules
from anju.queries.offering import hiding, laid, units
from anju.queries.offering.hiding import MEASURES, Cells, Figures
from anju.queries.offering.units import Office
from anju.queries.scope import Scope

# the last of the days told apart (actions.offering.counting)
_HALF = 2
_GAPS = """
SELECT e.service, count(*), count(*) FILTER (WHERE u.community IS NULL)
FROM entitlement_count e JOIN division d ON d.code = e.community LEFT JOIN case_use u USING (community, service)
WHERE d.path LIKE ANY($1::text[]) AND e.people >= $2 GROUP BY e.service
"""
_UNUSED = """
SELECT d.name, p.name, e.people FROM entitlement_count e JOIN division d ON d.code = e.community
JOIN division p ON p.code = d.parent_id LEFT JOIN case_use u USING (community, service)
WHERE d.path LIKE ANY($1::text[]) AND e.people >= $2 AND e.service = $3 AND u.community IS NULL
ORDER BY e.people DESC, d.code LIMIT $4
"""
MOST = 100


@dataclass(frozen=True)
class Line:
    """What became of the cases of one service, or of one office; None is hidden."""

    figures: Figures
    # half of the finished ones took no longer
    median: int | None
    # per cent of the ratings that are satisfied or better
    satisfied: int | None


@dataclass(frozen=True)
class ServiceLine:
    """One service: whether it is given, its figures, and communities where people who may have it don't use it."""

    service: Service
    given: bool
    offices: int
    line: Line
    # communities where enough people meet it, and those of them where nobody applied; None where no case is made of it
    communities: int | None
    unused: int | None


@dataclass(frozen=True)
class OfficeLine:
    """One office: its services, its officers and what each has open, and its figures."""

    office: Office
    services: int
    officers: int
    load: int | None
    line: Line


# one is the same only as itself, so that what is made of it can be kept
@dataclass(frozen=True, eq=False)
class Overview:
    """The whole of it, as of a night; None before the first one."""

    on: datetime.date | None
    least: int
    items: tuple[tuple[Clause, tuple[ServiceLine, ...]], ...]
    offices: tuple[OfficeLine, ...]
    given: int
    listed: int


@dataclass(frozen=True)
class One:
    """One service: its offices, why it was refused, and the communities that don't use it."""

    row: ServiceLine
    offices: tuple[tuple[Office, Line], ...]
    reasons: tuple[tuple[str, int | None], ...]
    unused: tuple[tuple[str, str, int], ...]


def of(*, scope: Scope, on: datetime.date) -> Overview:
    """Return the overview of a post's areas; worked out once a night and place."""
    return _worked(_asked(scope, on))


def one(*, scope: Scope, key: str, on: datetime.date) -> One:
    """Return one service of the overview; raises Absent for an unknown one."""
    asked = _asked(scope, on)
    whole = _worked(asked)
    row = next((each for _, rows in whole.items for each in rows if each.service.id == key), None)
    if row is None:
        raise Absent("service")
    cells, offices = _cells(asked), units.under(scope)
    lines = tuple((offices[unit], cells.line(service=key, unit=unit)) for unit in cells.units(key) if unit in offices)
    unused: tuple[tuple[str, str, int], ...] = ()
    if row.unused:
        rows = direct.ask(_UNUSED, [asked.like, whole.least, key, MOST])
        unused = tuple((name, street, people) for name, street, people in rows)
    return One(
        row=row,
        offices=tuple((office, _line(found)) for office, found in lines),
        reasons=cells.reasons(key),
        unused=unused,
    )


@dataclass(frozen=True)
class _Asked:
    """Everything that the answer depends on: it is the key it is kept under."""

    areas: tuple[str, ...]
    on: datetime.date
    counted: datetime.datetime | None
    night: datetime.date | None
    least: int
    version: int | None
    catalogue: int
    level: str

    @property
    def like(self) -> list[str]:
        """The areas as PostgreSQL compares them; paths are digits and strokes."""
        return [f"{area}%" for area in self.areas]


def _asked(scope: Scope, on: datetime.date) -> _Asked:
    held = reference.current()
    run = OfferingRun.objects.order_by("-on").first()
    place = laid.codes(scope.areas[0]) if scope.areas else ()
    return _Asked(
        areas=scope.areas,
        on=on,
        counted=run.finished_at if run is not None else None,
        night=run.on if run is not None else None,
        least=rules.policy(place=place, on=on, held=held).suppress_below,
        version=held.version,
        catalogue=id(catalogue.current()),
        level=scope.unit.level,
    )


@functools.lru_cache(maxsize=64)
def _worked(asked: _Asked) -> Overview:
    # asked for once: dozens of services are looked up below
    held = reference.current()
    cells, offices = _cells(asked), units.within(asked.areas, held=held)
    place = laid.codes(asked.areas[0]) if len(asked.areas) == 1 else laid.city()
    given = laid.services(on=asked.on, place=place, held=held)
    gaps = {key: (enough, unused) for key, enough, unused in direct.ask(_GAPS, [asked.like, asked.least])}
    known = catalogue.current()
    working = Counter(office.department for office in offices.values())
    items: dict[str, list[ServiceLine]] = {}
    for file in sorted(known.services.values(), key=lambda one: (known.departments[one.department].order, one.id)):
        now = laid.one(key=file.id, on=asked.on, place=place, held=held) or file
        enough, unused = gaps.get(file.id, (0, 0)) if file.process == "case" else (None, None)
        items.setdefault(file.item, []).append(
            ServiceLine(
                service=now,
                given=file.id in given,
                offices=working[file.department],
                line=_line(cells.line(service=file.id, unit=None)),
                communities=enough,
                unused=unused,
            )
        )
    return Overview(
        on=asked.night,
        least=asked.least,
        items=tuple((known.clauses[key], tuple(items[key])) for key in sorted(items, key=entitlement.numbered)),
        offices=_office_lines(asked, cells, offices, given),
        given=len(given),
        listed=len(known.services),
    )


def _office_lines(
    asked: _Asked, cells: Cells, offices: Mapping[uuid.UUID, Office], given: Mapping[str, Service]
) -> tuple[OfficeLine, ...]:
    # of the whole city: fewer than its offices, whose thousands would have to be named
    posts = Post.objects.filter(role="officer", valid_from__lte=asked.on)
    held = posts.filter(Q(valid_to=None) | Q(valid_to__gt=asked.on), staff__is_active=True).values("unit_id")
    officers = {row["unit_id"]: row["n"] for row in held.annotate(n=Count("staff_id", distinct=True))}
    order, rows = catalogue.current().departments, []
    services = Counter(one.department for one in given.values())
    busy = cells.offices()
    for key, office in offices.items():
        # thousands of village offices without either would bury the others; the levels page tells who has nobody
        if key not in busy and not officers.get(key):
            continue
        found = cells.line(service=None, unit=key)
        people, open_ = officers.get(key, 0), found.figures.open
        rows.append(
            OfficeLine(
                office=office,
                services=services[office.department],
                officers=people,
                load=round(open_ / people) if people and open_ is not None else None,
                line=_line(found),
            )
        )
    last = len(order)
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                order[row.office.department].order if row.office.department in order else last,
                row.office.path,
            ),
        )
    )


@functools.lru_cache(maxsize=64)
def _cells(asked: _Asked) -> Cells:
    busy = CaseFigure.objects.values_list("unit_id", flat=True).distinct()
    offices = set(busy) & units.within(asked.areas).keys()
    figures = CaseFigure.objects.filter(unit_id__in=offices)
    reasons = CaseReason.objects.filter(unit_id__in=offices)
    return hiding.cells(
        figures=[hiding.Counted(**{name: getattr(row, name) for name in hiding.COLUMNS}) for row in figures],
        reasons=[(row.service, row.article, row.count) for row in reasons],
        least=asked.least,
    )


def _line(found: hiding.Found) -> Line:
    return Line(figures=found.figures, median=_median(found.days), satisfied=found.satisfied)


def _median(days: tuple[int, ...]) -> int | None:
    """Return the number of days that half of the finished cases didn't exceed; None where it is not told."""
    whole, seen = sum(days), 0
    for day, count in enumerate(days):
        seen += count
        if count and seen * _HALF >= whole:
            return day
    return None


def names() -> tuple[Text, ...]:
    """Return the columns of the figures, in their order."""
    return tuple(MEASURES.values())
