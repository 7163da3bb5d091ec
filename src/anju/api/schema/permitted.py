"""What is answered about applications, permits, endorsements and cards."""

import datetime
import uuid

from pydantic import Field

from anju.api.schema.base import Answered


class ApplicationAnswer(Answered):
    """Where an application stands."""

    id: uuid.UUID
    number: str
    kind: str
    state: str
    version: int
    check_due_on: datetime.date = Field(description="Until when what is missing must be told (B7).")
    due_on: datetime.date | None = Field(description="Until when it is settled: the earlier of both limits (E6).")
    provisional: bool
    permit: uuid.UUID | None
    fee_fen: int


class ApplicationRow(Answered):
    """One application that waits, masked."""

    id: uuid.UUID
    number: str
    kind: str
    state: str
    name: str
    community: str
    applied_at: datetime.datetime
    due_on: datetime.date
    provisional: bool
    version: int


class ApplicationsAnswer(Answered):
    """A page of applications that wait."""

    rows: list[ApplicationRow]
    next: str | None


class OneApplicationAnswer(ApplicationAnswer):
    """An application opened, masked."""

    person: uuid.UUID
    name: str
    id_number: str
    address: str
    ground: str
    missing: list[dict[str, str]]
    refusal: str
    refusal_basis: str
    blocked: str | None = Field(description="Why it can't be accepted or signed today: the code of the refusal.")


class PermitAnswer(Answered):
    """Where a permit stands."""

    id: uuid.UUID
    number: str
    state: str
    version: int
    issued_on: datetime.date
    code: str
    endorsed: int
    window_opens_on: datetime.date
    window_closes_on: datetime.date = Field(description="The last day for the next endorsement (F2).")
    provisional: bool
    suspended_on: datetime.date | None
    ended_on: datetime.date | None


class OutcomeAnswer(Answered):
    """What became of one file of a batch."""

    file: uuid.UUID
    permit: uuid.UUID | None
    code: str | None
    detail: str | None


class OutcomesAnswer(Answered):
    """What became of each file."""

    outcomes: list[OutcomeAnswer]


class EndorsementAnswer(Answered):
    """An endorsement, asked for, made or withheld."""

    id: uuid.UUID
    permit: uuid.UUID
    number: int
    state: str
    late: bool
    due_on: datetime.date
    done_on: datetime.date | None
    until: datetime.date | None
    version: int


class PermitEndAnswer(Answered):
    """An end: done, or noticed and open to objection until a day."""

    id: uuid.UUID
    permit: uuid.UUID
    state: str
    ended_on: datetime.date
    objection_until: datetime.date | None


class CardAnswer(Answered):
    """Where a card stands."""

    id: uuid.UUID
    permit: uuid.UUID
    state: str
    card_number: str
    ready_on: datetime.date | None
    handed_on: datetime.date | None
    version: int


class BatchAnswer(Answered):
    """A batch that left for the maker."""

    id: uuid.UUID
    number: str
    count: int


class UploadAnswer(Answered):
    """A picture taken in: made anew, sealed; the checks of a portrait are hints, never decisions."""

    id: uuid.UUID
    width: int
    height: int
    checks: dict[str, bool]


class CollectPlaceAnswer(Answered):
    """A place where cards are collected."""

    id: uuid.UUID
    name: str


class WayAnswer(Answered):
    """One ground with the papers that prove it."""

    ground: str
    kinds: list[str]
    proven: bool


class OfferAnswer(Answered):
    """What the person of a stay can ask for today."""

    eligible_from: datetime.date | None
    days_left: int
    ways: list[WayAnswer]
    collect_at: list[CollectPlaceAnswer]
    permit: uuid.UUID | None
    file: uuid.UUID | None
    fee_fen: int


class PermitRow(Answered):
    """One permit that waits, masked; `id` is the endorsement's, the permit's or the ending's."""

    id: uuid.UUID
    permit: uuid.UUID
    number: str
    state: str
    name: str
    community: str
    on: datetime.date
    provisional: bool


class PermitsAnswer(Answered):
    """A page of permits that wait."""

    rows: list[PermitRow]
    next: str | None


class CardRow(Answered):
    """One card of a list, masked; `number` is its file's."""

    id: uuid.UUID
    state: str
    name: str
    number: str
    due_on: datetime.date
    ready_on: datetime.date | None
    collect_at: str
    tries: int


class CardsAnswer(Answered):
    """A page of cards."""

    rows: list[CardRow]
    next: str | None


class PastAnswer(Answered):
    """Earlier time that counts, in full months (F8)."""

    id: uuid.UUID
    person: uuid.UUID
    months: int
