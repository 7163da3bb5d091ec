"""Telling people of a service that they newly meet: once a person and service, ever. Source: I3, design.md 10 (16)."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from anju import catalogue
from anju.actions import message, record
from anju.law.actor import SYSTEM
from anju.law.service import Service
from anju.models import Division, Entitlement, EntitlementNews, Person
from anju.queries.entitlement import everyone
from anju.queries.offering import laid

BATCH = 500
MOST = 100_000
# news that could not be told for so long would only puzzle
GRACE = datetime.timedelta(days=14)


def tell(*, on: datetime.date, at: datetime.datetime) -> int:
    """Write to everyone who newly meets a service that wants it told; return how many messages were written."""
    made, seen = 0, 0
    while seen < MOST:
        with transaction.atomic():
            waiting = EntitlementNews.objects.filter(told_at=None).select_for_update(skip_locked=True)
            rows = list(waiting.order_by("person_id", "service")[:BATCH])
            if not rows:
                break
            written = _tell(rows, on=on, at=at)
            if written:
                # one act a batch; each message names its person
                record.write(
                    what="remind", by=SYSTEM, at=at, subject=("reminder", "right_open"), detail={"count": written}
                )
        made, seen = made + written, seen + len(rows)
    return made


def _tell(rows: Sequence[EntitlementNews], *, on: datetime.date, at: datetime.datetime) -> int:
    people = {person.id: person for person in Person.objects.filter(id__in={row.person_id for row in rows})}
    services = catalogue.current().services
    held = laid.changes()
    met = everyone.held(people=list(people), on=on)
    # whoever moved out or died since: should it become news again one day, it is told then
    over = [row for row in rows if not _still(row, met)]
    EntitlementNews.objects.filter(pk__in=[(row.person_id, row.service) for row in over]).delete()
    kept = [row for row in rows if _still(row, met)]
    told = [row for row in kept if row.service not in held or _given(row, on=on)]
    written = sum(_write(row, people, services, on=on, at=at) for row in told)
    keys = [(row.person_id, row.service) for row in kept]
    EntitlementNews.objects.filter(pk__in=keys).update(told_at=at)
    return written


def _still(row: EntitlementNews, met: Mapping[uuid.UUID, tuple[frozenset[str], frozenset[str]]]) -> bool:
    """Tell whether the last count still says what was news: meets, or can't be told from the register alone."""
    return any(row.service in each for each in met.get(row.person_id, ()))


def _given(row: EntitlementNews, *, on: datetime.date) -> bool:
    """Tell whether a service that somewhere was changed is given where the person is registered."""
    code = Entitlement.objects.filter(person_id=row.person_id).values_list("community", flat=True).first()
    home = Division.objects.filter(code=code or "").first()
    found = laid.one(key=row.service, on=on, place=laid.codes(home.path) if home is not None else ())
    return found is not None and found.open_on(on)


def _write(
    row: EntitlementNews,
    people: Mapping[uuid.UUID, Person],
    services: Mapping[str, Service],
    *,
    on: datetime.date,
    at: datetime.datetime,
) -> bool:
    person, service = people.get(row.person_id), services.get(row.service)
    late = row.noticed_on < on - GRACE
    if late or person is None or person.state != "verified" or service is None or service.notify is None:
        return False
    written = message.to_person(
        person=person,
        kind="right_open",
        params={
            "name_zh": service.name.zh,
            "name_en": service.name.en,
            "words_zh": service.notify.zh,
            "words_en": service.notify.en,
        },
        link=f"/services/{service.id}/",
        dedupe=f"right_open:{person.id}:{service.id}",
        at=at,
    )
    return written is not None
