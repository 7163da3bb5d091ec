"""Messages: the inbox of residents and staff, what can be switched off, what could not be sent."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju import catalogue
from anju.law.notice import UnknownNoticeError
from anju.law.wording import Text
from anju.models import Message, Preference, Resident

PAGE = 30
MANY = 100


@dataclass(frozen=True)
class Item:
    """One message as its receiver reads it."""

    id: uuid.UUID
    kind: str
    title: Text
    body: Text
    rule: str
    link: str
    at: datetime.datetime
    unread: bool

    @property
    def cursor(self) -> str:
        """Where the next page begins."""
        return f"{self.at.isoformat()}_{self.id}"


@dataclass(frozen=True)
class Choice:
    """A kind of reminder and whether it comes by SMS."""

    kind: str
    title: Text
    on: bool


@dataclass(frozen=True)
class Undelivered:
    """A message that could not be sent, for those who look after the gateway: no receiver, no words."""

    id: uuid.UUID
    kind: Text
    channel: str
    state: str
    tries: int
    error: str
    at: datetime.datetime


def inbox(*, who: Resident, after: str = "", limit: int = PAGE) -> list[Item]:
    """Return a resident's messages, the newest first; keyset by `Item.cursor`."""
    return _page(Message.objects.filter(resident_id=who.id), after, limit)


def staff_inbox(*, staff_id: uuid.UUID, after: str = "", limit: int = PAGE) -> list[Item]:
    """Return the messages of one of staff, the newest first; keyset by `Item.cursor`."""
    return _page(Message.objects.filter(staff_id=staff_id), after, limit)


def staff_link(*, staff_id: uuid.UUID, message_id: uuid.UUID) -> str | None:
    """Return what a message to one of staff leads to; None for anyone else's."""
    return Message.objects.filter(id=message_id, staff_id=staff_id).values_list("link", flat=True).first()


def unread(*, resident_id: uuid.UUID | None = None, staff_id: uuid.UUID | None = None) -> int:
    """Return how many messages a receiver has not read; counting stops at a hundred."""
    if (resident_id is None) == (staff_id is None):
        return 0
    mine = (
        Message.objects.filter(resident_id=resident_id)
        if staff_id is None
        else Message.objects.filter(staff_id=staff_id)
    )
    return mine.filter(read_at=None).order_by()[:MANY].count()


def choices(*, who: Resident) -> list[Choice]:
    """Return the reminders a resident can switch off; what the law wants told is not among them."""
    off = set(Preference.objects.filter(resident_id=who.id, channel="sms").values_list("kind", flat=True))
    optional = [found for found in catalogue.current().notices.values() if found.optional]
    return [Choice(kind=found.kind, title=found.title, on=found.kind not in off) for found in optional]


def undelivered(*, since: datetime.datetime, limit: int = MANY) -> list[Undelivered]:
    """Return what could not be sent since a moment, the newest first."""
    failed = Message.objects.filter(Q(sms__in=["failed", "unsure"]) | Q(mail="failed"), created_at__gte=since)
    return [_undelivered(row) for row in failed.order_by("-created_at", "-id")[:limit]]


def _page(mine: QuerySet[Message], after: str, limit: int) -> list[Item]:
    if after:
        place = _cursor(after)
        if place is None:
            return []
        at, key = place
        mine = mine.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=key))
    return [_item(row) for row in mine.order_by("-created_at", "-id")[:limit]]


def _cursor(text: str) -> tuple[datetime.datetime, uuid.UUID] | None:
    moment, _, key = text.partition("_")
    try:
        at = datetime.datetime.fromisoformat(moment)
        return (at, uuid.UUID(key)) if at.tzinfo is not None else None
    except ValueError:
        return None


def _item(row: Message) -> Item:
    title, body, rule = _words(row)
    return Item(
        id=row.id,
        kind=row.kind,
        title=title,
        body=body,
        rule=rule,
        link=row.link,
        at=row.created_at,
        unread=row.read_at is None,
    )


def _words(row: Message) -> tuple[Text, Text, str]:
    try:
        found = catalogue.notice(row.kind)
        words = found.render(row.params)
    except (UnknownNoticeError, ValueError):
        # written by an older version: an old message must not take the inbox down
        return Text(zh="通知", en="Notice"), Text(zh="", en=""), ""
    return words.title, words.body, found.rule


def _undelivered(row: Message) -> Undelivered:
    by_sms = row.sms in {"failed", "unsure"}
    return Undelivered(
        id=row.id,
        kind=catalogue.notice(row.kind).title,
        channel="sms" if by_sms else "mail",
        state=row.sms if by_sms else row.mail,
        tries=row.sms_tries if by_sms else row.mail_tries,
        error=row.error,
        at=row.created_at,
    )
