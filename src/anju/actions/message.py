"""Messages: written in the transaction of what they tell of, sent later; a dedupe key sends once."""

import datetime
import uuid
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from anju import catalogue
from anju.actions import batch
from anju.law import city
from anju.law import notice as notices
from anju.law.notice import Notice
from anju.law.policy import Policy
from anju.models import Binding, Message, Person, Post, Preference, Resident
from anju.queries import rules
from anju.queries.prepared import Prepared
from anju.vault import seal

SEND = "anju.send_messages"
# the one key of params that holds sealed values
SEALED = "sealed"


def to_person(
    *, person: Person, kind: str, params: Mapping[str, object], dedupe: str, at: datetime.datetime, link: str = ""
) -> Message | None:
    """Write a message to whoever signs in for a person; by SMS too.

    None if it was written before, or nobody can get it. Part of a larger act. Source: design.md 10 (16).
    """
    resident = _signs_in(person)
    message = _made(kind=kind, params=params, dedupe=dedupe, link=link, at=at)
    message.person_id = person.id
    if resident is not None:
        message.resident_id = resident.id
    if person.phone:
        _put_phone(message, seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id))
        return _once(message, by_sms=True)
    if resident is None:
        return None
    return _once(message, by_sms=_phone_of(resident, message))


def to_resident(
    *,
    resident_id: uuid.UUID,
    kind: str,
    params: Mapping[str, object],
    dedupe: str,
    at: datetime.datetime,
    link: str = "",
) -> Message | None:
    """Write a message to someone who signs in, about no record on file; by SMS too. Part of a larger act."""
    resident = Resident.objects.filter(id=resident_id).first()
    if resident is None:
        return None
    message = _made(kind=kind, params=params, dedupe=dedupe, link=link, at=at)
    message.resident_id = resident.id
    return _once(message, by_sms=_phone_of(resident, message))


def to_staff(
    *,
    staff_id: uuid.UUID,
    kind: str,
    params: Mapping[str, object],
    dedupe: str,
    at: datetime.datetime,
    link: str = "",
    mail: bool = False,
) -> Message | None:
    """Write a message to one of staff; by mail too where asked."""
    message = _made(kind=kind, params=params, dedupe=dedupe, link=link, at=at)
    message.staff_id = staff_id
    message.mail = "waiting" if mail else "none"
    return _once(message, by_sms=False)


def to_unit(
    *,
    unit_id: uuid.UUID,
    roles: Collection[str],
    kind: str,
    params: Mapping[str, object],
    dedupe: str,
    at: datetime.datetime,
    link: str = "",
    but: uuid.UUID | None = None,
) -> int:
    """Write a message to everyone who holds one of the roles at a unit today, but one; return to how many. Part of a larger act."""
    today = city.day(at)
    held = Post.objects.filter(unit_id=unit_id, role__in=roles, valid_from__lte=today, staff__is_active=True)
    held = held.exclude(staff_id=but) if but is not None else held
    holders = held.filter(Q(valid_to=None) | Q(valid_to__gt=today)).values_list("staff_id", flat=True).distinct()
    told = [
        to_staff(staff_id=one, kind=kind, params=params, dedupe=f"{dedupe}:{one}", at=at, link=link) for one in holders
    ]
    return sum(made is not None for made in told)


def to_phone(
    *,
    phone: str,
    kind: str,
    secret: Mapping[str, str],
    params: Mapping[str, object],
    dedupe: str,
    at: datetime.datetime,
    link: str = "",
) -> Message:
    """Write a message to a phone that need belong to nobody on file, and have it sent at once.

    What is as good as a key, such as a sign-in code, goes into `secret` and is sealed until it is sent.
    """
    catalogue.notice(kind).check({**params, **secret})
    message = Message(kind=kind, link=link, dedupe=dedupe, created_at=at, due_at=at, sms="waiting")
    sealed = {
        name: seal.seal(text=value, column=f"message.{name}", owner=message.id).hex() for name, value in secret.items()
    }
    message.params = {**params, SEALED: sealed}
    _put_phone(message, phone)
    message.save(force_insert=True)
    wake()
    return message


def wake() -> None:
    """Have the worker send what waits as soon as this transaction is through; a code can't wait for the minute."""
    transaction.on_commit(_enqueue)


def switch(*, resident_id: uuid.UUID, kind: str, channel: str, on: bool) -> bool:
    """Switch a kind of reminder on or off for a person; False for a notice the law wants, which always comes."""
    found = catalogue.current().notices.get(kind)
    if found is None or not found.optional or channel not in {"sms", "mail"}:
        return False
    held = Preference.objects.filter(resident_id=resident_id, kind=kind, channel=channel)
    if on:
        held.delete()
    else:
        Preference.objects.bulk_create(
            [Preference(resident_id=resident_id, kind=kind, channel=channel)], ignore_conflicts=True
        )
    return True


def read(
    *,
    message_id: uuid.UUID,
    at: datetime.datetime,
    resident_id: uuid.UUID | None = None,
    staff_id: uuid.UUID | None = None,
) -> bool:
    """Note that a receiver read their message; False for anyone else's."""
    if (resident_id is None) == (staff_id is None):
        return False
    mine = Message.objects.filter(id=message_id, resident_id=resident_id, staff_id=staff_id)
    return bool(mine.filter(read_at=None).update(read_at=at)) or mine.exists()


def day_time(*, at: datetime.datetime, policy: Policy) -> datetime.datetime:
    """Return the moment, or the next one at which reminders may be sent."""
    local = at.astimezone(city.TIME)
    if not notices.quiet(local.time(), from_hour=policy.sms_quiet_from_hour, until_hour=policy.sms_quiet_until_hour):
        return at
    morning = local.replace(hour=policy.sms_quiet_until_hour, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + datetime.timedelta(days=1)


def _made(*, kind: str, params: Mapping[str, object], dedupe: str, link: str, at: datetime.datetime) -> Message:
    catalogue.notice(kind).check(params)
    return Message(kind=kind, params=dict(params), link=link, dedupe=dedupe, created_at=at, due_at=at)


def _put_phone(message: Message, plain: str) -> None:
    message.phone = seal.seal(text=plain, column="message.phone", owner=message.id)


def _phone_of(resident: Resident, message: Message) -> bool:
    # whoever signs in by the province's service may have given no phone: the inbox has the message all the same
    if resident.phone:
        _put_phone(message, seal.unseal(data=bytes(resident.phone), column="resident.phone", owner=resident.id))
    return resident.phone is not None


_BOUND = Prepared(
    lambda person: (
        Binding.objects.filter(person_id=person, until=None).select_related("resident").order_by("kind", "since")[:1]
    )
)


def _signs_in(person: Person) -> Resident | None:
    bound = _BOUND.first(person.id)
    return bound.resident if bound is not None else None


def _once(message: Message, *, by_sms: bool) -> Message | None:
    kind = catalogue.notice(message.kind)
    if by_sms:
        message.sms = "off" if _switched_off(message, kind) else "waiting"
    if kind.group == "reminder":
        today = city.day(message.created_at)
        message.due_at = day_time(at=message.created_at, policy=rules.policy(place=(), on=today))
    return message if batch.insert_new(message) else None


def _switched_off(message: Message, kind: Notice) -> bool:
    if not kind.optional or message.resident_id is None:
        return False
    return Preference.objects.filter(resident_id=message.resident_id, kind=kind.kind, channel="sms").exists()


def _enqueue() -> None:
    try:
        # one waiting run is enough for any number of messages
        app.configure_task(SEND, queueing_lock=SEND).defer()
    except AlreadyEnqueued:
        return
