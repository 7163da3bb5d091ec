"""Sending again what could not be sent, at the word of the system administrator. Source: D6, D7, design.md 10 (16)."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from anju import catalogue
from anju.actions import record
from anju.law import notice as notices
from anju.law.actor import Actor
from anju.law.notice import UnknownNoticeError
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Message, Person, Resident
from anju.queries import messages
from anju.vault import seal

# as many at one word; the rest by pressing again
MOST = 500
_NEVER = Text(
    zh="这一类消息过了时间就没有用，不能再发。",
    en="A message of this kind is of no use after its time and is not sent again.",
)


@dataclass(frozen=True)
class Resent:
    """How many go out again, and how many can't: too old by now, or nobody to send them to."""

    again: int
    left: int


def resend(*, kind: str, channel: str, state: str, error: str, by: Actor, at: datetime.datetime) -> Resent:
    """Have messages of one kind that failed for one reason sent again, with as many tries as new ones.

    What may have been sent ("unsure") goes out a second time only so, by a person's decision. Raises Refusal
    "unknown_filter", "never_again".
    """
    with transaction.atomic():
        if not _sendable(kind):
            raise Refusal("never_again", _NEVER, field="kind")
        rows = list(
            messages.failed(channel=channel, state=state, at=at)
            .filter(kind=kind, error=error)
            .select_for_update(skip_locked=True)
            .order_by("-created_at", "-id")[:MOST]
        )
        ready = _ready(rows, channel=channel, at=at)
        Message.objects.bulk_update(ready, [channel, f"{channel}_tries", "phone", "error", "due_at"])
        record.write(
            what="resend",
            by=by,
            at=at,
            subject=("messages", kind),
            detail={"channel": channel, "state": state, "error": error, "count": len(ready)},
        )
        return Resent(again=len(ready), left=len(rows) - len(ready))


def _sendable(kind: str) -> bool:
    try:
        return catalogue.notice(kind).group != "code"
    except UnknownNoticeError:
        # of an older version: there are no words for it any more
        return False


def _ready(rows: Sequence[Message], *, channel: str, at: datetime.datetime) -> list[Message]:
    people = Person.objects.in_bulk([row.person_id for row in rows if row.person_id])
    residents = Resident.objects.in_bulk([row.resident_id for row in rows if row.resident_id])
    ready = []
    for row in rows:
        stale = catalogue.notice(row.kind).group == "reminder" and at > row.created_at + notices.STALE
        if stale or not (channel == "mail" or _addressed(row, people, residents)):
            continue
        setattr(row, channel, "waiting")
        setattr(row, f"{channel}_tries", 0)
        row.error, row.due_at = "", at
        ready.append(row)
    return ready


def _addressed(row: Message, people: Mapping[uuid.UUID, Person], residents: Mapping[uuid.UUID, Resident]) -> bool:
    """Put the number on file now on a message: the one it had is forgotten once its tries are over."""
    person = people.get(row.person_id) if row.person_id else None
    resident = residents.get(row.resident_id) if row.resident_id else None
    if person is not None and person.phone:
        plain = seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id)
    elif resident is not None and resident.phone:
        plain = seal.unseal(data=bytes(resident.phone), column="resident.phone", owner=resident.id)
    else:
        return False
    row.phone = seal.seal(text=plain, column="message.phone", owner=row.id)
    return True
