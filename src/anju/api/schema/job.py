"""What is asked and answered of jobs."""

import datetime
import uuid

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, listed
from anju.law.job import occupation
from anju.law.job.vacancy import Insurance, Schedule, WageUnit


class JobRow(Answered):
    """One open job."""

    id: uuid.UUID
    title: str
    occupation: str
    employer: str
    county: str
    place: str
    wage_from: int
    wage_to: int
    wage_unit: str
    meals: bool
    lodging: bool
    insurance: str
    openings: int
    published_at: datetime.datetime


class JobsAnswer(Answered):
    """A page of open jobs, newest first."""

    rows: list[JobRow]
    next: str | None


class JobAnswer(JobRow):
    """One job in full; contact and phone only where they are shown to everybody."""

    number: str
    state: str
    open: bool
    spot: str
    schedule: str
    hours_week: int
    text: str
    contact: str
    phone: str
    expires_on: datetime.date | None


class VacancySent(Sent):
    """A job to be offered."""

    title: Line
    occupation: Line = Field(json_schema_extra={"enum": [one.code for one in occupation.LIST]})
    place: Line = Field(description="Code of a county or of a street in it.")
    spot: Line = ""
    wage_from: int = Field(description="Yuan.", ge=-1, le=10**8)
    wage_to: int | None = Field(default=None, ge=-1, le=10**8)
    wage_unit: Line = Field(json_schema_extra=listed(WageUnit))
    schedule: Line = Field(json_schema_extra=listed(Schedule))
    hours_week: int = Field(ge=-1, le=10**6)
    insurance: Line = Field(json_schema_extra=listed(Insurance))
    meals: bool = False
    lodging: bool = False
    openings: int = Field(ge=-1, le=10**6)
    text: str = Field(max_length=4000)
    days: int = Field(default=30, ge=-1, le=10**6)
    contact_shown: bool = False


class NoContentSent(Sent):
    """Nothing is needed."""


class VacancyAnswer(Answered):
    """Where a vacancy stands."""

    id: uuid.UUID
    number: str
    title: str
    state: str
    state_text: str
    reason: str
    expires_on: datetime.date | None
    version: int


class VacancyRow(VacancyAnswer):
    """A vacancy in the employer's list."""

    waiting: int = Field(description="Applications that wait for an answer.")
    total: int


class OffersAnswer(Answered):
    """A page of the employer's vacancies, newest first."""

    rows: list[VacancyRow]
    next: str | None
