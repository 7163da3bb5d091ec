"""Keeping a registration true: confirming, correcting. Source: D7, D9."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import message, record
from anju.actions.stay import locking, rewriting
from anju.law import city, deadline
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Correction, Person, Stay, Visit
from anju.models.base import new_id
from anju.queries import rules
from anju.vault import seal

_ASKED = Text(zh="这一项的更正正在办理。", en="A correction of this entry is being handled already.")
_ANSWERED = Text(zh="这个更正申请已经答复过。", en="This request has been answered already.")
_WHY = Text(
    zh="请写明不予更正的理由，本人看得到。", en="Please state the reason for refusing; the person will read it."
)
_STILL_HERE = Text(zh="已确认仍在此居住。", en="Confirmed: still lives here.")
_FIELD = Text(zh="这一项不能在这里更正。", en="This entry can't be corrected here.")


def confirm(
    *,
    stay_id: uuid.UUID,
    by: Actor,
    at: datetime.datetime,
    note: str = "",
    detail: Mapping[str, object] | None = None,
) -> Stay:
    """Note that the person still lives here; by a coordinator it is a visit. Source: D7.

    An end that was proposed counts as objected to: no night carries it out, an officer answers. Source: D6.
    """
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="confirm", version=None)
        if by.role != "resident":
            Visit.objects.create(stay=stay, post_id=by.post, at=at, found="here", note=note.strip()[:300])
        locking.put(stay=stay, step=step, confirmed_on=city.day(at))
        about, noted = ("stay", stay.id), {**(detail or {}), **_objects(stay)}
        record.write(what="confirm", by=by, at=at, subject=about, person_id=stay.person_id, detail=noted)
        return stay


def _objects(stay: Stay) -> dict[str, object]:
    ending = stay.endings.select_for_update().filter(state="noticed").first()
    if ending is None:
        return {}
    ending.state, ending.objection = "objected", _STILL_HERE.zh
    ending.save(update_fields=["state", "objection"])
    return {"objects_to": str(ending.id)}


def visit(
    *,
    stay_id: uuid.UUID,
    found: str,
    note: str,
    by: Actor,
    at: datetime.datetime,
    detail: Mapping[str, object] | None = None,
) -> Visit:
    """Note a visit to a registered stay that met nobody; it changes nothing and stays on the list. Source: D7."""
    with transaction.atomic():
        # possible wherever a confirmation would be
        stay, _ = locking.take(stay_id=stay_id, act="confirm", version=None)
        made = Visit.objects.create(stay=stay, post_id=by.post, at=at, found=found, note=note.strip()[:300])
        record.write(
            what="visit",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={**(detail or {}), "found": found},
        )
        return made


def ask_correction(
    *, stay_id: uuid.UUID, field: str, wanted: str, why: str, by: Actor, at: datetime.datetime
) -> Correction:
    """Receive a person's request to correct an entry. Raises Refusal "asked_before", "not_correctable". Source: D9."""
    with transaction.atomic():
        stay = Stay.objects.select_for_update(of=("self",)).select_related("community").filter(id=stay_id).first()
        if stay is None:
            raise Absent("stay")
        if field not in rewriting.FIELDS:
            raise Refusal("not_correctable", _FIELD, field="field", rule="D9")
        rewriting.check(stay=stay, field=field, wanted=wanted, at=at)
        if stay.corrections.filter(field=field, state="asked").exists():
            raise Refusal("asked_before", _ASKED, field="field", rule="D9")
        held = rules.at(place=[code for code in stay.community.path.split("/") if code], on=city.day(at))
        limit = deadline.calendar_days(
            start=city.day(at), count=held.policy.correction_calendar_days, calendar=held.calendar, rule="D9"
        )
        Person.objects.filter(id=stay.person_id).exclude(sealed_at=None).update(sealed_at=None)
        key = new_id()
        correction = Correction.objects.create(
            id=key,
            stay=stay,
            field=field,
            wanted=seal.seal(text=wanted, column="correction.wanted", owner=key),
            why=why.strip()[:300],
            state="asked",
            asked_at=at,
            due_on=limit.on,
            due_provisional=limit.provisional,
        )
        record.write(
            what="ask_correction",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={"field": field},
        )
        return correction


def grant_correction(*, correction_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Correction:
    """Correct the entry as asked; the receipt is made anew where it says otherwise. Source: D9."""
    with transaction.atomic():
        correction, stay = _take(correction_id)
        rewriting.apply(
            stay=stay,
            field=correction.field,
            wanted=seal.unseal(data=bytes(correction.wanted), column="correction.wanted", owner=correction.id),
            at=at,
        )
        _answer(correction, state="granted", answer="", at=at)
        record.write(
            what="grant_correction",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={"field": correction.field},
        )
        return correction


def refuse_correction(*, correction_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime) -> Correction:
    """Refuse a correction, by a named officer and with the reason. Source: D9, I10."""
    with transaction.atomic():
        correction, stay = _take(correction_id)
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="I10")
        _answer(correction, state="refused", answer=why.strip()[:300], at=at)
        record.write(
            what="refuse_correction",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            reason=why.strip()[:300],
            detail={"field": correction.field},
        )
        return correction


def _take(correction_id: uuid.UUID) -> tuple[Correction, Stay]:
    correction = Correction.objects.select_for_update(of=("self",)).filter(id=correction_id).first()
    if correction is None:
        raise Absent("correction")
    if correction.state != "asked":
        raise Refusal("answered_before", _ANSWERED, rule="D9")
    stay = (
        Stay.objects.select_for_update(of=("self",))
        .select_related("person", "address", "community", "station")
        .get(id=correction.stay_id)
    )
    return correction, stay


def _answer(correction: Correction, *, state: str, answer: str, at: datetime.datetime) -> None:
    correction.state, correction.answer, correction.answered_at = state, answer, at
    correction.save(update_fields=["state", "answer", "answered_at"])
    message.to_person(
        person=correction.stay.person,
        kind=f"correction_{state}",
        params={"field": correction.field},
        link=f"/my/stays/{correction.stay_id}/",
        dedupe=f"correction:{correction.id}",
        at=at,
    )
