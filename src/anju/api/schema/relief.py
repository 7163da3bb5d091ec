"""Relief and help calls: what is sent and what is answered. The law checks content; this says only what is text, list and id."""

import datetime
import uuid

from pydantic import Field

from anju.api.schema.base import Answered, Line, Sent, listed
from anju.api.schema.ending import Seen
from anju.law.helping import Happened, How


class ReliefSent(Sent):
    """A request for relief; registered (`number`) or not (`name`)."""

    community: Line
    what: Line
    number: Line = Field(default="", description="The file number of a registration of your area.")
    name: Line = ""
    contact: Line = ""
    people: Line = ""
    urgent: bool = False


class ReliefAnswer(Answered):
    """Where a request stands."""

    id: uuid.UUID
    code: str
    state: str
    urgent: bool
    due_on: datetime.date
    version: int


class ReliefRow(Answered):
    """One request of a list, masked."""

    id: uuid.UUID
    code: str
    name: str
    place: str
    urgent: bool
    due_on: datetime.date
    amount: str


class ReliefsAnswer(Answered):
    """A page of requests."""

    rows: list[ReliefRow]
    next: str | None


class HelpSent(Sent):
    """Somebody needs help: where, and whether it is a minor. No name, no number."""

    who: Line = Field(json_schema_extra={"enum": ["adult", "minor"]})
    how: Line = Field(json_schema_extra=listed(How))
    area: Line = Field(description="The code of a county, street or community.")
    place: Line
    seen: Line = ""


class HelpAnswer(Answered):
    """Where a help call stands."""

    id: uuid.UUID
    code: str
    state: str
    minor: bool
    receiver: str
    due_at: datetime.datetime
    version: int


class HelpRow(Answered):
    """One call of a list; what was seen is not in it."""

    id: uuid.UUID
    code: str
    minor: bool
    state: str
    area: str
    due_at: datetime.datetime
    late: bool


class HelpsAnswer(Answered):
    """A page of calls."""

    rows: list[HelpRow]
    next: str | None


class AcceptSent(Sent):
    """Nothing but the version you saw."""

    version: Seen = None


class FollowSent(Sent):
    """How it stands, and when it is looked at next."""

    what: Line = Field(json_schema_extra=listed(Happened))
    words: Line = ""
    next_on: Line = Field(json_schema_extra={"format": "date"})
    version: Seen = None
