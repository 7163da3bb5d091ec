"""Sending what waits: claimed row by row, sent outside any transaction, then settled.

An SMS goes out at most once: a claim is committed before the gateway is called, and what may have been sent (a
crash in between, an answer that never came) ends as "unsure" and is not sent again. What certainly was not sent is
tried again after growing pauses, five times in all. Source: design.md 10 (10, 16).
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from anju import catalogue
from anju.actions import message as messages
from anju.law import city
from anju.law import notice as notices
from anju.law.notice import Notice, Rendered, UnknownNoticeError
from anju.law.policy import Policy
from anju.models import Message, Person, Resident, Staff
from anju.queries import rules
from anju.vault import seal
from anju.vault.errors import VaultError

Channel = Literal["sms", "mail"]
Outcome = Literal["sent", "again", "unsure"]

BATCH = 20
# how long a claim holds; a gateway that takes longer has been given up long before
LEASE = datetime.timedelta(minutes=10)
RECENT = datetime.timedelta(minutes=15)


@dataclass(frozen=True)
class Outgoing:
    """One message on one channel, in words, with the address it goes to; lives only while it is sent."""

    message_id: uuid.UUID
    channel: Channel
    to: str
    title: str
    text: str


@dataclass(frozen=True)
class _Receivers:
    languages: Mapping[uuid.UUID, str]
    staff: Mapping[uuid.UUID, Staff]
    # message → column, owner and sealed number of the receiver as it is on file now, where it carries none itself
    numbers: Mapping[uuid.UUID, tuple[str, uuid.UUID, bytes]]


def claim(*, at: datetime.datetime, limit: int = BATCH) -> list[Outgoing]:
    """Claim messages that are due; two workers at once never get the same one."""
    with transaction.atomic():
        _give_up_on_lost(at)
        rows = _due(at, limit)
        policy = rules.policy(place=(), on=city.day(at))
        sent_today = _sent_today(rows, at)
        receivers = _Receivers(
            languages=dict(Resident.objects.filter(id__in=_ids(rows, "resident_id")).values_list("id", "language")),
            staff=Staff.objects.in_bulk(_ids(rows, "staff_id")),
            numbers=_numbers([row for row in rows if row.sms == "waiting" and row.phone is None]),
        )
        claimed = []
        for row in rows:
            try:
                kind = catalogue.notice(row.kind)
                _stop(row, kind, policy, sent_today, at)
                claimed += _ready(row, kind, receivers, at)
            except (UnknownNoticeError, VaultError, LookupError):
                # words of another version, or a key that is gone: one message must not hold up all behind it
                _unreadable(row)
        Message.objects.bulk_update(rows, ["sms", "sms_tries", "sms_at", "mail", "mail_tries", "due_at", "error"])
        return claimed


def settle(*, outgoing: Outgoing, outcome: Outcome, error: str, at: datetime.datetime) -> str:
    """Note what became of a claimed message and return its state; one settled before stays as it is."""
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(id=outgoing.message_id).first()
        if row is None or getattr(row, outgoing.channel) != "sending":
            return "gone"
        tries = getattr(row, f"{outgoing.channel}_tries")
        state = _next_state(outcome, tries)
        setattr(row, outgoing.channel, state)
        row.error = error[:40]
        if state == "waiting":
            row.due_at = at + datetime.timedelta(seconds=notices.PAUSES[tries - 1])
        elif outgoing.channel == "sms":
            # a number that is not needed any more is not kept
            row.phone = None
            _forget_secrets(row)
        row.save(update_fields=[outgoing.channel, "error", "due_at", "phone", "params"])
        return state


def _next_state(outcome: Outcome, tries: int) -> str:
    if outcome != "again":
        return outcome
    return "waiting" if tries < notices.TRIES else "failed"


def _due(at: datetime.datetime, limit: int) -> list[Message]:
    waiting = Message.objects.select_for_update(skip_locked=True).filter(due_at__lte=at)
    waiting = waiting.filter(Q(sms="waiting") | Q(mail="waiting"))
    codes = [kind for kind, found in catalogue.current().notices.items() if found.group == "code"]
    # whoever waits for a code to sign in does not stand behind ten thousand reminders
    first = list(waiting.filter(kind__in=codes, due_at__gt=at - RECENT).order_by("due_at", "id")[:limit])
    rest = waiting.exclude(id__in=[row.id for row in first]).order_by("due_at", "id")[: limit - len(first)]
    return [*first, *rest]


def _give_up_on_lost(at: datetime.datetime) -> None:
    lost = Message.objects.filter(due_at__lte=at)
    lost.filter(sms="sending").update(sms="unsure", error="no_word", phone=None)
    lost.filter(mail="sending").update(mail="unsure", error="no_word")


def _stop(
    row: Message, kind: Notice, policy: Policy, sent_today: Counter[uuid.UUID | None], at: datetime.datetime
) -> None:
    if row.sms != "waiting":
        return
    if _too_late(row, kind, at):
        row.sms, row.error = "failed", "too_late"
        return
    if kind.group != "reminder":
        return
    row.due_at = messages.day_time(at=max(at, row.due_at), policy=policy) if row.due_at <= at else row.due_at
    if row.due_at > at:
        return
    receiver = row.resident_id or row.person_id
    if receiver is None:
        # a phone that belongs to nobody here: whoever wrote the message counted
        return
    if sent_today[receiver] >= policy.sms_reminders_per_person_day:
        row.sms, row.error = "limited", "per_day"
        return
    sent_today[receiver] += 1


def _too_late(row: Message, kind: Notice, at: datetime.datetime) -> bool:
    if kind.group == "code":
        return at > row.created_at + datetime.timedelta(minutes=int(row.params["minutes"]))
    return kind.group == "reminder" and at > row.created_at + notices.STALE


def _sent_today(rows: Iterable[Message], at: datetime.datetime) -> Counter[uuid.UUID | None]:
    reminders = [kind for kind, found in catalogue.current().notices.items() if found.group == "reminder"]
    receivers = {row.resident_id or row.person_id for row in rows if row.kind in reminders}
    midnight = city.midnight(at)
    sent = Message.objects.filter(kind__in=reminders, sms__in=["sending", "sent", "unsure"], sms_at__gte=midnight)
    mine = sent.filter(Q(resident_id__in=receivers) | Q(resident_id=None, person_id__in=receivers))
    counted = mine.values_list("resident_id", "person_id").annotate(number=Count("id")) if receivers else []
    totals: Counter[uuid.UUID | None] = Counter()
    for resident_id, person_id, number in counted:
        totals[resident_id or person_id] += number
    return totals


def _ids(rows: Iterable[Message], name: str) -> set[uuid.UUID]:
    return {key for row in rows if (key := getattr(row, name)) is not None}


def _ready(row: Message, kind: Notice, receivers: _Receivers, at: datetime.datetime) -> list[Outgoing]:
    ready = []
    if row.sms == "waiting" and row.due_at <= at:
        # whoever has no sign-in here has no language of their own, unless somebody chose it for them
        otherwise = str(row.params.get("language", "zh-hans"))
        language = receivers.languages.get(row.resident_id, "zh-hans") if row.resident_id else otherwise
        ready.append(_by_sms(row, kind, language, receivers, at))
    if row.mail == "waiting" and row.staff_id is not None:
        ready.append(_by_mail(row, kind, receivers.staff[row.staff_id], at))
    return ready


def _numbers(rows: list[Message]) -> dict[uuid.UUID, tuple[str, uuid.UUID, bytes]]:
    """Return the numbers of receivers whose messages were written many at once (mailing), still sealed."""
    if not rows:
        return {}
    residents = dict(Resident.objects.filter(id__in=_ids(rows, "resident_id")).values_list("id", "phone"))
    people = dict(Person.objects.filter(id__in=_ids(rows, "person_id")).values_list("id", "phone"))
    found: dict[uuid.UUID, tuple[str, uuid.UUID, bytes]] = {}
    for row in rows:
        # the person's own number before that of whoever signs in, as message.to_person has it
        for column, owner, known in (
            ("resident.phone", row.resident_id, residents),
            ("person.phone", row.person_id, people),
        ):
            sealed = known.get(owner) if owner is not None else None
            if owner is not None and sealed is not None:
                found[row.id] = (column, owner, bytes(sealed))
    return found


def _unreadable(row: Message) -> None:
    row.sms = "failed" if row.sms in {"waiting", "sending"} else row.sms
    row.mail = "failed" if row.mail in {"waiting", "sending"} else row.mail
    row.error = "unreadable"


def _by_sms(row: Message, kind: Notice, language: str, receivers: _Receivers, at: datetime.datetime) -> Outgoing:
    words = _words(row, kind)
    text = words.sms.in_language(language)
    if kind.group != "code":
        # the same short address for everyone: it tells nothing and can't be mistaken for a trap
        known = row.resident_id is not None or row.person_id is not None
        text = f"{text} {settings.PUBLIC_URL}{'/my/' if known else row.link or '/my/'}"
    # a number that has gone meanwhile: KeyError, and the message counts as one that can't be sent
    carried = ("message.phone", row.id, bytes(row.phone)) if row.phone is not None else receivers.numbers[row.id]
    column, owner, sealed = carried
    to = seal.unseal(data=sealed, column=column, owner=owner)
    row.sms, row.sms_tries, row.sms_at, row.due_at = "sending", row.sms_tries + 1, at, at + LEASE
    return Outgoing(message_id=row.id, channel="sms", to=to, title=words.title.in_language(language), text=text)


def _by_mail(row: Message, kind: Notice, to: Staff, at: datetime.datetime) -> Outgoing:
    words = _words(row, kind)
    row.mail, row.mail_tries, row.due_at = "sending", row.mail_tries + 1, at + LEASE
    text = f"{words.body.in_language(to.language)}\n\n{settings.PUBLIC_URL}{row.link or '/staff/'}\n"
    return Outgoing(
        message_id=row.id, channel="mail", to=to.email, title=words.title.in_language(to.language), text=text
    )


def _words(row: Message, kind: Notice) -> Rendered:
    params: dict[str, object] = {name: value for name, value in row.params.items() if name != messages.SEALED}
    sealed: Mapping[str, str] = row.params.get(messages.SEALED, {})
    for name, value in sealed.items():
        params[name] = seal.unseal(data=bytes.fromhex(value), column=f"message.{name}", owner=row.id)
    return kind.render(params)


def _forget_secrets(row: Message) -> None:
    row.params = {name: value for name, value in row.params.items() if name != messages.SEALED}
