"""What ends by itself or with something larger: vacancies whose last day is over, those of an ended employer, applications
nobody answers. Each row once; a second run does nothing. Source: I3, design.md 10 (16)."""

import datetime
import uuid

from django.db import transaction
from django.db.models import QuerySet

from anju.actions import record
from anju.actions.job import telling
from anju.law import city
from anju.law.actor import SYSTEM
from anju.law.job import application, vacancy
from anju.models import Employer, JobApplication, Vacancy
from anju.queries import rules

MOST = 20_000


def shut(held: Vacancy, *, state: str, at: datetime.datetime) -> None:
    """Put a vacancy into a state in which it isn't shown. Part of a larger act."""
    held.state, held.closed_at, held.version = state, at, held.version + 1
    held.save(update_fields=["state", "closed_at", "version"])


def all_of(employer: Employer, *, at: datetime.datetime) -> None:
    """Close everything an ended employer has open; whoever waits for its answer is told. Part of a larger act."""
    rows = Vacancy.objects.select_for_update(of=("self",)).filter(employer=employer)
    for held in rows.filter(state__in=["sent", "open", "expired"]).order_by("id"):
        shut(held, state="closed", at=at)
    _drop(JobApplication.objects.filter(vacancy__employer=employer), at=at)


def applications(held: Vacancy, *, at: datetime.datetime) -> None:
    """Close the applications for a vacancy that was taken down: its employer sees nobody. Part of a larger act. Source: L2."""
    _drop(JobApplication.objects.filter(vacancy=held), at=at)


def expire(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Let the vacancies expire whose last day is over; searches leave them out from that day on anyway."""
    due = Vacancy.objects.filter(state="open", expires_on__lt=on).order_by("expires_on", "id")
    return sum(_expire(key, on=on, at=at) for key in list(due.values_list("id", flat=True)[:limit]))


def remind(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Remind employers, once an application, of people who wait longer than the city's policy allows."""
    waiting = JobApplication.objects.filter(state__in=application.SEEN, reminded_at=None, due_on__lt=on)
    keys = list(waiting.order_by("due_on", "id").values_list("id", flat=True)[:limit])
    return sum(_remind(key, on=on, at=at) for key in keys)


def close(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Close the applications that no reminder helped: name and phone are shown no more, and the seeker is told."""
    over = JobApplication.objects.filter(state__in=application.SEEN, reminded_at__isnull=False, due_on__lt=on)
    keys = list(over.order_by("due_on", "id").values_list("id", flat=True)[:limit])
    return sum(_close(key, on=on, at=at) for key in keys)


def _expire(key: uuid.UUID, *, on: datetime.date, at: datetime.datetime) -> bool:
    with transaction.atomic():
        rows = Vacancy.objects.select_for_update(of=("self",)).select_related("employer")
        held = rows.filter(id=key, state="open", expires_on__lt=on).first()
        if held is None:
            return False
        step = vacancy.LIFECYCLE.follow(state=held.state, act="expire_vacancy")
        shut(held, state=step.target, at=at)
        record.write(what="expire_vacancy", by=SYSTEM, at=at, subject=(telling.VACANCY, held.id))
        link, about = f"/jobs/employer/vacancy/{held.id}/", f"{held.id}:{held.version}"
        telling.agents(held.employer, "vacancy_expired", link=link, key=about, at=at, number=held.number)
        return True


def _remind(key: uuid.UUID, *, on: datetime.date, at: datetime.datetime) -> bool:
    with transaction.atomic():
        held = _waiting(key, on=on, reminded=False)
        if held is None:
            return False
        place = [code for code in held.vacancy.path.split("/") if code]
        days = rules.policy(place=place, on=on).job_close_calendar_days
        held.reminded_at, held.due_on = at, on + datetime.timedelta(days=days)
        held.save(update_fields=["reminded_at", "due_on"])
        link = f"/jobs/employer/application/{held.id}/"
        about, until = (telling.APPLICATION, held.id), str(held.due_on)
        record.write(what="remind", by=SYSTEM, at=at, subject=about, person_id=held.person_id)
        number = held.vacancy.number
        telling.agents(
            held.vacancy.employer, "job_unanswered", link=link, key=held.id, at=at, number=number, until=until
        )
        return True


def _close(key: uuid.UUID, *, on: datetime.date, at: datetime.datetime) -> bool:
    with transaction.atomic():
        held = _waiting(key, on=on, reminded=True)
        if held is None:
            return False
        _ended(held, at=at)
        return True


def _drop(rows: QuerySet[JobApplication], *, at: datetime.datetime) -> None:
    waiting = rows.select_for_update(of=("self",)).select_related("person", "vacancy").order_by("id")
    for held in waiting.filter(state__in=application.SEEN):
        _ended(held, at=at)


def _ended(held: JobApplication, *, at: datetime.datetime) -> None:
    step = application.LIFECYCLE.follow(state=held.state, act="close_application")
    settle(held, state=step.target, at=at)
    about = (telling.APPLICATION, held.id)
    record.write(what="close_application", by=SYSTEM, at=at, subject=about, person_id=held.person_id)
    telling.seeker(held, "job_closed", at=at)


def settle(held: JobApplication, *, state: str, at: datetime.datetime) -> None:
    """Put an application into a state in which the employer sees nobody any more. Part of a larger act. Source: L2."""
    held.state, held.ended_at, held.consent_until, held.version = state, at, at, held.version + 1
    held.save(update_fields=["state", "ended_at", "consent_until", "version"])


def due(held: JobApplication, *, at: datetime.datetime) -> datetime.date:
    """Return by when an employer answers next."""
    place = [code for code in held.vacancy.path.split("/") if code]
    today = city.day(at)
    return today + datetime.timedelta(days=rules.policy(place=place, on=today).job_answer_calendar_days)


def _waiting(key: uuid.UUID, *, on: datetime.date, reminded: bool) -> JobApplication | None:
    rows = JobApplication.objects.select_for_update(of=("self",)).select_related("person", "vacancy__employer")
    found = rows.filter(id=key, state__in=application.SEEN, due_on__lt=on, reminded_at__isnull=not reminded)
    return found.first()
