"""Messages: the inbox of residents and staff, what can be switched off, what could not be sent."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from anju import catalogue
from anju.law import city
from anju.law import notice as notices
from anju.law.notice import UnknownNoticeError
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Message, Preference, Resident

PAGE = 30
MANY = 100
# how far back the page of undelivered messages and its figure look
SHOWN = datetime.timedelta(days=30)
_CHANNELS = ("sms", "mail")
_FAILED = ("failed", "unsure")
_UNKNOWN = Text(zh="没有这个筛选条件。", en="There is no such filter.")
_GATEWAY = Text(zh="短信网关答复{code}", en="The SMS gateway answered {code}")
# what a try left behind, as a code; see jobs/sms and actions/sending
_REASONS = {
    "no_word": Text(zh="发送时中断，可能已经发出", en="Broken off while sending; it may have gone out"),
    "no_answer": Text(zh="短信网关没有回音，可能已经发出", en="No answer from the SMS gateway; it may have gone out"),
    "no_connection": Text(zh="连不上短信网关", en="The SMS gateway can't be reached"),
    "not_ok": Text(zh="短信网关没有受理", en="The SMS gateway did not take it"),
    "no_address": Text(zh="没有填写邮箱", en="No mail address on file"),
    "too_late": Text(zh="发送前已经过了时间", en="Its time was over before it could go out"),
    "unreadable": Text(zh="号码或者内容读不出来", en="The number or the words can't be read"),
}


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
    """Messages of one kind that failed for one reason, for those who look after the gateway: no receiver, no words."""

    kind: str
    title: Text
    channel: str
    state: str
    error: str
    reason: Text
    count: int
    first: datetime.datetime
    last: datetime.datetime
    # whether sending again can help; a code or an old reminder is of no use any more
    again: bool


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
    return [Choice(kind=found.kind, title=_kind(found.title), on=found.kind not in off) for found in optional]


def _kind(title: Text) -> Text:
    """Return what a title says of all messages of its kind: without what each of them names after a colon."""
    return Text(zh=title.zh.partition("：{")[0], en=title.en.partition(": {")[0])


def undelivered(*, at: datetime.datetime) -> list[Undelivered]:
    """Return what could not be sent lately, by kind and reason, the newest first."""
    found = []
    for channel in _CHANNELS:
        for state in _FAILED:
            groups = (
                failed(channel=channel, state=state, at=at)
                .values("kind", "error")
                .annotate(count=Count("id"), first=Min("created_at"), last=Max("created_at"))
            )
            found += [_undelivered(group, channel=channel, state=state, at=at) for group in groups.order_by()]
    return sorted(found, key=lambda one: (one.last, one.kind, one.error), reverse=True)


def all_failed() -> QuerySet[Message]:
    """Return what could not be sent or may not have been, on either channel."""
    return Message.objects.filter(Q(sms__in=_FAILED) | Q(mail__in=_FAILED))


def lately_failed(*, at: datetime.datetime) -> QuerySet[Message]:
    """Return the same as far back as the page looks, for its figure."""
    return all_failed().filter(created_at__gte=city.midnight(at - SHOWN))


def failed(*, channel: str, state: str, at: datetime.datetime) -> QuerySet[Message]:
    """Return what failed lately on a channel in a way; raises Refusal "unknown_filter"."""
    if channel not in _CHANNELS or state not in _FAILED:
        raise Refusal("unknown_filter", _UNKNOWN, field="kind")
    return lately_failed(at=at).filter(**{channel: state})


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


def _undelivered(group: Mapping[str, Any], *, channel: str, state: str, at: datetime.datetime) -> Undelivered:
    try:
        kind = catalogue.notice(group["kind"])
        title, again = kind.title, kind.group != "code"
        again = again and not (kind.group == "reminder" and at > group["last"] + notices.STALE)
    except UnknownNoticeError:
        title, again = Text(zh=group["kind"], en=group["kind"]), False
    return Undelivered(title=title, channel=channel, state=state, reason=_reason(group["error"]), again=again, **group)


def _reason(error: str) -> Text:
    if error.startswith("http_"):
        return _GATEWAY.format(code=error.removeprefix("http_"))
    return _REASONS.get(error, Text(zh=f"邮件服务器：{error}", en=f"Mail server: {error}"))
