"""Vaccinations: what is sent and what is answered. The law checks content; this says only what is text, list and id."""

import datetime
import uuid

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, Words


class DoseSent(Sent):
    """A dose that was given."""

    vaccine: Line = Field(description="The id of a vaccine of the national programme, such as mmr.")
    given_on: Line = Field(json_schema_extra={"format": "date"})
    batch: Line
    place: Line = ""
    sure: bool = Field(default=False, description="The day is right, though the programme has a longer gap.")


class DoseAnswer(Answered):
    """A dose on record."""

    id: uuid.UUID
    vaccine: str
    given_on: datetime.date
    state: str


class ChildRow(Answered):
    """One child of a list, masked."""

    id: uuid.UUID
    name: str
    born_on: datetime.date
    community: str
    next_on: datetime.date | None
    late_on: datetime.date | None
    noted: bool


class ChildrenAnswer(Answered):
    """A page of children."""

    rows: list[ChildRow]
    next: str | None


class PlannedAnswer(Answered):
    """One dose of a plan."""

    vaccine: str
    name: Words
    number: int
    state: str = Field(description="given, due, overdue, later or over")
    on: datetime.date
    by: datetime.date


class PlanAnswer(Answered):
    """A child's plan, by the version of the programme that holds since `version`."""

    child: uuid.UUID
    version: datetime.date
    doses: list[PlannedAnswer]
