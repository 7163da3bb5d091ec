"""What retention empties of the board, and whose record it goes to when two are one person. Source: B5, L5, L7."""

import datetime
import uuid

from anju.law.job import application as law
from anju.models import EmployerAgent, Employment, JobApplication, JobWords, Person


def wipe(*, person_id: uuid.UUID, at: datetime.datetime) -> None:
    """Empty what the board says of a person; ids, dates and outcomes stay for the figures. Part of a larger act."""
    JobWords.objects.filter(person_id=person_id).delete()
    going = JobApplication.objects.filter(person_id=person_id, state__in=law.SEEN)
    going.update(state="withdrawn", ended_at=at, consent_until=at)
    Employment.objects.filter(person_id=person_id).update(employer="")


def wipe_sign_in(*, resident_id: uuid.UUID, at: datetime.datetime) -> None:
    """Let a sign-in that goes act for no employer any more, and forget what it was called there."""
    held = EmployerAgent.objects.filter(resident_id=resident_id)
    held.filter(until=None).update(until=at)
    held.update(label="", resident=None)


def follow(*, kept: Person, gone: Person, at: datetime.datetime) -> None:
    """Give one record's applications and entries to the one that is kept. Part of a larger act. Source: B5.

    Where both applied for the same vacancy, or both have an entry in force, the kept record's stands, unless it was taken back.
    """
    # what was taken back makes room for what goes on
    going = list(
        JobApplication.objects.filter(person=gone).exclude(state="withdrawn").values_list("vacancy_id", flat=True)
    )
    taken_back = JobApplication.objects.filter(person=kept, state="withdrawn", vacancy_id__in=going)
    JobWords.objects.filter(application__in=taken_back).delete()
    taken_back.delete()
    mine = list(JobApplication.objects.filter(person=kept).values_list("vacancy_id", flat=True))
    twice = JobApplication.objects.filter(person=gone, vacancy_id__in=mine)
    twice.filter(state__in=law.SEEN).update(state="withdrawn", ended_at=at, consent_until=at)
    JobWords.objects.filter(application__in=twice).delete()
    moving = JobApplication.objects.filter(person=gone).exclude(vacancy_id__in=mine)
    JobWords.objects.filter(application__in=moving).update(person_id=kept.id)
    moving.update(person=kept)
    entries = Employment.objects.filter(person=gone)
    if Employment.objects.filter(person=kept, ended_at=None).exists():
        for entry in entries.filter(ended_at=None):
            entry.until, entry.ended_at, entry.end_reason = entry.since, at, "mistake"
            entry.save(update_fields=["until", "ended_at", "end_reason"])
    entries.update(person=kept)
