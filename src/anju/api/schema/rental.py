"""Public rental housing: what is sent and what is answered."""

import datetime

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent
from anju.api.schema.ending import Seen
from anju.law.rental import life, words


class FlatSent(Sent):
    """A flat of the programme."""

    estate: Line
    number: Line
    rooms: int
    size: int = Field(description="In square metres.")
    rent: int = Field(description="In yuan a month.")
    accessible: bool = False


class FlatAnswer(Answered):
    """A flat; `next` is the number on the list whose turn it is, where the flat is free and somebody fits."""

    id: str
    estate: str
    number: str
    rooms: int
    size: int
    rent_fen: int
    accessible: bool
    state: str = Field(json_schema_extra={"enum": list(words.FLAT_STATES)})
    next: str | None = None


class FlatsAnswer(Answered):
    """A page of flats, the free ones first."""

    rows: list[FlatAnswer]
    next: str | None


class WaitingPlaceRow(Answered):
    """A place on the list, masked."""

    id: str
    number: str
    name: str
    people: int
    ranked_on: datetime.date
    lot: int
    waits_until: datetime.date
    near: bool
    confirm_by: datetime.date
    declines: int
    unit: str


class WaitingPlacesAnswer(Answered):
    """A page of the list in its order."""

    rows: list[WaitingPlaceRow]
    next: str | None


class WaitingPlaceAnswer(Answered):
    """Where a place on the list stands."""

    id: str
    number: str
    state: str = Field(json_schema_extra={"enum": list(life.STATES)})
    declines: int
    waits_until: datetime.date
    version: int


class FlatOfferSent(Sent):
    """To whom a flat is offered: only whose turn it is by the published order."""

    entry: Line = Field(json_schema_extra={"format": "uuid"})


class FlatOfferAnswer(Answered):
    """An offer and the last day for its answer."""

    id: str
    answer_by: datetime.date
    provisional: bool


class SaidSent(Sent):
    """What the person said at the counter; an unanswered offer that is taken back says nothing."""

    version: Seen = None


class LeaseSent(Sent):
    """The days of a lease."""

    begins_on: Line = Field(json_schema_extra={"format": "date"})
    until: Line = Field(json_schema_extra={"format": "date"})
    version: Seen = None


class LeaseAnswer(Answered):
    """A lease that began."""

    id: str
    begins_on: datetime.date
    until: datetime.date
    rent_fen: int
