"""The seeker's side: what one applied for, one's entry in the register, and whether one can apply. Source: I1, L5, L12."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from anju.law import codes
from anju.law.absent import Absent
from anju.law.job import application as law
from anju.law.job.application import Decline, Said
from anju.law.job.employment import EndReason, WorkKind
from anju.law.wording import Text
from anju.models import Binding, Employment, JobApplication, Person
from anju.queries.job import offered
from anju.queries.visitors import Resident

SIZE = 20


@dataclass(frozen=True)
class Sent:
    """An application of one's own."""

    application: JobApplication
    words: tuple[tuple[str, datetime.datetime, str], ...] = ()

    @property
    def state(self) -> Text:
        """The state in plain words."""
        return law.STATES[self.application.state]

    @property
    def reason(self) -> Text:
        """Why one was not chosen."""
        return codes.label(Decline, self.application.reason)

    @property
    def said(self) -> Text:
        """What one said of the outcome."""
        return codes.label(Said, self.application.said)

    @property
    def possible(self) -> frozenset[str]:
        """What one may do now."""
        return frozenset(step.act for step in law.LIFECYCLE.acts_from(self.application.state))

    @property
    def contact(self) -> str:
        """The employer's phone, once invited or where it is public."""
        vacancy = self.application.vacancy
        shown = self.application.state == "invited" or vacancy.contact_shown
        return f"{vacancy.employer.contact} {vacancy.employer.phone}" if shown else ""


@dataclass(frozen=True)
class Entry:
    """An entry of one's own in the register of employment."""

    employment: Employment

    @property
    def kind(self) -> Text:
        """What it says."""
        return codes.label(WorkKind, self.employment.kind)

    @property
    def county(self) -> str:
        """The county one lives in, to look for work there."""
        return self.employment.community_id[:6].ljust(12, "0")

    @property
    def reason(self) -> Text:
        """Why it ended."""
        return codes.label(EndReason, self.employment.end_reason)


def person_of(*, who: Resident) -> Person | None:
    """Return the record of whoever signs in, if it is bound."""
    held = Binding.objects.filter(resident_id=who.id, kind="self", until=None).select_related("person").first()
    return held.person if held is not None else None


def mine(*, who: Resident, after: tuple[str, ...] | None = None) -> list[Sent]:
    """Return a page of one's own applications, newest first, and one more row."""
    person = person_of(who=who)
    if person is None:
        return []
    rows = JobApplication.objects.filter(person=person).select_related("vacancy__employer", "vacancy__place")
    if after:
        rows = rows.filter(sent_at__lt=datetime.datetime.fromisoformat(after[0]))
    return [Sent(application=row) for row in rows.order_by("-sent_at", "-id")[: SIZE + 1]]


def key(row: Sent) -> tuple[str]:
    """Return where a page of one's own applications goes on: nobody sends two at one moment."""
    return (row.application.sent_at.isoformat(),)


def one(*, who: Resident, application_id: uuid.UUID) -> Sent:
    """Return one's own application with what was written; Absent for everyone else's."""
    person = person_of(who=who)
    rows = JobApplication.objects.select_related("vacancy__employer", "vacancy__place", "person")
    found = rows.filter(id=application_id, person=person).first() if person is not None else None
    if found is None:
        raise Absent("application")
    return Sent(application=found, words=offered.written(found))


def of_vacancy(*, who: Resident, vacancy_id: uuid.UUID) -> Sent | None:
    """Return one's own application for a vacancy, if there is one that was not taken back."""
    person = person_of(who=who)
    if person is None:
        return None
    rows = JobApplication.objects.select_related("vacancy__employer")
    found = rows.filter(person=person, vacancy_id=vacancy_id).exclude(state="withdrawn").first()
    return Sent(application=found) if found is not None else None


def entries(*, person: Person) -> list[Entry]:
    """Return one's entries in the register of employment, the newest first."""
    rows = Employment.objects.filter(person=person).select_related("unit", "community__parent")
    return [Entry(employment=row) for row in rows.order_by("-registered_at", "-id")[:50]]


def copied(*, person: Person) -> dict[str, Any]:
    """Return what the board and the register hold of a person, for the copy of their data. Source: L5."""
    rows = JobApplication.objects.filter(person=person).select_related("vacancy__employer").order_by("sent_at")
    return {
        "applications": [
            {
                "vacancy": f"{row.vacancy.number} {row.vacancy.title}",
                "employer": row.vacancy.employer.name,
                "sent_at": row.sent_at.isoformat(timespec="seconds"),
                "state": law.STATES[row.state].zh,
                "words": [f"{side}: {text}" for side, _, text in offered.written(row)],
            }
            for row in rows
        ],
        "employment": [
            {
                "number": entry.employment.number,
                "kind": entry.kind.zh,
                "employer": entry.employment.employer,
                "since": entry.employment.since.isoformat(),
                "until": entry.employment.until.isoformat() if entry.employment.until else None,
            }
            for entry in entries(person=person)
        ],
    }
