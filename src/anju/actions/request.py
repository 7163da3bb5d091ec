"""The person's own requests about their data: a copy at once, deletion to be answered. Source: L5, L7."""

import datetime
import uuid

from django.db import transaction

from anju.actions import message, record, retention
from anju.law import city, deadline
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import DataRequest, Person
from anju.queries import rules
from anju.vault import seal

KINDS = {
    "copy": Text(zh="复制本人信息", en="Copy of my data"),
    "delete": Text(zh="删除本人信息", en="Deletion of my data"),
}
STATES = {
    "asked": Text(zh="等待答复", en="Waiting for an answer"),
    "done": Text(zh="已办理", en="Done"),
    "refused": Text(zh="不予办理", en="Refused"),
}

_OPEN = Text(
    zh="您已经提出过删除申请，正在等待答复。", en="You have asked for deletion already; it is waiting for an answer."
)
_ANSWERED = Text(zh="这个申请已经答复过。", en="This request has been answered already.")
_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")


def copy(*, person: Person, by: Actor, at: datetime.datetime) -> DataRequest:
    """Record that a person takes a copy of what is on file; it is answered at once. Source: L5."""
    with transaction.atomic():
        made = DataRequest.objects.create(
            person=person, kind="copy", state="done", asked_at=at, due_on=_due(at), answered_at=at, answer=""
        )
        record.write(
            what="ask_data", by=by, at=at, subject=("person", person.id), person_id=person.id, detail={"kind": "copy"}
        )
        return made


def ask_deletion(*, person: Person, why: str, by: Actor, at: datetime.datetime) -> DataRequest:
    """Receive a person's request for deletion; a chief answers it. Raises Refusal "asked_before". Source: L5, L7."""
    with transaction.atomic():
        # two clicks at once: the second waits for the first
        Person.objects.select_for_update().get(id=person.id)
        # what is asked for has to be found to be answered
        Person.objects.filter(id=person.id).exclude(sealed_at=None).update(sealed_at=None)
        if person.requests.filter(kind="delete", state="asked").exists():
            raise Refusal("asked_before", _OPEN, rule="L5")
        made = DataRequest.objects.create(
            person=person, kind="delete", why=why.strip()[:300], state="asked", asked_at=at, due_on=_due(at)
        )
        record.write(
            what="ask_data", by=by, at=at, subject=("person", person.id), person_id=person.id, detail={"kind": "delete"}
        )
        return made


def answer(*, request_id: uuid.UUID, granted: bool, words: str, by: Actor, at: datetime.datetime) -> DataRequest:
    """Answer a request for deletion, by a named officer; granted it is carried out at once, a refusal says why.

    Raises Refusal "reason_missing", and what `retention.delete` raises where the law does not let data go yet. Source: L5, L7, I10.
    """
    with transaction.atomic():
        found = (
            DataRequest.objects.select_for_update(of=("self",)).select_related("person").filter(id=request_id).first()
        )
        if found is None:
            raise Absent("request")
        if found.state != "asked":
            raise Refusal("answered_before", _ANSWERED, rule="L5")
        if not granted and not words.strip():
            raise Refusal("reason_missing", _WHY, field="words", rule="I10")
        found.state, found.answer, found.answered_at = "done" if granted else "refused", words.strip()[:500], at
        found.save(update_fields=["state", "answer", "answered_at"])
        record.write(
            what="answer_data",
            by=by,
            at=at,
            subject=("person", found.person_id),
            person_id=found.person_id,
            reason=words.strip()[:300],
            detail={"kind": found.kind, "granted": granted},
        )
        if granted:
            _carry_out(found, by=by, at=at)
        else:
            message.to_person(
                person=found.person, kind="data_refused", params={}, link="/my/", dedupe=f"request:{found.id}", at=at
            )
        return found


def _carry_out(request: DataRequest, *, by: Actor, at: datetime.datetime) -> None:
    person = request.person
    phone = seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else ""
    retention.delete(person_id=person.id, by=by, at=at, reason=request.answer)
    if phone:
        # the number goes with the message that tells of it
        message.to_phone(phone=phone, kind="data_done", secret={}, params={}, dedupe=f"request:{request.id}", at=at)


def _due(at: datetime.datetime) -> datetime.date:
    held = rules.at(place=(), on=city.day(at))
    return deadline.calendar_days(
        start=city.day(at), count=held.policy.own_request_calendar_days, calendar=held.calendar, rule="L5"
    ).on
