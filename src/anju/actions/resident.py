"""Residents at the door: phone codes, sign-in and out, binding to a record, looking at one's own. Source: L8, L12, design.md 6."""

import datetime
import hmac
import secrets
import uuid

from django.db import connection, transaction

from anju.actions import message, record
from anju.law import city, identity
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Binding, IdNumber, Person, PhoneCode, Resident, Stay
from anju.models.base import new_id
from anju.queries import rules, visitors
from anju.vault import seal

TRIES = 5
BIND_TRIES_A_DAY = 5
_HOUR, _DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)

_MANY = Text(
    zh="这个手机号取验证码的次数太多了，请过一会儿再试。急办的话，可以到派出所或者街道大厅窗口办理。",
    en="Too many codes were asked for with this phone number. Please try again later, or go to the police station or street hall.",
)
_WRONG = Text(
    zh="验证码不对，或者已经过期、用过。请再看一遍短信，或者重新获取。",
    en="The code is wrong, has expired or was used already. Please look at the message again, or get a new code.",
)
_BIND_MANY = Text(
    zh="今天查找的次数太多了，请明天再试，或者到窗口办理。",
    en="Too many tries today. Please try again tomorrow, or go to a counter.",
)


def send_code(*, phone: str, at: datetime.datetime) -> str:
    """Send a code to a phone, known or not; return it, for demo mode to show.

    Raises Refusal "phone_wrong", "too_many_codes". Nothing in the answer depends on whether the phone is known.
    """
    plain = identity.normalise_phone(phone)
    index = seal.index(text=plain, kind="phone")
    policy = rules.policy(place=(), on=city.day(at))
    with transaction.atomic():
        # two requests at once must not both slip under the limit
        _lock(index)
        sent = list(
            PhoneCode.objects.filter(phone_index=index, sent_at__gt=at - _DAY).values_list("sent_at", flat=True)
        )
        last_hour = sum(1 for moment in sent if moment > at - _HOUR)
        if last_hour >= policy.sms_codes_per_phone_hour or len(sent) >= policy.sms_codes_per_phone_day:
            raise Refusal("too_many_codes", _MANY, field="phone", rule="L8")
        code = f"{secrets.randbelow(1_000_000):06d}"
        key = new_id()
        PhoneCode.objects.create(
            id=key,
            phone_index=index,
            digest=_digest(key, code),
            sent_at=at,
            expires_at=at + datetime.timedelta(minutes=policy.sms_code_minutes),
        )
        _message(phone=plain, code=code, minutes=policy.sms_code_minutes, key=key, at=at)
    return code


def sign_in(*, phone: str, code: str, at: datetime.datetime) -> Resident:
    """Return the resident of a phone when the code is right; make them at the first sign-in.

    Raises Refusal "code_wrong" alike for a wrong, expired, used or unknown one, and after five tries.
    """
    plain = identity.normalise_phone(phone)
    index = seal.index(text=plain, kind="phone")
    typed = identity.normalise_id(code[:40])
    with transaction.atomic():
        sent = PhoneCode.objects.select_for_update().filter(phone_index=index).order_by("-sent_at", "-id").first()
        right = _take(sent, typed, at)
        if right:
            who = ensure(phone=plain, at=at)
            record.write(what="sign_in", by=visitors.resident_actor(who=who), at=at, subject=("resident", who.id))
            return who
    # raised outside, so that the try counts
    raise Refusal("code_wrong", _WRONG, field="code", rule="L8")


def ensure(*, phone: str, at: datetime.datetime) -> Resident:
    """Return the resident of a phone, made at the first sign-in. Part of a larger act."""
    index = seal.index(text=phone, kind="phone")
    key = new_id()
    # two first sign-ins at once make one resident
    made = Resident(
        id=key, phone=seal.seal(text=phone, column="resident.phone", owner=key), phone_index=index, created_at=at
    )
    Resident.objects.bulk_create([made], ignore_conflicts=True)
    return Resident.objects.get(phone_index=index)


def sign_out(*, by: Actor, at: datetime.datetime) -> None:
    """Record that a resident signed out."""
    record.write(what="sign_out", by=by, at=at, subject=("resident", by.id))


