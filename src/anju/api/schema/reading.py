"""Reads: each with its purpose. Source: L2, L12."""

import datetime
import uuid
from typing import Annotated, Literal

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent
from anju.law.codes import Purpose

Why = Annotated[
    Line,
    Field(
        json_schema_extra={"enum": [str(code.value) for code in Purpose if code is not Purpose.OWN]},
        description="Why you look; the person can read it.",
    ),
]


class SearchSent(Sent):
    """One way to look for a person; a name goes with the birth date."""

    kind: Line = Field(json_schema_extra={"enum": ["id_number", "name", "phone", "number"]})
    text: Line
    birth: Line = Field(default="", json_schema_extra={"format": "date"})
    purpose: Why


class HitAnswer(Answered):
    """Somebody found, masked, by their latest stay in your area."""

    stay: uuid.UUID
    person: uuid.UUID
    name: str
    sex: str
    birth_on: datetime.date
    id_number: str
    community: str
    state: str
    number: str
    on: datetime.date


class SearchAnswer(Answered):
    """At most twenty people; `more` says that the search should be narrower."""

    hits: list[HitAnswer]
    more: bool


class OpenSent(Sent):
    """Why a record is opened, and which sealed values are needed in full."""

    purpose: Why
    unmask: list[Literal["id_number", "phone", "address", "agent_id_number"]] = Field(default=[], max_length=4)


class MissingAnswer(Answered):
    """Something a returned file lacks (B7)."""

    item: str
    note: str


class FileAnswer(Answered):
    """Where a file stands; nothing about who it is about."""

    id: uuid.UUID
    number: str
    state: str
    version: int = Field(description="Send it with a write to be told when somebody was quicker.")
    declared_at: datetime.datetime
    due_on: datetime.date
    check_due_on: datetime.date
    registered_on: datetime.date | None
    ended_on: datetime.date | None
    end_reason: str
    receipt: str | None = Field(description="Number of the receipt that holds.")
    missing: list[MissingAnswer] = Field(description="What a returned file lacks, all of it (B7).")


class RecordAnswer(FileAnswer):
    """A record, masked; `plain` holds what was asked for in full."""

    person: uuid.UUID
    name: str
    sex: str
    birth_on: datetime.date
    hukou_county: str
    id_number: str
    phone: str
    address: str
    community: str
    dwelling: str
    reason: str
    arrived_on: datetime.date
    counted_from: datetime.date | None
    confirmed_on: datetime.date | None
    plain: dict[str, str]


class RowAnswer(Answered):
    """A file that waits."""

    id: uuid.UUID
    number: str
    state: str
    name: str = Field(description="Masked.")
    community: str
    declared_at: datetime.datetime
    check_due_on: datetime.date
    provisional: bool


class PageAnswer(Answered):
    """A page of files; ask again with `next` as `cursor`, until it is null."""

    rows: list[RowAnswer]
    next: str | None


class PlaceAnswer(Answered):
    """A community."""

    code: str
    name: str
    street: str
    county: str


class PlacesAnswer(Answered):
    """Communities, best first."""

    places: list[PlaceAnswer]
