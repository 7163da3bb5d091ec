"""Messages: written in the transaction of what they tell of, sent later; a dedupe key sends once."""

import datetime
import uuid
from collections.abc import Mapping

from anju.models import Binding, Message, Person
from anju.vault import seal


def to_person(*, person: Person, kind: str, params: Mapping[str, object], dedupe: str, at: datetime.datetime, link: str = "") -> Message | None:
    """Write a message to whoever signs in for a person; by SMS too. None if it was written before, or nobody can get it.

    Part of a larger act. Source: design.md 10 (16).
    """
    resident_id = Binding.objects.filter(person=person, until=None).order_by("kind").values_list("resident_id", flat=True).first()
    if resident_id is None and not person.phone:
        return None
    phone: bytes | None = None
    message = Message(resident_id=resident_id, person_id=person.id, kind=kind, params=dict(params), link=link, dedupe=dedupe, created_at=at, sms="waiting")
    if person.phone:
        plain = seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id)
        phone = seal.seal(text=plain, column="message.phone", owner=message.id)
    message.phone = phone
    return _once(message)


def to_staff(*, staff_id: uuid.UUID, kind: str, params: Mapping[str, object], dedupe: str, at: datetime.datetime, link: str = "", mail: bool = False) -> Message | None:
    """Write a message to one of staff; by mail too where asked."""
    return _once(Message(staff_id=staff_id, kind=kind, params=dict(params), link=link, dedupe=dedupe, created_at=at, mail="waiting" if mail else "none"))


def _once(message: Message) -> Message | None:
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return message if Message.objects.filter(id=message.id).exists() else None
