"""An employer's side: whom a sign-in acts for, its vacancies, who applied. Strangers get Absent. Source: L2."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q

from anju.law import codes, identity
from anju.law.absent import Absent
from anju.law.job import application as law
from anju.law.job import employer as employers
from anju.law.job import ground, occupation, vacancy
from anju.law.job.application import Decline, Said
from anju.law.wording import Text
from anju.models import Employer, EmployerAgent, JobApplication, Vacancy
from anju.queries.job import board
from anju.queries.visitors import Resident
from anju.vault import seal

SIZE = 30


@dataclass(frozen=True)
class Mine:
    """An employer a sign-in acts for, or asked to."""

    employer: Employer
    label: str
    admitted: bool

    @property
    def state(self) -> Text:
        """The state in plain words."""
        return employers.STATES[self.employer.state]


@dataclass(frozen=True)
class Agent:
    """A colleague who acts for the employer, or asks to."""

    id: uuid.UUID
    label: str
    admitted: bool
    you: bool
    asked_at: datetime.datetime


@dataclass(frozen=True)
class Offered:
    """A vacancy in an employer's list, with how many wait for an answer."""

    vacancy: Vacancy
    waiting: int
    total: int

    @property
    def state(self) -> Text:
        """The state in plain words."""
        return vacancy.STATES[self.vacancy.state]

    @property
    def kind(self) -> Text:
        """The occupation in plain words."""
        return occupation.name(self.vacancy.occupation)


@dataclass(frozen=True)
class Applicant:
    """An application in the list of a vacancy: masked, until it is opened on record."""

    id: uuid.UUID
    name: str
    state: Text
    key: str
    sent_at: datetime.datetime
    due_on: datetime.date


@dataclass(frozen=True)
class Opened:
    """An application that an employer's people opened: name and phone while the consent holds, and no more."""

    application: JobApplication
    name: str
    phone: str
    words: tuple[tuple[str, datetime.datetime, str], ...]

    @property
    def state(self) -> Text:
        """The state in plain words."""
        return law.STATES[self.application.state]

    @property
    def reason(self) -> Text:
        """Why somebody was declined."""
        return codes.label(Decline, self.application.reason)

    @property
    def said(self) -> Text:
        """What the seeker says of the outcome."""
        return codes.label(Said, self.application.said)


def mine(*, who: Resident) -> list[Mine]:
    """Return the employers a sign-in acts for, or whose answer it waits for; also one that was declined, with the reason."""
    held = EmployerAgent.objects.filter(resident_id=who.id).select_related("employer__county__parent")
    rows = held.filter(Q(until=None) | Q(employer__state="declined")).order_by("employer__name", "-asked_at")
    return [Mine(employer=row.employer, label=row.label, admitted=row.since is not None) for row in rows[:50]]


def employer(*, who: Resident, employer_id: uuid.UUID) -> Employer:
    """Return an employer a sign-in acts for; Absent for everyone else's."""
    held = EmployerAgent.objects.filter(resident_id=who.id, employer_id=employer_id, until=None, since__isnull=False)
    found = held.select_related("employer__county__parent").first()
    if found is None:
        raise Absent("employer")
    return found.employer


def agents(*, employer_id: uuid.UUID, who: Resident | None = None) -> list[Agent]:
    """Return who acts for an employer and who asks to."""
    rows = EmployerAgent.objects.filter(employer_id=employer_id, until=None).order_by("asked_at")
    return [
        Agent(
            id=row.id,
            label=row.label,
            admitted=row.since is not None,
            you=who is not None and row.resident_id == who.id,
            asked_at=row.asked_at,
        )
        for row in rows
    ]


def vacancies(*, employer_id: uuid.UUID, after: tuple[str, ...] | None = None) -> list[Offered]:
    """Return a page of an employer's vacancies, newest first, and one more row."""
    rows = Vacancy.objects.filter(employer_id=employer_id).select_related("place")
    if after:
        at, key = datetime.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(posted_at__lt=at) | Q(posted_at=at, id__lt=key))
    waiting = Count("applications", filter=Q(applications__state__in=law.SEEN))
    counted = rows.annotate(waiting=waiting, total=Count("applications")).order_by("-posted_at", "-id")
    return [Offered(vacancy=row, waiting=row.waiting, total=row.total) for row in counted[: SIZE + 1]]


def vacancy_key(row: Offered) -> tuple[str, str]:
    """Return where a page of an employer's vacancies goes on."""
    return row.vacancy.posted_at.isoformat(), str(row.vacancy.id)


def vacancy_of(*, who: Resident, vacancy_id: uuid.UUID) -> Vacancy:
    """Return a vacancy of an employer that a sign-in acts for; Absent for everyone else's."""
    found = Vacancy.objects.select_related("employer", "place__parent__parent").filter(id=vacancy_id).first()
    if found is None:
        raise Absent("vacancy")
    employer(who=who, employer_id=found.employer_id)
    return found


def applicants(*, vacancy_id: uuid.UUID, after: tuple[str, ...] | None = None) -> list[Applicant]:
    """Return a page of who applied for a vacancy, newest first, masked, and one more row."""
    rows = JobApplication.objects.filter(vacancy_id=vacancy_id).select_related("person")
    if after:
        at, key = datetime.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(sent_at__lt=at) | Q(sent_at=at, id__lt=key))
    return [
        Applicant(
            id=row.id,
            name=identity.mask_name(row.person.name) if row.state in law.SEEN else "",
            state=law.STATES[row.state],
            key=row.state,
            sent_at=row.sent_at,
            due_on=row.due_on,
        )
        for row in rows.order_by("-sent_at", "-id")[: SIZE + 1]
    ]


def applicant_key(row: Applicant) -> tuple[str, str]:
    """Return where a page of applicants goes on."""
    return row.sent_at.isoformat(), str(row.id)


def opened(held: JobApplication) -> Opened:
    """Return an application as its employer sees it, after the read is on record (actions.job.open_one)."""
    seen = held.state in law.SEEN
    person = held.person
    phone = seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else ""
    return Opened(
        application=held,
        name=person.name if seen else "",
        phone=phone if seen else "",
        words=written(held) if seen else tuple(one for one in written(held) if one[0] == "employer"),
    )


def written(held: JobApplication) -> tuple[tuple[str, datetime.datetime, str], ...]:
    """Return what seeker and employer wrote: side, when, words."""
    return tuple(
        (row.side, row.at, seal.unseal(data=bytes(row.words), column="job_words.words", owner=row.id))
        for row in held.words.order_by("at", "id")
    )


def answer(held: Vacancy | Employer) -> Text:
    """Return the article of a decision against a vacancy or an employer."""
    return ground.cited(held.article)


def shown(held: Vacancy, *, on: datetime.date) -> board.Detail:
    """Return a vacancy as the public will see it."""
    return board.detail(held, on=on)


def of_client(*, client_id: uuid.UUID | None) -> uuid.UUID | None:
    """Return the employer whose machine asks; None for every other machine."""
    if client_id is None:
        return None
    return Employer.objects.filter(client_id=client_id, state="active").values_list("id", flat=True).first()
