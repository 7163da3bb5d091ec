"""Verifying papers: one, or many for a body that accepts them. Source: B6, D4."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, listed
from anju.law import acceptor
from anju.law.codes import AcceptancePurpose


class VerifySent(Sent):
    """The code of a receipt or permit, a whole address of it, or its number."""

    text: Line


class VerdictAnswer(Answered):
    """What anybody with the paper may learn, and nothing else (B6)."""

    paper: Literal["receipt", "permit", ""] = Field(description="Empty where the paper is unknown.")
    state: Literal["valid", "suspended", "ended", "replaced", "unknown"]
    name: str = Field(description="Masked.")
    county: str
    on: datetime.date | None = Field(description="Of a receipt: registered on.")
    until: datetime.date | None = Field(description="Of a permit: the last day of the present endorsement.")
    provisional: bool = Field(description="Whether `until` rests on a calendar that is not published yet.")


class ManySent(Sent):
    """Papers of people who stand before you, and what for; each of them can see that you asked."""

    papers: Annotated[list[Line], Field(min_length=1, max_length=acceptor.MOST)] = Field(
        description="Codes, whole addresses or numbers, in any mixture."
    )
    purpose: Line = Field(json_schema_extra=listed(AcceptancePurpose), description="What you verify them for.")


class ManyAnswer(Answered):
    """The answers in the order of the questions, and how many different papers were counted."""

    answers: list[VerdictAnswer]
    count: int
    valid: int
