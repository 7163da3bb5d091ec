"""An office's side: employers to check, vacancies to review with advice, entries of the register. Source: I3, I10, O1."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju.law import codes, identity
from anju.law.job import advice, employer, occupation, vacancy
from anju.law.job.advice import Hint
from anju.law.job.employment import EndReason, WorkKind
from anju.law.wording import Text
from anju.models import Employer, Employment, Vacancy
from anju.queries import rules
from anju.queries.job import board, offered, within
from anju.queries.scope import Scope

SIZE = 30


@dataclass(frozen=True)
class Listed:
    """A vacancy in an office's list."""

    vacancy: Vacancy

    @property
    def kind(self) -> Text:
        """The occupation in plain words."""
        return occupation.name(self.vacancy.occupation)

    @property
    def wage(self) -> Text:
        """The wage in words."""
        return board.wage(self.vacancy.wage_from, self.vacancy.wage_to, self.vacancy.wage_unit)


@dataclass(frozen=True)
class Reviewed:
    """A vacancy before an officer: as it will show, and what to look at."""

    shown: board.Detail
    hints: tuple[Hint, ...]
    possible: frozenset[str]
    article: Text
    # outcomes that seekers say are not so
    disputed: int


@dataclass(frozen=True)
class Checked:
    """An employer before an officer."""

    employer: Employer
    state: Text
    article: Text
    agents: tuple[offered.Agent, ...]
    possible: frozenset[str]
    vacancies: tuple[Listed, ...]


@dataclass(frozen=True)
class Entered:
    """An entry of the register in an office's list, masked."""

    id: uuid.UUID
    number: str
    name: str
    kind: Text
    since: datetime.date
    until: datetime.date | None
    community: str
    registered_at: datetime.datetime


def vacancies(scope: Scope, *, state: str, after: tuple[str, ...] | None = None) -> list[Listed]:
    """Return a page of an office's vacancies in one state, those that wait longest first, and one more row."""
    rows = within.vacancies(scope).filter(state=state)
    if after:
        at, key = datetime.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(posted_at__gt=at) | Q(posted_at=at, id__gt=key))
    return [Listed(vacancy=row) for row in rows.order_by("posted_at", "id")[: SIZE + 1]]


def vacancy_key(row: Listed) -> tuple[str, str]:
    """Return where a page of vacancies goes on."""
    return row.vacancy.posted_at.isoformat(), str(row.vacancy.id)


def waiting(scope: Scope, *, most: int = 99) -> dict[str, int]:
    """Return how many employers and vacancies wait, counted up to a bound."""
    return {
        "vacancies": within.vacancies(scope).filter(state="sent")[:most].count(),
        "employers": within.employers(scope).filter(state="asked")[:most].count(),
    }


def one(scope: Scope, *, vacancy_id: uuid.UUID, on: datetime.date) -> Reviewed:
    """Return one vacancy in scope with advice; raises Absent."""
    held = within.vacancy(scope, vacancy_id=vacancy_id)
    policy = rules.policy(place=[code for code in held.path.split("/") if code], on=on)
    hints = advice.hints(
        words=f"{held.title}\n{held.text}",
        wage_from=held.wage_from,
        wage_unit=held.wage_unit,
        hours_week=held.hours_week,
        insurance=held.insurance,
        least_month=policy.minimum_wage_month_yuan,
        least_hour=policy.minimum_wage_hour_yuan,
    )
    return Reviewed(
        shown=board.detail(held, on=on),
        hints=hints,
        possible=frozenset(step.act for step in vacancy.LIFECYCLE.acts_from(held.state)),
        article=offered.answer(held),
        disputed=held.applications.filter(said="disputed").count(),
    )


def employers(scope: Scope, *, state: str, after: tuple[str, ...] | None = None) -> list[Employer]:
    """Return a page of an office's employers in one state, those that wait longest first, and one more row."""
    rows = within.employers(scope).filter(state=state)
    if after:
        at, key = datetime.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(asked_at__gt=at) | Q(asked_at=at, id__gt=key))
    return list(rows.order_by("asked_at", "id")[: SIZE + 1])


def employer_key(row: Employer) -> tuple[str, str]:
    """Return where a page of employers goes on."""
    return row.asked_at.isoformat(), str(row.id)


def employer_one(scope: Scope, *, employer_id: uuid.UUID) -> Checked:
    """Return one employer in scope with who acts for it; raises Absent."""
    held = within.employer(scope, employer_id=employer_id)
    latest = within.vacancies(scope).filter(employer=held).order_by("-posted_at", "-id")[:10]
    return Checked(
        employer=held,
        state=employer.STATES[held.state],
        article=offered.answer(held),
        agents=tuple(offered.agents(employer_id=held.id)),
        possible=frozenset(step.act for step in employer.LIFECYCLE.acts_from(held.state)),
        vacancies=tuple(Listed(vacancy=row) for row in latest),
    )


REGISTER: dict[str, Text] = {
    "unemployed": Text(zh="失业", en="Unemployed"),
    "working": Text(zh="就业", en="In work"),
    "over": Text(zh="已结束", en="Ended"),
}


def register(scope: Scope, *, which: str, after: tuple[str, ...] | None = None) -> list[Entered]:
    """Return a page of an office's register, newest first, masked, and one more row; nothing for an unknown part."""
    rows = _part(within.employments(scope), which)
    if after:
        at, key = datetime.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(registered_at__lt=at) | Q(registered_at=at, id__lt=key))
    return [
        Entered(
            id=row.id,
            number=row.number,
            name=identity.mask_name(row.person.name) if row.person.name else "",
            kind=codes.label(WorkKind, row.kind),
            since=row.since,
            until=row.until,
            community=row.community.name,
            registered_at=row.registered_at,
        )
        for row in rows.order_by("-registered_at", "-id")[: SIZE + 1]
    ]


def register_key(row: Entered) -> tuple[str, str]:
    """Return where a page of the register goes on."""
    return row.registered_at.isoformat(), str(row.id)


@dataclass(frozen=True)
class History:
    """An entry opened on record, with the earlier ones of the same person that this office's scope holds."""

    entry: Employment
    kind: Text
    reason: Text
    others: tuple[Entered, ...]


def history(scope: Scope, *, entry: Employment) -> History:
    """Return an entry opened by an officer (actions.job.open_entry) with the person's other entries in scope."""
    rows = within.employments(scope).filter(person_id=entry.person_id).exclude(id=entry.id)
    others = tuple(
        Entered(
            id=row.id,
            number=row.number,
            name="",
            kind=codes.label(WorkKind, row.kind),
            since=row.since,
            until=row.until,
            community=row.community.name,
            registered_at=row.registered_at,
        )
        for row in rows.order_by("-registered_at", "-id")[:20]
    )
    return History(
        entry=entry,
        kind=codes.label(WorkKind, entry.kind),
        reason=codes.label(EndReason, entry.end_reason),
        others=others,
    )


def _part(rows: QuerySet[Employment], which: str) -> QuerySet[Employment]:
    if which == "unemployed":
        return rows.filter(ended_at=None, kind="unemployed")
    if which == "working":
        return rows.filter(ended_at=None).exclude(kind="unemployed")
    return rows.exclude(ended_at=None) if which == "over" else rows.none()
