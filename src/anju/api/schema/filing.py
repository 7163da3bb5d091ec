"""Declarations and registrations. The law checks content; this says only what is text, list and date. Source: L11."""

import datetime
import uuid
from typing import Annotated, Literal

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, Words, listed
from anju.law.codes import DwellingKind, ExemptKind, IdKind, Relation, StayReason
from anju.law.declaration import MOST_MINORS

_RELATION = listed(Relation)
Relative = Annotated[Line, Field(json_schema_extra=_RELATION)]
Document = Annotated[Line, Field(json_schema_extra=listed(IdKind))]


class AddressSent(Sent):
    """A standard address inside a community: a road's form, or a village's."""

    form: Literal["road", "village"] = "road"
    road: Line = ""
    number: Line = ""
    estate: Line = ""
    building: Line = ""
    unit: Line = ""
    room: Line = ""
    hamlet: Line = ""


class MinorSent(Sent):
    """A minor who came along; the county of 户口 is the adult's unless given."""

    name: Line
    id_kind: Document
    id_number: Line
    relation: Relative
    hukou_county: Line | None = None


class AgentSent(Sent):
    """Who acts for someone under 16 or unable to move (B8)."""

    name: Line
    id_number: Line
    relation: Relative


class DeclarationSent(Sent):
    """What is collected at registration, and nothing else (L11)."""

    name: Line
    id_kind: Document
    id_number: Line
    phone: Line | None = None
    hukou_county: Line = Field(description="Six digits of the county of 户口.")
    community: Line = Field(description="Twelve digits; see GET /places.")
    address: AddressSent
    dwelling: Line = Field(json_schema_extra=listed(DwellingKind))
    arrived_on: Line = Field(json_schema_extra={"format": "date"})
    reason: Line = Field(json_schema_extra=listed(StayReason))
    workplace: Line | None = None
    exempt: Line | None = Field(default=None, json_schema_extra=listed(ExemptKind))
    agent: AgentSent | None = None
    minors: list[MinorSent] = Field(default=[], max_length=MOST_MINORS)


class RegistrationSent(DeclarationSent):
    """A walk-in whose papers the station has seen."""

    same_as: str | None = Field(
        default=None,
        max_length=36,
        json_schema_extra={"format": "uuid"},
        description="The person on file the officer found to be the same; see 409.",
    )


class DeclaredAnswer(Answered):
    """One file received."""

    id: uuid.UUID
    number: str
    state: str
    due_on: datetime.date = Field(description="Until when it had to be registered (B1); lateness never blocks (B2).")
    check_due_on: datetime.date
    provisional: bool = Field(description="True while a date rests on a year whose calendar is not published.")


class DeclarationAnswer(Answered):
    """A declaration received: the adult's file first, then those of the minors."""

    files: list[DeclaredAnswer]
    warnings: list[Words]


class ReceiptAnswer(Answered):
    """A receipt 居住登记凭证 (B6)."""

    number: str
    code: str
    issued_on: datetime.date


class RegisteredAnswer(Answered):
    """One stay registered."""

    id: uuid.UUID
    person: uuid.UUID
    number: str
    state: str
    registered_on: datetime.date
    counted_from: datetime.date
    permit_from: datetime.date = Field(description="First day on which a permit can be asked for (E1).")
    receipt: ReceiptAnswer


class RegistrationAnswer(Answered):
    """A walk-in registered: the adult first, then the minors."""

    stays: list[RegisteredAnswer]
    warnings: list[Words]
