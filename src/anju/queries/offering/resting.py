"""Which open cases the files of services would leave without what they rest on. Source: I3, B7, I9."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju import catalogue
from anju.law.case import life
from anju.law.offering import shape
from anju.models import Case, ServiceShape

# cases that a line names; the rest are counted
NAMED = 10


@dataclass(frozen=True)
class Broken:
    """One change of a file that open cases forbid."""

    service: str
    why: str
    cases: tuple[str, ...]

    def __str__(self) -> str:
        """One line that says which file, what is wrong, who needs it and how to mend it."""
        department, _, name = self.service.partition("/")
        more = f" and {len(self.cases) - NAMED} more" if len(self.cases) > NAMED else ""
        return (
            f"{department}/services/{name}.toml: {self.why}, but open cases rest on it: "
            f"{', '.join(self.cases[:NAMED])}{more}. Put it back, or settle these cases first."
        )


def latest() -> Mapping[str, shape.Shape]:
    """Return the shape noted last of each service."""
    rows = ServiceShape.objects.order_by("service", "-since", "-id").distinct("service")
    return {row.service: row.shape for row in rows}


def broken() -> list[Broken]:
    """Return what the files at hand would break, by service and reason; in two statements."""
    shapes: dict[str, list[tuple[datetime.datetime, shape.Shape]]] = {}
    for row in ServiceShape.objects.order_by("service", "since", "id"):
        shapes.setdefault(row.service, []).append((row.since, row.shape))
    files = {key: shape.of(one) for key, one in catalogue.current().services.items()}
    found: dict[tuple[str, str], list[str]] = {}
    # a service whose file is as it was then breaks nothing
    other = [key for key, noted in shapes.items() if any(each != files.get(key) for _, each in noted)]
    rows = Case.objects.filter(service__in=other, state__in=life.OPEN).order_by("service", "applied_at", "id")
    for service, number, state, applied_at in rows.values_list("service", "number", "state", "applied_at"):
        # a case rests on what was asked when it was applied for; before the first note, on the first
        held = [each for since, each in shapes[service] if since <= applied_at] or [shapes[service][0][1]]
        why = shape.broken(held[-1], files.get(service), with_applicant=state in life.WITH_APPLICANT)
        if why:
            found.setdefault((service, why), []).append(number)
    return [Broken(service=service, why=why, cases=tuple(cases)) for (service, why), cases in found.items()]
