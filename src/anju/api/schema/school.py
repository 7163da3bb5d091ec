"""Schools: what is sent and what is answered; no child stands in a list, one result is a case opened with its purpose."""

import datetime
import uuid
from typing import Annotated

from pydantic import Field, StringConstraints

from anju.api.schema.base import Answered, Line, Sent, Words, listed
from anju.law.codes import Purpose
from anju.law.school.stage import Level, Ownership

Table = Annotated[str, StringConstraints(max_length=60_000)]


class SchoolAnswer(Answered):
    """One school as the public page shows it."""

    id: uuid.UUID
    name: str
    level: str = Field(json_schema_extra=listed(Level))
    ownership: str = Field(json_schema_extra=listed(Ownership))
    place: str
    phone: str
    community: str = Field(description="Twelve digits.")
    open: int | None = Field(description="Places of the first grade open to a round; null where none are published.")


class SchoolsAnswer(Answered):
    """A page of schools by name."""

    rows: list[SchoolAnswer]
    next: str | None


class GradeAnswer(Answered):
    """The places of one grade."""

    grade: int
    total: int
    local: int
    open: int


class OneSchoolAnswer(SchoolAnswer):
    """One school with its zone and places of a year."""

    year: int
    zone: list[str] = Field(description="Codes of the communities.")
    places: list[GradeAnswer]


class RoundAnswer(Answered):
    """One published round."""

    id: uuid.UUID
    county: str
    year: int
    level: str
    grade: int
    state: str
    first_on: datetime.date
    last_on: datetime.date
    announce_on: datetime.date
    rules: list[str]
    within: str
    seed_digest: str
    seed: str | None = Field(description="Shown once the result is announced.")


class RoundsAnswer(Answered):
    """A page of rounds, the latest first."""

    rows: list[RoundAnswer]
    next: str | None


class PlacesSent(Sent):
    """Places of many grades as a table: school, grade, all, taken by local pupils, open; tabs or commas."""

    year: int = Field(ge=2017, le=2100)
    table: Table


class LineAnswer(Answered):
    """One line that is wrong."""

    line: int
    column: str
    detail: Words


class SchoolPlacesAnswer(Answered):
    """How many lines were kept; none while one is wrong."""

    kept: int
    wrong: list[LineAnswer]


class ResultSent(Sent):
    """Why the result is opened; the person can read it (L12)."""

    purpose: Line = Field(json_schema_extra=listed(Purpose))


class ResultAnswer(Answered):
    """The result of one case in a round."""

    case: uuid.UUID
    round: uuid.UUID
    number: int
    state: str
    school: str | None
    choice: int | None = Field(description="Which wish; 0 was found by the county.")
    draw: int | None
    late: bool
    reply_by: datetime.date | None
