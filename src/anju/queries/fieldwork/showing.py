"""One stay at the door: what a coordinator needs to know there, and no more. Source: L2."""

import datetime
import uuid
from dataclasses import dataclass

from anju.law import identity
from anju.law import stay as law
from anju.law.codes import Found, label
from anju.law.wording import Text
from anju.models import Ending, Stay
from anju.queries import exempt
from anju.queries.exempt import Exempt
from anju.queries.fieldwork import finding

_CALLS = 5


@dataclass(frozen=True)
class Call:
    """An earlier visit."""

    at: datetime.datetime
    found: Text
    note: str


@dataclass(frozen=True)
class File:
    """A stay without number of a card, birth, workplace or reason: none of them is needed at a door."""

    id: uuid.UUID
    number: str
    name: str
    community: Text
    state: str
    state_text: Text
    has_phone: bool
    declared_at: datetime.datetime
    check_due_on: datetime.date
    check_due_provisional: bool
    registered_on: datetime.date | None
    confirmed_on: datetime.date | None
    calls: tuple[Call, ...]
    # an end under way
    objection_until: datetime.date | None
    ending: str
    # why there is no duty now, where a body lists the person (A2)
    no_duty: Exempt | None

    @property
    def open(self) -> bool:
        """Whether the station still has to check it."""
        return self.state in {"declared", "to_verify"}

    @property
    def active(self) -> bool:
        """Whether it is registered."""
        return self.state == "registered"


def file(*, stay: Stay, on: datetime.date | None = None) -> File:
    """Return what may be shown of a stay in scope; two statements, three where a day is given."""
    ending: Ending | None = stay.endings.filter(state__in=["noticed", "objected"]).first()
    return File(
        id=stay.id,
        number=stay.number,
        name=identity.mask_name(stay.person.name),
        community=finding.called(stay.community.name),
        state=stay.state,
        state_text=law.STATES[stay.state],
        has_phone=stay.person.phone is not None,
        declared_at=stay.declared_at,
        check_due_on=stay.check_due_on,
        check_due_provisional=stay.check_due_provisional,
        registered_on=stay.registered_on,
        confirmed_on=stay.confirmed_on,
        calls=tuple(
            Call(at=visit.at, found=label(Found, visit.found), note=visit.note)
            for visit in stay.visits.order_by("-at", "-id")[:_CALLS]
        ),
        objection_until=ending.objection_until if ending is not None else None,
        ending=ending.state if ending is not None else "",
        no_duty=exempt.current(id_index=bytes(stay.person.id_index), on=on) if on is not None else None,
    )
