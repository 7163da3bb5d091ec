"""Disputes: what is sent and what is answered. The law checks content; this says only what is text, list and id."""

import datetime

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent
from anju.api.schema.ending import Seen
from anju.law.dispute import life
from anju.law.dispute.reading import TEXT_LENGTH


class BeginSent(Sent):
    """The other side: empty takes what the application or an earlier mediation says."""

    name: Line = ""
    contact: Line = Field(default="", description="How to reach them; used to notify them and for nothing else.")


class CallSent(Sent):
    """A meeting or a hearing."""

    on: Line = Field(json_schema_extra={"format": "date"})
    time: Line = Field(description="Such as 09:30.")
    place: Line
    told: Line = Field(description="How the other side is told.", json_schema_extra={"enum": list(life.TOLD)})
    version: Seen = None


class AgreementSent(Sent):
    """What both sides signed."""

    text: str = Field(max_length=TEXT_LENGTH + 1)
    amount: Line = Field(default="", description="In yuan, two decimals at most.")
    signed_on: Line = Field(json_schema_extra={"format": "date"})
    other_signed_on: Line = Field(json_schema_extra={"format": "date"})
    due_on: Line = Field(json_schema_extra={"format": "date"})
    version: Seen = None


class FailSent(Sent):
    """Why there is no agreement."""

    why: Line = Field(json_schema_extra={"enum": list(life.WHY_FAILED)})
    words: Line = ""
    version: Seen = None


class AwardSent(Sent):
    """An award or a settlement."""

    words: Line = Field(description="The person reads it.")
    amount: Line = Field(default="", description="In yuan, two decimals at most.")
    version: Seen = None


class LawyerSent(Sent):
    """A lawyer; `why` where another one takes over."""

    name: Line
    office: Line
    phone: Line
    why: Line = ""
    version: Seen = None


class DisputeAnswer(Answered):
    """Where a dispute stands."""

    case: str
    number: str
    kind: str
    state: str = Field(description="One of law.dispute.life, as docs/lifecycles.md prints them.")
    urgent: bool
    version: int
    limit_on: datetime.date | None
    provisional: bool


class SessionAnswer(Answered):
    """A session that was called."""

    id: str
    hearing: bool
    starts_at: datetime.datetime


class LawyerAnswer(Answered):
    """A lawyer that was named."""

    case: str
    named_at: datetime.datetime
    version: int


class DisputeRow(Answered):
    """One dispute of a list, masked; `state` is empty while nothing has begun."""

    case: str
    number: str
    service: str
    state: str
    urgent: bool
    name: str
    community: str
    applied_at: datetime.datetime
    limit_on: datetime.date
    provisional: bool
    unit: str


class DisputesAnswer(Answered):
    """A page of the list."""

    rows: list[DisputeRow]
    next: str | None


class SessionRow(SessionAnswer):
    """A session and how it went."""

    place: str
    outcome: str


class DisputeOfferRow(Answered):
    """What is open to the person, and until when."""

    code: str
    until: datetime.date | None


class OneDisputeAnswer(Answered):
    """One dispute, or a legal aid case without one."""

    case: str
    number: str
    name: str
    kind: str
    dispute: DisputeAnswer | None
    other: str
    other_contact: str
    sessions: list[SessionRow]
    possible: list[str]
    offers: list[DisputeOfferRow]
    lawyer_due_on: datetime.date | None
    lawyer: str
