"""Noting at each start what the services' files ask for, and refusing one that would break open cases. Source: I3, B7, I9."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from anju import catalogue
from anju.actions import record
from anju.law.actor import SYSTEM
from anju.law.offering import shape
from anju.models import ServiceShape
from anju.queries.offering import resting
from anju.queries.offering.resting import Broken


class CasesBrokenError(Exception):
    """The files of services leave open cases without what they rest on; one line each, for whoever starts the platform."""

    def __init__(self, broken: Iterable[Broken]) -> None:
        self.broken = tuple(broken)
        super().__init__(self.broken)

    def __str__(self) -> str:
        return "\n".join(str(one) for one in self.broken)


def note(*, at: datetime.datetime) -> int:
    """Note the shape of each service that takes cases where it is new or other; return how many.

    Raises CasesBrokenError, and then nothing is noted: the files have to be mended first.
    """
    with transaction.atomic():
        broken = resting.broken()
        if broken:
            raise CasesBrokenError(broken)
        latest = resting.latest()
        now = {key: shape.of(one) for key, one in catalogue.current().services.items()}
        rows = [ServiceShape(service=key, since=at, shape=one) for key, one in now.items() if latest.get(key) != one]
        if rows:
            ServiceShape.objects.bulk_create(rows)
            about = ("service", "")
            detail = {"services": sorted(row.service for row in rows)}
            record.write(what="note_services", by=SYSTEM, at=at, subject=about, detail=detail)
        return len(rows)
