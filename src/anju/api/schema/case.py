"""Cases: what is sent and what is answered. The law checks content; this says only what is text, list and id."""

import datetime
import uuid
from typing import Annotated

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, Words, listed
from anju.api.schema.ending import Seen
from anju.law.codes import Purpose

Key = Annotated[uuid.UUID, Field(strict=False)]
Moment = Annotated[
    datetime.datetime, Field(strict=False, description="With its offset, such as 2026-03-04T09:00:00+08:00.")
]
Said = Annotated[Line, Field(max_length=1000)]


class PaperSent(Sent):
    """One paper: an uploaded picture, or the original seen at the desk."""

    paper: Line = Field(description="The id of a paper of the service.")
    upload: Line | None = Field(default=None, json_schema_extra={"format": "uuid"})
    seen: bool = False


class FormSent(Sent):
    """What an application says; what is on file or another department confirms is not even read (I4, E4)."""

    fields: dict[str, str] = Field(default={}, description="The answers by the field's id.", max_length=60)
    papers: list[PaperSent] = Field(default=[], max_length=30)
    truth: bool = Field(description="The person's word that everything is true.")


class ApplySent(FormSent):
    """An application of the person of a registered stay."""

    stay: Key
    service: Line = Field(description="office/service, such as health/immunisation.")


class SeenFormSent(FormSent):
    """A returned application, put right (B7)."""

    version: Seen = None


class VersionSent(Sent):
    """Nothing but the version you saw."""

    version: Seen = None


class OpenCaseSent(Sent):
    """Why it is opened; the person can read it (L12)."""

    purpose: Line = Field(json_schema_extra=listed(Purpose))


class LackSent(Sent):
    """One thing a case lacks."""

    item: Line = Field(description="fields.<id> or papers.<id>")
    note: Annotated[Line, Field(max_length=200)] = ""


class ReturnCaseSent(VersionSent):
    """Everything that is missing, at once (B7)."""

    missing: list[LackSent] = Field(max_length=40)


class SayingSent(VersionSent):
    """Words; who reads them, the operation says."""

    words: Said = ""


class OfferCaseSent(SayingSent):
    """Which office it is offered to, and why (J2)."""

    to: Key


class JoinSent(SayingSent):
    """What another office is asked for, and what of the form it is shown."""

    to: Key
    shown: list[Line] = Field(default=[], max_length=40, description="fields.<id>, papers.<id>")


class ProposeSent(SayingSent):
    """What is proposed to a second officer (I10)."""

    outcome: Line = Field(json_schema_extra={"enum": ["granted", "refused"]})


class ReasonedSent(VersionSent):
    """The reason and the article of a decision (I10)."""

    reason: Said
    article: Line = Field(description="One of the case's `grounds`.")


class TimesSent(Sent):
    """Times that an office offers; the place is where people come."""

    starts: list[Moment] = Field(min_length=1, max_length=200)
    minutes: int
    seats: int
    place: Annotated[Line, Field(max_length=120)]
    service: Line = Field(default="", description="For one service, or empty for all of the office.")


class BookSent(Sent):
    """Who books a time, and for what."""

    stay: Key
    service: Line
    case: Key | None = None


class NothingSent(Sent):
    """No content."""


class FactsSent(Sent):
    """What one knows of oneself; nothing is stored."""

    facts: dict[str, str] = Field(description="By fact; dates as 2026-03-04, yes or no as yes and no.", max_length=60)


class CaseAnswer(Answered):
    """Where a case stands."""

    id: uuid.UUID
    number: str
    service: str
    state: str
    version: int
    unit: str
    limit_on: datetime.date
    provisional: bool


class CaseRow(Answered):
    """One case of a list, masked; no name while it is only offered."""

    id: uuid.UUID
    number: str
    service: str
    state: str
    name: str
    community: str
    applied_at: datetime.datetime
    limit_on: datetime.date
    provisional: bool
    unit: str
    offered: bool
    escalated: bool
    version: int


class CasesAnswer(Answered):
    """A page of cases."""

    rows: list[CaseRow]
    next: str | None


class EntryAnswer(Answered):
    """One entry of the form."""

    id: str
    label: Words
    value: Words


class CasePaperAnswer(Answered):
    """One paper and where it comes from."""

    id: str
    name: Words
    source: str


class ReasonAnswer(Answered):
    """One condition with its own answer and article."""

    text: Words
    answer: str
    rule: str
    from_on: datetime.date | None


class OneCaseAnswer(CaseAnswer):
    """A case, for an officer of its department; `answer` is by what is known and decides nothing (I10)."""

    name: str
    applied_at: datetime.datetime
    answer: str
    reasons: list[ReasonAnswer]
    entries: list[EntryAnswer]
    papers: list[CasePaperAnswer]
    grounds: dict[str, Words]
    possible: list[str]


class PartRow(Answered):
    """One part of a joint case that your office is asked for."""

    id: uuid.UUID
    number: str
    service: str
    asker: str
    asked_at: datetime.datetime
    due_on: datetime.date
    provisional: bool


class PartsAnswer(Answered):
    """A page of parts."""

    rows: list[PartRow]
    next: str | None


class PartAnswer(Answered):
    """Where a part stands."""

    id: uuid.UUID
    state: str
    due_on: datetime.date


class OnePartAnswer(PartAnswer):
    """What the asking office wants to know, and what of the form it shows."""

    words: str
    entries: list[EntryAnswer]
    papers: list[CasePaperAnswer]


class TimeAnswer(Answered):
    """A time with free seats."""

    id: uuid.UUID
    place: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    free: int


class TimesAnswer(Answered):
    """The coming times with free seats."""

    rows: list[TimeAnswer]


class OpenedTimesAnswer(Answered):
    """How many times were opened."""

    opened: int


class BookingAnswer(Answered):
    """A booked time."""

    id: uuid.UUID
    state: str
    starts_at: datetime.datetime


class StandingAnswer(Answered):
    """How one stands with one service."""

    service: str
    name: Words
    item: str
    answer: str = Field(json_schema_extra={"enum": ["yes", "not_yet", "no", "unknown"]})
    from_on: datetime.date | None
    missing: list[str] = Field(description="Facts that would settle it.")
    reasons: list[ReasonAnswer]


class RightsAnswer(Answered):
    """Every service, what helps now first."""

    rows: list[StandingAnswer]