def bind(*, who: Resident, id_number: str, by: Actor, at: datetime.datetime) -> None:
    """Bind a sign-in to the verified record with this ID number, if the phone on file is the one signed in with.

    Says nothing about whether it did: the record then appears among one's own. Raises Refusal for a number that
    can't be one, or "too_many_tries". Source: design.md 6.
    """
    number = identity.check_id_number(id_number[:60], on=city.day(at)).number
    index = seal.index(text=number, kind="id_number")
    with transaction.atomic():
        # whoever signs in without a phone finds nothing by it
        phone = bytes(who.phone_index or b"")
        _lock(phone or who.id.bytes)
        _count_try(who, at)
        holder = IdNumber.objects.filter(index=index).values_list("person_id", flat=True).first()
        # asked for also where there is no holder: every answer takes the same statements
        person = Person.objects.filter(id=holder or uuid.UUID(int=0), phone_index=phone, state="verified").first()
        if person is None or Binding.objects.filter(resident=who, person=person, until=None).exists():
            return
        Binding.objects.create(
            resident=who, person=person, kind=kind_of(who=who, id_index=index), how="phone", since=at
        )
        record.write(
            what="bind", by=by, at=at, subject=("person", person.id), person_id=person.id, detail={"how": "phone"}
        )


def looked(*, stay: Stay, by: Actor, at: datetime.datetime) -> None:
    """Write that someone saw their own record, or one they act for, before it is shown. Source: L12."""
    record.read(
        what="open", by=by, at=at, subject_kind="stay", people=[(stay.id, stay.person_id)], purpose=str(Purpose.OWN)
    )


def demand(*, who: Resident, person_id: uuid.UUID) -> Binding:
    """Return the binding by which a resident acts for a person; Absent for anyone else."""
    found = Binding.objects.filter(resident=who, person_id=person_id, until=None).first()
    if found is None:
        raise Absent("person")
    return found


def _take(sent: PhoneCode | None, typed: str, at: datetime.datetime) -> bool:
    if sent is None or sent.used_at is not None or sent.expires_at <= at or sent.tries >= TRIES:
        return False
    right = hmac.compare_digest(bytes(sent.digest), _digest(sent.id, typed))
    sent.tries += 1
    sent.used_at = at if right else None
    sent.save(update_fields=["tries", "used_at"])
    return right


def phone_of(*, who: Resident) -> str:
    """Return the phone a resident signed in with, in full; nothing where there is none."""
    if who.phone is None:
        return ""
    return seal.unseal(data=bytes(who.phone), column="resident.phone", owner=who.id)


def kind_of(*, who: Resident, id_index: bytes) -> str:
    """Return whether a record becomes a sign-in's own or one acted for. Part of a larger act."""
    own = Binding.objects.filter(resident=who, kind="self", until=None).select_related("person").first()
    if own is None:
        return "self"
    if bytes(own.person.id_index) != id_index:
        return "ward"
    # declared anew before the old record was found: the record on file is the person's own
    own.kind = "ward"
    own.save(update_fields=["kind"])
    return "self"


def _count_try(who: Resident, at: datetime.datetime) -> None:
    # a try is kept like a code that was used at once: by phone, with its time, and without the number typed
    mark = seal.index(text=str(who.id), kind="bind_try")
    if PhoneCode.objects.filter(phone_index=mark, sent_at__gt=at - _DAY).count() >= BIND_TRIES_A_DAY:
        raise Refusal("too_many_tries", _BIND_MANY, field="id_number", rule="L8")
    PhoneCode.objects.create(phone_index=mark, digest=b"", sent_at=at, expires_at=at, used_at=at)


def _digest(key: uuid.UUID, code: str) -> bytes:
    # keyed: six digits would be guessed from a plain digest at once
    return seal.index(text=f"{key} {code}", kind="phone_code")


def _message(*, phone: str, code: str, minutes: int, key: uuid.UUID, at: datetime.datetime) -> None:
    # the code is as good as a key while it holds, so it is sealed; the sender opens it
    message.to_phone(
        phone=phone,
        kind="phone_code",
        secret={"code": code},
        params={"minutes": minutes},
        dedupe=f"phone_code:{key}",
        at=at,
    )


def _lock(index: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(index[:8], "big", signed=True)])
