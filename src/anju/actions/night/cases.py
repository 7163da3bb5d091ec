"""Cases at night: what is late goes one level up, offices hear what is near its limit, people of tomorrow's times. Source: I9."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from anju.actions import message, record
from anju.actions.case import telling
from anju.actions.night import lapsing
from anju.law import city
from anju.law.actor import SYSTEM
from anju.law.case import life, limits
from anju.models import Booking, Case, CasePart, Person
from anju.queries import rules
from anju.queries.case import routing

MOST = 20_000
BATCH = 500


def escalate_cases(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Put late cases before the office one level up, each once a limit; nothing is decided by it.

    A question to the applicant keeps nobody from it, unless the law of the service lets the clock stand. Source: I9.
    """
    # two statements, each down its own index
    keys = [
        key
        for states in (life.WITH_OFFICE, ("asked",))
        for key in _late(on).filter(state__in=states).values_list("id", flat=True)[:limit]
    ]
    before = Case.objects.exclude(escalated_to=None).count() if keys else 0
    lapsing.each(keys, lambda key: _escalate(key, on, at))
    return Case.objects.exclude(escalated_to=None).count() - before if keys else 0


def _late(on: datetime.date) -> QuerySet[Case]:
    rows = Case.objects.filter(escalated_to=None, limit_on__lt=on, clock_stands=False)
    return rows.order_by("limit_on", "id")


def _escalate(case_id: uuid.UUID, on: datetime.date, at: datetime.datetime) -> None:
    with transaction.atomic():
        rows = _late(on).select_for_update(of=("self",)).select_related("unit__parent", "community")
        case = rows.filter(id=case_id, state__in=life.RUNNING).first()
        above = routing.above(unit=case.unit, path=case.community.path, on=on) if case is not None else None
        if case is None or above is None:
            # the highest office has nobody above it: its own list shows what is late
            return
        case.escalated_to, case.version = above, case.version + 1
        case.save(update_fields=["escalated_to", "version"])
        telling.step(case, what="escalated", unit=above, at=at)
        detail = {"to": above.code, "limit_on": str(case.limit_on)}
        about = (telling.KIND, case.id)
        record.write(what="escalate_case", by=SYSTEM, at=at, subject=about, person_id=case.person_id, detail=detail)
        telling.office(case, "case_escalated", unit=above, at=at)


def escalate_parts(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Put late parts of joint cases before the office above the one that was asked, each once; who asked is told too.

    Source: I9, D6 of the notice.
    """
    keys = list(_late_parts(on).order_by("due_on", "id").values_list("id", flat=True)[:limit])
    before = CasePart.objects.exclude(escalated_to=None).count() if keys else 0
    lapsing.each(keys, lambda key: _escalate_part(key, on, at))
    return CasePart.objects.exclude(escalated_to=None).count() - before if keys else 0


def _late_parts(on: datetime.date) -> QuerySet[CasePart]:
    # due with its case: where the law lets that stand, the part's day is still to be told
    return CasePart.objects.filter(state="asked", escalated_to=None, due_on__lt=on, case__clock_stands=False)


def _escalate_part(part_id: uuid.UUID, on: datetime.date, at: datetime.datetime) -> None:
    with transaction.atomic():
        rows = _late_parts(on).select_for_update(of=("self",))
        part = rows.select_related("unit__parent", "asker", "case__community").filter(id=part_id).first()
        if part is None:
            return
        above = routing.above(unit=part.unit, path=part.case.community.path, on=on)
        if above is None or above.id == part.case.unit_id:
            # nobody above, or whoever asked; their own list shows what is late
            return
        part.escalated_to, part.version = above, part.version + 1
        part.save(update_fields=["escalated_to", "version"])
        about, detail = ("case_part", part.id), {"to": above.code, "due_on": str(part.due_on)}
        record.write(what="escalate_part", by=SYSTEM, at=at, subject=about, person_id=part.person_id, detail=detail)
        number = part.case.number
        telling.part(part, "case_part_late", unit=above, at=at, number=number, office=part.unit.name)
        telling.office(part.case, "case_part_late", unit=part.asker, at=at, key=part.id, office=part.unit.name)


def tell_cases(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell each office, once a day, how many of its cases are near their limit and how many are late. Source: I9."""
    near = limits.near_until(on=on, calendar=rules.calendar())
    running = Case.objects.filter(state__in=life.RUNNING, clock_stands=False)
    waiting = running.filter(limit_on__lte=near).values("unit_id")
    told = 0
    for row in waiting.annotate(
        late=Count("id", filter=Q(limit_on__lt=on)), near=Count("id", filter=Q(limit_on__gte=on))
    ):
        told += message.to_unit(
            unit_id=row["unit_id"],
            roles=("officer",),
            kind="cases_near",
            params={"near": row["near"], "late": row["late"]},
            dedupe=f"cases_near:{row['unit_id']}:{on}",
            at=at,
        )
    return told


def remind_times(*, on: datetime.date, at: datetime.datetime) -> int:
    """Call tomorrow's booked times to mind, once each. Source: I3."""
    first = datetime.datetime.combine(on, datetime.time(), city.TIME) + datetime.timedelta(days=1)
    coming = Booking.objects.filter(
        state="booked", starts_at__gte=first, starts_at__lt=first + datetime.timedelta(days=1)
    )
    told, after = 0, uuid.UUID(int=0)
    while True:
        rows = list(coming.filter(id__gt=after).select_related("slot").order_by("id")[:BATCH])
        if not rows:
            return told
        told += _remind(rows, at)
        after = rows[-1].id


def _remind(rows: list[Booking], at: datetime.datetime) -> int:
    with transaction.atomic():
        people = Person.objects.in_bulk([row.person_id for row in rows])
        told = 0
        for row in rows:
            params = {"when": f"{row.starts_at.astimezone(city.TIME):%Y-%m-%d %H:%M}", "place": row.slot.place}
            made = message.to_person(
                person=people[row.person_id],
                kind="time_tomorrow",
                params=params,
                link="/my/times/",
                dedupe=f"time_tomorrow:{row.id}",
                at=at,
            )
            told += made is not None
        if told:
            # one act a batch; each message names its person
            about = ("reminder", "time_tomorrow")
            record.write(what="remind", by=SYSTEM, at=at, subject=about, detail={"count": told})
    return told
