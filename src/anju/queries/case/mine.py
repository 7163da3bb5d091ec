"""What a person sees of their own cases and times, and what can be booked. Source: I3, J3, L12."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from anju import catalogue
from anju.law import city
from anju.law.absent import Absent
from anju.law.case import life, limits
from anju.law.deadline import Due
from anju.law.lifecycle import Step
from anju.law.service import Service
from anju.models import Booking, Case, CaseRating, Slot
from anju.queries import rules
from anju.queries.case import detail
from anju.queries.case.detail import Decided, Said
from anju.queries.offering import laid

MOST = 100


@dataclass(frozen=True)
class Own:
    """One case as the person sees it."""

    case: Case
    service: Service
    due: Due | None
    missing: list[dict[str, str]]
    questions: tuple[Said, ...]
    decisions: tuple[Decided, ...]
    steps: tuple[tuple[datetime.datetime, object, str], ...]
    possible: tuple[Step, ...]
    object_until: Due | None
    may_rate: bool


def listed(*, people: Collection[uuid.UUID]) -> list[Case]:
    """Return the cases of a person and their wards, the newest first; the caller has checked who asks."""
    rows = Case.objects.filter(person_id__in=people).select_related("unit", "person")
    return list(rows.order_by("-applied_at", "-id")[:MOST])


def of(*, case: Case) -> Own:
    """Return one case that the person opened (actions.case.open_own); what officers told each other stays out."""
    service = laid.promised(case)
    notice = case.notices.filter(answered_at=None).first()
    rated = CaseRating.objects.filter(case=case).exists()
    waits = case.state in life.WITH_OFFICE
    return Own(
        case=case,
        service=service,
        due=Due(on=case.limit_on, provisional=case.limit_provisional, rule="I9", started=city.day(case.applied_at))
        if waits
        else None,
        missing=list(notice.missing) if notice is not None else [],
        questions=detail.questions(case),
        decisions=detail.decisions(case, service),
        steps=detail.steps(case),
        possible=tuple(step for step in life.LIFECYCLE.acts_from(case.state) if "resident" in step.who),
        object_until=object_until(case=case),
        may_rate=case.state in life.FINISHED and not rated,
    )


def free(*, service: Service, unit_id: uuid.UUID, at: datetime.datetime) -> list[Slot]:
    """Return the coming times with a free seat at an office, in one statement."""
    rows = Slot.objects.filter(unit_id=unit_id, service__in=["", service.id], closed_at=None, starts_at__gt=at)
    return list(rows.filter(taken__lt=F("seats")).order_by("starts_at", "id")[:MOST])


def free_at(*, service_id: str, unit_id: uuid.UUID, at: datetime.datetime) -> list[Slot]:
    """Return the same for a service by its id; raises Absent for one that is not in the catalogue."""
    service = catalogue.current().services.get(service_id)
    if service is None:
        raise Absent("service")
    return free(service=service, unit_id=unit_id, at=at)


def times(*, people: Collection[uuid.UUID], at: datetime.datetime) -> list[Booking]:
    """Return the coming times of a person and their wards."""
    rows = Booking.objects.filter(person_id__in=people, state="booked", starts_at__gt=at).select_related("slot__unit")
    return list(rows.order_by("starts_at", "id")[:MOST])


def object_until(*, case: Case) -> Due | None:
    """Return the last day for objecting to a decision that stands; None where none does. Source: I10."""
    if case.state not in ("granted", "refused") or case.decided_at is None:
        return None
    day = city.day(case.decided_at)
    held = rules.at(place=[code for code in case.community.path.split("/") if code], on=day)
    return limits.objection_until(decided_on=day, calendar=held.calendar, policy=held.policy)
