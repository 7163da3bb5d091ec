"""Keeping, ending and bringing back. Source: D3, D5–D7."""

import datetime
import uuid
from typing import Annotated

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, listed
from anju.law.codes import EndReason

Seen = Annotated[
    int | None, Field(ge=1, le=2_000_000_000, description="The version you saw; 409 if it has changed since.")
]
Day = Annotated[Line, Field(json_schema_extra={"format": "date"})]


class LeaveSent(Sent):
    """The person's own word that they leave (D3)."""

    on: Day
    version: Seen = None


class ProposalSent(Sent):
    """An end the person did not ask for: reason, basis, what was found (D5, D6)."""

    reason: Line = Field(json_schema_extra=listed(EndReason))
    basis: Line = Field(json_schema_extra={"enum": ["visit", "match", "proof"]})
    note: Annotated[Line, Field(max_length=300)]
    on: Day
    version: Seen = None


class UndoSent(Sent):
    """Why an ended registration comes back; the person reads it."""

    why: Annotated[Line, Field(max_length=300)]
    version: Seen = None


class ConfirmSent(Sent):
    """That the person still lives here (D7)."""

    note: Annotated[Line, Field(max_length=300)] = ""


class EndingAnswer(Answered):
    """An end: done, or noticed and open to objection until a day."""

    id: uuid.UUID
    stay: uuid.UUID
    state: str
    ended_on: datetime.date
    objection_until: datetime.date | None


class StateAnswer(Answered):
    """Where a stay stands after a write."""

    id: uuid.UUID
    state: str
    version: int
